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
  return [...text.matchAll(pattern)].map((match) => {
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

function nameIn(text: string): Pick<Patient, 'name'> {
  const match =
    /^[ \t]{0,20}(?:[Rr][Ee]|[Pp]atient(?: [Nn]ame)?|[Nn]ame)\s{0,5}[:.]\s{0,9}((?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.?\s{1,3})?\p{Lu}[\p{L}'’-]{1,40}(?:[ ,]{1,3}\p{Lu}[\p{L}'’-]{0,40}){1,4})/mu.exec(
      text,
    );
  if (match === null) return {};
  const start = match.index + match[0].length - match[1]!.length;
  return { name: { value: match[1]!, start, end: start + match[1]!.length } };
}
