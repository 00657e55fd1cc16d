import * as z from 'zod';

/** Why a letter was set aside. Retrying cannot help with any of them: a person must look. */
export const QuarantineReason = z.enum([
  /** No bytes, or nothing but white space. */
  'empty',
  /** Neither a PDF nor plain text, judged by its bytes and never by its name. */
  'unsupported-type',
  /** A PDF that opens only with a password. */
  'encrypted',
  /** A PDF or text that breaks off, contradicts itself, or stopped its reader. */
  'damaged',
  /** A PDF whose pages hold no text: blank, or pictures of text. */
  'no-readable-text',
  /** Characters came out, but they are not the letter's words: a font without a map to letters. */
  'garbled-text',
  /** More bytes than a letter has. */
  'too-large',
  /** More pages than a letter has. */
  'too-many-pages',
  /** Its compressed parts unpack, or its reader's memory grows, beyond the bound. */
  'inflates-too-far',
  /** Its reader did not finish in time and was stopped. */
  'took-too-long',
  /** More characters than a letter has. */
  'too-much-text',
  /** Stored under a key that is not `incoming/<sender ODS>/<practice ODS>/<file name>`. */
  'misplaced-key',
  /** For a practice that is not in the directory: it would wait in a worklist that nobody reads. */
  'unknown-practice',
  /** Announced or recorded, but the bucket no longer holds this object version. */
  'missing',
  /** Started again and again, and never finished: an operator must look. */
  'kept-failing',
]);
export type QuarantineReason = z.infer<typeof QuarantineReason>;
