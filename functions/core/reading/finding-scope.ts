import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { type Between, DENIES, isCutBefore, NOW } from './finding-clauses.ts';
import { isCutBehind } from './finding-clauses-behind.ts';
import type { FindingTarget } from './finding-context.ts';
import { isOnlyMentioned, isTheirs, leavesTheHistory, speaksOfAnother } from './finding-persons.ts';
import { isOfItsNature } from './finding-verbs.ts';
import type { Modifier } from './modifiers.ts';

/** Whether what a trigger says is said of the target: its direction, its reach, and nothing between that ends it. */
export function reachesFinding(
  modifier: Modifier,
  target: FindingTarget,
  modifiers: readonly Modifier[],
  tokens: readonly MatchToken[],
): boolean {
  const { rule } = modifier;
  if (rule.category === 'termination' || rule.category === 'aspect') return false;
  if (isPartOf(modifier, target, tokens))
    return (
      !(rule.category === 'hypothetical' && /^(?:fear|risk|threat|danger)/.test(rule.trigger)) &&
      rule.direction !== 'backward' &&
      !/^(?:non|absent|absence of|lack of|lacks|loss of|.*\bold)$/.test(rule.trigger)
    );
  const intoTarget = modifier.from < target.from && target.from < modifier.to && modifier.to < target.to;
  // "No acute" and the target "acute fracture": the trigger reaches into the words of the target.
  if (intoTarget) return rule.direction === 'forward';
  // "No symptoms of" and the target "symptoms".
  if (modifier.from < target.from && target.to <= modifier.to) return /^(?:no|nil)\b/.test(rule.trigger);
  if (modifier.from < target.to && target.from < modifier.to) return false;
  const forward = modifier.to <= target.from;
  if (rule.trigger === '?' && forward === isQuestionMark(modifier, tokens)) return false;
  if (!forward && rule.category === 'possible' && isOfItsNature(modifier.to, tokens)) return false;
  if (rule.direction === 'final' && !isFinal(modifier, target, tokens)) return false;
  if (!forward && DENIES.test(rule.category) && isOfWhatIsAsked(target, tokens)) return false;
  if (!forward && rule.direction === 'forward' && OF_ANOTHER.test(rule.category))
    return isTheirs({ from: target.to, to: modifier.from }, tokens);
  if (rule.direction !== 'both' && (rule.direction === 'forward') !== forward) return false;
  const between = forward ? { from: modifier.to, to: target.from } : { from: target.to, to: modifier.from };
  if (between.to - between.from > rule.reach) return false;
  const ofSomebodyElse = OF_ANOTHER.test(rule.category);
  if (ofSomebodyElse && forward && isOnlyMentioned(modifier, target, tokens)) return false;
  // "As a child she had measles": a time of the past that opens the statement.
  if (forward && rule.direction === 'both' && rule.category === 'historical')
    return opens(modifier, target) && !/^(?:;|now|but)$/.test(tokens[target.from - 1]!.word) && !isNow(between, tokens);
  if (rule.wholeSentence) return !isAnsweredIf(modifier, between, tokens);
  if (ofSomebodyElse && forward)
    return !speaksOfAnother(between, tokens) && !(HISTORY.test(rule.trigger) && leavesTheHistory(between, tokens));
  if (isCutByRule(modifier, between, forward, modifiers, tokens)) return false;
  return forward ? !isCutBefore(modifier, target, between, tokens) : !isCutBehind(modifier, between, tokens);
}

/** "Cause of collapse not certain", "the significance of the rash is unclear": the doubt is not of the finding. */
function isOfWhatIsAsked({ from, sentence }: FindingTarget, tokens: readonly MatchToken[]): boolean {
  let i = from - 1;
  while (i > sentence.from && /^(?:the|a|an|her|his|their|this|these)$/.test(tokens[i]!.word)) i--;
  return i > sentence.from && /^(?:of|for|behind)$/.test(tokens[i]!.word) && ASKED.has(tokens[i - 1]!.word);
}
const ASKED = new Set(
  'cause causes aetiology etiology reason source origin nature significance onset duration mechanism basis explanation timing extent severity cure trigger triggers precipitant'.split(
    ' ',
  ),
);

