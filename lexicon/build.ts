import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compileLexicon } from '../functions/core/lexicon/lexicon.ts';
import { preparePhrases } from '../functions/core/lexicon/prepare.ts';
import { type LexiconArtefact, LexiconRows } from '../functions/core/lexicon/rows.ts';
import { type DataRead, type Finding, readData, type Tables } from './data-files.ts';

/** Where the compiled lexicon is put: beside the data, never in the repository. */
export const ARTEFACT_FILE = fileURLToPath(new URL('dist/lexicon.json', import.meta.url));

/** Raised with every change of the artefact's shape. */
const COMPILER_VERSION = 1;

/** The artefact of the data as they stand; nothing when anything in them is malformed: never half a lexicon. */
export function buildLexicon(read: DataRead): { artefact: LexiconArtefact } | { findings: readonly Finding[] } {
  if (read.findings.length > 0) return { findings: read.findings };
  const rows = LexiconRows.parse(rowsOf(read.tables));
  const artefact: LexiconArtefact = {
    formatVersion: 1,
    version: versionOf(read),
    ...rows,
    prepared: preparePhrases(rows),
  };
  compileLexicon(artefact);
  return { artefact };
}

/** The first 12 hexadecimal digits of a SHA-256 over the compiler's version and every file's path and content. */
export function versionOf({ files }: Pick<DataRead, 'files'>): string {
  const hash = createHash('sha256').update(`compiler ${COMPILER_VERSION}\n`);
  for (const { path, content } of files) hash.update(`${path}\n${content.length}\n${content}`);
  return hash.digest('hex').slice(0, 12);
}

function rowsOf(tables: Tables) {
  return Object.fromEntries(Object.entries(tables).map(([name, placed]) => [name, placed.map(({ row }) => row)]));
}

/** Writes the artefact unless it is there already for these very data. */
function main(): number {
  const { values } = parseArgs({ options: { quiet: { type: 'boolean' }, force: { type: 'boolean' } } });
  const read = readData();
  if (!values.force && read.findings.length === 0 && builtVersion() === versionOf(read)) return 0;
  const built = buildLexicon(read);
  if ('findings' in built) {
    for (const { file, line, rule, message } of built.findings)
      console.error(`lexicon/data/${file}:${line}: ${rule}: ${message}`);
    console.error(`${built.findings.length} problems; no lexicon was built`);
    return 1;
  }
  mkdirSync(dirname(ARTEFACT_FILE), { recursive: true });
  writeFileSync(`${ARTEFACT_FILE}.part`, JSON.stringify(built.artefact));
  renameSync(`${ARTEFACT_FILE}.part`, ARTEFACT_FILE);
  if (!values.quiet)
    console.error(`lexicon ${built.artefact.version}: ${built.artefact.descriptions.length} descriptions`);
  return 0;
}

function builtVersion(): string | null {
  try {
    return /"version":"([0-9a-f]{12})"/.exec(readFileSync(ARTEFACT_FILE, 'utf8').slice(0, 200))?.[1] ?? null;
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
