import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction, FUNCTION_NAMES, type FunctionName } from '../../infra/bundling.ts';
import { nothingToDo, runBundle } from '../support/lambda-process.ts';
import { startLoopbackDynamo } from '../support/loopback-dynamo.ts';
import { startLoopbackS3 } from '../support/loopback-s3.ts';

/** Size, start-up and peak memory of each function as it is deployed. */
export async function benchBundles(): Promise<string[]> {
  const lines: string[] = [];
  const [s3, dynamo] = await Promise.all([startLoopbackS3(['letters', 'texts']), startLoopbackDynamo()]);
  const variables = {
    ...VARIABLES,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    EVENTS_TABLE: dynamo.events,
    WORKLIST_TABLE: dynamo.worklist,
  };
  for (const name of FUNCTION_NAMES) {
    const folder = mkdtempSync(join(tmpdir(), `bundle-${name}-`));
    const sizes = bundleFunction(name, folder);
    const listed = Object.entries(sizes).map(([file, bytes]) => `${file} ${(bytes / 1e6).toFixed(2)} MB`);
    lines.push(`bundle ${name}: ${listed.join(', ')}; ${await startOf(name, folder, variables)}`);
    rmSync(folder, { recursive: true });
  }
  await Promise.all([s3.close(), dynamo.close()]);
  return lines;
}

/** An empty batch, and for the sweep an empty bucket: what a cold start costs. */
async function startOf(
  name: FunctionName,
  folder: string,
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  const { startMilliseconds, peakMegabytes } = await runBundle(folder, variables, nothingToDo(name));
  return `started in ${startMilliseconds.toFixed(0)} ms, peak ${peakMegabytes.toFixed(0)} MB`;
}

const VARIABLES = {
  AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1',
  LETTERS_BUCKET: 'letters',
  ORIGIN: 'https://letters.example',
  OIDC_ISSUER: 'https://sign-in.example',
  OIDC_CLIENT_ID: 'page',
  OIDC_AUDIENCE: 'letter-coder',
  OIDC_GROUPS_CLAIM: 'groups',
  TEXTS_BUCKET: 'texts',
  PATIENT_HASH_KEY: 'a key of thirty-two characters or more',
  INTAKE_QUEUE_URL: 'http://127.0.0.1:1/intake',
  SUGGESTION_QUEUE_URL: 'http://127.0.0.1:1/suggestion',
  GRACE_SECONDS: '3600',
};
