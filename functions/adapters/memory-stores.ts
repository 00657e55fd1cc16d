import { TextDocumentError } from '../core/errors.ts';
import type { LetterEvent } from '../core/events.ts';
import type { FoundBy } from '../core/found-by.ts';
import { LetterId, type LetterObject } from '../core/letter.ts';
import type { EventStore, LetterSource, StoredLetter, TextStore, Worklist } from '../core/ports.ts';
import { byWords } from '../core/suggestion-review.ts';
import { decodeTextDocument, encodeTextDocument } from '../core/text-document.ts';
import { type LetterView, type LetterViews, placeInList, worklistOf } from '../core/views.ts';

/** The ports in memory: what the other adapters are compared with, and what a single command needs. */

export function memoryEventStore(): EventStore {
  const chains = new Map<string, LetterEvent[]>();
  return {
    async append(event) {
      const chain = chains.get(event.letterId) ?? [];
      const stored = chain[event.sequence - 1];
      if (stored !== undefined) return stored.hash === event.hash ? 'appended' : 'taken';
      if (event.sequence !== chain.length + 1) throw new RangeError(`event ${event.sequence} would leave a gap`);
      chains.set(event.letterId, [...chain, event]);
      return 'appended';
    },
    async read(letterId) {
      return chains.get(letterId) ?? [];
    },
    async last(letterId) {
      return chains.get(letterId)?.at(-1) ?? null;
    },
    async *all() {
      yield* [...chains.values()];
    },
    async *letterIds(after) {
      for (const id of [...chains.keys()].sort()) if (after === undefined || id > after) yield LetterId.parse(id);
    },
  };
}

export function memoryTextStore(): TextStore {
  const documents = new Map<string, string>();
  return {
    async put(document) {
      const { bytes, hash } = encodeTextDocument(document);
      documents.set(`${document.letterId}/${hash}`, bytes);
      return { hash };
    },
    async get(letterId, hash) {
      const bytes = documents.get(`${letterId}/${hash}`);
      if (bytes === undefined) throw new TextDocumentError(letterId, 'its text document is absent');
      return decodeTextDocument(bytes);
    },
  };
}

export interface MemoryLetterSource extends LetterSource {
  put(key: string, bytes: Uint8Array, storedAt?: string): LetterObject;
}

export function memoryLetterSource(bucket = 'letters'): MemoryLetterSource {
  const stored: (StoredLetter & { readonly bytes: Uint8Array })[] = [];
  const find = (object: LetterObject) =>
    stored.find((one) => one.object.key === object.key && one.object.versionId === object.versionId);
  return {
    put(key, bytes, storedAt = '2026-01-01T00:00:00.000Z') {
      const object = { bucket, key, versionId: `v${stored.length + 1}` };
      stored.push({ object, sizeBytes: bytes.length, storedAt, bytes });
      return object;
    },
    async size(object) {
      return find(object)?.sizeBytes ?? null;
    },
    async fetch(object) {
      return find(object)?.bytes.slice() ?? null;
    },
    async versions(key) {
      return stored
        .filter((one) => one.object.key === key)
        .map((one) => one.object)
        .reverse();
    },
    async *list(after) {
      for (let from = after === undefined ? 0 : Number(after); from < stored.length; from += 2)
        yield { objects: stored.slice(from, from + 2), cursor: String(from + 2) };
    },
  };
}

export function memoryWorklist(): Worklist {
  const views = new Map<string, LetterViews>();
  const found: { readonly by: FoundBy; readonly letterId: LetterId }[] = [];
  let isFindable = false;
  const claims = new Map<string, LetterId>();
  const starts = new Map<string, number>();
  let cursor: string | null = null;
  const letters = () => [...views.values()].map(({ letter }) => letter).sort(oldestFirst);
  return {
    async put(next) {
      found.push(...next.foundBy.map((by) => ({ by, letterId: next.letter.letterId })));
      const before = views.get(next.letter.letterId);
      if (before === undefined || before.letter.sequence <= next.letter.sequence) views.set(next.letter.letterId, next);
    },
    async get(letterId) {
      const stored = views.get(letterId);
      if (stored === undefined) return null;
      return { letter: stored.letter, suggestions: [...stored.suggestions].sort(byWords) };
    },
    async list({ practice, state, limit = 100, next }) {
      const matching = letters().filter((letter) => worklistOf(letter) === practice && letter.state === state);
      const rest = matching.filter((letter) => next === undefined || placeInList(letter) > next);
      return { letters: rest.slice(0, limit), ...nextOf(rest, limit) };
    },
    async count({ practice, state, most }) {
      const matching = letters().filter((letter) => worklistOf(letter) === practice && letter.state === state);
      return Math.min(matching.length, most);
    },
    async ofSender({ sender, limit = 100, next }) {
      const newestFirst = letters().reverse();
      const rest = newestFirst.filter(
        (letter) => letter.sender === sender && (next === undefined || placeInList(letter) < next),
      );
      return { letters: rest.slice(0, limit), ...nextOf(rest, limit) };
    },
    async completedOn(practice, day) {
      return letters()
        .filter((letter) => letter.practice === practice && letter.completedAt?.startsWith(day))
        .map(({ letterId }) => letterId);
    },
    async ofPatient(practice, patientHash) {
      return letters().filter((letter) => letter.practice === practice && letter.patientHash === patientHash);
    },
    async findLetters({ kind, value, fromDay = '', toDay = '~' }) {
      const fits = ({ by }: (typeof found)[number]) =>
        by.kind === kind && by.value === value && (by.kind !== 'actor' || (by.day >= fromDay && by.day <= toDay));
      return isFindable ? [...new Set(found.filter(fits).map(({ letterId }) => letterId))] : null;
    },
    async setFindable(isComplete) {
      isFindable = isComplete;
    },
    async claimContent(practice, contentHash, letterId) {
      const claim = `${practice}/${contentHash}`;
      if (!claims.has(claim)) claims.set(claim, letterId);
      return claims.get(claim)!;
    },
    async sweepCursor() {
      return cursor;
    },
    async saveSweepCursor(next) {
      cursor = next;
    },
    async countStart(letterId, sequence) {
      const place = `${letterId}/${sequence}`;
      starts.set(place, (starts.get(place) ?? 0) + 1);
      return starts.get(place)!;
    },
  };
}

function nextOf(rest: readonly LetterView[], limit: number): { next?: string } {
  return rest.length > limit ? { next: placeInList(rest[limit - 1]!) } : {};
}

function oldestFirst(a: LetterView, b: LetterView): number {
  const [x, y] = [placeInList(a), placeInList(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
