import type { ContextCategory } from '../lexicon/rows.ts';
import type { Context } from './context.ts';
import { dateNear } from './date-roles.ts';
import { MONTH_NAMES } from './dates.ts';
import type { LetterRead } from './letter-read.ts';
import type { SaidTreatment } from './treatment-states.ts';

const LONGEST_COURSE_MONTHS = 9;
const LONGEST_DETAILS = 60;

/**
 * What a date behind a treatment says of its state: ahead of the letter it is a plan, behind it an operation is done; a range of dates
 * has come to its end. A drug since a date goes on, but for a course of chemotherapy, which does not last for years.
 */
export function stateByDate(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  const date = dateNear(letter, one.mention, 'treatment', one.said)?.date.value;
  const { writtenOn } = letter;
  if (date !== undefined && writtenOn !== null) {
    if (date > writtenOn.slice(0, date.length)) return 'planned';
    if (!one.lasting) return 'completed';
    if (one.chemotherapy && monthsBetween(date, writtenOn) > LONGEST_COURSE_MONTHS) return 'completed';
  }
  if (hasEnded(one, until, letter)) return 'completed';
  return date === undefined && one.event ? stateByMonth(one, until, letter) : null;
}

/** A count of courses with nothing else said: "FEC x6", "2x ABVD". */
export function stateByCount(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  if (!one.lasting || one.monitoring || one.said.categories.has('planned')) return null;
  const behind = wordsBehind(one, until, letter);
  if (NEXT_COURSE.test(behind)) return 'ongoing';
  return COUNT.test(behind) || COUNT_BEFORE.test(wordsBefore(one, letter)) ? 'completed' : null;
}

/** Under a heading of treatments a drug with its daily dose, or no course at all, is still taken. */
export function stateUnderHeading(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  if (one.mention.sentence.section !== 'treatment' || !one.lasting || one.monitoring) return null;
  return !one.chemotherapy || TAKEN.test(wordsBehind(one, until, letter)) ? 'ongoing' : null;
}
const TAKEN = /^[^.;]{0,25}\b(?:daily|bd|od|nocte|mane|since)\b/i;
/** "x2, C3 due 23/3" */
const NEXT_COURSE = /\b(?:C\d{1,2}|#\d{1,2}|cycle \d{1,2}) (?:due|next|today)\b/i;

/** "On tamoxifen 2012-17", "for breast cancer (WLE 2012)": said to go on or to come, but over where its years are. */
export function isOver(one: SaidTreatment, said: Context, until: number, letter: LetterRead): boolean {
  if (said.categories.has('ongoing') && hasEnded(one, until, letter)) return true;
  const year = YEAR_BEHIND.exec(wordsBehind(one, until, letter))?.groups?.year;
  const past = year !== undefined && letter.writtenOn !== null && Number(year) < Number(letter.writtenOn.slice(0, 4));
  return past && said.categories.has('planned');
}

/** "x6", "6 cycles", "x 4 cycles". */
const COUNT = /^[\s(]{0,3}(?:[x×*]\s?\d{1,2}\b|\d{1,2}\s?(?:[x×]|cycles?\b|courses?\b))/i;
/** "2x ABVD", "6 cycles of FEC". */
const COUNT_BEFORE = /(?:^|\s)\d{1,2}\s?(?:[x×]\s?|(?:cycles?|courses?) of\s)$/i;
const YEAR_BEHIND = /^(?:[/ ]{0,2}[A-Z]{2,4})?[\s(,]{1,3}(?:in )?(?<year>(?:19|20)\d\d)\b/;
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
/** "2012-17", "2012 to 2017", "Jan-March 26", "(Oct-Dec 25)". */
const RANGE = new RegExp(
  String.raw`^[^.;]{0,40}?(?:\b(?:19|20)\d\d\s?(?:[-–]|to)\s?|\b${MONTH}\.?\s?(?:'?\d\d(?:\d\d)?\s?)?(?:[-–]|to)\s?${MONTH}\.?\s?'?)(?<to>(?:19|20)?\d\d)\b`,
  'i',
);
/** "until Nov 25", "til 2028" */
const UNTIL = new RegExp(
  String.raw`^[^.;]{0,30}?\b(?:until|till?)\s(?:${MONTH}\.?\s?'?)?(?<to>(?:19|20)?\d\d)\b(?![/.]\d)`,
  'i',
);
/** "in July", "on the 14th of October", without a year. */
const MONTH_ALONE = new RegExp(
  String.raw`^[^.;()]{0,30}?\b(?:in|on|for|early|late|mid|\d{1,2}(?:st|nd|rd|th)?(?: of)?)[\s-](?<month>${MONTH})\b(?!\.?,?[\s-]*'?\d)`,
  'i',
);

function hasEnded(one: SaidTreatment, until: number, letter: LetterRead): boolean {
  const behind = wordsBehind(one, until, letter);
  const range = (RANGE.exec(behind) ?? UNTIL.exec(behind))?.groups?.to;
  if (range === undefined) return false;
  const end = Number(range.slice(-2)) + 2000;
  const year = Number((letter.writtenOn ?? String(letter.latestYear)).slice(0, 4));
  return end <= year || end - 100 >= 1950;
}

const NEAR_MONTHS = 4;

/** A month without its year is the nearest one, where that is plain: "cystectomy in July" in a letter of May is to come. */
function stateByMonth(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  const month = MONTH_ALONE.exec(wordsBehind(one, until, letter))?.groups?.month;
  if (month === undefined || letter.writtenOn === null) return null;
  const written = Number(letter.writtenOn.slice(5, 7)) - 1;
  const ahead = (MONTH_NAMES.indexOf(month.slice(0, 3).toLowerCase()) - written + 12) % 12;
  if (ahead === 0) return null;
  return ahead <= NEAR_MONTHS ? 'planned' : 12 - ahead <= NEAR_MONTHS ? 'completed' : null;
}

function monthsBetween(date: string, later: string): number {
  const months = (iso: string) => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7) || '6');
  return months(later) - months(date);
}

function wordsBefore({ mention }: SaidTreatment, { text, tokens }: LetterRead): string {
  const end = tokens[mention.from]!.start;
  return text.slice(Math.max(end - 20, tokens[mention.sentence.from]!.start), end);
}

function wordsBehind({ mention }: SaidTreatment, until: number, { text, tokens }: LetterRead): string {
  const start = tokens[mention.to - 1]!.end;
  return text.slice(start, Math.min(start + LONGEST_DETAILS, until));
}
