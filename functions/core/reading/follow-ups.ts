import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { isForThePractice, SPECIALTIES } from './asked-of-practice.ts';
import { callPromised } from './calls.ts';
import { dischargeIn, type Place } from './discharges.ts';
import { CUE, cueOf, cuesIn } from './follow-up-cues.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Sentence } from './sentences.ts';
import { kindBefore, kindBehind, type Visit } from './visits.ts';
import { type When, whenFrom } from './when.ts';

const CONCEPTS = { visit: '281036007', test: '281036007', call: '386473003' } as const;
const DISCHARGED = 'idea:discharged-from-follow-up';

/**
 * Follow-up as clinics write it: a visit, a call or a surveillance test and when it is due, "r/v 3/12", "Clinic w/ histo 3/52", "MRI in
 * 12 months", "phone 1/52", "see him in six months", or its end: "Discharged, SOS." A notation rather than phrases, since kinds,
 * numbers and units combine freely.
 */
export function findFollowUps(letter: LetterRead): Mention[] {
  const found: Mention[] = [];
  for (const sentence of letter.sentences) {
    if (NOT_TO_COME.has(sentence.section)) continue;
    const cues = cuesIn(sentence, letter.tokens);
    for (const due of whatIsDue(sentence, cues, letter)) {
      const phrase = due.of === 'call' ? 'a call that is due' : 'a visit with its interval';
      found.push(asMention(due, CONCEPTS[due.of], phrase, sentence));
    }
    const end = (cues & CUE.end) === 0 ? null : endOfFollowUp(sentence, letter.tokens);
    if (end !== null) found.push(asMention(end, DISCHARGED, 'a statement of discharge', sentence));
  }
  return found.filter((one) => !isSaidAlready(one, letter));
}

function asMention({ from, to }: Place, target: string, phrase: string, sentence: Sentence): Mention {
  return { from, to, sentence, phrase, meaning: { layer: 'concept', target, category: 'care-plan' } };
}

/** Under a heading "Follow-up:", nothing but "nil". */
function endOfFollowUp(sentence: Sentence, tokens: readonly MatchToken[]): Place | null {
  const { from, to } = sentence;
  const isNone =
    /^(?:nil|none)$/.test(tokens[from]!.norm) &&
    to - from <= 3 &&
    /^(?:[.,;]?|routine|here|needed|required|planned|from)$/.test(from + 1 < to ? tokens[from + 1]!.norm : '');
  return isNone && isHeadedAsVisit(sentence, tokens) ? { from, to: from + 1 } : dischargeIn(sentence, tokens);
}

const NOT_TO_COME = new Set(['past-history', 'family-history', 'social', 'medications', 'allergies']);
const PLANS = new Set(['plan', 'gp-actions', 'mdt']);

interface Due extends Place {
  readonly of: Visit['of'];
}

/** The first of each kind in a statement. Without a word for a visit it is only what a heading's answer, or a plan, begins with. */
function whatIsDue(sentence: Sentence, cues: number, letter: LetterRead): readonly Due[] {
  const { tokens } = letter;
  const found: Due[] = [];
  const speaksOfVisits = (cues & (CUE.visit | CUE.call)) !== 0;
  const last = speaksOfVisits ? sentence.to : Math.min(sentence.to, sentence.from + WORDS_OF_A_CLINIC + 2);
  for (let i = sentence.from; i < last; i++) {
    const cue = cueOf(tokens[i]!.norm);
    const call = (cue & CUE.call) === 0 ? null : callPromised(i, sentence, tokens);
    if (call !== null) addFirst({ ...call, of: 'call' }, found);
    if ((cue & CUE.time) === 0) continue;
    const when = whenFrom(i, sentence.to, letter);
    if (when === null) continue;
    if (
      isWholeStatement(i, when, sentence, tokens) ||
      isOfHeading(i, when, sentence, tokens) ||
      isOfADoctor(i, when, sentence, tokens)
    )
      addFirst({ from: i, to: when.to, of: 'visit' }, found);
    else if (!isPast(i, when, sentence, tokens)) addFirst(visitDue(i, when, sentence, tokens), found);
    i = when.to - 1;
  }
  return found;
}

