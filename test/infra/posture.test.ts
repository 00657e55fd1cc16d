import { type App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { letterCoder } from '../../infra/letter-coder.ts';
import { unbundledApp } from './templates.ts';

/** Every rule of AwsSolutions; what is not followed is acknowledged in `infra/`, with its reason beside it. */
describe('posture', () => {
  it('follows every rule of AwsSolutions, or says why not', () => {
    const app = unbundledApp();
    letterCoder(app);
    expect(() => synthChecked(app)).not.toThrow();
  });

  it('would not let a careless bucket pass', () => {
    const app = unbundledApp();
    letterCoder(app);
    new Bucket(new Stack(app, 'Careless'), 'Bucket');
    expect(() => synthChecked(app)).toThrow(/AwsSolutions-S10/);
  });
});

function synthChecked(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
}
