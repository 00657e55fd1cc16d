import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { MONTH_NAMES } from './dates.ts';
import type { LetterRead } from './letter-read.ts';

/**
 * When something is due, as clinics write it. `interval`: "3/12", "in 6 weeks", "every four months", "4/12ly"; `duration`: a bare
 * "six weeks", which may be how long something lasted; `day`: "16/07", "2nd June", "Thursday", "in August", which may be over;
 * `event`: "with the results", "before cycle 3".
 */
export interface When {
  readonly kind: 'interval' | 'duration' | 'day' | 'event';
  /** Token index behind it. */
  readonly to: number;
  /** Whether a day is behind the letter's own; one without its year is the nearest. */
  readonly isOver?: boolean;
  /** How long an interval or a duration is. */
  readonly weeks?: number;
}

/** What begins at token `i`, or null. */
export function whenFrom(i: number, end: number, letter: LetterRead): When | null {
  const { tokens } = letter;
  const first = tokens[i]!.norm;
  const norm = (at: number) => (at < end ? tokens[at]!.norm : '');
  if (EVENTS.has(first) || LATER.test(first) || CYCLE.test(first)) {
    const event = eventFrom(i, norm);
    if (event !== null || first !== 'at') return event;
  }
  const interval = intervalFrom(i, norm);
  if (interval !== null) {
    const isBare = !AFTER.test(norm(interval)) && NUMBER.test(first) && UNIT.has(tokens[i + 1]?.norm ?? '');
    return { kind: isBare ? 'duration' : 'interval', to: interval, weeks: weeksIn(i, interval, tokens) };
  }
  return dayFrom(i, end, norm, letter);
}

/** The word at a token of the statement; empty behind its end. */
type NormAt = (at: number) => string;

const NUMBER =
  /^(?:\d{1,2}(?:-\d{1,2})?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|couple)$/;
const UNIT = new Set('day days wk wks week weeks mth mths month months yr yrs year years fortnight y'.split(' '));
const RATE = /^(?:weekly|monthly|mthly|yearly|annually|wkly|yrly|yrl?y)$/;
const ALONE = new Set('annual annually yearly fortnightly monthly quarterly'.split(' '));
const OPENS = new Set(['in', 'at', 'every', 'each']);
const ABOUT = new Set(['about', 'approximately', 'another', 'around']);

/** "3m", "6wks", "q3m", "48h": number and unit in one token. */
const IN_ONE = /^(?:q?\d{1,2}(?:m|mo|mths?|w|wks?|y|yrs?)|(?:36|48|72)(?:h|hrs?))$/;

/** Index behind an interval that begins at `i`, or null. */
function intervalFrom(i: number, norm: NormAt): number | null {
  const first = norm(i);
  if (norm(i + 1) === '/' && /^\d{1,2}$/.test(first)) return slashedFrom(i, norm);
  if (ALONE.has(first)) return i + 1;
  let at = i;
  if (OPENS.has(first)) {
    if ((first === 'every' || first === 'each') && UNIT.has(norm(i + 1))) return i + 2;
    at = ABOUT.has(norm(i + 1)) ? i + 2 : i + 1;
    if (norm(at) === 'the' && norm(at + 1) === 'next') at += 2;
    if (norm(at + 1) === '/' && first !== 'at') return slashedFrom(at, norm);
  }
  if (IN_ONE.test(norm(at))) return at + 1;
  if (first === 'q' && NUMBER.test(norm(i + 1)) && UNIT.has(norm(i + 2))) return i + 3;
  if (!NUMBER.test(norm(at))) return null;
  if (RATE.test(norm(at + 1))) return at + 2;
  // "At 6, 12 and 24 months".
  while (/^(?:,|and|&)$/.test(norm(at + 1)) && /^\d{1,2}$/.test(norm(at + 2))) at += 2;
  let unit = at + 1;
  if (norm(unit) === 'to' || norm(unit) === 'or' || norm(unit) === '-' || norm(unit) === '–') unit += 2;
  else if (/^\d{1,2}$/.test(norm(unit)) && UNIT.has(norm(unit + 1))) unit++;
  if (norm(unit) === 'of') unit++;
  if (norm(unit) === 'further' || norm(unit) === 'more') unit++;
  if (!UNIT.has(norm(unit)) || (norm(unit) === 'y' && at === i)) return null;
  return norm(unit + 1) === 'time' ? unit + 2 : unit + 1;
}

/** "3/12", "2/52", "1/7", "4/12ly": twelfths, fifty-seconds and sevenths. */
function slashedFrom(i: number, norm: NormAt): number | null {
  if (!/^\d{1,2}$/.test(norm(i)) || norm(i + 1) !== '/' || (i > 0 && norm(i - 1) === '/')) return null;
  return /^(?:12|52|7)(?:ly)?$/.test(norm(i + 2)) && norm(i + 3) !== '/' ? i + 3 : null;
}

/** "Two weeks after surgery" is no length of time. */
const AFTER = /^(?:after|following)$/;

