import * as z from 'zod';
import { Conflict, Coverage, Evidence, Held, Stage, Suggestion } from './answer.ts';
import { LetterId, LetterObject } from './letter.ts';
import { QuarantineReason } from './quarantine-reason.ts';

/**
 * The events of a letter's life. They are the truth; every view is made from them. None holds words of the letter:
 * offsets, concept ids and hashes only.
 */

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256');

const EvidenceInEvent = Evidence.omit({ quote: true });
export const SuggestionInEvent = Suggestion.extend({ evidence: z.array(EvidenceInEvent).min(1) });
export type SuggestionInEvent = z.infer<typeof SuggestionInEvent>;
export const HeldInEvent = Held.extend({ evidence: z.array(EvidenceInEvent).min(1) });
export type HeldInEvent = z.infer<typeof HeldInEvent>;

export const LetterReceived = z.strictObject({
  type: z.literal('letter-received'),
  data: z.strictObject({
    object: LetterObject,
    /** null where the object could not be read (missing, or too large to fetch). */
    sizeBytes: z.int().min(0).nullable(),
    contentHash: Sha256.nullable(),
    /** null for a misplaced key. */
    sender: z.string().nullable(),
    practice: z.string().nullable(),
  }),
});

export const LetterQuarantined = z.strictObject({
  type: z.literal('letter-quarantined'),
  data: z.strictObject({ reason: QuarantineReason }),
});

export const TextExtracted = z.strictObject({
  type: z.literal('text-extracted'),
  data: z.strictObject({
    textHash: Sha256,
    coverage: Coverage,
    extractor: z.strictObject({ name: z.string(), version: z.string() }),
    /** Keyed hash of a valid NHS number found in the letter: finds a patient's letters, names nobody. */
    patientHash: Sha256.nullable(),
  }),
});

export const SuggestionsMade = z.strictObject({
  type: z.literal('suggestions-made'),
  data: z.strictObject({
    textHash: Sha256,
    lexiconVersion: z.string().min(1),
    engineVersion: z.string().min(1),
    outcome: z.enum(['assessed', 'nothing-recognised']),
    suggestions: z.array(SuggestionInEvent),
    held: z.array(HeldInEvent),
    stages: z.array(Stage),
    conflicts: z.array(Conflict),
  }),
});

export const LetterSuperseded = z.strictObject({
  type: z.literal('letter-superseded'),
  data: z.strictObject({
    by: LetterId,
    /** `duplicate`: the very same bytes came before; `amended`: a later version of the same letter replaces it. */
    because: z.enum(['duplicate', 'amended']),
  }),
});

/** What happened, before it has a place in the chain. */
export const Happening = z.discriminatedUnion('type', [
  LetterReceived,
  LetterQuarantined,
  TextExtracted,
  SuggestionsMade,
  LetterSuperseded,
]);
export type Happening = z.infer<typeof Happening>;

/** Who did it: a part of the service, or a signed-in person in a role. */
export const Actor = z.strictObject({
  kind: z.enum(['service', 'person']),
  id: z.string().min(1),
  role: z.string().optional(),
});
export type Actor = z.infer<typeof Actor>;

const place = {
  letterId: LetterId,
  /** 1, 2, 3, … without a gap. */
  sequence: z.int().min(1),
  /** ISO 8601 in UTC, to the millisecond. */
  at: z.iso.datetime(),
  actor: Actor,
  formatVersion: z.literal(1),
  /** The hash of the event before; 64 zeros for the first. */
  previousHash: Sha256,
  /** SHA-256 over the canonical JSON of all the other members. */
  hash: Sha256,
};

export const LetterEvent = z.discriminatedUnion('type', [
  LetterReceived.extend(place),
  LetterQuarantined.extend(place),
  TextExtracted.extend(place),
  SuggestionsMade.extend(place),
  LetterSuperseded.extend(place),
]);
export type LetterEvent = z.infer<typeof LetterEvent>;
export type EventType = LetterEvent['type'];
