import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Between } from './finding-clauses.ts';
import type { FindingTarget } from './finding-context.ts';

/** "Suspicious for pneumonia, oedema or both": a doubt goes on over commas only in a list that is joined somewhere. */
export function isList(stretch: Between, { sentence }: FindingTarget, tokens: readonly MatchToken[]): boolean {
  const trigger = tokens.slice(Math.max(sentence.from, stretch.from - LONGEST_INTRODUCTION), stretch.from);
  if (trigger.some(({ word }) => /^(?:ddx|differentials?)$/.test(word))) return true;
  for (let i = stretch.from; i < Math.min(stretch.to, sentence.to); i++)
    if (/^(?:or|vs|versus|and|including|includes|include|:)$/.test(tokens[i]!.word)) return true;
  return tokens[stretch.from]?.raw === ',';
}

/** "Differential diagnosis is broad and includes". */
const LONGEST_INTRODUCTION = 6;

/** "No fever, cough is productive", "no vomiting, diarrhoea x 6": the last of what looks like a list is said to be there. */
export function isSaidToBeThere(
  { from, to, sentence }: FindingTarget,
  self: Between,
  separated: number,
  tokens: readonly MatchToken[],
): boolean {
  if (tokens.slice(separated + 1, from).some(({ word }) => /^(?:or|nor)$/.test(word))) return false;
  // "No murmur, and an irregular pulse was found".
  if (
    tokens[separated]!.word === 'and' &&
    tokens[separated - 1]?.raw === ',' &&
    /^an?$/.test(tokens[separated + 1]!.word)
  )
    return true;
  // "No focal lesion and the gallbladder contains stones": the words of the target say it themselves.
  if (tokens.slice(from + 1, to).some(({ word }) => /^(?:contains?|is|are|was|were|shows?|has|have)$/.test(word)))
    return true;
  const next = tokens[to]?.word ?? '';
  const then = tokens[to + 1]?.word ?? '';
  if (to < sentence.to) {
    if (
      /^(?:\+.*|present|persists|persisted|continues|improving|improved|worsened|worse|ongoing|positive|raised|elevated|good|poor|normal|palpable|enlarged|distended|swollen|tender)$/.test(
        next,
      )
    )
      return true;
    if (/^(?:just|barely|easily|mildly|slightly)$/.test(next) && !FOUND.has(then)) return true;
    // "No complications and the patient went home".
    if (/^(?:the|her|his|their)$/.test(tokens[separated + 1]!.word) && /^(?:went|rose|fell|felt|\w{2,}ed)$/.test(next))
      return !FOUND.has(next);
    if (/^\d+$/.test(next) && /^(?:\/|days?|weeks?|months?|years?|hours?|hrs?|wks?|d|w|m|min|mins|times)$/.test(then))
      return true;
    // "No ulcers, callus under the heel": where it is; "no ulcers, callus or fissures under …" is a list.
    if (WHERE.has(next) && /^[a-z]/.test(then) && !/^(?:or|nor|and)$/.test(tokens[separated]!.word)) return true;
    if (/^x\d+$/.test(next) || (/^(?:x|for|since|over)$/.test(next) && LASTS.test(then))) return true;
    if (/^(?:is|are|was|were|has|have|had|remains|remained)$/.test(next))
      return !tokens.slice(to + 1, Math.min(sentence.to, to + 5)).some(({ word }) => FOUND.has(word));
  }
  if (tokens[separated]!.raw !== ',' || isJoinedLater(to, sentence, tokens)) return false;
  // "Not broken, bruised".
  if (tokens[self.to - 1]!.word === 'not' && separated === from - 1) return true;
  let end = to;
  while (end < sentence.to && !/^[,.;]$/.test(tokens[end]!.raw)) end++;
  if (tokens.slice(separated + 1, end).some(({ word }) => PLACES.has(word) || /^(?:x\d|\d+[.]\d|\d{2,}$)/.test(word)))
    return true;
  if (hasOwnState(self.to, separated, tokens) || isStatement(separated + 1, end, tokens)) return true;
  if (FOUND.has(next) && to < sentence.to) return true;
  // "No fracture/dislocation, soft tissue swelling": the slash has joined the list.
  const items = tokens.slice(self.to, separated);
  if (REPEATED.test(tokens[self.from]!.word) && items.length === 3 && items[1]!.raw === '/') return true;
  if (isItemAmongOthers(self, separated, end, sentence, tokens)) return true;
  return REPEATED.test(tokens[self.from]!.word) && repeatsDenial(self, end, sentence, tokens);
}
const WHERE = new Set(['under', 'beneath', 'overlying', 'along', 'behind']);
const LASTS =
  /^(?:\d|an?$|the|many|some|two|three|four|five|six|several|last|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday)/;
const PLACES = new Set(
  'left right posteriorly anteriorly laterally medially inferiorly superiorly bilaterally lower upper only throughout onset'.split(
    ' ',
  ),
);
const REPEATED = /^(?:no|nil|not|without)$/;

/** "No masses, guaiac negative, haemorrhoids": an item with a state of its own ends the list of what is denied. */
function hasOwnState(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  const comma = tokens.slice(from, to).findIndex(({ raw }) => raw === ',');
  return (
    comma !== -1 && tokens.slice(from + comma, to).some(({ word }, i, all) => STATES.has(word) || isMeasured(all, i))
  );
}
/** "Fever 39.2", "HR 130"; but "fever > 38". */
function isMeasured(item: readonly MatchToken[], i: number): boolean {
  return /^\d/.test(item[i]!.raw) && /^[a-z]/i.test(item[i - 1]?.raw ?? '') && !NUMBERED.test(item[i - 1]!.word);
}
const NUMBERED = /^(?:type|grade|stage|than|over|above|under|below|vitamin|covid|hep)$/;
const STATES = new Set(
  'negative positive normal clear intact unremarkable soft good fair full stable warm dry regular raised equal present'.split(
    ' ',
  ),
);

/** "No focal lesion, diffuse fatty change", "no LOC, vomited twice", "no clubbing, 2+ oedema". */
function isStatement(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  const { word, raw } = tokens[from]!;
  if (QUALITIES.has(word) || /^\d/.test(raw)) return true;
  const then = tokens[from + 1]?.word ?? '';
  return (
    /(?:[^e]ed|fell|felt)$/.test(word) &&
    (from + 1 >= to || /^(?:once|twice|three|x\d*|several|today|yesterday|on|in|at|to|for|by|\d+)$/.test(then))
  );
}
const QUALITIES = new Set(
  'diffuse small large tiny severe extensive prominent increased increasing reduced decreased old healed bilateral trace slight slightly moderately mildly severely markedly known longstanding tense grade longterm complete incomplete partial early established'.split(
    ' ',
  ),
);

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
export const FOUND = new Set(
  'noted seen found identified reported elicited appreciated detected observed evident demonstrated visualised'.split(
    ' ',
  ),
);
