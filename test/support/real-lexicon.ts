import { compileLexicon } from '../../functions/core/lexicon/lexicon.ts';
import { buildLexicon } from '../../lexicon/build.ts';
import { readData } from '../../lexicon/data-files.ts';

const built = buildLexicon(readData());
if ('findings' in built) throw new Error('the lexicon data are malformed');

/** The lexicon of the data as they stand. */
export const realArtefact = built.artefact;
export const realLexicon = compileLexicon(realArtefact);
