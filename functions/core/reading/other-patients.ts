import { allMatches } from '../all-matches.ts';
import { isNhsNumber } from '../nhs-number.ts';
import type { Span } from '../span.ts';
import { LIST_MARKER } from './letter-lines.ts';

/** The section of what a letter says of another patient than its own. */
export const OTHER_PATIENT = 'another-patient';

/** Labelled, or grouped 3-3-4: ten digits in a row may be anything. */
const NUMBER =
  /\bNHS\s{0,3}(?:no|number|num)?\s{0,3}[.:#]?\s{0,3}(\d{10})(?!\d)|(?<![\d/-])(\d{3}[ \u00a0-]\d{3}[ \u00a0-]\d{4})(?![\d/-])/gi;
const OF_A_LIST = /^\s{0,8}(?:no|case|pt|patient|item)\b[.:#]?\s{0,3}\d{1,2}\b/i;
const NUMBERED = /^\s{0,8}\(?\d{1,2}[.)]/;
const LONGEST_MARKER = 40;

/**
 * Stretches that speak of other patients, in order: a meeting's list holds several, each behind an NHS number of its own. From a line
 * with another number to the next line with the letter's own, or to the end. The first number is the letter's own, unless it stands in an
 * item of a list: then nobody can say whose the letter is, and every item is another's.
 */
export function otherPatientsIn(text: string): Span[] {
  const numbers = numbersIn(text);
  const own = numbers[0];
  if (own === undefined || numbers.every(({ value }) => value === own.value)) return otherCasesIn(text);
  const lineStarts = startsOfLines(
    text,
    numbers.map(({ at }) => at),
  );
  const marker = text.slice(lineStarts[0]!, lineStarts[0]! + LONGEST_MARKER);
  const isList = OF_A_LIST.test(marker) || (NUMBERED.test(marker) && LIST_MARKER.test(marker));
  const spans: Span[] = [];
  let open: number | null = null;
  for (const [i, { value }] of numbers.entries()) {
    const isOwn = value === own.value && !isList;
    if (isOwn && open !== null) {
      spans.push({ start: open, end: lineStarts[i]! });
      open = null;
    } else if (!isOwn && open === null) open = lineStarts[i]!;
  }
  return open === null ? spans : [...spans, { start: open, end: text.length }];
}

/**
 * Of a list without numbers of patients in which one item is said to be the letter's patient, the others: "Case 4: … Case 5 (your patient): … Case 6: …".
 * Where several are named ("Pt 4: PELHAM Gwen 79F") and none is said to be it, every item. The last ends with its paragraph.
 */
function otherCasesIn(text: string): Span[] {
  const isOwnSaid = OWN_CASE.test(text);
  const starts = allMatches(text, isOwnSaid ? CASE : NAMED_CASE).map(({ index }) => index);
  if (!isOwnSaid && starts.length < 2) return [];
  const items = starts.map((start, i) => ({ start, end: starts[i + 1] ?? endOfParagraph(start, text) }));
  return items.filter(({ start, end }) => !OWN_CASE.test(text.slice(start, end)));
}

function endOfParagraph(start: number, text: string): number {
  const end = text.indexOf('\n\n', start);
  return end === -1 ? text.length : end;
}

const CASE = /^[ \t]{0,8}(?:(?:case|pt|patient|item)[ \t]{1,3}(?:no\.?[ \t]?)?\d{1,2}\b|\d{1,3}[.)][ \t])/gim;
/** `Pt 4: PELHAM Gwen 79F`, `Patient 2 - Mr J Osei`. */
const NAMED_CASE =
  /^[ \t]{0,8}(?:[Cc]ase|[Pp](?:t|atient)|CASE|P(?:T|ATIENT))[ \t]{1,3}(?:no\.?[ \t]?)?\d{1,2}\b[ \t]?[.:,–-]?[ \t]?(?:\p{Lu}{3,}\b[ ,]|(?:Mr|Mrs|Ms|Miss|Dr)\b)/gmu;
/** In brackets, or behind the word for a case: in a plain list "1. This patient has …" may open a letter's points. */
const OWN_CASE =
  /^[ \t]{0,8}(?:(?:case|pt|patient|item)[ \t]{1,3}(?:no\.?[ \t]?)?\d{1,2}\b[ \t]?[.:,–-]?[ \t]?(?:[^\n([]{0,30}[([])?|\d{1,3}[.)][ \t][^\n([]{0,30}[([])(?:your|this|the index|index) patient\b/im;

/** The first places of the first two different numbers, where a text holds more than one. */
export function differentNumbers(text: string): Span[] {
  const [first, ...others] = numbersIn(text);
  const second = others.find(({ value }) => value !== first!.value);
  return second === undefined ? [] : [first!, second].map(({ at, end }) => ({ start: at, end }));
}

function numbersIn(text: string): { value: string; at: number; end: number }[] {
  return allMatches(text, NUMBER).flatMap((match) => {
    const value = (match[1] ?? match[2]!).replace(/\D/g, '');
    return isNhsNumber(value) ? [{ value, at: match.index, end: match.index + match[0].length }] : [];
  });
}

/** Where the line of each place begins; places in order. */
function startsOfLines(text: string, places: readonly number[]): number[] {
  let start = 0;
  let next = text.indexOf('\n');
  return places.map((at) => {
    for (; next !== -1 && next < at; next = text.indexOf('\n', start)) start = next + 1;
    return start;
  });
}
