import * as z from 'zod';

/** The variables the sweep needs; a missing or malformed one fails the start. */
export const Environment = z.object({
  LETTERS_BUCKET: z.string().min(1),
  EVENTS_TABLE: z.string().min(1),
  WORKLIST_TABLE: z.string().min(1),
  INTAKE_QUEUE_URL: z.url(),
  SUGGESTION_QUEUE_URL: z.url(),
  /** What changed within this time is left to the ordinary way. */
  GRACE_SECONDS: z.coerce.number().int().min(0),
  /** The SDK's own variables for another S3: read here only because such servers want the bucket in the path. */
  AWS_ENDPOINT_URL: z.url().optional(),
  AWS_ENDPOINT_URL_S3: z.url().optional(),
});
export type Environment = z.infer<typeof Environment>;
