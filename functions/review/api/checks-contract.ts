import * as z from 'zod';
import { LetterId } from '../../core/letter.ts';

/** What the API takes and gives where the record is looked through from end to end, a stretch at a time. */

/** `POST /api/audit/checks`: first every letter, then every day that was anchored. */
export const CheckRecord = z.strictObject({
  /** `next` of the answer before. */
  next: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('letter'), after: LetterId }),
      z.strictObject({ kind: z.literal('day'), day: z.iso.date() }),
    ])
    .optional(),
});
export type CheckRecord = z.infer<typeof CheckRecord>;

/** What this stretch holds, and what in it is not as it should be. */
export const CheckedRecord = z.strictObject({
  letters: z.int(),
  events: z.int(),
  days: z.int(),
  wrong: z.array(z.strictObject({ letterId: LetterId.nullable(), says: z.string() })).readonly(),
  next: CheckRecord.shape.next,
});
export type CheckedRecord = z.infer<typeof CheckedRecord>;

const Versions = z.strictObject({ lexiconVersion: z.string(), engineVersion: z.string() });
const Changes = z
  .array(z.strictObject({ suggestionId: z.string(), code: z.string().nullable(), display: z.string() }))
  .readonly();

/** `GET /api/letters/{letterId}/replay`: the last run over it made again, by the lexicon and engine in service. */
export const LetterReplay = z.strictObject({
  under: Versions,
  /** null for a letter that was never assessed. */
  replayed: z
    .strictObject({
      sequence: z.int(),
      recorded: Versions,
      /** Byte for byte where lexicon and engine are the recorded ones; else in what it says. */
      same: z.boolean(),
      more: Changes,
      fewer: Changes,
      other: Changes,
    })
    .nullable(),
});
export type LetterReplay = z.infer<typeof LetterReplay>;

/** `POST /api/audit/replay` */
export const ReplayEverything = z.strictObject({ next: LetterId.optional() });

const counts = { more: z.int(), fewer: z.int(), other: z.int() };
export const ReplayedStretch = z.strictObject({
  under: Versions,
  lookedThrough: z.int(),
  /** Letters with a run that was made again. */
  letters: z.int(),
  same: z.int(),
  different: z.int(),
  /** Those whose text is missing or altered, or whose record cannot be read. */
  failed: z.int(),
  ...counts,
  codes: z.array(z.strictObject({ code: z.string(), display: z.string(), ...counts })).readonly(),
  /** Letters whose run does not come out the same. */
  changed: z.array(LetterId).readonly(),
  next: LetterId.optional(),
});
export type ReplayedStretch = z.infer<typeof ReplayedStretch>;
