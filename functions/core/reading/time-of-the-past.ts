import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Sentence } from './sentences.ts';
import type { When } from './when.ts';

const OF_THE_PAST = new Set(
  'was were showed shown shows had performed done ago last previous previously since attended came × over past no not if unless within than stable unchanged saw cancelled dna'.split(
    ' ',
  ),
);
const BEHIND_PAST = new Set(
  'ago history old post previously earlier h/o hx course supply sooner showed shows given : confirmed revealed'.split(
    ' ',
  ),
);

/** "For six weeks", "3/12 ago", "last June": how long something lasted, or when it was. */
export function isPast(from: number, { to, kind }: When, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  const before = from > sentence.from ? tokens[from - 1]!.norm : '';
  const isSet =
    before === 'for' && from - 1 > sentence.from && /^(?:arranged|booked|planned|due)$/.test(tokens[from - 2]!.norm);
  const behind = to < sentence.to ? tokens[to]!.norm : '';
  return (
    OF_THE_PAST.has(before) ||
    (before === 'for' && !isSet && kind !== 'day') ||
    before === 'x' ||
    BEHIND_PAST.has(behind)
  );
}
