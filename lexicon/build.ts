import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { compileLexicon, type Lexicon } from '../functions/core/lexicon/lexicon.ts';
import { preparePhrases } from '../functions/core/lexicon/prepare.ts';
import { LexiconArtefact, LexiconRows } from '../functions/core/lexicon/rows.ts';
import { ARTEFACT_FILE, checkArtefact } from './artefact.ts';
import { ordinaryWords, withOrdinaryWords } from './common-words.ts';
import { type DataRead, type Finding, readData, type Tables } from './data-files.ts';
import { engineVersionOf } from './engine-version.ts';
import { overruledDescriptions } from './preferences.ts';

export { ARTEFACT_FILE } from './artefact.ts';

/** Raised with every change of what the compiler makes of the same rows; a change of the artefact's shape is seen without. */
const COMPILER_VERSION = 2;

/** The artefact of the data as they stand; nothing when anything in them is malformed: never half a lexicon. */
export function buildLexicon(
  read: DataRead,
): { artefact: LexiconArtefact; lexicon: Lexicon } | { findings: readonly Finding[] } {
  if (read.findings.length > 0) return { findings: read.findings };
  const rows = LexiconRows.parse(rowsOf(read.tables));
  const artefact: LexiconArtefact = {
    formatVersion: 1,
    version: versionOf(read),
    engineVersion: engineVersionOf(),
    ...rows,
    prepared: preparePhrases(withOrdinaryWords(rows)),
  };
  return { artefact, lexicon: compileLexicon(artefact) };
}

/** The first 12 hexadecimal digits of a SHA-256 over the compiler, the artefact's shape, and every file's path and content. */
export function versionOf({ files }: Pick<DataRead, 'files'>): string {
  const shape = JSON.stringify(z.toJSONSchema(LexiconArtefact));
  const hash = createHash('sha256').update(`compiler ${COMPILER_VERSION}\n${shape}\n${ordinaryWords().join(' ')}\n`);
  for (const { path, content } of files) hash.update(`${path}\n${content.length}\n${content}`);
  return hash.digest('hex').slice(0, 12);
}

/**
 * The rows of the tables that the service reads, each table in order of its rows' text, so that the order of lines and
 * files, which says nothing, changes no answer. Descriptions that a preference overrules are left out.
 */
export function rowsOf(tables: Tables): LexiconRows {
  const overruled = overruledDescriptions(tables);
  const names = Object.keys(LexiconRows.shape) as (keyof LexiconRows)[];
  return Object.fromEntries(
    names.map((name) => {
      const rows = (tables[name] as Tables['descriptions']).filter((placed) => !overruled.has(placed));
      const keyed = rows.map(({ row }) => ({ row, text: Object.values(row).join('\t') }));
      return [name, keyed.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)).map(({ row }) => row)];
    }),
  ) as unknown as LexiconRows;
}

const HELP = `npm run build:lexicon -- [--force] [--quiet]

Compiles lexicon/data into lexicon/dist/lexicon.json, unless it is there already for these very data.

  --force  build it again all the same
  --quiet  say nothing unless something is wrong
Exit codes: 0 built or up to date, 1 something in the data is wrong, 2 wrong usage.
`;

/** Writes the artefact unless it is there already, whole, for these very data. */
function main(): number {
  let values: { quiet?: boolean; force?: boolean; help?: boolean };
  try {
    const flag = { type: 'boolean' } as const;
    values = parseArgs({ options: { quiet: flag, force: flag, help: flag } }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const read = readData();
  if (!values.force && read.findings.length === 0 && checkArtefact(ARTEFACT_FILE, versionOf(read)) === null) return 0;
  const built = buildLexicon(read);
  if ('findings' in built) {
    for (const { file, line, rule, message } of built.findings)
      console.error(`lexicon/data/${file}:${line}: ${rule}: ${message}`);
    console.error(`${built.findings.length} problems; no lexicon was built`);
    return 1;
  }
  writeArtefact(built.artefact);
  if (!values.quiet)
    console.error(`lexicon ${built.artefact.version}: ${built.artefact.descriptions.length} descriptions`);
  return 0;
}

/** Whole or not at all: two builds at once, or one that dies, leave no torn file. */
function writeArtefact(artefact: LexiconArtefact): void {
  const part = `${ARTEFACT_FILE}.${process.pid}.part`;
  mkdirSync(dirname(ARTEFACT_FILE), { recursive: true });
  writeFileSync(part, JSON.stringify(artefact));
  renameSync(part, ARTEFACT_FILE);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
