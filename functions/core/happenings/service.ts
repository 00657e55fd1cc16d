import * as z from 'zod';
import { Conflict, Coverage, Evidence, Held, Stage, Suggestion } from '../answer.ts';
import { LetterId, LetterObject } from '../letter.ts';
import { QuarantineReason } from '../quarantine-reason.ts';
import { Sha256 } from '../sha256.ts';

/** What the service does with a letter on its own, from its arrival to its suggestions. */

export const EvidenceInEvent = Evidence.omit({ quote: true });
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
    /** Absent for the first run over a text; `reprocessed` for a later one, under another lexicon or engine. */
    because: z.literal('reprocessed').optional(),
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
