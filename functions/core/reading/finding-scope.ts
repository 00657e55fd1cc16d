import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Modifier } from './context.ts';
import type { FindingTarget } from './finding-context.ts';
import { isOnlyMentioned, isTheirs, speaksOfAnother } from './finding-persons.ts';

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
  if (isPartOf(modifier, target))
    return (
      rule.direction !== 'backward' && !/^(?:non|absent|absence of|lack of|lacks|loss of|.*\bold)$/.test(rule.trigger)
    );
  const intoTarget = modifier.from < target.from && target.from < modifier.to && modifier.to < target.to;
  // "No acute" and the target "acute fracture": the trigger reaches into the words of the target.
  if (intoTarget) return rule.direction === 'forward';
  // "No symptoms of" and the target "symptoms".
  if (modifier.from < target.from && target.to <= modifier.to) return /^(?:no|nil)\b/.test(rule.trigger);
  if (modifier.from < target.to && target.from < modifier.to) return false;
  const forward = modifier.to <= target.from;
  if (rule.trigger === '?' && forward === isQuestionMark(modifier, tokens)) return false;
  if (rule.direction === 'final' && !isFinal(modifier, target, tokens)) return false;
  if (!forward && rule.direction === 'forward' && OF_ANOTHER.test(rule.category))
    return isTheirs({ from: target.to, to: modifier.from }, tokens);
  if (rule.direction !== 'both' && (rule.direction === 'forward') !== forward) return false;
  const between = forward ? { from: modifier.to, to: target.from } : { from: target.to, to: modifier.from };
  if (between.to - between.from > rule.reach) return false;
  const ofSomebodyElse = OF_ANOTHER.test(rule.category);
  if (ofSomebodyElse && forward && isOnlyMentioned(modifier, target.sentence, tokens)) return false;
  // "As a child she had measles": a time of the past that opens the statement.
  if (forward && rule.direction === 'both' && rule.category === 'historical')
    return opens(modifier, target) && !/^(?:;|now|but)$/.test(tokens[target.from - 1]!.word) && !isNow(between, tokens);
  if (rule.wholeSentence) return !isAnsweredIf(modifier, between, tokens);
  if (ofSomebodyElse && forward) return !speaksOfAnother(between, tokens);
  if (isCutByRule(modifier, between, forward, modifiers, tokens)) return false;
  return forward ? !isCutBefore(modifier, target, between, tokens) : !isCutBehind(modifier, between, tokens);
}

const OF_ANOTHER = /^(?:family|other-person)$/;

/** "Childhood asthma", "possible UTI": the words of the target may begin with what is said of it. */
function isPartOf({ from, to }: Modifier, target: FindingTarget): boolean {
  return from >= target.from && to < target.to && from === target.from;
}

/** "PE? For CT" asks of what stands before it, "COPD ?infective" of what follows. */
function isQuestionMark({ from, to }: Modifier, tokens: readonly MatchToken[]): boolean {
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
    if (rule.category === 'aspect') return forward && DENIES.test(self.rule.category);
    if (rule.category !== 'termination' || (rule.direction === 'forward' && !forward)) return false;
    // "No evidence that he has pneumonia": what is denied begins there. "The rash she had has gone": it is the rash.
    return !(from === between.from && /^(?:he|she|they|it|there|this)$/.test(tokens[from]!.word));
  });
}
const DENIES = /^(?:negated|possible)$/;

/** What ends the reach of a trigger to what stands behind it. */
function isCutBefore(self: Modifier, target: FindingTarget, between: Between, tokens: readonly MatchToken[]): boolean {
  const { rule } = self;
  const denies = DENIES.test(rule.category);
  // "Protein neg, blood 2+".
  if (denies && between.to > between.from && tokens[between.from]!.raw === ',') return true;
  let open = 0;
  let separated = -1;
  for (let i = between.from; i < target.from; i++) {
    const { raw, word } = tokens[i]!;
    if (raw === ';' || raw === '•' || raw === '→' || raw === '|') return true;
    if (raw === ':' && denies && i > between.from) return true;
    if (raw === '(') open++;
    else if (raw === ')' && --open < 0) return true;
    if (i > between.from && denies && (beginsRow(tokens, i) || isSetApart(tokens, i))) return true;
    if (raw === ',' || word === 'and') separated = i;
    if (rule.category === 'historical' && NOW.has(word)) return true;
    if (PASSIVES.has(word) && i > between.from && NO_SUCH.test(rule.trigger)) return true;
    if (denies && FOUND.has(word) && ADJUNCTS.has(tokens[i + 1]?.word ?? '') && i > between.from) return true;
    if (LOOSE.test(rule.trigger) && REASONS.has(word)) return true;
    const verb = VERBS.has(word) && !isInComplement(between, i, tokens);
    if (verb && !NOBODY.test(rule.trigger) && (denies || rule.category === 'historical')) return true;
    if (
      separated !== -1 &&
      i > separated &&
      (SUBJECTS.has(word) || PASSIVES.has(word)) &&
      rule.category !== 'hypothetical'
    )
      return true;
  }
  if (denies && between.to > between.from && (beginsRow(tokens, target.from) || isSetApart(tokens, target.from)))
    return true;
  if (denies && isInAdjunct(between, tokens)) return true;
  if (!denies || separated === -1) return false;
  return rule.category === 'possible'
    ? !isList({ from: between.from, to: target.to + LIST_GOES_ON }, target, tokens)
    : isSaidToBeThere(target, self, separated, tokens);
}

