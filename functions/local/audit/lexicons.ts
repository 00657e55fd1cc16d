import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { ARTEFACT_FILE } from '../../../lexicon/artefact.ts';
import { buildLexicon } from '../../../lexicon/build.ts';
import { readData } from '../../../lexicon/data-files.ts';
import { engineVersionOf } from '../../../lexicon/engine-version.ts';
import { type Lexicon, loadLexicon } from '../../core/lexicon/lexicon.ts';

interface Versions {
  readonly lexiconVersion: string;
  readonly engineVersion: string;
}

const fileName = ({ lexiconVersion, engineVersion }: Versions) => `${lexiconVersion}-${engineVersion}.json`;

/** Keeps the artefact that letters are read with from now on, so that what it suggests can be replayed after the next one. */
export async function keepLexicon(folder: string, { version, engineVersion }: Lexicon, artefact = ARTEFACT_FILE) {
  const file = join(folder, fileName({ lexiconVersion: version, engineVersion }));
  if (existsSync(file)) return;
  mkdirSync(folder, { recursive: true });
  await copyFile(artefact, `${file}.part`);
  await rename(`${file}.part`, file);
}

/** The lexicon a run was made with, from where lexicons are kept or from what is built here; null when neither has it. */
export function findLexicon(folder: string | null, wanted: Versions): Lexicon | null {
  const kept = folder === null ? [] : [join(folder, fileName(wanted))];
  for (const file of [...kept, ARTEFACT_FILE]) {
    if (!existsSync(file)) continue;
    const lexicon = loadLexicon(readFileSync(file, 'utf8'));
    if (lexicon.version === wanted.lexiconVersion && lexicon.engineVersion === wanted.engineVersion) return lexicon;
  }
  return null;
}

/** Whether the sources here are the engine that a run was made with: a lexicon alone does not replay it. */
export const isThisEngine = ({ engineVersion }: Versions): boolean => engineVersion === engineVersionOf();

/**
 * The lexicon to try: an artefact's file, or a folder of data, which is compiled.
 *
 * @throws Error when it is neither, or its data are malformed
 */
export function openLexicon(source: string): Lexicon {
  if (!existsSync(source)) throw new Error(`${source} is neither a lexicon artefact nor a folder of lexicon data`);
  if (!statSync(source).isDirectory()) return loadLexicon(readFileSync(source, 'utf8'));
  const built = buildLexicon(readData(source));
  if ('lexicon' in built) return built.lexicon;
  const [first] = built.findings;
  throw new Error(
    `${source}/${first?.file}:${first?.line}: ${first?.message}; ${built.findings.length} problems in all`,
  );
}
