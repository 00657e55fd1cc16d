/** The lexicon artefact is missing, empty, stale or malformed. Retrying cannot help; build it again. */
export class LexiconError extends Error {
  override readonly name = 'LexiconError';
}

/** A queue message or bucket notification does not have the shape it should. Retrying cannot help; it goes to the dead-letter queue. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';
}

/** Something was announced for a bucket this service does not own. Retrying cannot help; a person must look at the wiring. */
export class UnknownBucketError extends Error {
  override readonly name = 'UnknownBucketError';
  constructor(readonly expected: string) {
    super(`announced for a bucket that is not ours; expected ${expected}`);
  }
}

/** The step before has not been recorded yet. Retrying helps: deliveries come in any order. */
export class NotYetError extends Error {
  override readonly name = 'NotYetError';
  constructor(
    readonly letterId: string,
    missing: string,
  ) {
    super(`letter ${letterId}: ${missing} is not recorded yet`);
  }
}

/** Others kept winning the race for the next sequence of this letter. Retrying helps. */
export class ContentionError extends Error {
  override readonly name = 'ContentionError';
  constructor(
    readonly letterId: string,
    readonly attempts: number,
  ) {
    super(`letter ${letterId}: lost the race for the next event ${attempts} times`);
  }
}

/** A stored text document is absent or is not the one its event names. Retrying cannot help; a person must look. */
export class TextDocumentError extends Error {
  override readonly name = 'TextDocumentError';
  constructor(
    readonly letterId: string,
    reason: string,
  ) {
    super(`letter ${letterId}: ${reason}`);
  }
}

/** Some letters could not be swept; all the others were. The next run tries them again. */
export class SweepFailedError extends Error {
  override readonly name = 'SweepFailedError';
  constructor(readonly failed: number) {
    super(`${failed} letters could not be swept`);
  }
}

/** A stored chain of events is broken: a gap, a fork, or a hash that does not fit. Retrying cannot help; run the verifier. */
export class BrokenChainError extends Error {
  override readonly name = 'BrokenChainError';
  constructor(
    readonly letterId: string,
    readonly sequence: number,
    reason: string,
  ) {
    super(`letter ${letterId}, event ${sequence}: ${reason}`);
  }
}

/**
 * Chains in the table, or a day that another run archived, are not what was archived of them before. Retrying cannot help:
 * something was changed or removed; run the verifier.
 */
export class ArchiveDisagreesError extends Error {
  override readonly name = 'ArchiveDisagreesError';
  constructor(readonly letterIds: readonly string[]) {
    super(
      letterIds.length === 0
        ? 'another anchor stands for this day than the events make'
        : `${letterIds.length} letters are not as they were archived, the first is ${letterIds[0]}`,
    );
  }
}
