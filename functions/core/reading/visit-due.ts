import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { isForThePractice } from './asked-of-practice.ts';
import type { Place } from './discharges.ts';
import { everyWord } from './every-word.ts';
import type { Sentence } from './sentences.ts';
import { testIsDue } from './test-due.ts';
import { kindBefore, kindBehind, type Visit } from './visits.ts';
import type { When } from './when.ts';

export interface Due extends Place {
  readonly of: Visit['of'];
}

/** The statements of these sections speak of what is to come. */
export const PLANS = new Set(['plan', 'gp-actions', 'mdt']);

/** The visit, call or test that a time at token `at` belongs to, where it is still to come; null for what is over, or the practice's. */
export function visitDue(at: number, when: When, sentence: Sentence, tokens: readonly MatchToken[]): Due | null {
  const visit =
    kindBefore(at, sentence, tokens) ?? (when.kind === 'interval' ? kindBehind(when.to, sentence, tokens) : null);
  if (visit === null || isForThePractice(at, when.to, visit, sentence, tokens)) return null;
  if (isThisVisit(Math.min(visit.from, at), Math.max(visit.to, when.to), sentence, tokens)) return null;
  const between = { from: Math.min(visit.to, when.to), to: Math.max(at, visit.from) };
  const inPlan = PLANS.has(sentence.section);
  const isAhead = saysWhatIsAhead(visit, sentence, tokens);
  if (visit.of === 'test') {
    if (hasComma(between, tokens) || !testIsDue(at, when, visit, isAhead || inPlan, sentence, tokens)) return null;
  } else if (when.kind === 'duration') {
    if (
      !isNameOnly(between, tokens, inPlan) ||
      (visit.mayLast && between.from === at && !inPlan && !isOneMore(visit, tokens))
    )
      return null;
  } else if (when.kind === 'day') {
    if (!isAhead && JUST_SEEN.test(tokens[visit.from]!.norm)) return null;
    const isDue =
      isAhead ||
      tokens[at]!.norm === 'tomorrow' ||
      (inPlan && visit.of === 'visit' && tokens[visit.from]!.norm !== 'back') ||
      when.isOver === false ||
      (visit.from === sentence.from && /^(?:for|with|to)$/.test(tokens[when.to]?.norm ?? '')) ||
      (WEEKDAYS.test(tokens[at]!.norm) && when.to - sentence.from <= FEW_WORDS && sentence.to - when.to <= 1);
    if (when.isOver === true || !isDue || !isBeside(between, tokens) || (!isAhead && wasSeen(visit, sentence, tokens)))
      return null;
  } else if (when.kind === 'event') {
    const opens = visit.from === sentence.from || inPlan || /^(?:[,;+]|then|and)$/.test(tokens[visit.from - 1]!.norm);
    if (!isAhead && SEEN.test(tokens[visit.from]!.norm) && IN_CYCLE.test(tokens[at]!.norm)) return null;
    if (!(isAhead || opens) || !isBeside(between, tokens)) return null;
  }
  return { from: Math.min(visit.from, at), to: Math.max(visit.to, when.to), of: visit.of };
}

/** "Seen for his yearly check", "attended for her 6 monthly follow-up today": the visit of this letter. */
function isThisVisit(from: number, to: number, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  const first = Math.max(sentence.from, from - FARTHEST_AHEAD);
  for (let i = first; i < Math.min(to, sentence.to) - 1; i++) {
    if (!SEEN.test(tokens[i]!.norm) || tokens[i - 1]?.norm === 'be') continue;
    const isFor = /^(?:for|at)$/.test(tokens[i + 1]!.norm) || /^(?:for|at)$/.test(tokens[i + 2]?.norm ?? '');
    const own = tokens.slice(i + 1, i + 5).some(({ norm }) => /^(?:his|her|their|your|a|an|the|routine)$/.test(norm));
    if (isFor && own) return true;
  }
  return false;
}

/** "One more visit 4 months": a count of visits, and so no length of one. */
function isOneMore({ from }: Visit, tokens: readonly MatchToken[]): boolean {
  return /^(?:more|another|final|last|next|further)$/.test(tokens[from - 1]?.norm ?? '');
}

/** "Seen 12 October". */
const JUST_SEEN = /^(?:seen|reviewed)$/;
/** "Dressing clinic Friday" and nothing more. */
const WEEKDAYS = /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|weds|tomorrow|next)$/;
const FEW_WORDS = 5;
/** "Reviewed on cycle 2": who was seen then. */
const IN_CYCLE = /^(?:on|at|cycle|c\d)$/;

/** "Clinic Mr Ellwood 8 weeks", "follow up: 3 months": only a name between the visit and its duration. */
function isNameOnly(between: Place, tokens: readonly MatchToken[], inPlan: boolean): boolean {
  return everyWord(
    between,
    tokens,
    (raw) =>
      /^(?:\p{Lu}|(?:me|us|here|is|again|for|results?|histo|histology)$|[:(-])/u.test(raw) || (inPlan && raw === ','),
  );
}

/** "See her again in clinic on the 14th": nothing else is spoken of between. */
function isBeside(between: Place, tokens: readonly MatchToken[]): boolean {
  return everyWord(between, tokens, (raw) => BESIDE.has(raw.toLowerCase()) || /^\p{Lu}\p{Ll}/u.test(raw));
}
const BESIDE = new Set(
  'her him you them again on the in with by his clinic at for me us here joint w histo results opd - of end start beginning middle mid late has been made booked arranged sent given confirmed is : this next early late mid opa appt appointment your and'.split(
    ' ',
  ),
);

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
