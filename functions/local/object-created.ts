import type { LetterObject } from '../core/letter.ts';

/** What S3 writes into a queue when an object is created, as far as anything reads it. */
export function objectCreated({ bucket, key, versionId, sizeBytes }: LetterObject & { sizeBytes?: number }): string {
  const object = { key: formEncoded(key), versionId, ...(sizeBytes === undefined ? {} : { size: sizeBytes }) };
  const record = { eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: { bucket: { name: bucket }, object } };
  return JSON.stringify({ Records: [record] });
}

/** As S3 encodes keys in notifications: a space is `+`. */
function formEncoded(key: string): string {
  return encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
}
