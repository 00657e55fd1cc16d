import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { PDF_CHILD_BUNDLING, PDF_CHILD_FILE } from '../../functions/extract/reading/bundling.ts';

/** The reading process as it is deployed: one file, far from any `node_modules`. */
export function bundleReadingChild(): { entry: string; remove(): void } {
  return inTemporaryFolder((entry) => buildSync({ ...PDF_CHILD_BUNDLING, outfile: entry }));
}

/** A stand-in for the reading process: what `body` says when a letter comes. */
export function pretendReadingChild(
  body: string,
  ready = "process.send({ kind: 'ready' });",
): { entry: string; remove(): void } {
  return inTemporaryFolder((entry) => writeFileSync(entry, `process.on('message', () => {\n${body}\n});\n${ready}\n`));
}

function inTemporaryFolder(write: (entry: string) => void): { entry: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'reading-'));
  const entry = join(folder, PDF_CHILD_FILE);
  write(entry);
  return { entry, remove: () => rmSync(folder, { recursive: true }) };
}
