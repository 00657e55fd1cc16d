import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Between } from './finding-clauses.ts';

/**
 * "No discharge from the wound", "no pain since his fracture": what stands in the adjunct of what is denied is there. A list that goes
 * on behind the adjunct is denied again.
 */
export function isInAdjunct({ from, to }: Between, tokens: readonly MatchToken[]): boolean {
  for (let i = to - 1; i > from; i--) {
    const { word, raw } = tokens[i]!;
    if (raw === ',' || /^(?:and|or|nor|\/)$/.test(word)) return false;
    if (SINCE.has(word)) return true;
    if (PREPOSITIONS.has(word) && DEFINITE.has(tokens[i + 1]?.word ?? '')) return true;
  }
  return false;
}
const SINCE = new Set('since after following until before during when while whilst throughout'.split(' '));
const PREPOSITIONS = new Set(
  'in on from with at to over around near within about for by under behind across'.split(' '),
);
const DEFINITE = new Set('her his the their this that these known'.split(' '));

/** "No evidence that the patient has …", "does not think she had …": the verb belongs to what is denied. */
export function isInComplement({ from }: Between, verb: number, tokens: readonly MatchToken[]): boolean {
  if (verb === from) return true;
  const before = tokens.slice(from, verb).map(({ word }) => word);
  return (
    verb - from <= 4 &&
    /^(?:that|he|she|they|it|this|the|patient|to|of)$/.test(before[0]!) &&
    before.every((word) =>
      /^(?:that|he|she|they|it|this|these|the|patient|to|of|be|been|ever|has|have|had)$/.test(word),
    )
  );
}
