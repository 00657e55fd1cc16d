import * as z from 'zod';

/** The variables the archive needs; a missing or malformed one fails the start. */
export const Environment = z.object({
  EVENTS_TABLE: z.string().min(1),
  ARCHIVE_BUCKET: z.string().min(1),
  /** The SDK's own variables for another S3: read here only because such servers want the bucket in the path. */
  AWS_ENDPOINT_URL: z.url().optional(),
  AWS_ENDPOINT_URL_S3: z.url().optional(),
});
export type Environment = z.infer<typeof Environment>;
