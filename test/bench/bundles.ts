import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction, FUNCTION_NAMES, type FunctionName } from '../../infra/bundling.ts';
import { BUNDLE_BUCKETS, bundleVariables } from '../support/bundle-variables.ts';
import { nothingToDo, runBundle } from '../support/lambda-process.ts';
import { startLoopbackDynamo } from '../support/loopback-dynamo.ts';
import { startLoopbackS3 } from '../support/loopback-s3.ts';

/** Size, start-up and peak memory of each function as it is deployed. */
export async function benchBundles(): Promise<string[]> {
  const lines: string[] = [];
  const [s3, dynamo] = await Promise.all([startLoopbackS3(Object.values(BUNDLE_BUCKETS)), startLoopbackDynamo()]);
  const variables = bundleVariables({ s3, dynamo });
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
