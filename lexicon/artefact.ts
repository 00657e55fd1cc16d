import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LexiconError } from '../functions/core/errors.ts';
import { type Lexicon, loadLexicon } from '../functions/core/lexicon/lexicon.ts';
import { engineVersionOf } from './engine-version.ts';

/** Where the compiled lexicon is put: beside the data, never in the repository. */
export const ARTEFACT_FILE = fileURLToPath(new URL('dist/lexicon.json', import.meta.url));

/** What is wrong with an artefact, or null. Its versions are those of the data and of the engine it was built beside. */
export function checkArtefact(file: string, expectedVersion: string): string | null {
  let json: string;
  try {
    json = readFileSync(file, 'utf8');
  } catch {
    return 'it is missing';
  }
  if (json.trim() === '') return 'it is empty';
  let versions: { readonly version?: unknown; readonly engineVersion?: unknown } | null;
  try {
    versions = JSON.parse(json);
  } catch {
    return 'it is truncated, or no JSON';
  }
  const { version, engineVersion } = versions ?? {};
  if (version !== expectedVersion) return `it is stale: version ${version}, while the data are ${expectedVersion}`;
  const engine = engineVersionOf();
  return engineVersion === engine ? null : `it is stale: for engine ${engineVersion}, while the sources are ${engine}`;
}

/**
 * The compiled lexicon, where its sources stand beside it (a laptop, the tests): it must be the one of these very data. A
 * function on AWS has no data to compare with; there `loadLexicon` checks the artefact's frame and the deployment builds first.
 *
 * @throws LexiconError when the artefact is missing, empty, truncated, stale or malformed: a start stops here
 */
export function openCurrentLexicon(expectedVersion: string, file = ARTEFACT_FILE): Lexicon {
  const problem = checkArtefact(file, expectedVersion);
  if (problem !== null)
    throw new LexiconError(`the lexicon artefact ${file} cannot be used: ${problem}; run: npm run build:lexicon`);
  return loadLexicon(readFileSync(file, 'utf8'));
}
