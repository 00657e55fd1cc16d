import { App } from 'aws-cdk-lib';
import { letterCoder } from './letter-coder.ts';

letterCoder(new App());
