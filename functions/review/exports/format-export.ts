import type { ExportFormat } from '../../core/happenings/review.ts';
import { toCsv } from './csv.ts';
import type { ExportedLetter } from './exported-letter.ts';
import { toFhir } from './fhir.ts';
import { toSummary } from './summary.ts';

interface Format {
  readonly contentType: string;
  readonly extension: string;
  readonly write: (letters: readonly ExportedLetter[]) => string;
}

const FORMATS: Readonly<Record<ExportFormat, Format>> = {
  fhir: { contentType: 'application/fhir+json; charset=utf-8', extension: 'json', write: toFhir },
  csv: { contentType: 'text/csv; charset=utf-8', extension: 'csv', write: toCsv },
  text: { contentType: 'text/plain; charset=utf-8', extension: 'txt', write: toSummary },
};

/**
 * Completed letters in one format. The same letters give the same bytes, whatever order they came in.
 *
 * @param name of the file without its ending: made of our own ids and dates, never of an uploaded name
 */
export function formatExport(format: ExportFormat, letters: readonly ExportedLetter[], name: string) {
  const { contentType, extension, write } = FORMATS[format];
  const ordered = [...letters].sort((a, b) => (a.letter.letterId < b.letter.letterId ? -1 : 1));
  return { contentType, fileName: `${name}.${extension}`, body: write(ordered) };
}
