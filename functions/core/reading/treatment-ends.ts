import type { ContextCategory } from '../lexicon/rows.ts';
import type { Context } from './context.ts';
import type { LetterRead } from './letter-read.ts';
import { type SaidTreatment, wordsBefore, wordsBehind } from './said-treatment.ts';
import { MONTH } from './treatment-days.ts';

/** "On tamoxifen 2012-17", "for breast cancer (WLE 2012)": said to go on or to come, but over where its years are. */
export function isOver(one: SaidTreatment, said: Context, until: number, letter: LetterRead): boolean {
  if (said.categories.has('ongoing') && hasEnded(one, until, letter)) return true;
  const year = YEAR_BEHIND.exec(wordsBehind(one, until, letter))?.groups?.year;
  const past = year !== undefined && letter.writtenOn !== null && Number(year) < Number(letter.writtenOn.slice(0, 4));
  return said.categories.has('planned') && (past || isOfAPastBracket(one, letter));
}

/** "(May 2016, a wide local excision with radiotherapy to follow)" */
function isOfAPastBracket(one: SaidTreatment, letter: LetterRead): boolean {
  const { text, tokens, writtenOn } = letter;
  if (writtenOn === null) return false;
  const start = tokens[one.mention.from]!.start;
  const before = text.slice(Math.max(0, start - LONGEST_LINE), start);
  const year = PAST_BRACKET.exec(before)?.groups?.year;
  return year !== undefined && Number(year) + 1 < Number(writtenOn.slice(0, 4));
}
const PAST_BRACKET = /\((?:[A-Za-z]{3,9}\.? )?(?<year>(?:19|20)\d\d)\b[^()]*$/;

const YEAR_BEHIND =
  /^(?:[/ ]{0,2}[A-Z]{2,4})?(?:\s?\d{1,2}(?:\.\d{1,2})?\s?Gy)?(?:\s?\/\s?\d{1,2}#?)?[\s(,]{1,3}(?:in )?(?<year>(?:19|20)\d\d)\b/;

export function hasEnded(one: SaidTreatment, until: number, letter: LetterRead): boolean {
  const behind = wordsBehind(one, until, letter);
  const { day, month, year: last } = TO_DAY.exec(behind)?.groups ?? {};
  if (day !== undefined) {
    const iso = `20${last!.slice(-2)}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return letter.writtenOn !== null && iso <= letter.writtenOn;
  }
  const { to: range } =
    (RANGE.exec(behind) ?? UNTIL.exec(behind) ?? RANGE_BEFORE.exec(wordsBefore(one, letter)))?.groups ?? {};
  if (range === undefined) return false;
  const end = Number(range.slice(-2)) + 2000;
  const year = Number(letter.writtenOn?.slice(0, 4) ?? (letter.latestYear > end ? letter.latestYear : SURELY_PAST));
  return end <= year || end - 100 >= 1950;
}

/** A letter without a date was written in this year at the earliest. */
const SURELY_PAST = 2023;

/** "60 Gy/30 + TMZ to 12/6/26" */
const TO_DAY =
  /^(?:[^.;\n]|\n(?!\s*\d)){0,30}?\b(?:to|until|till?)\s(?<day>\d{1,2})[./](?<month>\d{1,2})[./](?<year>(?:20)?\d\d)(?!\d)/i;
/** "2012-17", "2012 to 2017", "Jan-March 26", "(Oct-Dec 25)", "2/2022 - 9/2023", "02/22-09/23". */
const RANGE = new RegExp(
  String.raw`^(?:[^.;\n]|\n(?!\s*\d)){0,40}?(?:\b(?:19|20)\d\d\s?(?:[-–]|to)\s?|\b${MONTH}\.?\s?(?:'?\d\d(?:\d\d)?\s?)?(?:[-–]|to)\s?${MONTH}\.?\s?'?|\b\d{1,2}\/(?:1[3-9]|2\d)\s?(?:[-–]|to)\s?(?=\d{1,2}\/(?:1[3-9]|2\d)\b))(?:\d{1,2}\/)?(?<to>(?:19|20)?\d\d)\b`,
  'i',
);
/** "2019-24 letrozole" */
const RANGE_BEFORE =
  /(?:^|[\s(/])(?:19|20)\d\d\s?[-–]\s?(?:\d{1,2}\/)?(?<to>(?:19|20)?\d\d)[\s:–-]{1,3}(?:(?!then|now)[a-z]{3,12}\s)?$/;
/** "until Nov 25", "til 2028" */
const UNTIL = new RegExp(
  String.raw`^(?:[^.;\n]|\n(?!\s*\d)){0,30}?\b(?:until|till?)\s(?:${MONTH}\.?\s?'?)?(?<to>(?:19|20)?\d\d)\b(?![/.]\d)`,
  'i',
);

/** "R breast ca 2012, tam 5y", "WLE 2009, five years of tamoxifen": so many years from the year before it, which have gone by. */
export function stateByYears(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  if (!one.lasting || one.monitoring) return null;
  const years = (YEARS_BEHIND.exec(wordsBehind(one, until, letter)) ?? YEARS_BEFORE.exec(wordsBefore(one, letter)))
    ?.groups;
  const { text, tokens, writtenOn, latestYear } = letter;
  const start = tokens[one.mention.from]!.start;
  const line = text.slice(Math.max(0, start - LONGEST_LINE, text.lastIndexOf('\n', start)), start);
  const [before, year] = /.*\b((?:19|20)\d\d)\b/s.exec(line) ?? [];
  if (before === undefined || (years === undefined && IN_A_DATE.test(before))) return null;
  const count =
    years === undefined
      ? longestCourse(one, letter)
      : NUMBERS.indexOf(years.count!.toLowerCase()) + 1 || Number(years.count);
  const now = Number(writtenOn?.slice(0, 4) ?? Math.max(latestYear, SURELY_PAST));
  return Number(year) + count <= now ? 'completed' : null;
}

/** "Breast cancer 2004, right mastectomy, tamoxifen": nobody takes it for so many years from then. */
function longestCourse({ chemotherapy, mention: { meaning } }: SaidTreatment, { lexicon }: LetterRead): number {
  if (chemotherapy) return isAroundSurgery(meaning) ? LONGEST_AROUND_SURGERY_YEARS : LONGEST_CHEMOTHERAPY_YEARS;
  const item = meaning.layer === 'concept' ? lexicon.concepts.get(meaning.target)?.mdsItem : undefined;
  return item === 'hormone-therapy' ? LONGEST_HORMONE_YEARS : Number.POSITIVE_INFINITY;
}
/** Given for half a year before or after an operation. */
const AROUND_SURGERY = new Set(['829591000000101', 'idea:adjuvant-chemotherapy']);
function isAroundSurgery(meaning: SaidTreatment['mention']['meaning']): boolean {
  return meaning.layer === 'concept' && AROUND_SURGERY.has(meaning.target);
}
const IN_A_DATE = /[/.-]\d{4}$/;
const LONGEST_CHEMOTHERAPY_YEARS = 4;
const LONGEST_AROUND_SURGERY_YEARS = 2;
const LONGEST_HORMONE_YEARS = 12;
const LONGEST_LINE = 120;
const NUMBERS = 'one two three four five six seven eight nine ten'.split(' ');
const SO_MANY_YEARS = String.raw`(?<count>\d{1,2}|${NUMBERS.join('|')})\s?(?:y|yrs?|years?)\b`;
const YEARS_BEHIND = new RegExp(String.raw`^(?: for|[\s(,x×])*${SO_MANY_YEARS}`, 'i');
const YEARS_BEFORE = new RegExp(String.raw`\b${SO_MANY_YEARS}(?: of)?\s$`, 'i');
