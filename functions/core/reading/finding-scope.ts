import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Modifier } from './context.ts';
import type { FindingTarget } from './finding-context.ts';
import { isOnlyMentioned, speaksOfAnother } from './finding-persons.ts';

/** The words between a trigger and its target. Token indices are half-open. */
interface Between {
  readonly from: number;
  readonly to: number;
}

/** Whether what a trigger says is said of the target: its direction, its reach, and nothing between that ends it. */
export function reachesFinding(
  modifier: Modifier,
  target: FindingTarget,
  modifiers: readonly Modifier[],
  tokens: readonly MatchToken[],
): boolean {
  const { rule } = modifier;
  if (rule.category === 'termination' || rule.category === 'aspect') return false;
  if (isPartOf(modifier, target)) return rule.direction !== 'backward' && rule.trigger !== 'non';
  if (modifier.from < target.to && target.from < modifier.to) return false;
  const forward = modifier.to <= target.from;
  if (rule.direction === 'final' && !isFinal(modifier, target, tokens)) return false;
  if (rule.direction !== 'both' && (rule.direction === 'forward') !== forward) return false;
  const between = forward ? { from: modifier.to, to: target.from } : { from: target.to, to: modifier.from };
  if (between.to - between.from > rule.reach) return false;
  const ofSomebodyElse = rule.category === 'family' || rule.category === 'other-person';
  if (ofSomebodyElse && forward && isOnlyMentioned(modifier, target.sentence, tokens)) return false;
  if (rule.wholeSentence) return !isAnsweredIf(modifier, between, tokens);
  if (ofSomebodyElse && forward) return !speaksOfAnother(between, tokens);
  if (isCutByRule(modifier, between, forward, modifiers, tokens)) return false;
  return forward ? !isCutBefore(modifier, target, between, tokens) : !isCutBehind(modifier, between, tokens);
}

/** "Childhood asthma", "possible UTI": the words of the target may begin with what is said of it. */
function isPartOf({ from, to }: Modifier, target: FindingTarget): boolean {
  return from >= target.from && to < target.to && from === target.from;
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
    if (from < between.from || to > between.to) return false;
    if (rule.category === 'aspect') return forward && DENIES.test(self.rule.category);
    if (rule.category !== 'termination' || (rule.direction === 'forward' && !forward)) return false;
    // "No evidence that he has pneumonia": what is denied begins there.
    return !(forward && from === between.from && /^(?:he|she|they|it|there|this)$/.test(tokens[from]!.word));
  });
}
const DENIES = /^(?:negated|possible)$/;

/** What ends the reach of a trigger to what stands behind it. */
function isCutBefore(
  { rule }: Modifier,
  target: FindingTarget,
  between: Between,
  tokens: readonly MatchToken[],
): boolean {
  const denies = DENIES.test(rule.category);
  let open = 0;
  let separated = -1;
  for (let i = between.from; i < target.from; i++) {
    const { raw, word } = tokens[i]!;
    if (raw === ';' || raw === '•' || raw === '→' || raw === '|') return true;
    if (raw === ':' && denies && i > between.from) return true;
    if (raw === '(') open++;
    else if (raw === ')' && --open < 0) return true;
    if (i > between.from && denies && beginsRow(tokens, i)) return true;
    if (raw === ',' || word === 'and') separated = i;
    if (LOOSE.test(rule.trigger) && REASONS.has(word)) return true;
    const verb = VERBS.has(word) && !isInComplement(between, i, tokens);
    if (verb && (denies || rule.category === 'historical')) return true;
    if (
      separated !== -1 &&
      i > separated &&
      (SUBJECTS.has(word) || PASSIVES.has(word)) &&
      rule.category !== 'hypothetical'
    )
      return true;
  }
  if (denies && between.to > between.from && beginsRow(tokens, target.from)) return true;
  if (!denies || separated === -1) return false;
  return rule.category === 'possible'
    ? !isList({ from: between.from, to: target.to + LIST_GOES_ON }, target, tokens)
    : isSaidToBeThere(target, separated, tokens);
}

