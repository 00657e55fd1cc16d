import type { ContextCategory } from '../lexicon/rows.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';

/**
 * Whether running text names a treatment and says nothing of it that was done or will be: no verb of giving or planning, no number
 * (a date, a dose, a cycle), no heading, not "her mastectomy". "It is too soon to talk of chemotherapy", "she fears
 * radiotherapy". A list of treatments has no verb: there each stands for what was given.
 */
export function isOnlyNamed(
  { sentence, from, to }: Mention,
  said: ReadonlySet<ContextCategory>,
  { tokens }: LetterRead,
): boolean {
  if (sentence.section !== 'letter' || POINTS_AT_ONE.has(tokens[from - 1]?.word ?? '')) return false;
  if (SAYS_HOW_FAR.some((category) => said.has(category))) return false;
  for (let i = from; i < to; i++) if (VERBS.has(tokens[i]!.word)) return false;
  let [first, last] = [from, to];
  while (first > sentence.from && !ENDS_CLAUSE.test(tokens[first - 1]!.raw)) first--;
  while (last < sentence.to && !ENDS_CLAUSE.test(tokens[last]!.raw)) last++;
  let runs = false;
  for (let i = first; i < last; i++) {
    if (NUMBER.test(tokens[i]!.raw) || OF_GIVING.has(tokens[i]!.word)) return false;
    if (VERBS.has(tokens[i]!.word)) runs = true;
  }
  return runs;
}

const ENDS_CLAUSE = /^(?:[;.?!•|]|but)$/;
const NUMBER = /\d/;
const SAYS_HOW_FAR: readonly ContextCategory[] = ['planned', 'ongoing', 'completed', 'stopped', 'historical'];
const POINTS_AT_ONE: ReadonlySet<string> = new Set('his her their your my this the these'.split(' '));
/** Wherever they stand in the statement, something was done or is to be. */
const OF_GIVING: ReadonlySet<string> = new Set(
  'delivered administered undergone underwent received receiving having removed excised resected treated consisted responded relapsed progressed finished worked recovered booked listed scheduled arranged commenced switched swapped changed converted moved managed start starts starting proceed'.split(
    ' ',
  ),
);
const VERBS: ReadonlySet<string> = new Set(
  'is was are were has have had he she they we i do does did will be been would could might may should can take takes took asked asks wants wanted feels felt said says thinks thought favours favoured prefers preferred mentioned discussed debated explained raised wondered'.split(
    ' ',
  ),
);
