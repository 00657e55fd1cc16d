import type { QuarantineReason } from './quarantine-reason.ts';

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