/** After "not" alone: "not sleeping because of …", "not examined for …". */
const LOOSE = /(?:\bnot|n't|nt|unable to|never)$/;
const REASONS = new Set('for because due since as after during despite until while when about owing'.split(' '));

/** Verbs that say that something is there: what stands behind one is not what was denied before it. */
const VERBS = new Set(
  'has have had having developed develops developing reports reported reporting complains complained complaining presents presented presenting admits admitted admitting endorses endorsed endorsing states stated describes described shows showed showing reveals revealed demonstrates demonstrated underwent received suffers suffered experienced experiences remains remained continues continued put gets got feels felt became becomes sustained needs required requires brought started'.split(
    ' ',
  ),
);
const SUBJECTS = new Set('he she they we i this these it there patient'.split(' '));
const PASSIVES = new Set('is was are were'.split(' '));

/** "No evidence that the patient has …", "does not think she had …": the verb belongs to what is denied. */
function isInComplement({ from }: Between, verb: number, tokens: readonly MatchToken[]): boolean {
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

/** A short line above ends a denial: notes put each finding on its own line. */
function beginsRow(tokens: readonly MatchToken[], at: number): boolean {
  const { gap, word, start } = tokens[at]!;
  if (gap !== 'line' || at === 0 || /^(?:and|or|nor|of|with|to)$/.test(word)) return false;
  if (/^(?:,|and|or|of|with|no|any|the|a|in)$/.test(tokens[at - 1]!.word)) return false;
  let first = at - 1;
  while (first > 0 && at - first < 12 && tokens[first]!.gap !== 'line' && tokens[first]!.gap !== 'paragraph') first--;
  return start - tokens[first]!.start < SHORT_LINE && at - first < 12;
}
const SHORT_LINE = 45;

const LIST_GOES_ON = 6;

/** "Suspicious for pneumonia, oedema or both": a doubt goes on over commas only in a list that is joined somewhere. */
function isList(stretch: Between, { sentence }: FindingTarget, tokens: readonly MatchToken[]): boolean {
  for (let i = stretch.from; i < Math.min(stretch.to, sentence.to); i++)
    if (/^(?:or|vs|versus|and|including|includes|include|:)$/.test(tokens[i]!.word)) return true;
  return tokens[stretch.from]?.raw === ',';
}

/** "No fever, cough is productive", "no vomiting, diarrhoea x 6": the last of what looks like a list is said to be there. */
function isSaidToBeThere({ to, sentence }: FindingTarget, separated: number, tokens: readonly MatchToken[]): boolean {
  const next = tokens[to];
  if (next === undefined || to >= sentence.to) return false;
  if (/^(?:or|nor)$/.test(tokens[separated + 1]!.word)) return false;
  if (
    /^\+/.test(next.raw) ||
    /^(?:present|persists|persisted|continues|improved|worsened|worse|ongoing)$/.test(next.word)
  )
    return true;
  const then = tokens[to + 1];
  if (
    /^x\d+$/.test(next.word) ||
    (/^(?:x|for|since|over)$/.test(next.word) &&
      /^(?:\d|the|two|three|four|five|six|several|last|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday)/.test(
        then?.word ?? '',
      ))
  )
    return true;
  if (!/^(?:is|are|was|were|has|have|had|remains|remained)$/.test(next.word)) return false;
  for (let i = to + 1; i < Math.min(sentence.to, to + 5); i++) if (FOUND.has(tokens[i]!.word)) return false;
  return true;
}
const FOUND = new Set(
  'noted seen found identified reported elicited appreciated detected observed evident demonstrated visualised'.split(
    ' ',
  ),
);

/** What ends the reach of a trigger to what stands before it. */
function isCutBehind({ rule }: Modifier, { from, to }: Between, tokens: readonly MatchToken[]): boolean {
  let comma = -1;
  let joined = -1;
  let open = 0;
  for (let i = from; i < to; i++) {
    const { raw, word, gap } = tokens[i]!;
    if (raw === ';' || raw === '•' || raw === '→' || raw === '|') return true;
    if (gap === 'line' && i > from && beginsRow(tokens, i)) return true;
    if (raw === '(') open++;
    else if (raw === ')') open--;
    if (raw === ',') comma = i;
    if (/^(?:and|or|nor|&|\/)$/.test(word)) joined = i;
    if (VERBS.has(word) && !/^(?:has|have|had)$/.test(word) && !/^(?:that|which)$/.test(tokens[i - 1]?.word ?? ''))
      return true;
    if (PASSIVES.has(word) && i + 1 < to && (joined !== -1 || comma !== -1) && i > Math.max(joined, comma)) continue;
    if (
      PASSIVES.has(word) &&
      i + 2 < to &&
      !/^(?:that|which)$/.test(tokens[i - 1]?.word ?? '') &&
      rule.category === 'negated'
    )
      return true;
  }
  if (open > 0 && rule.category === 'negated') return true;
  return comma !== -1 && joined < comma && rule.category !== 'historical' && comma !== to - 1;
}
