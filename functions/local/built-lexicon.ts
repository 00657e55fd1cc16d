import { readFileSync } from 'node:fs';
import { openCurrentLexicon } from '../../lexicon/artefact.ts';
import { versionOf } from '../../lexicon/build.ts';
import { readData } from '../../lexicon/data-files.ts';
import { LexiconError } from '../core/errors.ts';
import { type Lexicon, loadLexicon } from '../core/lexicon/lexicon.ts';

/**
 * The lexicon that `npm run build:lexicon` made of the data as they stand; the commands' scripts build it first.
 *
 * @param file another artefact, taken as it is
 * @throws LexiconError when it is missing, empty, stale or none
 */
export function loadBuiltLexicon(file?: string): Lexicon {
  if (file === undefined) return openCurrentLexicon(versionOf(readData()));
  let json: string;
  try {
    json = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new LexiconError(`the lexicon artefact ${file} cannot be read`, { cause });
  }
  return loadLexicon(json);
}
