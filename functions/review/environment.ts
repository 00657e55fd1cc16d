import * as z from 'zod';

/** The variables the review function needs; a missing or malformed one fails the start, and its value is not quoted. */
export const Environment = z.object({
  LETTERS_BUCKET: z.string().min(1),
  TEXTS_BUCKET: z.string().min(1),
  ARCHIVE_BUCKET: z.string().min(1),
  EVENTS_TABLE: z.string().min(1),
  WORKLIST_TABLE: z.string().min(1),
  INTAKE_QUEUE_URL: z.url(),
  /** Keys the hash of NHS numbers: the very one that letters are filed under. */
  PATIENT_HASH_KEY: z.string().min(32),
  /** Where people reach the service: scheme and host, without a slash at the end. */
  ORIGIN: z.url({ protocol: /^https$/ }),
  /** Whoever signs people in, as its tokens name it. Deployed, over https alone. */
  OIDC_ISSUER: z.url({ protocol: /^https$/ }),
  OIDC_CLIENT_ID: z.string().min(1),
  /** What access tokens are meant for: their `aud`, or `client_id` where they have none. */
  OIDC_AUDIENCE: z.string().min(1),
  /** The claim that holds a person's groups. */
  OIDC_GROUPS_CLAIM: z.string().min(1),
  /** What the page asks the issuer for. @default `openid` */
  OIDC_SCOPE: z.string().min(1).optional(),
  /** The compiled lexicon. @default `lexicon.json` beside the bundle */
  LEXICON_FILE: z.string().min(1).optional(),
  /** The practices and senders. @default `directory.json` beside the bundle */
  DIRECTORY_FILE: z.string().min(1).optional(),
  /** The SDK's own variables for another S3: read here only because such servers want the bucket in the path. */
  AWS_ENDPOINT_URL: z.url().optional(),
  AWS_ENDPOINT_URL_S3: z.url().optional(),
});
export type Environment = z.infer<typeof Environment>;
