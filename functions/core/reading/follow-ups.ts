import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Sentence } from './sentences.ts';

const FOLLOW_UP = '281036007';
const DISCHARGED = 'idea:discharged-from-follow-up';

/**
 * Follow-up as clinics write it: a visit and when it is due, "r/v 3/12", "Clinic w/ histo 3/52", "Clinic Mr Eze 16/07", "see him in
 * six months", or its end: "Discharged, SOS." A notation rather than phrases, since kinds, numbers and units combine freely. A test
 * that is due is no visit.
 */
export function findFollowUps(letter: LetterRead): Mention[] {
  const found: Mention[] = [];
  for (const sentence of letter.sentences) {
    if (NOT_TO_COME.has(sentence.section)) continue;
    const say = (place: Place | null, target: string, phrase: string) => {
      if (place === null || isSaidAlready(place, sentence, letter)) return;
      found.push({ ...place, sentence, phrase, meaning: { layer: 'concept', target, category: 'care-plan' } });
    };
    say(followUpIn(sentence, letter.tokens), FOLLOW_UP, 'a visit with its interval');
    say(dischargeIn(sentence, letter.tokens), DISCHARGED, 'a statement of discharge');
  }
  return found;
}

const NOT_TO_COME = new Set(['past-history', 'family-history', 'social', 'medications', 'allergies', 'procedure']);

interface Place {
  readonly from: number;
  readonly to: number;
}

function followUpIn(sentence: Sentence, tokens: readonly MatchToken[]): Place | null {
  for (let i = sentence.from; i < sentence.to; i++) {
    if (!mayOpenInterval(tokens[i]!.norm)) continue;
    const to =
      intervalFrom(i, sentence.to, tokens) ?? (TO_COME.has(sentence.section) ? dayFrom(i, sentence.to, tokens) : null);
    if (to === null) continue;
    if (isWholeStatement(i, to, sentence, tokens)) return { from: i, to };
    if (isPast(i, to, sentence, tokens)) continue;
    const kind = kindBefore(i, sentence, tokens) ?? kindBehind(to, sentence, tokens);
    // "Come back after 14 months of control": a bare duration is an interval right behind a review only.
    if (kind !== null && isBareDuration(i, tokens) && (kind.to < i - 1 || MAY_LAST.has(tokens[kind.from]!.norm)))
      continue;
    if (kind !== null) return { from: Math.min(kind.from, i), to: Math.max(kind.to, to) };
  }
  return null;
}

/** Nearly every word begins no interval, and needs no closer look. */
function mayOpenInterval(norm: string): boolean {
  const first = norm.charCodeAt(0);
  return (first >= ZERO && first <= NINE) || OPENS_INTERVAL.has(norm);
}
const [ZERO, NINE] = [48, 57];
const OPENS_INTERVAL = new Set(
  'in at every each annual annually yearly a an one two three four five six seven eight nine ten eleven twelve eighteen'.split(
    ' ',
  ),
);

const NUMBER = /^(?:\d{1,2}(?:-\d{1,2})?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen)$/;
const UNIT = /^(?:days?|wks?|weeks?|mths?|months?|yrs?|years?)$/;
const RATE = /^(?:weekly|monthly|mthly|yearly|annually|wkly|yrly)$/;

/** Index behind an interval that begins at `i`: "3/12", "in 6 weeks", "every four months", "6 monthly", "annual", or null. */
function intervalFrom(i: number, end: number, tokens: readonly MatchToken[]): number | null {
  const first = normAt(i, end, tokens);
  const second = normAt(i + 1, end, tokens);
  if (second === '/' && /^\d{1,2}$/.test(first) && /^(?:12|52|7)(?:ly)?$/.test(normAt(i + 2, end, tokens)))
    return normAt(i + 3, end, tokens) === '/' || (i > 0 && tokens[i - 1]!.norm === '/') ? null : i + 3;
  if (first === 'annual' || first === 'annually' || first === 'yearly') return i + 1;
  if (NUMBER.test(first) && RATE.test(second)) return i + 2;
  if (first === 'each' && second === 'year') return i + 2;
  const opens = first === 'in' || first === 'at' || first === 'every' ? i + 1 : i;
  if (first === 'every' && UNIT.test(second)) return i + 2;
  if (UNIT.test(normAt(opens + 1, end, tokens)) && NUMBER.test(normAt(opens, end, tokens))) return opens + 2;
  return null;
}

function normAt(i: number, end: number, tokens: readonly MatchToken[]): string {
  return i < end ? tokens[i]!.norm : '';
}

function isBareDuration(i: number, tokens: readonly MatchToken[]): boolean {
  return NUMBER.test(tokens[i]!.norm) && UNIT.test(tokens[i + 1]?.norm ?? '');
}
const MAY_LAST = new Set(['back', 'see', 'meet']);

const TO_COME = new Set(['plan', 'gp-actions', 'mdt']);