const HISTORY = /\b(?:history|fh|fhx)\b/;
const OF_ANOTHER = /^(?:family|other-person)$/;

/** "Childhood asthma", "possible UTI": the words of the target may begin with what is said of it. */
function isPartOf({ from, to }: Modifier, target: FindingTarget, tokens: readonly MatchToken[]): boolean {
  return (
    to < target.to && (from === target.from || (from === target.from + 1 && ARTICLES.has(tokens[target.from]!.word)))
  );
}

const ARTICLES = new Set(['a', 'an']);

/** "PE? For CT" asks of what stands before it, "COPD ?infective" of what follows. */
function isQuestionMark({ from, to }: Modifier, tokens: readonly MatchToken[]): boolean {
  if (
    from > 0 &&
    (to >= tokens.length || /^[.,;)]$/.test(tokens[to]!.raw) || /^(?:line|paragraph)$/.test(tokens[to]!.gap))
  )
    return tokens[from - 1]!.kind === 'word';
  return from > 0 && tokens[from]!.gap === 'none' && tokens[to]?.gap !== 'none' && tokens[from - 1]!.kind === 'word';
}

function isFinal({ to }: Modifier, { sentence }: FindingTarget, tokens: readonly MatchToken[]): boolean {
  return to >= sentence.to || /^[.,;)\t]$/.test(tokens[to]!.raw) || tokens[to]!.gap === 'line';
}

/** "If the pain goes, please stop it": the condition ends where what follows from it begins. */
function isAnsweredIf({ rule }: Modifier, { from, to }: Between, tokens: readonly MatchToken[]): boolean {
  if (rule.category !== 'hypothetical') return false;
  for (let i = from + 1; i < to; i++)
    if (tokens[i]!.raw === ',' && /^(?:please|then|we|i|his|her|our)$/.test(tokens[i + 1]?.word ?? '')) return true;
  return false;
}

function isCutByRule(
  self: Modifier,
  between: Between,
  forward: boolean,
  modifiers: readonly Modifier[],
  tokens: readonly MatchToken[],
): boolean {
  return modifiers.some(({ rule, from, to }) => {
    // ", mild" may reach into the words of the target.
    if (from < between.from || from >= between.to || (to > between.to && tokens[from]!.raw !== ',')) return false;
    if (forward && DENIES.test(self.rule.category) && isCauseItself(between.from, from, tokens)) return false;
    // "Return to the ED for fever, worsening pain or drainage".
    if (self.rule.category === 'hypothetical' && tokens[from]!.raw === ',') return false;
    if (rule.category === 'aspect') return forward && DENIES.test(self.rule.category);
    if (rule.category !== 'termination' || (rule.direction === 'forward' && !forward)) return false;
    // "No evidence that he has pneumonia": what is denied begins there. "The rash she had has gone": it is the rash.
    return !(from === between.from && /^(?:he|she|they|it|there|this)$/.test(tokens[from]!.word));
  });
}

/** "Unlikely to be due to pneumonia", "not secondary to drugs": the doubt is of the cause. "No fever due to …" is not. */
function isCauseItself(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  if (!/^(?:due|secondary|caused|owing|resulting|attributable|attributed|2)$/.test(tokens[to]!.word)) return false;
  return tokens
    .slice(from, to)
    .every(({ word }) => /^(?:to|be|been|have|being|is|was|are|were|that|this|it)$/.test(word));
}

function opens({ from }: Modifier, { sentence }: FindingTarget): boolean {
  return from - sentence.from <= 2;
}

function isNow({ from, to }: Between, tokens: readonly MatchToken[]): boolean {
  return tokens
    .slice(from, to)
    .some(({ word }) => NOW.has(word) || /^(?:but|although|;|presents|presented)$/.test(word));
}
