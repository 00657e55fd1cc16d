import type { ContextRule } from '../lexicon/context-rules.ts';
import type { Kinds } from '../lexicon/kinds.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Sentence } from './sentences.ts';

/** A trigger found in a letter. Token indices are half-open. */
export interface Modifier {
  readonly from: number;
  readonly to: number;
  readonly rule: ContextRule;
  /** Where its words stand, when that is in the line that introduces the statement. */
  readonly origin?: { readonly from: number; readonly to: number };
}

export function modifier(from: number, to: number, rule: ContextRule, origin?: Modifier['origin']): Modifier {
  return { from, to, rule, origin };
}

/**
 * Every trigger in a sentence. What a longer trigger covers triggers nothing, so "cannot be excluded" is no exclusion
 * (ConText's pseudo-triggers, Harkema 2009), but only for the kinds of things the longer one speaks of: "she might have", of
 * treatments, does not hide "might have", of a diagnosis. Triggers that only overlap both count: "is likely to be".
 */
export function findModifiers(
  sentence: Sentence,
  tokens: readonly MatchToken[],
  rules: Lexicon['contextRules'],
): Modifier[] {
  const found: Modifier[] = [];
  const covers: Cover[] = [];
  for (const { from, end: to, values } of rules.matchesIn(sentence, tokens)) {
    const covered = coveredTo(to, covers);
    let kinds: Kinds = 0;
    for (const rule of values) {
      kinds |= rule.kinds;
      const open = rule.kinds & ~covered;
      if (open === 0 || rule.category === 'pseudo' || isAnswer(rule, from, to, sentence, tokens)) continue;
      found.push(modifier(from, to, open === rule.kinds ? rule : { ...rule, kinds: open }));
    }
    covers.push({ to, kinds });
  }
  return found;
}

/** "Lung cancer? No, breast cancer": an answer denies what was asked, not what it goes on to say. */
function isAnswer(
  { trigger, direction }: ContextRule,
  from: number,
  to: number,
  sentence: Sentence,
  tokens: readonly MatchToken[],
): boolean {
  if (trigger !== 'no' || direction !== 'forward' || tokens[to]?.raw !== ',' || tokens[to + 1]?.word === 'or')
    return false;
  return from === sentence.from || /^[?–—]$/.test(tokens[from - 1]!.raw) || tokens[from - 1]!.word === '-';
}

/** The words of a trigger, and what it speaks of. */
interface Cover {
  readonly to: number;
  readonly kinds: Kinds;
}

/** The kinds of which a trigger found before speaks at least as far. */
function coveredTo(to: number, covers: readonly Cover[]): Kinds {
  let covered: Kinds = 0;
  for (const cover of covers) if (cover.to >= to) covered |= cover.kinds;
  return covered;
}
