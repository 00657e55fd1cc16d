import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Place } from './discharges.ts';

/** Whether a few words, at most six, each fit. */
export function everyWord({ from, to }: Place, tokens: readonly MatchToken[], fits: (raw: string) => boolean): boolean {
  if (to - from > 6) return false;
  for (let i = from; i < to; i++) if (!fits(tokens[i]!.raw)) return false;
  return true;
}