/** The least that is said: "4-6 weeks" are four. */
function weeksIn(from: number, to: number, tokens: readonly MatchToken[]): number {
  const words = tokens.slice(from, to).map(({ norm }) => norm);
  const written = words.find((one) => NUMBER.test(one) && one !== 'couple') ?? '1';
  const inOne = IN_ONE.exec(words.find((one) => IN_ONE.test(one)) ?? '')?.[0].replace('q', '');
  if (inOne !== undefined)
    return /\dh/.test(inOne) ? 0 : Number.parseInt(inOne, 10) * (/\dm/.test(inOne) ? 4 : /\dy/.test(inOne) ? 12 : 1);
  const amount = Number.parseInt(written, 10) || Math.max(1, NUMBERS.indexOf(written));
  if (words.some((one) => /^(?:12(?:ly)?|m(?:on)?thl?y?s?|months?|monthly|mthly)$/.test(one) && one !== written))
    return amount * 4;
  if (words.some((one) => /^(?:y|yrs?|years?|yearly|annual|annually|yrly|yrl?y|quarterly)$/.test(one)))
    return amount * 12;
  return words.some((one) => /^(?:days?|7)$/.test(one) && one !== written) ? 0 : amount;
}
const NUMBERS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

const MONTHS = new Set([
  ...MONTH_NAMES,
  ...'january february march april june july august september sept october november december'.split(' '),
]);
const DAYS = new Set(
  'monday tuesday wednesday thursday friday saturday sunday mon tues wed weds thurs fri tomorrow spring summer autumn winter christmas xmas easter'.split(
    ' ',
  ),
);
const NEXT = new Set('week month year spring summer autumn winter'.split(' '));

/** "16/07", "20.10.26", "2nd June", "the 22nd", "in August", "Thursday", "next week". */
function dayFrom(i: number, end: number, norm: NormAt, letter: LetterRead): When | null {
  const { tokens } = letter;
  const first = norm(i);
  if (/^\d/.test(first)) {
    const full = fullDateAt(i, end, letter);
    if (full !== null) return full;
    if (norm(i + 1) === '/' && /^(?:[12]?\d|3[01]|0\d)$/.test(first) && /^(?:0?[1-9]|1[0-2])$/.test(norm(i + 2)))
      return norm(i + 3) === '/' || tokens[i - 1]?.norm === '/' ? null : onDay(i + 3, norm(i + 2), first, letter);
    const dotted = DOTTED.exec(first) ?? (norm(i + 1) === '.' ? DOTTED.exec(`${first}.${norm(i + 2)}`) : null);
    if (dotted !== null) {
      const when = onDay(dotted[0] === first ? i + 1 : i + 3, dotted.groups!.month!, dotted.groups!.day!, letter);
      // "2.5": a number, unless the day lies ahead.
      if (when.isOver === false) return when;
    }
    if (!DAY_NUMBER.test(first)) return null;
    const behind = norm(i + 1) === '-' || norm(i + 1) === '.' ? i + 2 : i + 1;
    if (MONTHS.has(norm(behind))) return onDay(behind + 1, norm(behind), first, letter);
    if (norm(behind) === 'of' && MONTHS.has(norm(behind + 1)))
      return onDay(behind + 2, norm(behind + 1), first, letter);
    if (!ORDINAL.test(first) || i === 0) return null;
    if (tokens[i - 1]!.norm === 'the') return day(behind);
    // "Onc Dr Rao 19th".
    const isLast = i + 1 >= end || /^[.,;)]$/.test(norm(i + 1));
    return isLast && OF_A_DOCTOR.test(tokens[i - 2]?.norm ?? '') ? { kind: 'day', to: i + 1, isOver: false } : null;
  }
  if (MONTHS.has(first)) {
    if (first === 'may' && tokens[i]!.raw === 'may') return null;
    return fullDateAt(i, end, letter) ?? onDay(i + 1, first, '', letter);
  }
  if (DAYS.has(first)) return day(i + 1);
  if (PART_OF_YEAR.test(first) && YEAR.test(norm(i + 1))) return day(i + 2);
  if (first === 'next' && NEXT.has(norm(i + 1))) return day(i + 2);
  return first === 'new' && norm(i + 1) === 'year' ? day(i + 2) : null;
}

function day(to: number): When {
  return { kind: 'day', to };
}

function onDay(to: number, month: string, ofMonth: string, letter: LetterRead): When {
  const isOver = nearest(month, ofMonth, letter);
  return isOver === null ? day(to) : { kind: 'day', to, isOver };
}

/** "Early 2027". */
const PART_OF_YEAR = /^(?:early|mid|late)$/;
const YEAR = /^20\d\d$/;
/** "10.11". */
const DOTTED = /^(?<day>[12]?\d|3[01]|0\d)\.(?<month>0?[1-9]|1[0-2])$/;
const DAY_NUMBER = /^(?:[12]?\d|3[01])(?:st|nd|rd|th)?$/;
const OF_A_DOCTOR = /^(?:dr|mr|mrs|ms|miss|prof)$/;
const ORDINAL = /^\d{1,2}(?:st|nd|rd|th)$/;

