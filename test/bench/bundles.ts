import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction, FUNCTION_NAMES } from '../../infra/bundling.ts';
import { runBundle } from '../support/lambda-process.ts';

/** Size, start-up and peak memory of each function as it is deployed. */
export async function benchBundles(): Promise<string[]> {
  const lines: string[] = [];
  for (const name of FUNCTION_NAMES) {
    const folder = mkdtempSync(join(tmpdir(), `bundle-${name}-`));
    const sizes = bundleFunction(name, folder);
    const listed = Object.entries(sizes).map(([file, bytes]) => `${file} ${(bytes / 1e6).toFixed(2)} MB`);
    lines.push(`bundle ${name}: ${listed.join(', ')}; ${await startOf(folder)}`);
    rmSync(folder, { recursive: true });
  }
  return lines;
}

/** An empty batch against servers that are never reached: what a cold start costs. */
async function startOf(folder: string): Promise<string> {
  const { startMilliseconds, peakMegabytes } = await runBundle(folder, VARIABLES, { Records: [] }).catch(() => UNKNOWN);
  return `started in ${startMilliseconds.toFixed(0)} ms, peak ${peakMegabytes.toFixed(0)} MB`;
}

const UNKNOWN = { startMilliseconds: Number.NaN, peakMegabytes: Number.NaN };

const VARIABLES = {
  AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1',
  AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
  AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1',
  LETTERS_BUCKET: 'letters',
  TEXTS_BUCKET: 'texts',
  EVENTS_TABLE: 'events',
  WORKLIST_TABLE: 'worklist',
  PATIENT_HASH_KEY: 'a key of thirty-two characters or more',
  INTAKE_QUEUE_URL: 'http://127.0.0.1:1/intake',
  SUGGESTION_QUEUE_URL: 'http://127.0.0.1:1/suggestion',
  GRACE_SECONDS: '3600',
};
