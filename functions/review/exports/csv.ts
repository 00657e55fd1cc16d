import { stringify } from 'csv-stringify/sync';
import type { ExportedLetter } from './exported-letter.ts';

const COLUMNS = [
  'letter_id',
  'received_at',
  'completed_at',
  'practice',
  'sender',
  'nhs_number',
  'category',
  'system',
  'code',
  'display',
  'certainty',
  'temporality',
  'subject',
  'value',
  'date',
  'date_precision',
  'date_role',
  'decision',
  'decided_by',
  'decided_at',
  'lexicon_version',
  'engine_version',
] as const;

/**
 * A line for each accepted code (RFC 4180, with a header). A cell that a spreadsheet would run as a formula is led by an
 * apostrophe (OWASP, "CSV injection"). `code` is empty where no code is held for the idea.
 */
export function toCsv(letters: readonly ExportedLetter[]): string {
  return stringify(letters.flatMap(linesOf), {
    header: true,
    columns: [...COLUMNS],
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

function linesOf({ letter, completedAt, patient, codes }: ExportedLetter): Record<(typeof COLUMNS)[number], string>[] {
  return codes.map((code) => ({
    letter_id: letter.letterId,
    received_at: letter.receivedAt,
    completed_at: completedAt,
    practice: letter.practice ?? '',
    sender: letter.sender ?? '',
    nhs_number: patient.nhsNumber?.valid ? patient.nhsNumber.value : '',
    category: code.category,
    system: code.concept?.system ?? '',
    code: code.concept?.code ?? '',
    display: code.concept?.display ?? code.display,
    certainty: code.assertion.certainty,
    temporality: code.assertion.temporality,
    subject: code.assertion.subject,
    value: code.value ?? '',
    date: code.date?.value ?? '',
    date_precision: code.date?.precision ?? '',
    date_role: code.date?.role ?? '',
    decision: code.decision,
    decided_by: code.decidedBy,
    decided_at: code.decidedAt,
    lexicon_version: letter.lexiconVersion ?? '',
    engine_version: letter.engineVersion ?? '',
  }));
}
