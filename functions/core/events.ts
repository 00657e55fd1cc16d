import * as z from 'zod';
import { QuarantineDecided } from './happenings/operator.ts';
import {
  AccessRefused,
  CodeAdded,
  DecisionUndone,
  LetterCompleted,
  LetterExported,
  LetterOpened,
  LetterReopened,
  SuggestionDecided,
} from './happenings/review.ts';
import {
  LetterQuarantined,
  LetterReceived,
  LetterSuperseded,
  SuggestionsMade,
  TextExtracted,
} from './happenings/service.ts';
import { LetterId } from './letter.ts';
import { Sha256 } from './sha256.ts';

/**
 * The events of a letter's life. They are the truth; every view is made from them. None holds words of the letter:
 * offsets, concept ids and hashes only.
 */

/** What happened, before it has a place in the chain. */
export const Happening = z.discriminatedUnion('type', [
  LetterReceived,
  LetterQuarantined,
  TextExtracted,
  SuggestionsMade,
  LetterSuperseded,
  QuarantineDecided,
  LetterOpened,
  SuggestionDecided,
  DecisionUndone,
  CodeAdded,
  LetterCompleted,
  LetterReopened,
  LetterExported,
  AccessRefused,
]);
export type Happening = z.infer<typeof Happening>;

/** Who did it: a part of the service, or a signed-in person in a role. */
export const Actor = z.strictObject({
  kind: z.enum(['service', 'person']),
  id: z.string().min(1),
  /** What let a person do it; absent for the service, and for somebody who was refused because they have none. */
  role: z.string().min(1).optional(),
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
  QuarantineDecided.extend(place),
  LetterOpened.extend(place),
  SuggestionDecided.extend(place),
  DecisionUndone.extend(place),
  CodeAdded.extend(place),
  LetterCompleted.extend(place),
  LetterReopened.extend(place),
  LetterExported.extend(place),
  AccessRefused.extend(place),
]);
export type LetterEvent = z.infer<typeof LetterEvent>;
export type EventType = LetterEvent['type'];
