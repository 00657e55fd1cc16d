import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Modifier } from './modifiers.ts';
import { isPerson } from './persons.ts';
import type { Sentence } from './sentences.ts';

/**
 * "Discussed with pt and son: kidney cancer", "explained via her daughter that …", "collateral from wife: …": somebody to whom it is said, who says it
 * or who interprets. What is said is of the patient.
 */
export function isAudience({ rule, from, to }: Modifier, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  if (rule.category !== 'family' && rule.category !== 'other-person') return false;
  if (!tokens.slice(from, to).some(({ word }) => isPerson(word))) return false;
  const verb = verbOfTelling(from, sentence, tokens);
  if (verb === null) return false;
  const last = behindOthers(to, sentence, tokens);
  const next = last < sentence.to ? tokens[last]!.word : '';
  return (
    ((INTRODUCES.test(next) || isBehindDash(last, sentence, tokens)) &&
      !OF_THEIRS.test(tokens[last + 1]?.word ?? '')) ||
    (THROUGH.test(verb) && !POSSESSIVE.test(next))
  );
}

/** A dash between spaces is no token. */
function isBehindDash(at: number, { to }: Sentence, tokens: readonly MatchToken[]): boolean {
  return at < to && tokens[at]!.gap !== 'line' && tokens[at]!.start - tokens[at - 1]!.end === 3;
}

/** The last verb or preposition of telling before a person, with nothing of a clause between. */
function verbOfTelling(at: number, { from }: Sentence, tokens: readonly MatchToken[]): string | null {
  for (let i = at - 1; i >= Math.max(from, at - FARTHEST); i--) {
    const { word } = tokens[i]!;
    if (TELLING.test(word) || THROUGH.test(word)) return word;
    if (ENDS_IT.test(word)) return null;
  }
  return null;
}
const FARTHEST = 8;
const TELLING =
  /^(?:discussed|discussion|d\/w|d|w|dw|explained|told|informed|spoke|spoken|talked|met|seen|chat|chatted|collateral|history|interpreted|interpreting|translated|conversation|phoned|rang|called|meeting|broke|shared)$/;
const THROUGH = /^(?:via|through)$/;
const ENDS_IT = /^(?:[.;:?]|who|whose|which|has|had|have|about|re|regarding)$/;
const INTRODUCES = /^(?::|that|-|–|—)$/;
/** "D/w wife: has breast cancer herself". */
const OF_THEIRS = /^(?:has|had|is|was)$/;
const POSSESSIVE = /^(?:'s|’s|s|')$/;

/** "Wife and son", "mother (patient 15y)", "daughter, who interpreted,". */
function behindOthers(at: number, sentence: Sentence, tokens: readonly MatchToken[]): number {
  let i = at;
  while (i < sentence.to && i - at < MOST_OTHERS && (isPerson(tokens[i]!.word) || BESIDE_THEM.test(tokens[i]!.word)))
    i++;
  if (tokens[i]?.raw !== '(') return i;
  for (let close = i; close < Math.min(sentence.to, i + LONGEST_BRACKET); close++)
    if (tokens[close]!.raw === ')') return close + 1;
  return i;
}
const MOST_OTHERS = 6;
const LONGEST_BRACKET = 8;
const BESIDE_THEM = /^(?:and|&|\+|,|her|his|the|pt|patient|both|too|also|present|together)$/;
