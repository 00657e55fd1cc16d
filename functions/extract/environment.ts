import * as z from 'zod';

/** The variables the extract function needs; a missing or malformed one fails the start, and its value is not quoted. */
export const Environment = z.object({
  LETTERS_BUCKET: z.string().min(1),
  TEXTS_BUCKET: z.string().min(1),
  EVENTS_TABLE: z.string().min(1),
  WORKLIST_TABLE: z.string().min(1),
  /** Keys the hash of NHS numbers. Shorter than 32 characters it could be guessed with the numbers. */
  PATIENT_HASH_KEY: z.string().min(32),
  /** The practices and senders. @default `directory.json` beside the bundle */
  DIRECTORY_FILE: z.string().min(1).optional(),
  /** The SDK's own variables for another S3: read here only because such servers want the bucket in the path. */
  AWS_ENDPOINT_URL: z.url().optional(),
  AWS_ENDPOINT_URL_S3: z.url().optional(),
});
export type Environment = z.infer<typeof Environment>;
