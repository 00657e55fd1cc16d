import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';

/** Words in the same statement that say an old cancer is here still, or again. */
export function says(words: ReadonlySet<string>, { sentence, from, to }: Mention, { tokens }: LetterRead): boolean {
  let [begin, end] = [from, to];
  while (begin > sentence.from && !beginsRow(tokens[begin]!)) begin--;
  while (end < sentence.to && !beginsRow(tokens[end]!)) end++;
  for (let i = begin; i < end; i++)
    if (
      (words.has(tokens[i]!.word) || (words === HAS_RETURNED && isBack(i, end, tokens))) &&
      !isDenied(i, sentence.from, tokens) &&
      !isEverSince(i, tokens) &&
      !isEnded(i, end, tokens)
    )
      return true;
  return false;
}

/** "Has come back", "is back", "returned in the liver". */
function isBack(i: number, end: number, tokens: LetterRead['tokens']): boolean {
  const { word } = tokens[i]!;
  if (word === 'returned') return /^(?:in|as|,|\.)$/.test(tokens[i + 1]?.word ?? '.') || i + 1 >= end;
  return (
    word === 'back' &&
    /^(?:come|came|comes|is|was|now)$/.test(tokens[i - 1]?.word ?? '') &&
    tokens[i + 1]?.word !== 'to'
  );
}

/** Lists without punctuation: a line that begins with a capital or a number is a row of its own. */
function beginsRow({ gap, raw }: LetterRead['tokens'][number]): boolean {
  return gap === 'line' && /^[\p{Lu}\d]/u.test(raw);
}

/** "Surveillance complete 2013", "surveillance 2016 to 2025". */
function isEnded(at: number, last: number, tokens: LetterRead['tokens']): boolean {
  if (tokens[at]!.word !== 'surveillance' || at + 1 >= last) return false;
  const [next, link, end] = tokens.slice(at + 1, Math.min(at + 4, last));
  const isRange = YEAR.test(next!.raw) && /^(?:to|–|-|until)$/.test(link?.word ?? '') && YEAR.test(end?.raw ?? '');
  return isRange || ENDS.test(next!.word);
}
const YEAR = /^(?:19|20)\d\d$/;
const ENDS = /^(?:complete|completed|finished|ended|stopped|discontinued|over)$/;

/** "Has been well ever since": nothing goes on. */
function isEverSince(at: number, tokens: LetterRead['tokens']): boolean {
  if (tokens[at]!.word !== 'since') return false;
  return (
    /^(?:ever|well|discharged|clear|fine|remission|free|ned|cured|relapse|recurrence|disease)$/.test(
      tokens[at - 1]?.word ?? '',
    ) || tokens[at + 1]?.word === 'then'
  );
}

/** "No recurrence", "no evidence of recurrent or metastatic disease", "less likely, a metastasis". */
export function isDenied(at: number, from: number, tokens: LetterRead['tokens']): boolean {
  for (let i = Math.max(from, at - 6); i < at; i++) if (DENIALS.has(tokens[i]!.word)) return true;
  return false;
}
const DENIALS = new Set(
  'no not never without nor free nil likely possible possibly risk if whether worried worry fears fear concern concerns concerned suspicious'.split(
    ' ',
  ),
);
export const HAS_RETURNED = new Set(
  'metastatic metastasis recurrent recurrence recurred relapsed relapse progressive progression progressed'.split(' '),
);
export const GOES_ON = new Set(
  'active surveillance ongoing palliative currently since continues continuing lifelong planned stable'.split(' '),
);
