import * as z from 'zod';
import { Assertion, Category, Concept, LetterDate } from '../answer.ts';
import { Sha256 } from '../sha256.ts';
import { Span } from '../span.ts';

/** What signed-in people do with a letter and its suggestions. */

/** Why a suggestion was not taken: the closed list that the report for lexicon maintainers counts by. */
export const RejectReason = z.enum([
  'not-in-the-letter',
  'negated',
  'suspected-only',
  'history-only',
  'relative',
  'other-person',
  'not-done',
  'wrong-concept',
  'too-general',
  'already-recorded',
  'not-coded-here',
  'other',
]);
export type RejectReason = z.infer<typeof RejectReason>;

/** A reviewer's or operator's own words, never the letter's; shown as written, so always escaped. */
export const Note = z.string().trim().min(1).max(500);

/** A code as a reviewer leaves it: what an accepted or amended suggestion says in the end. */
export const Coded = z.strictObject({
  concept: Concept.nullable(),
  display: z.string().min(1),
  assertion: Assertion,
  value: z.string().max(200).optional(),
  date: LetterDate.optional(),
});
export type Coded = z.infer<typeof Coded>;

export const Decision = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('accepted'),
    /** `accepted-before`: taken with others in one action, because an earlier letter of this patient had the same code. */
    because: z.literal('accepted-before').optional(),
  }),
  z.strictObject({ kind: z.literal('rejected'), reason: RejectReason, note: Note.optional() }),
  z.strictObject({ kind: z.literal('amended'), to: Coded, note: Note.optional() }),
]);
export type Decision = z.infer<typeof Decision>;

/** Somebody was given the letter's content to see. */
export const LetterOpened = z.strictObject({
  type: z.literal('letter-opened'),
  data: z.strictObject({
    /** `ahead`: loaded by the page before the reviewer turned to it. */
    what: z.enum(['letter', 'ahead', 'original']),
  }),
});

export const SuggestionDecided = z.strictObject({
  type: z.literal('suggestion-decided'),
  data: z.strictObject({
    suggestionId: z.string().min(1),
    /** The last event that had touched this suggestion when the reviewer saw it. */
    basedOn: z.int().min(1),
    before: Decision.nullable(),
    decision: Decision,
  }),
});

/** Takes back the last decision on a suggestion, or a code that a reviewer had added. */
export const DecisionUndone = z.strictObject({
  type: z.literal('decision-undone'),
  data: z.strictObject({
    suggestionId: z.string().min(1),
    basedOn: z.int().min(1),
    /** The sequence of the event taken back. */
    undoes: z.int().min(1),
  }),
});

/** A code the service had not suggested, on words the reviewer selected; on none where the letter has no text. */
export const CodeAdded = z.strictObject({
  type: z.literal('code-added'),
  data: z.strictObject({
    suggestionId: z.string().min(1),
    category: Category,
    coded: Coded,
    evidence: z.array(Span),
  }),
});

export const LetterCompleted = z.strictObject({
  type: z.literal('letter-completed'),
  data: z.strictObject({ accepted: z.int().min(0), rejected: z.int().min(0) }),
});

export const LetterReopened = z.strictObject({
  type: z.literal('letter-reopened'),
  data: z.strictObject({ note: Note.optional() }),
});

export const ExportFormat = z.enum(['fhir', 'csv', 'text']);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const LetterExported = z.strictObject({
  type: z.literal('letter-exported'),
  data: z.strictObject({
    format: ExportFormat,
    /** Alone, or with the other letters its practice completed on one day. */
    scope: z.enum(['letter', 'day']),
    codes: z.int().min(0),
    /** Of the bytes handed over. */
    contentHash: Sha256,
  }),
});

/** Somebody without the right to it asked for this letter; they were told that there is none. */
export const AccessRefused = z.strictObject({
  type: z.literal('access-refused'),
  data: z.strictObject({ asked: z.string().regex(/^[a-z-]+$/) }),
});
