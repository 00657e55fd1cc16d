import { isOnlyTumour } from './ended-care.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';

/**
 * "PMH: CLL, AF", "PMH: Barrett's, gout": what nobody is cured of is listed among the past and goes on, where no word behind it ends it.
 */
export function isNeverOver({ meaning, to, sentence }: Mention, { tokens, lexicon }: LetterRead): boolean {
  if (meaning.layer !== 'concept' || meaning.category !== 'diagnosis') return false;
  if (!INCURABLE.test(lexicon.concepts.get(meaning.target)?.display ?? '')) return false;
  for (let i = to; i < Math.min(sentence.to, to + FARTHEST_END); i++) {
    if (/^[;.]$/.test(tokens[i]!.raw)) return true;
    if (ENDS.has(tokens[i]!.word)) return false;
  }
  return true;
}
/** "PMH: carcinoma of ovary, stage 3c, 2026" in a letter of 2026; what was cut out this year may be over. */
export function isOfThisYear(mention: Mention, letter: LetterRead): boolean {
  const { to, sentence } = mention;
  const { tokens, writtenOn } = letter;
  if (sentence.section !== 'past-history' || writtenOn === null) return false;
  const year = writtenOn.slice(0, 4);
  let found = false;
  for (let i = to; i < Math.min(sentence.to, to + FARTHEST_END); i++) {
    const { raw, word } = tokens[i]!;
    if (/^[;.]$/.test(raw)) break;
    if (REMOVED.test(word)) return false;
    found ||= raw === year;
  }
  return found && isOnlyTumour(mention, letter);
}
const REMOVED = /^(?:excised|excision|removed|curetted|mohs|cryo\w*|discharged|resected|wle)$/;
const INCURABLE =
  /^(?:(?:b-cell )?chronic (?:lymph|myelo)|monoclonal gammopathy|polycythaemia vera|essential thrombocythaemia|myelofibrosis|smouldering myeloma|multiple myeloma|waldenström|myelodysplastic|barrett)(?!.*remission)/i;
const FARTHEST_END = 14;
const ENDS = new Set(
  'remission cured discharged transplant allograft transplanted ablated ablation rfa resected resolved excluded gone to until'.split(
    ' ',
  ),
);