/** Whether a day or a month without its year lies behind the letter; null where the letter has no date or the month is its own. */
function nearest(month: string, day: string, { writtenOn }: LetterRead): boolean | null {
  if (writtenOn === null) return null;
  const [, writtenMonth, writtenDay] = writtenOn.split('-').map(Number);
  const number = /^\d/.test(month) ? Number(month) : MONTH_NAMES.indexOf(month.slice(0, 3)) + 1;
  const ahead = (number - writtenMonth! + 12) % 12;
  if (ahead > 0) return ahead > MOST_MONTHS_AHEAD;
  const ofMonth = Number.parseInt(day, 10);
  return Number.isNaN(ofMonth) ? null : ofMonth <= writtenDay!;
}
const MOST_MONTHS_AHEAD = 6;

/** A date with its year that begins at token `i`. */
function fullDateAt(i: number, end: number, { tokens, dates, writtenOn }: LetterRead): When | null {
  const { start } = tokens[i]!;
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dates[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  const date = dates[low];
  if (date === undefined || date.start !== start || date.precision === 'year') return null;
  let to = i + 1;
  while (to < end && tokens[to]!.start < date.end) to++;
  return { kind: 'day', to, isOver: writtenOn !== null && date.value <= writtenOn.slice(0, date.value.length) };
}

const TO_WAIT_FOR = new Set(
  'result results histology histo cycle c1 c2 c3 c4 c5 c6 c7 c8 # scan scans ct mri pet petct imaging biopsy bx staging investigations'.split(
    ' ',
  ),
);
const CYCLES = new Set(['cycle', 'cycles']);
/** What ends, and is looked back on: "after surgery", "on completion of radiotherapy". */
const COURSES = new Set(
  'radiotherapy rt chemo chemotherapy chemoradiotherapy treatment surgery op operation procedure'.split(' '),
);

const EVENTS = new Set([
  'with',
  'before',
  'for',
  'prior',
  'after',
  'post',
  'following',
  'once',
  'c',
  'on',
  'at',
  'cycle',
]);
const LATER = /^(?:thereafter|afterwards)$/;
const CYCLE = /^c\d$/;

/** "With the results", "before cycle 3", "before #4", "post CT", "after 3 cycles", "C4", "after that", "after Christmas": what waits for something. */
function eventFrom(i: number, norm: NormAt): When | null {
  const first = norm(i);
  if (LATER.test(first)) return { kind: 'event', to: i + 1 };
  if (first === 'cycle' || CYCLE.test(first)) return cycleFrom(i, norm);
  if (first === 'on' || first === 'at') {
    const isEnd = norm(i + 1) === 'completion' && norm(i + 2) === 'of' && COURSES.has(norm(i + 3));
    return isEnd ? { kind: 'event', to: i + 4 } : cycleFrom(i + 1, norm);
  }
  let at = first === 'prior' && norm(i + 1) === 'to' ? i + 2 : i + 1;
  if (first === 'after' && ENDS_A_PLAN.test(norm(at))) return { kind: 'event', to: at };
  for (const article of ['the', 'her', 'his', 'your', 'these', 'those']) if (norm(at) === article) at++;
  for (const which of ['next', 'further', 'repeat']) if (norm(at) === which) at++;
  if (COURSES.has(norm(at))) return AFTER_IT.test(first) ? { kind: 'event', to: at + 1 } : null;
  if (NUMBER.test(norm(at)) && CYCLES.has(norm(at + 1))) return { kind: 'event', to: at + 2 };
  if (AFTER_IT.test(first) && (HOLIDAYS.test(norm(at)) || norm(at) === 'that')) return { kind: 'event', to: at + 1 };
  return TO_WAIT_FOR.has(norm(at)) ? { kind: 'event', to: at + 1 } : null;
}
const AFTER_IT = /^(?:after|post|following)$/;
const HOLIDAYS = /^(?:christmas|xmas|easter)$/;
const ENDS_A_PLAN = /^[.,;)]?$/;

/** "C4", "cycle 2", but not "cycle 2 given". */
function cycleFrom(i: number, norm: NormAt): When | null {
  const to = CYCLE.test(norm(i)) ? i + 1 : norm(i) === 'cycle' && /^\d$/.test(norm(i + 1)) ? i + 2 : null;
  return to === null || !/^(?:[.,;:)]|with|and|day|)$/.test(norm(to)) ? null : { kind: 'event', to };
}

/** What is no number begins with one of them. */
export const OPENS_A_TIME: ReadonlySet<string> = new Set([
  ...OPENS,
  ...ALONE,
  ...MONTHS,
  ...DAYS,
  ...EVENTS,
  ...'thereafter afterwards c1 c2 c3 c4 c5 c6 c7 c8 c9 early mid late q q3m q6m q3 q6 a an one two three four five six seven eight nine ten eleven twelve eighteen couple next new urgent urgently asap'.split(
    ' ',
  ),
]);
