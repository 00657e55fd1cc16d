import { existsSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type * as z from 'zod';
import { FUNCTION_NAMES } from '../../infra/bundling.ts';
import { BUNDLE_BUCKETS, bundleVariables } from '../support/bundle-variables.ts';

const FUNCTIONS = new URL('../../functions/', import.meta.url);
const SERVERS = {
  s3: { endpoint: 'http://127.0.0.1:1' },
  dynamo: { endpoint: 'http://127.0.0.1:1', events: 'events', worklist: 'worklist' },
};

it('bundles, and measures, every folder that has an entry of a function', () => {
  const entries = readdirSync(FUNCTIONS).filter((name) => existsSync(new URL(`${name}/index.ts`, FUNCTIONS)));
  expect([...FUNCTION_NAMES].sort()).toEqual(entries.sort());
});

it.each(FUNCTION_NAMES)('gives %s every variable that it asks for', async (name) => {
  const { Environment } = (await import(new URL(`${name}/environment.ts`, FUNCTIONS).href)) as {
    Environment: z.ZodObject;
  };
  const variables = bundleVariables(SERVERS);
  expect(Environment.safeParse(variables).error).toBeUndefined();
  const buckets = Object.keys(Environment.shape).filter((variable) => variable.endsWith('_BUCKET'));
  expect(Object.keys(BUNDLE_BUCKETS)).toEqual(expect.arrayContaining(buckets));
});
