import type { Target } from './context.ts';
import type { Modifier } from './modifiers.ts';

/**
 * The words around a treatment without those that only say it was talked about, where a decision stands nearer: "we discussed the options
 * and he wishes to proceed with surgery", "discussed chemotherapy and she has agreed". A condition and a choice stay open: "if",
 * "or", "whether".
 */
export function withoutSettledTalk(modifiers: readonly Modifier[], target: Target): readonly Modifier[] {
  if (target.category !== 'treatment') return modifiers;
  const decisions = modifiers.filter(({ rule }) => rule.category === 'planned' && DECIDES.test(rule.trigger));
  if (decisions.length === 0) return modifiers;
  const settles = (talk: Modifier) =>
    decisions.some(
      (decision) => decision.from >= target.to || (decision.to <= target.from && talk.to <= decision.from),
    );
  return modifiers.filter(
    (one) => one.rule.category !== 'hypothetical' || !TALKS.test(one.rule.trigger) || !settles(one),
  );
}

/** Whether what keeps a treatment open is only that it was talked about. */
export function talksOnly(modifiers: readonly Modifier[]): boolean {
  return modifiers.every(({ rule }) => rule.category !== 'hypothetical' || TALKS.test(rule.trigger));
}

const DECIDES =
  /\b(?:opted|opts|opting|chose|chosen|chooses|agree[sd]?|wish(?:es)? to (?:proceed|go)|like to (?:proceed|go)|wants to go|happy to (?:proceed|go|have)|keen to (?:proceed|go|have)|consent(?:ed|s)?|decided|booked|listed|accept(?:s|ed)?|recommend(?:s|ed)?|go(?:ing|es)? ahead|settled|plumped|signed)\b/;
const TALKS =
  /^(?!.*\b(?:if|whether|between|either)\b).*\b(?:discuss(?:ed|ion|ions)?|talk(?:ed)?|explain(?:ed)?|options?|risks?|benefits?|side effects|consider(?:ed|ing|ation)?|went|gone|spoke|outlined|explored|counselled|pros|mentioned|raised|explored|ran|role)\b/;
