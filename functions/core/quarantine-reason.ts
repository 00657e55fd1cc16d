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

/** Each reason as a sentence for the people who look after the letters: what is wrong, and what to do. */
export const REASON_IN_WORDS: Readonly<Record<QuarantineReason, string>> = {
  empty: 'The file is empty. Ask the sender to send the letter again.',
  'unsupported-type':
    'The file is not a PDF or plain text. Ask the sender for one of these, or read the letter by hand.',
  encrypted: 'The PDF needs a password. Ask the sender for a copy without one.',
  damaged: 'The file is damaged and cannot be read in full. Ask the sender to send the letter again.',
  'no-readable-text': 'The PDF holds no text: it may be a scan or a picture. Read the letter by hand.',
  'garbled-text': 'The text of this PDF cannot be turned into words. Read the letter by hand.',
  'too-large': 'The file is larger than this service accepts. Read the letter by hand.',
  'too-many-pages': 'The PDF has more pages than this service accepts. Read the letter by hand.',
  'inflates-too-far': 'The file unpacks to more than this service accepts. Treat it with suspicion and ask the sender.',
  'took-too-long': 'Reading the file took too long and was stopped. Treat it with suspicion and ask the sender.',
  'too-much-text': 'The file holds more text than this service accepts. Read the letter by hand.',
  'misplaced-key':
    'The file was stored in the wrong place, so its practice is not known. Ask the sender to send it again.',
  'unknown-practice': 'The practice this letter is for does not use this service. Send the letter on by hand.',
  'kept-failing':
    'Reading the letter failed again and again. Read the letter by hand, and tell whoever looks after the service.',
  missing: 'The file was announced but is no longer there. Ask the sender to send the letter again.',
};
