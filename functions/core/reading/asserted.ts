import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { withHeading } from './sentences.ts';
import { isSpread } from './tumour-codes.ts';
import { isNegation } from './unsettled.ts';

const FARTHEST_BEFORE = 6;
const FARTHEST_BEHIND = 10;

/**
 * Whether a statement settles what the rest of the letter asks about a tumour: the patient has it, a specimen shows it, it is proven. "He has
 * malignant mesothelioma", "histology: nodular BCC", "… of the right pleura, proven at thoracoscopy".
 */
export function isAsserted(mention: Mention, letter: LetterRead): boolean {
  const { from, to, sentence } = mention;
  const { tokens } = letter;
  if (isConclusion(mention, letter)) return true;
  for (let i = to; i < Math.min(sentence.to, to + FARTHEST_BEHIND); i++) {
    const { word, raw } = tokens[i]!;
    if (/^[;?]$/.test(raw) || OPENS_DOUBT.has(word)) break;
    if (PROVEN.has(word) || (SINCE.has(word) && /^\d/.test(tokens[i + 1]?.norm ?? ''))) return true;
  }
  const first = withHeading(sentence, tokens);
  for (let i = from - 1; i >= Math.max(first, from - FARTHEST_BEFORE); i--) {
    const { word, raw } = tokens[i]!;
    if (/^[;?,.]$/.test(raw) || OPENS_DOUBT.has(word)) return false;
    if (HAS.has(word) || OF_A_SPECIMEN.has(word)) return true;
    if (CONFIRMS.has(word)) return !isNegation(Math.max(first, i - 1), tokens);
  }
  return false;
}

/**
 * "IMPRESSION: 1. New hepatic metastases.": a conclusion that is nothing but the finding. Of spread alone: that a new tumour is a cancer is for the
 * laboratory to say.
 */
function isConclusion({ from, to, sentence, meaning }: Mention, { tokens, mentionsIn }: LetterRead): boolean {
  if (meaning.layer !== 'morphology' || !isSpread(meaning.morphology)) return false;
  if (sentence.section !== 'impression' || from - sentence.from > FARTHEST_BEFORE) return false;
  const sites = mentionsIn(sentence).filter(({ meaning }) => meaning.layer === 'site');
  for (let i = sentence.from; i < from; i++) {
    const { word, kind } = tokens[i]!;
    const ofASite = sites.some((site) => site.from <= i && i < site.to);
    if (kind === 'word' && !ofASite && !HOW_IT_IS.has(word)) return false;
  }
  for (let i = to; i < sentence.to; i++) {
    const { word, raw } = tokens[i]!;
    if (raw === '?' || OPENS_DOUBT.has(word) || OTHERWISE.has(word)) return false;
  }
  return true;
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const HOW_IT_IS = setOf(
  'new multiple several numerous extensive widespread progressive progressing enlarging large small left right bilateral l r further interval known advanced locally',
);
const OTHERWISE = setOf('or vs versus less more differential query either');
const PROVEN = setOf('proven confirmed diagnosed');
/** "Smouldering myeloma since 2021", "CLL dx 2019" */
const SINCE = setOf('since dx dxd');
const HAS = setOf('has have');
const CONFIRMS = setOf('confirms confirmed confirming proves proved diagnosed');
const OF_A_SPECIMEN = setOf(
  'histology biopsy biopsies bx punch excision path pathology cytology cores core microscopy micro specimen fna report reported',
);
const OPENS_DOUBT = setOf(
  'no not if whether possible possibly probable probably likely suspicious for about of to may might could would should awaited pending exclude been had never',
);
