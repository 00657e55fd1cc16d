import type * as z from 'zod';
import type { ExportFormat } from '../../../core/happenings/review.ts';

/** The forms in which accepted codes are handed over. */
export const CODE_EXPORTS: readonly (readonly [format: z.infer<typeof ExportFormat>, words: string])[] = [
  ['fhir', 'Export as FHIR'],
  ['csv', 'Export as CSV'],
  ['text', 'Export as Plain text'],
];