/** "Neither parent had diabetes": the verb belongs to who did not. */
const NOBODY = /^(?:neither|nor|none|nobody|no one)\b/;

/** "No antibiotics were given for the cough": the verb ends what there was not; but "no evidence was found of …". */
const NO_SUCH = /^(?:no|nil)(?! .*(?:evidence|signs?|suggestion|suspicion|features|history))\b/;

/**
 * "No discharge from the wound", "no pain since his fracture": what stands in the adjunct of what is denied is there. A list that goes
 * on behind the adjunct is denied again.
 */
function isInAdjunct({ from, to }: Between, tokens: readonly MatchToken[]): boolean {
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

/** After "not" alone: "not sleeping because of …", "not examined for …". */
const LOOSE = /(?:\bnot|n't|nt|unable to|never|no longer)$/;
const REASONS = new Set('for because due since as after during despite until while when about owing'.split(' '));

/** "A history of falls, today fell again". */
const NOW = new Set('today now yesterday currently overnight presently tonight'.split(' '));

function opens({ from }: Modifier, { sentence }: FindingTarget): boolean {
  return from - sentence.from <= 2;
}

function isNow({ from, to }: Between, tokens: readonly MatchToken[]): boolean {
  return tokens
    .slice(from, to)
    .some(({ word }) => NOW.has(word) || /^(?:but|although|;|presents|presented)$/.test(word));
}

/** Verbs that say that something is there: what stands behind one is not what was denied before it. */
const VERBS = new Set(
  'has have had having developed develops developing reports reported reporting complains complained complaining presents presented presenting admits admitted admitting endorses endorsed endorsing states stated describes described shows showed showing reveals revealed demonstrates demonstrated underwent received suffers suffered experienced experiences remains remained continues continued put gets got feels felt became becomes sustained needs required requires brought started does did helps helped relieves relieved eases eased'.split(
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
/** Behind a dash between spaces, or a wide gap: "no fracture - sprain". */
function isSetApart(tokens: readonly MatchToken[], at: number): boolean {
  const { gap, start, raw } = tokens[at]!;
  return raw === '–' || raw === '—' || (gap === 'space' && at > 0 && start - tokens[at - 1]!.end >= 3);
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
function isSaidToBeThere(
  { from, to, sentence }: FindingTarget,
  self: Between,
  separated: number,
  tokens: readonly MatchToken[],
): boolean {
  if (tokens.slice(separated + 1, from).some(({ word }) => /^(?:or|nor)$/.test(word))) return false;
  const next = tokens[to]?.word ?? '';
  const then = tokens[to + 1]?.word ?? '';
  if (to < sentence.to) {
    if (
      /^(?:\+.*|present|persists|persisted|continues|improved|worsened|worse|ongoing|positive|raised|elevated|good|poor|normal)$/.test(
        next,
      )
    )
      return true;
    if (/^x\d+$/.test(next) || (/^(?:x|for|since|over)$/.test(next) && LASTS.test(then))) return true;
    if (/^(?:is|are|was|were|has|have|had|remains|remained)$/.test(next))
      return !tokens.slice(to + 1, Math.min(sentence.to, to + 5)).some(({ word }) => FOUND.has(word));
  }
  if (tokens[separated]!.raw !== ',' || isJoinedLater(to, sentence, tokens)) return false;
  // "Not broken, bruised".
  if (tokens[self.to - 1]!.word === 'not' && separated === from - 1) return true;
  let end = to;
  while (end < sentence.to && !/^[,.;]$/.test(tokens[end]!.raw)) end++;
  if (tokens.slice(separated + 1, end).some(({ word }) => PLACES.has(word) || /^(?:x\d|\d+[.]\d)/.test(word)))
    return true;
  if (isItemAmongOthers(self, separated, end, sentence, tokens)) return true;
  return REPEATED.test(tokens[self.from]!.word) && repeatsDenial(self, end, sentence, tokens);
}
const LASTS =
  /^(?:\d|the|two|three|four|five|six|several|last|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday)/;
const PLACES = new Set(
  'left right posteriorly anteriorly laterally medially inferiorly superiorly bilaterally lower upper only throughout'.split(
    ' ',
  ),
);
const REPEATED = /^(?:no|nil|not|without)$/;

/** "No fever, chills or rash": a list of what is denied, as long as the statement goes on with "or". */
function isJoinedLater(to: number, sentence: FindingTarget['sentence'], tokens: readonly MatchToken[]): boolean {
  for (let i = to; i < Math.min(sentence.to, to + 12); i++) {
    if (/^(?:or|nor)$/.test(tokens[i]!.word)) return true;
    if (/^[.;]$/.test(tokens[i]!.raw) || REPEATED.test(tokens[i]!.word)) return false;
  }
  return false;
}

/** "Sinus rhythm, no ischaemic changes, bundle branch block": one denial among findings, and the last is another finding. */
function isItemAmongOthers(
  self: Between,
  separated: number,
  end: number,
  sentence: FindingTarget['sentence'],
  tokens: readonly MatchToken[],
): boolean {
  if (!/^(?:no|nil)$/.test(tokens[self.from]!.word)) return false;
  if (tokens.slice(self.to, separated).some(({ raw }) => raw === ',') || tokens[end]?.raw === ',') return false;
  return tokens.slice(Math.max(sentence.from, self.from - 4), self.from).some(({ raw }) => raw === ',');
}

/** "No LOC, vomited once, no seizure": who writes "no" each time means what stands without one to be there. */
function repeatsDenial(
  self: Between,
  end: number,
  sentence: FindingTarget['sentence'],
  tokens: readonly MatchToken[],
): boolean {
  const { word } = tokens[self.from]!;
  if (tokens[end + 1]?.word === word && end + 1 < sentence.to) return true;
  for (let i = self.from - 1; i >= Math.max(sentence.from, self.from - 6); i--)
    if (tokens[i]!.word === word) return true;
  return false;
}
/** "No tumour seen in …", "no cause found to explain …": what was looked for ends there. */
const ADJUNCTS = new Set('in on at to for by from during after'.split(' '));
const FOUND = new Set(
  'noted seen found identified reported elicited appreciated detected observed evident demonstrated visualised'.split(
    ' ',
  ),
);

/** What ends the reach of a trigger to what stands before it. */
function isCutBehind({ rule }: Modifier, { from, to }: Between, tokens: readonly MatchToken[]): boolean {
  let comma = -1;
  let joined = -1;
  let passive = -1;
  let open = 0;
  for (let i = from; i < to; i++) {
    const { raw, word, gap } = tokens[i]!;
    if (raw === ';' || raw === '•' || raw === '→' || raw === '|') return true;
    if (gap === 'line' && i > from && beginsRow(tokens, i)) return true;
    if (raw === '(') open++;
    else if (raw === ')') open--;
    if (raw === ',') comma = i;
    if (/^(?:and|or|nor|&|\/)$/.test(word)) joined = i;
    // "Diagnosed 15 years ago" does not say that it is over.
    if (rule.category === 'historical' && /^(?:diagnosed|diagnosis|since|began|started|onset|from)$/.test(word))
      return true;
    if (VERBS.has(word) && !/^(?:has|have|had)$/.test(word) && !/^(?:that|which)$/.test(tokens[i - 1]?.word ?? ''))
      return true;
    if (PASSIVES.has(word)) passive = i;
  }
  if (open > 0 && rule.category === 'negated') return true;
  // "Chest pain, unlikely ACS", "- possible ACS" doubt what follows.
  if (
    rule.category === 'possible' &&
    rule.direction !== 'final' &&
    ((comma !== -1 && comma === to - 1) || isSetApart(tokens, to))
  )
    return true;
  // "Pneumonia was treated and sepsis excluded" says nothing of the pneumonia; "was looked for and not found" does.
  if (passive !== -1 && joined > passive && joined !== to - 1) return true;
  return comma !== -1 && joined < comma && rule.category !== 'historical' && comma !== to - 1;
}