function addFirst(due: Due | null, found: Due[]): void {
  if (due !== null && !found.some(({ of }) => CONCEPTS[of] === CONCEPTS[due.of])) found.push(due);
}

function visitDue(at: number, when: When, sentence: Sentence, tokens: readonly MatchToken[]): Due | null {
  const visit =
    kindBefore(at, sentence, tokens) ?? (when.kind === 'interval' ? kindBehind(when.to, sentence, tokens) : null);
  if (visit === null || isForThePractice(at, when.to, visit, sentence, tokens)) return null;
  const between = { from: Math.min(visit.to, when.to), to: Math.max(at, visit.from) };
  const inPlan = PLANS.has(sentence.section);
  const isAhead = saysWhatIsAhead(visit, sentence, tokens);
  if (visit.of === 'test') {
    if (hasComma(between, tokens) || !testIsDue(at, when, visit, isAhead || inPlan, sentence, tokens)) return null;
  } else if (when.kind === 'duration') {
    if (!isNameOnly(between, tokens) || (visit.mayLast && between.from === at && !inPlan)) return null;
  } else if (when.kind === 'day') {
    const isDue =
      isAhead ||
      (inPlan && visit.of === 'visit' && tokens[visit.from]!.norm !== 'back') ||
      when.isOver === false ||
      (visit.from === sentence.from && /^(?:for|with|to)$/.test(tokens[when.to]?.norm ?? '')) ||
      (WEEKDAYS.test(tokens[at]!.norm) && when.to - sentence.from <= FEW_WORDS && sentence.to - when.to <= 1);
    if (when.isOver === true || !isDue || !isBeside(between, tokens) || (!isAhead && wasSeen(visit, sentence, tokens)))
      return null;
  } else if (when.kind === 'event') {
    const opens = visit.from === sentence.from || inPlan;
    if (visit.of !== 'visit' || !(isAhead || opens) || !isBeside(between, tokens)) return null;
  }
  return { from: Math.min(visit.from, at), to: Math.max(visit.to, when.to), of: visit.of };
}

/** "Dressing clinic Friday" and nothing more. */
const WEEKDAYS = /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|weds|tomorrow|next)$/;
const FEW_WORDS = 5;

/**
 * A test that looks again after the cancer: repeated, at a steady rate, or so far ahead that it does not look for the diagnosis: "MRI
 * 12/12", "CT after C8"; not "CT in 2 weeks".
 */
function testIsDue(
  at: number,
  { kind, weeks, isOver, to }: When,
  visit: Visit,
  isPlanned: boolean,
  sentence: Sentence,
  tokens: readonly MatchToken[],
): boolean {
  const opens = visit.from - sentence.from <= WORDS_OF_A_TEST;
  const isSurveillance = visit.isRepeat || STEADY.test(tokens[at]!.norm);
  switch (kind) {
    case 'interval':
      return isSurveillance || weeks! >= FAR_AHEAD_WEEKS;
    case 'duration':
      return isSurveillance || (weeks! >= FAR_AHEAD_WEEKS && (isPlanned || opens));
    case 'day':
      return visit.isRepeat === true && isOver === false;
    case 'event':
      return (
        AFTER_TREATMENT.test(tokens[at]!.norm) &&
        (visit.isRepeat === true || isPlanned || (opens && !COURSE.test(tokens[to - 1]!.norm)))
      );
    default:
      return kind satisfies never;
  }
}
const FAR_AHEAD_WEEKS = 6;
/** "MRI post RT": perhaps how it looked. */
const COURSE = /^(?:rt|radiotherapy|surgery|op|operation|procedure|treatment|chemo\w*)$/;
const AFTER_TREATMENT = /^(?:after|post|following)$/;
/** "CT chest abdo pelvis", "[X] MRI". */
const WORDS_OF_A_TEST = 3;

