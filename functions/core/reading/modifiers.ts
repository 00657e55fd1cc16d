import { Category } from '../answer.ts';
import type { ContextRule } from '../lexicon/context-rules.ts';
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
  const coveredTo = new Map<string, number>();
  for (let from = sentence.from; from < sentence.to; from++) {
    const matches = rules.matchesAt(tokens, from);
    for (let i = matches.length - 1; i >= 0; i--) {
      const { end: to, values } = matches[i]!;
      if (to > sentence.to) continue;
      for (const rule of values) {
        const open = uncovered(rule, to, coveredTo);
        if (open !== null && rule.category !== 'pseudo') found.push({ from, to, rule: open });
      }
      for (const { targets } of values)
        for (const kind of targets ?? KINDS) coveredTo.set(kind, Math.max(to, coveredTo.get(kind) ?? 0));
    }
  }
  return found;
}
const KINDS: readonly string[] = Category.options;

/** The rule for the kinds that no longer trigger covers; null when there are none. */
function uncovered(rule: ContextRule, to: number, coveredTo: ReadonlyMap<string, number>): ContextRule | null {
  const kinds = rule.targets === null ? KINDS : [...rule.targets];
  const open = kinds.filter((kind) => to > (coveredTo.get(kind) ?? 0));
  if (open.length === kinds.length) return rule;
  return open.length === 0 ? null : { ...rule, targets: new Set(open) };
}
