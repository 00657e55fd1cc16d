import { mkdirSync, writeFileSync } from 'node:fs';
import { stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { publishedSchemas } from '../../core/archive/schemas.ts';
import { noOthers, readFlags } from './flags.ts';

const FOLDER = fileURLToPath(new URL('../../../docs/schemas/', import.meta.url));

/** Writes the published schemas from the ones the service parses with; they are committed, and a test compares them. */
export async function schemas(args: readonly string[]): Promise<number> {
  noOthers(readFlags(args, {}).others);
  mkdirSync(FOLDER, { recursive: true });
  for (const { name, text } of publishedSchemas()) writeFileSync(`${FOLDER}${name}.json`, text);
  stdout.write(`${FOLDER}\n`);
  return 0;
}
