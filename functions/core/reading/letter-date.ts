import type { WrittenDate } from './dates.ts';
import { linesOf } from './letter-lines.ts';

/** A letter says when it was written near its top, before or just behind the salutation. */
const TOP_LINES = 25;
/** A label among the first lines is the letter's own; one further down may be an operation's. */
const HEAD_LINES = 8;
/** No older letter comes here: a date before it is of a birth. */
const FIRST_YEAR = 2000;
const BEFORE_DATE = 40;
/** Words between a label and its date: "Clinic date:", "Date of clinic", "Typed on". */
const LABEL =
  /\b(?:clinic|seen|dated?|dictated|typed|letter|reviews?|reviewed|dd|reported?|reporting|attended|attendance|disch(?:arged?|d)?|meeting|mdt|visit|consultation|printed|authorised|sent)\b[^\n]{0,30}$|(?:^|\s{2})out:?\s{1,3}$/i;
const OF_SOMETHING_ELSE =
  /\b(?:dob|d\.o\.b|born|birth|died|death|next|follow|due|diagnos\w*|operation|surgery|procedure|compar\w*|previous|prior|indication|adm(?:itted|ission|d|itd)?|received|rec'd|referr\w*|nhs|from|since|until|to)\b[^\n]{0,20}$/i;

/**
 * The day a letter was written, or of the clinic it tells of: what a date in it is before or behind. The latest labelled one
 * at its top, else the first day there that is no date of birth.
 *
 * @returns an ISO day, or null where the letter does not say
 */
export function letterDateOf(text: string, dates: readonly WrittenDate[]): string | null {
  const lines = linesOf(text, TOP_LINES + 1);
  const end = lines[TOP_LINES]?.start ?? text.length;
  const top = dates.filter((date) => date.precision === 'day' && date.start < end);
  const latestYear = Math.max(0, ...dates.map(({ value }) => Number(value.slice(0, 4))));
  const before = (date: WrittenDate) => {
    const words = text.slice(Math.max(0, date.start - BEFORE_DATE), date.start);
    return words.slice(words.lastIndexOf('\n') + 1);
  };
  const ofTheLetter = top.filter(
    (date) =>
      Number(date.value.slice(0, 4)) >= Math.max(latestYear - 2, FIRST_YEAR) && !OF_SOMETHING_ELSE.test(before(date)),
  );
  const labels = ofTheLetter.filter((date) => LABEL.test(before(date)) && isLabelled(date, text));
  const atTheHead = labels.filter(({ start }) => start < (lines[HEAD_LINES]?.start ?? text.length));
  const labelled = atTheHead.length > 0 ? atTheHead : labels;
  if (labelled.length > 0) return labelled.map(({ value }) => value).reduce((a, b) => (a > b ? a : b));
  const alone = ofTheLetter.find((date) => standsAlone(date, text));
  return alone?.value ?? null;
}

/** The label begins its line or cell; "…, date 16/7/26" in running text is of something else. */
function isLabelled({ start }: WrittenDate, text: string): boolean {
  const before = text.slice(Math.max(0, start - BEFORE_DATE), start);
  return start < BEFORE_DATE || /\n|\t| {2}/.test(before);
}

/** In a line or a cell with hardly another word: "24.3.26", "Northbrook, 3rd May 2026", "Dear Doctor,      3 May 2026". */
function standsAlone({ start, end }: WrittenDate, text: string): boolean {
  const before = text.slice(Math.max(0, start - BEFORE_DATE), start);
  const behind = text.slice(end, end + BEFORE_DATE);
  const cellStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\t'), before.lastIndexOf('   '));
  const cellEnd = behind.search(/\n|\t| {3}|$/);
  return cellStart >= 0 || start < BEFORE_DATE ? cellEnd < LONGEST_REST : false;
}
const LONGEST_REST = 20;
