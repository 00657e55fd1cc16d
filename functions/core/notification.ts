import * as z from 'zod';
import { MalformedMessageError, UnknownBucketError } from './errors.ts';
import { LetterId, type LetterObject } from './letter.ts';

/**
 * What a queue may tell a step: S3's own notification of one or more objects, S3's test message, or our own
 * `{"letterId"}` (from the sweep or an operator), which names no file.
 */
export type Notification =
  | { readonly kind: 'objects'; readonly objects: readonly (LetterObject & { readonly sizeBytes: number })[] }
  | { readonly kind: 'letter'; readonly letterId: LetterId }
  | { readonly kind: 'test' };

/**
 * @param bucket the only bucket this step reads from
 * @throws MalformedMessageError, UnknownBucketError: neither mends itself, so the message ends in the dead-letter queue
 */
export function parseNotification(body: string, bucket: string): Notification {
  const message = Message.safeParse(parseJson(body));
  if (!message.success) throw new MalformedMessageError('a message is neither an S3 notification nor a letter id');
  if ('letterId' in message.data) return { kind: 'letter', letterId: message.data.letterId };
  if ('Event' in message.data) return { kind: 'test' };
  const objects = message.data.Records.map(({ s3 }) => {
    if (s3.bucket.name !== bucket) throw new UnknownBucketError(bucket);
    const key = decodeKey(s3.object.key);
    return { bucket, key, versionId: s3.object.versionId ?? 'null', sizeBytes: s3.object.size ?? -1 };
  });
  return { kind: 'objects', objects };
}

/** S3 writes keys in notifications form-encoded: a space is `+`, everything else percent-encoded UTF-8. */
function decodeKey(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    throw new MalformedMessageError('an object key is not URL-encoded as S3 does it');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedMessageError('a message body is not JSON');
  }
}

const S3Record = z.object({
  eventSource: z.literal('aws:s3'),
  eventName: z.string().startsWith('ObjectCreated:'),
  s3: z.object({
    bucket: z.object({ name: z.string().min(1) }),
    object: z.object({
      key: z.string().min(1),
      size: z.int().min(0).optional(),
      versionId: z.string().min(1).optional(),
    }),
  }),
});

const Message = z.union([
  z.object({ Records: z.array(S3Record).min(1) }),
  z.object({ Event: z.literal('s3:TestEvent') }),
  z.strictObject({ letterId: LetterId }),
]);
