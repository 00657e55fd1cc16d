import { join } from 'node:path';
import { build } from 'esbuild';
import type { LetterReader } from '../core/ports.ts';
import { PDF_CHILD_BUNDLING, PDF_CHILD_FILE } from '../extract/reading/bundling.ts';
import { createLetterReader } from '../extract/reading/read-letter.ts';

/**
 * A reader whose child process is the bundle that is deployed, built anew into `folder`: it starts in a tenth of the time
 * that the sources take, and it is started again after every PDF that cannot be read.
 */
export async function openBundledReader(folder: string): Promise<LetterReader> {
  const childEntry = join(folder, PDF_CHILD_FILE);
  await build({ ...PDF_CHILD_BUNDLING, outfile: childEntry });
  return createLetterReader({ childEntry });
}
