import type { ReviewedSuggestion } from '../suggestion-review.ts';

/** Why a change cannot be made as the letter stands. */
export type Refusal =
  /** Somebody touched the suggestion after the reviewer saw it. */
  | 'changed-meanwhile'
  | 'no-such-suggestion'
  | 'nothing-to-undo'
  | 'letter-not-ready'
  | 'letter-quarantined'
  | 'letter-completed'
  | 'letter-superseded'
  | 'letter-not-completed'
  | 'undecided-suggestions'
  /** The code stands among the letter's suggestions already. */
  | 'already-suggested'
  | 'unknown-concept'
  /** The concept is of another category than the suggestion, or than it was added under. */
  | 'other-category'
  | 'evidence-outside-the-letter'
  | 'evidence-missing'
  /** No earlier letter of this patient in this practice had this code accepted. */
  | 'not-accepted-before'
  | 'not-in-quarantine'
  | 'note-missing'
  /** Its practice is not known or not served: a worklist that nobody reads. */
  | 'nobody-to-release-to'
  | 'no-sender-to-return-to';

export interface RefusalFacts {
  /** The suggestion as it stands. */
  readonly now?: ReviewedSuggestion;
  /** Who touched it last, and when. */
  readonly by?: string;
  readonly at?: string;
  readonly undecided?: number;
}

/** What a person asked for cannot be done as the letter stands. Asking again cannot help; looking at it again can. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly letterId: string,
    readonly refusal: Refusal,
    readonly facts: RefusalFacts = {},
  ) {
    super(`letter ${letterId}: ${refusal}`);
  }
}
