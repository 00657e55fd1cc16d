import * as z from 'zod';
import { canonicalJson, sha256 } from './canonical-json.ts';

/** One stored version of one object in the letters bucket. The key holds the uploaded file name: never log it. */
export const LetterObject = z.strictObject({
  bucket: z.string().min(1),
  key: z.string().min(1),
  versionId: z.string().min(1),
});
export type LetterObject = z.infer<typeof LetterObject>;

/** 32 hexadecimal digits, opaque, ours: safe in logs, URLs and messages. */
export const LetterId = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'not a letter id')
  .brand('LetterId');
export type LetterId = z.infer<typeof LetterId>;

/** The same delivery always means the same letter: the id is derived from bucket, key and object version. */
export function letterIdOf(object: LetterObject): LetterId {
  return LetterId.parse(sha256(canonicalJson([object.bucket, object.key, object.versionId])).slice(0, 32));
}

/** An id for a letter that is in no bucket (the command line), from its content alone. */
export function letterIdOfContent(content: string | Uint8Array): LetterId {
  return LetterId.parse(sha256(content).slice(0, 32));
}

/** Who sent the letter and to whom, as the key says: `incoming/<sender ODS>/<practice ODS>/<file name>`. */
export const Route = z.strictObject({ sender: z.string().min(1), practice: z.string().min(1) });
export type Route = z.infer<typeof Route>;

/** @returns null for a key that is not in a practice's place, which is quarantined as `misplaced-key` */
export function routeOf(key: string): Route | null {
  const match = /^incoming\/([A-Za-z0-9]{3,10})\/([A-Za-z0-9]{3,10})\/[^/]+$/.exec(key);
  return match ? { sender: match[1]!.toUpperCase(), practice: match[2]!.toUpperCase() } : null;
}

/** A zero-byte object whose key ends in a slash is how consoles draw a folder; it holds no letter. */
export function isFolderMarker(object: Pick<LetterObject, 'key'>, sizeBytes: number): boolean {
  return object.key.endsWith('/') && sizeBytes === 0;
}

/** Where a letter's text document is kept: its letter and hash, so that no document is ever written over by another. */
export const textKeyOf = (letterId: LetterId, hash: string): string => `texts/${letterId}/${hash}.json`;

/** @throws ZodError for a key that is not a text document's */
export function letterIdOfTextKey(key: string): LetterId {
  return LetterId.parse(/^texts\/([0-9a-f]{32})\/[0-9a-f]{64}\.json$/.exec(key)?.[1]);
}
