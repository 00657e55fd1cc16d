import { allMatches } from './all-matches.ts';
import type { Patient } from './answer.ts';
import { isNhsNumber } from './nhs-number.ts';

/**
 * The patient block, read for display and matching only. The NHS number is taken where it is labelled; without a
 * label only a number grouped 3-3-4 with a valid check digit is taken.
 */
export function findPatient(text: string): Patient {
  return { ...nhsNumberIn(text), ...dateOfBirthIn(text), ...nameIn(text) };
}

const DIGITS = String.raw`(\d(?:[ \u00a0-]?\d){9})(?![ -]?\d)`;
const LABELLED = new RegExp(
  String.raw`\bNHS\s{0,5}(?:no|number|num|#|id)?\s{0,5}[.:#]{0,3}\s{0,9}(?:\([^)]{0,20}\)\s{0,5})?${DIGITS}`,
  'gi',
);
const GROUPED = /(?<![\d-])(\d{3}[ \u00a0-]\d{3}[ \u00a0-]\d{4})(?![\d-])/g;

function nhsNumberIn(text: string): Pick<Patient, 'nhsNumber'> {
  const labelled = readings(text, LABELLED);
  const found =
    labelled.find(({ valid }) => valid) ?? labelled[0] ?? readings(text, GROUPED).find(({ valid }) => valid);
  return found === undefined ? {} : { nhsNumber: found };
}

function readings(text: string, pattern: RegExp): NonNullable<Patient['nhsNumber']>[] {
  return allMatches(text, pattern).map((match) => {
    const start = match.index + match[0].lastIndexOf(match[1]!);
    const value = match[1]!.replace(/\D/g, '');
    return { value, valid: isNhsNumber(value), start, end: start + match[1]!.length };
  });
}

function dateOfBirthIn(text: string): Pick<Patient, 'dateOfBirth'> {
  const match =
    /\b(?:d\.?o\.?b\.?|date\s+of\s+birth|born)\s{0,5}[:.]{0,2}\s{0,9}(\d{1,2}[ ./-](?:\d{1,2}|[a-z]{3,9})[ ./-]\d{4})/i.exec(
      text,
    );
  if (match === null) return {};
  const start = match.index + match[0].length - match[1]!.length;
  return { dateOfBirth: { value: match[1]!, start, end: start + match[1]!.length } };
}

const TITLE = String.raw`(?:Mr|Mrs|Ms|Miss|Mx|Master|Dr|Prof)\.?`;
/** Words of the labels that stand behind a name. */
const OF_A_LABEL = String.raw`(?:DOB|NHS|MRN|CHI|Hosp|Hospital|Unit|Born|Date|Tel|Address|Sex|Age|Ref)\b`;
const WORDS = String.raw`\p{Lu}[\p{L}'’-]{1,40}(?:[ ,]{1,3}(?!${OF_A_LABEL})\p{Lu}[\p{L}'’-]{0,40}){1,4}`;
/** Behind its label; or with a title, at the start of a line that goes on with the date of birth or the NHS number. */
const LABELLED_NAME = new RegExp(
  String.raw`^[ \t]{0,20}(?:[Rr][Ee]|[Pp]atient(?: [Nn]ame)?|[Nn]ame)(?:\s{0,5}[:.]\s{0,9}|\t\s{0,9})((?:${TITLE}\s{1,3})?${WORDS})`,
  'mu',
);
const NAME_LINE = new RegExp(
  String.raw`^[ \t]{0,20}(${TITLE} {1,3}${WORDS})[ \t,;(]{1,6}(?:[Dd]\.?[Oo]\.?[Bb]|NHS|[Bb]orn|\d{1,2}[./-]\d{1,2}[./-]\d{4})`,
  'mu',
);

function nameIn(text: string): Pick<Patient, 'name'> {
  const match = LABELLED_NAME.exec(text) ?? NAME_LINE.exec(text);
  if (match === null) return {};
  const start = match.index + match[0].indexOf(match[1]!);
  return { name: { value: match[1]!, start, end: start + match[1]!.length } };
}
