import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Span } from '../span.ts';
import type { Context } from './context.ts';
import type { Mention } from './mentions.ts';

/** One span where the words stand close together, else one each, in text order. */
export function evidenceOf(mentions: readonly Mention[], tokens: readonly MatchToken[]): Span[] {
  const ordered = [...mentions].sort((a, b) => a.from - b.from);
  const [first, last] = [ordered[0]!, ordered.at(-1)!];
  const spanOf = (from: number, to: number): Span => ({ start: tokens[from]!.start, end: tokens[to - 1]!.end });
  if (last.to - first.from <= NEAR_TOKENS) return [spanOf(first.from, Math.max(...ordered.map(({ to }) => to)))];
  return ordered.map(({ from, to }) => spanOf(from, to));
}
const NEAR_TOKENS = 12;

export function spanOfAll(mentions: readonly Mention[], tokens: readonly MatchToken[]): Span {
  const from = Math.min(...mentions.map((mention) => mention.from));
  const to = Math.max(...mentions.map((mention) => mention.to));
  return { start: tokens[from]!.start, end: tokens[to - 1]!.end };
}

/** The rule and the triggers that led to the context: `phrase: breast cancer; no evidence of (negated)`. */
export function ruleWith(rule: string, { modifiers }: Context): string {
  const triggers = modifiers.map(({ rule: { trigger, category } }) => `${trigger} (${category})`);
  return [rule, ...triggers].join('; ');
}
