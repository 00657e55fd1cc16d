import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Span } from '../span.ts';
import type { Context } from './context.ts';
import type { Mention } from './mentions.ts';

/** One span where the words stand close together, else one each, in text order. */
export function evidenceOf(mentions: readonly Mention[], tokens: readonly MatchToken[]): Span[] {
  if (mentions.length === 1) return [spanOf(mentions[0]!, tokens)];
  const ordered = [...mentions].sort((a, b) => a.from - b.from);
  const isNear = ordered.at(-1)!.to - ordered[0]!.from <= NEAR_TOKENS;
  return isNear ? [spanOfAll(ordered, tokens)] : ordered.map((mention) => spanOf(mention, tokens));
}
const NEAR_TOKENS = 12;

export function spanOfAll(mentions: readonly Mention[], tokens: readonly MatchToken[]): Span {
  let { from, to } = mentions[0]!;
  for (const mention of mentions) [from, to] = [Math.min(from, mention.from), Math.max(to, mention.to)];
  return spanOf({ from, to }, tokens);
}

export function spanOf(
  { from, to }: { readonly from: number; readonly to: number },
  tokens: readonly MatchToken[],
): Span {
  return { start: tokens[from]!.start, end: tokens[to - 1]!.end };
}

/** The rule and the triggers that led to the context: `phrase: breast cancer; no evidence of (negated)`. */
export function ruleWith(rule: string, { modifiers }: Context): string {
  return modifiers.reduce((said, { rule: { trigger, category } }) => `${said}; ${trigger} (${category})`, rule);
}
