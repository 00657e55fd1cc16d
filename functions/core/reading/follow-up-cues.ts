import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { CALLS } from './calls.ts';
import { SAYS_AN_END } from './discharges.ts';
import { SPECIALTY_WORDS } from './first-appointments.ts';
import type { Sentence } from './sentences.ts';
import { MAY_BE_VISITS } from './visits.ts';
import { OPENS_A_TIME } from './when.ts';

/** What a word may be part of, in a statement of follow-up: one bit each. */
export const CUE = { visit: 1, call: 2, time: 4, end: 8, specialty: 16 } as const;

/** Nearly every word is part of none, and needs no closer look. */
export function cueOf(norm: string): number {
  return CUES.get(norm) ?? (isNumber(norm) ? CUE.time : 0);
}

/** Of all words of a statement. */
export function cuesIn({ from, to }: Sentence, tokens: readonly MatchToken[]): number {
  let cues = 0;
  for (let i = from; i < to; i++) cues |= cueOf(tokens[i]!.norm);
  return cues;
}

const CUES: ReadonlyMap<string, number> = cuesOf([
  [CUE.visit, MAY_BE_VISITS],
  [CUE.call, CALLS],
  [CUE.time, OPENS_A_TIME],
  [CUE.end, SAYS_AN_END],
  [CUE.specialty, SPECIALTY_WORDS],
]);

function cuesOf(words: readonly (readonly [number, ReadonlySet<string>])[]): Map<string, number> {
  const cues = new Map<string, number>();
  for (const [cue, all] of words) for (const word of all) cues.set(word, (cues.get(word) ?? 0) | cue);
  return cues;
}

function isNumber(norm: string): boolean {
  const first = norm.charCodeAt(0);
  return first >= ZERO && first <= NINE;
}
const [ZERO, NINE] = [48, 57];
