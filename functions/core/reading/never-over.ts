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
const INCURABLE =
  /^(?:(?:b-cell )?chronic (?:lymph|myelo)|monoclonal gammopathy|polycythaemia vera|essential thrombocythaemia|myelofibrosis|smouldering myeloma|multiple myeloma|waldenström|myelodysplastic|barrett)(?!.*remission)/i;
const FARTHEST_END = 14;
const ENDS = new Set(
  'remission cured discharged transplant allograft transplanted ablated ablation rfa resected resolved excluded gone to until'.split(
    ' ',
  ),
);
