import type { LetterEvent } from './events.ts';
import type { FindBy } from './found-by.ts';
import type { LetterId, LetterObject } from './letter.ts';
import type { LogEvent } from './log-event.ts';
import type { QuarantineReason } from './quarantine-reason.ts';
import type { Page, TextDocument } from './text-document.ts';
import type { LetterView, LetterViews, ShownLetter } from './views.ts';

/** The time, as ISO 8601 UTC to the millisecond. */
export type Clock = () => string;

/** Writes one named event. Never letter text, names, NHS numbers or file names. */
export type Log = (event: LogEvent) => void;

/** Where hospitals put letters. Object versions are never changed or removed. */
export interface LetterSource {
  /** Size in bytes of one object version; null when it is not there. */
  size(object: LetterObject): Promise<number | null>;
  /** The bytes of one object version; null when it is not there. */
  fetch(object: LetterObject): Promise<Uint8Array | null>;
  /** Every version of one key, newest first. */
  versions(key: string): Promise<readonly LetterObject[]>;
  /** Every object version there is, a page at a time, in a stable order; `after` continues behind a page's cursor. */
  list(after?: string): AsyncIterable<LetterPage>;
}
export interface LetterPage {
  readonly objects: readonly StoredLetter[];
  readonly cursor: string;
}
export interface StoredLetter {
  readonly object: LetterObject;
  readonly sizeBytes: number;
  /** ISO 8601 UTC. */
  readonly storedAt: string;
}

/** Where texts are kept, under letter and hash: writing the same document twice is one write. */
export interface TextStore {
  put(document: TextDocument): Promise<{ hash: string }>;
  /** @throws TextDocumentError when it is absent or its bytes do not have this hash */
  get(letterId: LetterId, hash: string): Promise<TextDocument>;
}

/** Append and read only. */
export interface EventStore {
  /**
   * Appends at the event's own sequence.
   * @returns 'taken' when another event stands there; 'appended' also when this very event was stored by an earlier
   *   try whose answer was lost
   */
  append(event: LetterEvent): Promise<'appended' | 'taken'>;
  /** The letter's events in sequence; empty for a letter that is not known. */
  read(letterId: LetterId): Promise<readonly LetterEvent[]>;
  /** The last event, or null. */
  last(letterId: LetterId): Promise<LetterEvent | null>;
  /** Every letter's chain, one at a time, in no promised order. */
  all(): AsyncIterable<readonly LetterEvent[]>;
  /** Every letter's id, in an order of the store's own that stays the same; those behind `after`, where a reader stopped. */
  letterIds(after?: LetterId): AsyncIterable<LetterId>;
}

/** Where events and anchors are kept beyond everybody's reach. Names are paths with `/`. */
export interface ArchiveStore {
  /** Writes what does not stand there yet. @returns what stands there now: this, or what was written before */
  writeOnce(name: string, content: string): Promise<string>;
  /** null for what is not there. */
  read(name: string): Promise<string | null>;
  /** The names that begin with `prefix`, which ends with `/`, in no promised order. */
  list(prefix: string): AsyncIterable<string>;
}

/** Views, disposable: all of it can be made again from the events. A write never goes back in sequence. */
export interface Worklist {
  put(views: LetterViews): Promise<void>;
  get(letterId: LetterId): Promise<ShownLetter | null>;
  /** Letters of a practice in a state, oldest first. Letters that no practice would look for are under `-`. */
  list(query: WorklistQuery): Promise<{ letters: readonly LetterView[]; next?: string }>;
  /** How many letters `list` would give, counting no further than `most`. */
  count(query: {
    readonly practice: string;
    readonly state: LetterView['state'];
    readonly most: number;
  }): Promise<number>;
  /** Letters of one sender, newest first, whatever became of them. */
  ofSender(query: SenderQuery): Promise<{ letters: readonly LetterView[]; next?: string }>;
  /**
   * Letters that a practice completed on one day (UTC). One that was opened again since may still be among them: its
   * events say.
   */
  completedOn(practice: string, day: string): Promise<readonly LetterId[]>;
  /** The letters of one practice that carry this patient's hash, oldest first. */
  ofPatient(practice: string, patientHash: string): Promise<readonly LetterView[]>;
  /**
   * The letters whose events ever said this, each once, in an order that stays; null where letters may be missing, because
   * their views were written before they were kept by what they are found by. What is said of them, their events say.
   */
  findLetters(by: FindBy): Promise<readonly LetterId[] | null>;
  /** Says whether every letter can be found by what its events said: a rebuild says no first, and yes when it is done. */
  setFindable(isComplete: boolean): Promise<void>;
  /**
   * The first letter of a practice with these bytes: the one given, unless another was claimed before.
   * Losing the claims loses no letter: a duplicate would only be shown twice.
   */
  claimContent(practice: string, contentHash: string, letterId: LetterId): Promise<LetterId>;
  /** Where the sweep goes on; null to start from the beginning. */
  sweepCursor(): Promise<string | null>;
  saveSweepCursor(cursor: string | null): Promise<void>;
  /** How often the sweep has started a letter again since it stood at `sequence`; counts this time. */
  countStart(letterId: LetterId, sequence: number): Promise<number>;
}
export interface WorklistQuery {
  readonly practice: string;
  readonly state: LetterView['state'];
  readonly limit?: number;
  /** Behind this place: `placeInList` of a letter, or `next` of the answer before. */
  readonly next?: string;
}
export interface SenderQuery {
  readonly sender: string;
  readonly limit?: number;
  readonly next?: string;
}

/** Asks for a letter's next step, at least once, some time soon. The message holds the letter's id and nothing else. */
export interface Announcer {
  toExtract(letterId: LetterId): Promise<void>;
  toSuggest(letterId: LetterId): Promise<void>;
}

/** Turns bytes into text, whatever the bytes are: it answers, in bounded time, and never throws because of them. */
export interface LetterReader {
  read(bytes: Uint8Array): Promise<Reading>;
  close(): Promise<void>;
}
export type Reading =
  | {
      readonly outcome: 'read';
      readonly text: string;
      readonly pages: Page[];
      readonly extractor: { readonly name: string; readonly version: string };
    }
  | { readonly outcome: 'unreadable'; readonly reason: QuarantineReason };

/** A keyed hash of an NHS number: the same number gives the same hash, and nobody without the key can try numbers. */
export type PatientHasher = (nhsNumber: string) => string;
