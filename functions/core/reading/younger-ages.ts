import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';

const LONG_AGO_YEARS = 8;

/** "ALL aged 4" of somebody of nineteen, "Hodgkin's at 19, now 55": the age of the patient says how long ago it was. */
export function isOfAYoungerAge({ to, sentence }: Mention, letter: LetterRead): boolean {
  const { tokens } = letter;
  for (let i = to; i < Math.min(sentence.to, to + FARTHEST_AGE); i++) {
    if (/^[.;:]$/.test(tokens[i]!.word)) return false;
    const then = ageAt(i, i === to, tokens);
    if (then === null) continue;
    const now = ageOf(letter);
    return now !== null && now - then >= (then < ADULT ? YEARS_SINCE_CHILDHOOD : LONG_AGO_YEARS);
  }
  return false;
}
const FARTHEST_AGE = 8;
const ADULT = 18;
const YEARS_SINCE_CHILDHOOD = 5;

/** "Aged 12", "age of 12", and right behind the tumour "at 19": a smaller number may be an hour of the clock in a breast. */
function ageAt(i: number, isBeside: boolean, tokens: LetterRead['tokens']): number | null {
  const { word } = tokens[i]!;
  const isAge = word === 'aged' || word === 'age';
  if (!isAge && !(isBeside && word === 'at')) return null;
  const at = isAge && tokens[i + 1]?.word === 'of' ? i + 2 : i + 1;
  if (!/^\d{1,2}$/.test(tokens[at]?.raw ?? '')) return null;
  const then = Number(tokens[at]!.raw);
  return isAge || (then > LAST_HOUR && !UNIT.test(tokens[at + 1]?.word ?? '')) ? then : null;
}
const LAST_HOUR = 12;
const UNIT = /^(?:mm|cm|m|%|\/|weeks?|months?|wks?|days?|hours?|hrs?|o|kg|mg|u)$/;

/** The patient's age in years: as the letter's head or its first lines say it, or by the first birthday there. */
function ageOf({ text, dates, latestYear }: LetterRead): number | null {
  const head = text.slice(0, LONGEST_HEAD);
  const labelled = BORN.exec(head)?.[1];
  if (labelled !== undefined) return latestYear - yearOfTwoDigits(labelled, latestYear);
  const said = NOW.exec(head) ?? OLD.exec(head);
  const age = said?.[1] ?? said?.[2];
  if (age !== undefined) return Number(age);
  const first = dates.find(
    ({ start, precision, value }) =>
      start < LONGEST_HEAD && precision === 'day' && latestYear - Number(value.slice(0, 4)) >= ADULT,
  );
  return first === undefined ? null : latestYear - Number(first.value.slice(0, 4));
}

function yearOfTwoDigits(raw: string, latestYear: number): number {
  const year = Number(raw);
  if (raw.length === 4) return year;
  return year > latestYear % 100 ? 1900 + year : 2000 + year;
}
const BORN =
  /\b(?:d\.?o\.?b\.?|born|date of birth)(?: on)?[ \t]{0,3}[:=-]?[ \t]{0,3}\d{1,2}[ ./-](?:\d{1,2}|[a-z]{3,9})[ ./-](\d{4}|\d{2})\b/i;
const LONGEST_HEAD = 600;
/** "Aged 21 (now 55)": the age of today is said as such. */
const NOW = /\bnow (?:aged )?(\d{1,3})\b(?! ?(?:mm|cm|%|\/|weeks|months|days))/i;
const OLD =
  /\b(?:age|aged)[ \t]{0,3}:?[ \t]{0,3}(\d{1,3})\b|\b(\d{1,3})(?:[ -]?(?:years?|yrs?|y)[ -]?(?:old|o)\b|[MF]\b|[ -]?(?:yr|year)s?\b(?= (?:old )?(?:man|woman|lady|gentleman|male|female)))/i;