/** "CT every 4 weeks": again and again. */
const STEADY = /^(?:every|each|annual|annually|yearly|monthly)$/;

/** "Clinic Mr Ellwood 8 weeks", "follow up: 3 months": only a name between the visit and its duration. */
function isNameOnly(between: Place, tokens: readonly MatchToken[]): boolean {
  return everyWord(between, tokens, (raw) => /^(?:\p{Lu}|(?:me|us|here|is|again|for)$|[:(-])/u.test(raw));
}

/** "See her again in clinic on the 14th": nothing else is spoken of between. */
function isBeside(between: Place, tokens: readonly MatchToken[]): boolean {
  return everyWord(between, tokens, (raw) => BESIDE.has(raw.toLowerCase()) || /^\p{Lu}\p{Ll}/u.test(raw));
}
const BESIDE = new Set(
  'her him you them again on the in with by his clinic at for me us here joint w histo results opd has been made booked arranged sent given confirmed is : this next early late mid opa appt appointment your and'.split(
    ' ',
  ),
);

function everyWord({ from, to }: Place, tokens: readonly MatchToken[], fits: (raw: string) => boolean): boolean {
  if (to - from > 6) return false;
  for (let i = from; i < to; i++) if (!fits(tokens[i]!.raw)) return false;
  return true;
}

function hasComma({ from, to }: Place, tokens: readonly MatchToken[]): boolean {
  for (let i = from; i < to; i++) if (tokens[i]!.raw === ',') return true;
  return false;
}

const AHEAD = new Set(
  'will ll shall next due booked arranged please plan planning made has to have can would should is going'.split(' '),
);
const FARTHEST_AHEAD = 7;

/** A word before the visit that it is to come: "I will see", "next clinic", "an appointment has been made". */
function saysWhatIsAhead({ from, to }: Place, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  for (let i = Math.max(sentence.from, from - FARTHEST_AHEAD); i < Math.min(sentence.to, to + 4); i++)
    if (AHEAD.has(tokens[i]!.norm) && (i < from || i >= to)) return true;
  return false;
}

/** "I saw this gentleman in the haematuria clinic on 3 March". */
function wasSeen({ from }: Place, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  for (let i = sentence.from; i < from; i++) if (SEEN.test(tokens[i]!.norm)) return true;
  return false;
}
const SEEN = /^(?:saw|seen|reviewed|attended|met|came|assessed|visited|spoke|discussed|presented|seeing)$/;

const OF_THE_PAST = new Set(
  'was were showed shown shows had performed done ago last previous previously since attended came × over past no not if unless within than stable unchanged saw cancelled dna'.split(
    ' ',
  ),
);
const BEHIND_PAST = new Set(
  'ago history old post previously earlier h/o hx course supply sooner showed shows : confirmed revealed'.split(' '),
);

function isPast(from: number, { to, kind }: When, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  const before = from > sentence.from ? tokens[from - 1]!.norm : '';
  const isSet =
    before === 'for' && from - 1 > sentence.from && /^(?:arranged|booked|planned|due)$/.test(tokens[from - 2]!.norm);
  const behind = to < sentence.to ? tokens[to]!.norm : '';
  return (
    OF_THE_PAST.has(before) ||
    (before === 'for' && !isSet && kind !== 'day') ||
    before === 'x' ||
    BEHIND_PAST.has(behind)
  );
}

/** A plan that is nothing but "6/12.", or "3/12 me", "8 weeks here". */
function isWholeStatement(from: number, when: When, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  if (from !== sentence.from || when.weeks === undefined) return false;
  const norm = (at: number) => (at < sentence.to ? tokens[at]!.norm : '');
  let { to } = when;
  if (/^(?:with|w)$/.test(norm(to))) to++;
  const isHere = /^(?:me|us|here)$/.test(norm(to));
  const isSlashed = tokens[from + 1]?.norm === '/';
  return (isHere || (isSlashed && to === when.to)) && /^\.?$/.test(norm(isHere ? to + 1 : to));
}

/** "Follow-up: 6 weeks with bloods", "Follow up: Stroke 6/52": what stands under the heading is when. */
function isHeadedAsVisit({ from }: Sentence, tokens: readonly MatchToken[]): boolean {
  let i = from - 1;
  while (i >= 0 && i > from - 3 && /^[:=|–-]$/.test(tokens[i]!.norm)) i--;
  const [word = '', before = '', first = ''] = [tokens[i]?.norm, tokens[i - 1]?.norm, tokens[i - 2]?.norm];
  return (
    /^(?:followup|fu|appt|appointment|opa)$/.test(word) ||
    (word === 'up' && before === 'follow') ||
    (before === '/' && first === 'f' && /^(?:u|up)$/.test(word))
  );
}
/** "Next appointment: Tues 4 Aug", "Follow up: 12 June". "Appointment: 12 June" may be today's. */
function isHeadedAsNext({ from }: Sentence, tokens: readonly MatchToken[]): boolean {
  for (let i = from - 1; i >= Math.max(0, from - 4); i--)
    if (/^(?:next|follow|followup|fu)$/.test(tokens[i]!.norm)) return true;
  return false;
}
const WORDS_OF_A_CLINIC = 3;

function isOfHeading(at: number, when: When, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  const isDay = when.kind === 'day' && when.isOver !== true && isHeadedAsNext(sentence, tokens);
  return (
    (when.weeks !== undefined || isDay) &&
    at - sentence.from <= WORDS_OF_A_CLINIC &&
    isHeadedAsVisit(sentence, tokens) &&
    everyWord({ from: sentence.from, to: at }, tokens, (raw) => /^(?:\p{Lu}|[:(-])/u.test(raw)) &&
    !isPast(at, when, sentence, tokens)
  );
}

/** "Mr Falcone 2/52", "Miss Adair 24/06", "Oncology 4/52": a statement that names who sees the patient, and when. */
function isOfADoctor(at: number, when: When, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  if (when.kind === 'event' || when.kind === 'duration' || when.isOver === true || at === sentence.from) return false;
  if (when.kind === 'day' && (when.isOver === undefined || !PLANS.has(sentence.section))) return false;
  let from = sentence.from;
  if (/^(?:\d|[-•[(x\])])$/.test(tokens[from]!.norm)) from++;
  const isNamed =
    /^(?:mr|mrs|miss|ms|dr|prof)$/.test(tokens[from]!.norm) ||
    (when.kind === 'interval' && SPECIALTIES.test(tokens[from]!.norm));
  const isAll = sentence.to - when.to <= 1 || /^(?:[,;(]|with|for|and)$/.test(tokens[when.to]!.norm);
  const isShort = at - from <= WORDS_OF_A_CLINIC && at > from;
  return isNamed && isAll && isShort && everyWord({ from, to: at }, tokens, (raw) => /^(?:\p{Lu}|\.$)/u.test(raw));
}

/** A call says more than the follow-up that a phrase has found in it: "telephone r/v with CNS 6/52". */
function isSaidAlready({ from, to, sentence, meaning: due }: Mention, { mentionsIn, lexicon }: LetterRead): boolean {
  const isCall = due.layer === 'concept' && due.target === CONCEPTS.call;
  return mentionsIn(sentence).some(
    ({ meaning, ...one }) =>
      meaning.layer === 'concept' &&
      meaning.category === 'care-plan' &&
      !(isCall && meaning.target === CONCEPTS.visit) &&
      lexicon.concepts.get(meaning.target)?.mdsItem !== 'noted-only' &&
      one.from < to &&
      from < one.to,
  );
}
