import { afterAll, afterEach, beforeAll } from 'vitest';
import { readKeptAnchors } from '../../functions/audit/verify/anchors.ts';
import { verifyArchive } from '../../functions/audit/verify/archive-check.ts';
import { canonicalJson, type Json, sha256 } from '../../functions/core/canonical-json.ts';
import type { LetterEvent } from '../../functions/core/events.ts';
import { archivedLetters } from './archived-letters.ts';
import { type OpenArchive, openArchive } from './tampering.ts';

/**
 * An archive of a few letters for a file of tests, after each of them again as it was. The verifier is tried part by part, in this
 * process and quickly: by these tests it is mutated.
 */
export let root: string;
export let archive: OpenArchive;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ root, remove } = await archivedLetters({ seed: 81, letters: 7 }));
  archive = openArchive(root);
});
afterEach(() => archive.restore());
afterAll(() => remove());

export const findings = (kept = '') => verifyArchive(root, kept === '' ? [] : readKeptAnchors(kept)).findings;
export const longest = () => [...archive.letters].sort((a, b) => archive.chain(b).length - archive.chain(a).length)[0]!;
export const eventsOf = (letterId: string) => archive.chain(letterId).map(({ event }) => event);
export const sealed = ({ hash: _, ...event }: LetterEvent) =>
  ({ ...event, hash: sha256(canonicalJson(event as Json)) }) as LetterEvent;
export const inTable = (events: readonly unknown[]) => events.map((value) => ({ value, day: null }));
