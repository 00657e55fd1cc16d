import { allMatches } from '../all-matches.ts';
import type { LetterDate } from '../answer.ts';
import type { Span } from '../span.ts';

/** A date as written, UK order, with its place. Never more precise than the words; "last March" is no date. */
export interface WrittenDate extends Span {
  readonly value: string;
  readonly precision: LetterDate['precision'];
}

export const MONTH_NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = String.raw`(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)`;
/** "11 Dec 12 week PET": behind a number that is no year. */
const AN_AMOUNT = String.raw`[ \t-]*(?:\/\d|[.:]\d|%|#|x\b|(?:wks?|weeks?|months?|mths?|days?|hrs?|hours?|yrs?|years?|mg|mcg|g|ml|cm|mm|kg|units?|cycles?|fractions?|gy|am|pm|o'?clock)\b)`;
const PATTERNS = [
  /(?<![\d./-])(?<d>\d{1,2})(?<between>[./-])(?<m>\d{1,2})\k<between>(?<y>\d{4}|\d{2})(?![\d/-]|\.\d)/g,
  /(?<![\d-])(?<y>(?:19|20)\d\d)-(?<m>\d{2})-(?<d>\d{2})(?![\d-])/g,
  new RegExp(
    String.raw`(?<![\dx×#])(?<d>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+${MONTH}\.?,?(?:[\s-]+(?<y>(?:19|20)\d\d|'\d\d)(?!\d)|[ \t-]+(?<y2>\d\d)(?!\d|${AN_AMOUNT}))`,
    'gi',
  ),
  new RegExp(String.raw`\b${MONTH}\.?,?\s+(?:of\s+)?(?<y>(?:19|20)\d\d|'\d\d)(?!\d)`, 'gi'),
  /(?<![\d./-])(?<m>\d{1,2})\/(?<y>(?:19|20)\d\d)(?![\d/])/g,
  /(?<![\d./-]|(?:FIGO|TNM[78]?|AJCC|UICC|WHO|NICE|ESMO|ELN|RCPath|edition|version)(?: (?:stage )?[IV1-4]{1,3}[ABC]?\d?)?[ (]{1,2})(?<y>(?:19[5-9]|20[0-4])\d)(?![\d/-]|\.\d|\s?(?:mg|ml|units|mcg))/gi,
];

/** Every date in the text, in order, never overlapping. */
export function findDates(text: string): WrittenDate[] {
  const found: WrittenDate[] = [];
  const taken = new Uint8Array(text.length);
  for (const pattern of PATTERNS)
    for (const match of allMatches(text, pattern)) {
      const date = readDate(match);
      if (date === null || isOfBirth(text, date.start) || taken[date.start] === 1 || taken[date.end - 1] === 1)
        continue;
      taken.fill(1, date.start, date.end);
      found.push(date);
    }
  return found.sort((a, b) => a.start - b.start);
}

/** When a patient was born says nothing of when anything else was. */
function isOfBirth(text: string, start: number): boolean {
  return /(?:\bd\.?o\.?b\.?|\bborn(?: on)?|\bdate of birth|\bd0b)[ \t]{0,3}[:=-]?[ \t]{0,3}$/i.test(
    text.slice(Math.max(0, start - 24), start),
  );
}

function readDate(match: RegExpMatchArray): WrittenDate | null {
  const { d, m, y2, y = y2, month } = match.groups as Record<string, string | undefined>;
  const year = yearOf(y!);
  const monthNumber =
    month === undefined
      ? m === undefined
        ? null
        : Number(m)
      : MONTH_NAMES.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const place = { start: match.index!, end: match.index! + match[0].length };
  if (monthNumber === null) return { value: String(year), precision: 'year', ...place };
  if (monthNumber < 1 || monthNumber > 12) return null;
  const month2 = String(monthNumber).padStart(2, '0');
  if (d === undefined) return { value: `${year}-${month2}`, precision: 'month', ...place };
  const day = Number(d);
  if (day < 1 || day > daysIn(year, monthNumber)) return null;
  return { value: `${year}-${month2}-${String(day).padStart(2, '0')}`, precision: 'day', ...place };
}

/** Two digits are read as 1936 to 2035: letters hold dates of birth from before and hardly any plan beyond. */
function yearOf(written: string): number {
  const digits = written.replace("'", '');
  if (digits.length === 4) return Number(digits);
  return Number(digits) + (Number(digits) >= 36 ? 1900 : 2000);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
