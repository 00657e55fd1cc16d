import * as z from 'zod';
import { canonicalJson, sha256 } from './canonical-json.ts';
import { LetterId } from './letter.ts';
import { Span } from './span.ts';

/** A page's place in the text, and whether any text could be read from it. */
export const Page = Span.extend({ readable: z.boolean() });
export type Page = z.infer<typeof Page>;

/** The letter as text: what every offset in every event points into. Kept as long as the letter's events. */
export const TextDocument = z.strictObject({
  formatVersion: z.literal(1),
  letterId: LetterId,
  extractor: z.strictObject({ name: z.string(), version: z.string() }),
  pages: z.array(Page),
  text: z.string(),
});
export type TextDocument = z.infer<typeof TextDocument>;

/** The document's one form in bytes. Its SHA-256 in `text-extracted` proves later that these are the same words. */
export function encodeTextDocument(document: TextDocument): { bytes: string; hash: string } {
  const bytes = canonicalJson(document);
  return { bytes, hash: sha256(bytes) };
}

/** @throws ZodError when the bytes are not a text document */
export function decodeTextDocument(bytes: string): TextDocument {
  return TextDocument.parse(JSON.parse(bytes));
}
