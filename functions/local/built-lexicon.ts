import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LexiconError } from '../core/errors.ts';
import { type Lexicon, loadLexicon } from '../core/lexicon/lexicon.ts';

const ARTEFACT = fileURLToPath(new URL('../../lexicon/dist/lexicon.json', import.meta.url));

/**
 * The lexicon that `npm run build:lexicon` made; the commands' scripts build it first when the data have changed.
 *
 * @throws LexiconError when it is missing or is none
 */
export function loadBuiltLexicon(file = ARTEFACT): Lexicon {
  let json: string;
  try {
    json = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new LexiconError('the lexicon has not been built; run: npm run build:lexicon', { cause });
  }
  return loadLexicon(json);
}