/** "16/07": a day without its year, in a plan. */
function dayFrom(i: number, end: number, tokens: readonly MatchToken[]): number | null {
  const norm = (at: number) => (at < end ? tokens[at]!.norm : '');
  const isDay =
    /^(?:[12]?\d|3[01]|0\d)$/.test(norm(i)) && norm(i + 1) === '/' && /^(?:0?[1-9]|1[0-2])$/.test(norm(i + 2));
  return isDay && norm(i + 3) !== '/' && tokens[i - 1]?.norm !== '/' ? i + 3 : null;
}

const VISITS = new Set('review rv see fu clinic opa opd appt appointment back rtc follow meet checks'.split(' '));
const FARTHEST = 6;
const ENDS = /^[.;:?]$/;

/** The nearest visit before the interval, with nothing of the past between. */
function kindBefore(interval: number, sentence: Sentence, tokens: readonly MatchToken[]): Place | null {
  for (let i = interval - 1; i >= Math.max(sentence.from, interval - FARTHEST); i--) {
    const { norm } = tokens[i]!;
    if (ENDS.test(norm) || BREAKS.has(norm)) return null;
    const kind = kindAt(i, sentence, tokens);
    if (kind !== null) return isOfTheGp(kind.from, sentence, tokens) ? null : kind;
  }
  return null;
}

/** "3/12 follow up", "6/12 clinic": at most one word between. */
function kindBehind(interval: number, sentence: Sentence, tokens: readonly MatchToken[]): Place | null {
  for (let i = interval; i < Math.min(sentence.to, interval + 2); i++) {
    if (ENDS.test(tokens[i]!.norm) || BREAKS.has(tokens[i]!.norm)) return null;
    const kind = kindAt(i, sentence, tokens);
    if (kind !== null) return isOfTheGp(interval, sentence, tokens) ? null : kind;
  }
  return null;
}

function kindAt(i: number, sentence: Sentence, tokens: readonly MatchToken[]): Place | null {
  const norm = (at: number) => (at < sentence.to && at >= sentence.from ? tokens[at]!.norm : '');
  if (VISITS.has(norm(i))) return { from: i, to: i + 1 };
  const slashed = norm(i) === '/' && /^(?:r v|f u|f up)$/.test(`${norm(i - 1)} ${norm(i + 1)}`);
  return slashed ? { from: i - 1, to: i + 2 } : null;
}

/** Words that say the visit has been, or that the interval is how long something lasted. */
const BREAKS = new Set(
  'was were showed shown shows had has been performed done ago last previous previously since attended came for x × over past not no if unless within than stable unchanged'.split(
    ' ',
  ),
);
const BEHIND_PAST = new Set('ago history old post previously earlier h/o hx course supply sooner'.split(' '));

function isPast(from: number, to: number, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  const before = from > sentence.from ? tokens[from - 1]!.norm : '';
  const behind = to < sentence.to ? tokens[to]!.norm : '';
  return BREAKS.has(before) || BEHIND_PAST.has(behind);
}

/** "GP review 4/52" is asked of the practice. */
function isOfTheGp(from: number, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  for (let i = Math.max(sentence.from, from - 3); i < from; i++)
    if (/^(?:gp|gps|practice|surgery|nurse)$/.test(tokens[i]!.norm)) return true;
  return false;
}

/** A plan that is nothing but "6/12." */
function isWholeStatement(from: number, to: number, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  if (tokens[from + 1]?.norm !== '/' || from !== sentence.from) return false;
  return to === sentence.to || (to === sentence.to - 1 && tokens[to]!.norm === '.');
}

const LEADS_IN = new Set(
  '1 2 3 4 5 6 7 8 9 . ) ( - • reassured and & so now then happily therefore imp plan'.split(' '),
);
const OF_DISCHARGE = /^(?:discharged?|disch|disch'd)$/;
const GOES_ON = /^(?:[.,;&)]|with|back|to|sos|from|and|today|now|given|after|as|us|if|but)$/;

/** "Discharge." "Reassured & discharged with a leaflet.": a statement that begins so; "discharged 2017" is of old. */
function dischargeIn(sentence: Sentence, tokens: readonly MatchToken[]): Place | null {
  let i = sentence.from;
  while (i < sentence.to && LEADS_IN.has(tokens[i]!.norm)) i++;
  if (i >= sentence.to || !OF_DISCHARGE.test(tokens[i]!.norm)) return null;
  const behind = i + 1 < sentence.to ? tokens[i + 1]!.norm : '.';
  return GOES_ON.test(behind) ? { from: i, to: i + 1 } : null;
}

function isSaidAlready({ from, to }: Place, sentence: Sentence, { mentionsIn }: LetterRead): boolean {
  return mentionsIn(sentence).some(
    ({ meaning, ...one }) =>
      meaning.layer === 'concept' && meaning.category === 'care-plan' && one.from < to && from < one.to,
  );
}
