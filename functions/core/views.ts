import * as z from 'zod';
import { Category } from './answer.ts';
import type { LetterEvent } from './events.ts';
import { type FoundBy, foundBy } from './found-by.ts';
import { SuggestionInEvent } from './happenings/service.ts';
import { LetterId } from './letter.ts';
import { QuarantineReason } from './quarantine-reason.ts';
import { Sha256 } from './sha256.ts';
import { codedBy, followSuggestions, type ReviewedSuggestion, SuggestionReview } from './suggestion-review.ts';

/** Every stored object version is in exactly one of these, and each has an owner: the service, an operator, or a practice. */
export const LetterState = z.enum(['received', 'quarantined', 'ready', 'completed', 'superseded']);
export type LetterState = z.infer<typeof LetterState>;

/** A letter as a worklist shows it. */
export const LetterView = z.strictObject({
  letterId: LetterId,
  /** The last event this view was made from. */
  sequence: z.int().min(1),
  state: LetterState,
  /** Why it is set aside, while it is. */
  reason: QuarantineReason.optional(),
  /** Sent back to its sender; it stays set aside, and nobody need act on it again. */
  returned: z.literal(true).optional(),
  /** Why it has no suggestions although it is ready: an operator released it to be coded from the original by hand. */
  byHand: QuarantineReason.optional(),
  supersededBy: LetterId.optional(),
  sender: z.string().nullable(),
  practice: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  completedAt: z.iso.datetime().optional(),
  exportedAt: z.iso.datetime().optional(),
  contentHash: Sha256.nullable(),
  textHash: Sha256.optional(),
  patientHash: Sha256.nullable(),
  pages: z.int().min(0).optional(),
  pagesRead: z.int().min(0).optional(),
  lexiconVersion: z.string().optional(),
  engineVersion: z.string().optional(),
  /** Number of suggestions by category; absent categories have none. */
  counts: z.partialRecord(Category, z.int().min(1)),
  /** Concept ids of its diagnoses, of those that are not rejected. Absent from views written before it was kept. */
  diagnoses: z.array(z.string()).default([]),
  /** Suggestions that have been decided. */
  decided: z.int().min(0),
  held: z.int().min(0),
  conflicts: z.int().min(0),
});
export type LetterView = z.infer<typeof LetterView>;

/** A suggestion as a reviewer decides on it, or a code that a reviewer added. */
export const SuggestionView = SuggestionInEvent.extend({
  ...SuggestionReview.shape,
  letterId: LetterId,
  sequence: z.int().min(1),
});
export type SuggestionView = z.infer<typeof SuggestionView>;

/** Whose worklist shows a letter: `-`, the operators', where no practice would look for it. */
export function worklistOf({ practice, reason }: Pick<LetterView, 'practice' | 'reason'>): string {
  return practice === null || reason === 'unknown-practice' ? '-' : practice;
}

/** Where a letter stands in a list by age: a list goes on behind such a place. */
export function placeInList({ receivedAt, letterId }: Pick<LetterView, 'receivedAt' | 'letterId'>): string {
  return `${receivedAt}#${letterId}`;
}

/** A place in a list, as a request may name it. */
export const PlaceInList = z.string().regex(/^\d{4}-\d{2}-\d{2}T[\d:.]{8,15}Z#[0-9a-f]{32}$/, 'not a place in a list');

/** What a worklist shows of a letter. */
export interface ShownLetter {
  readonly letter: LetterView;
  readonly suggestions: readonly SuggestionView[];
}

export interface LetterViews extends ShownLetter {
  /** What auditors find it by. */
  readonly foundBy: readonly FoundBy[];
}

/** Makes a letter's views from its events, and from nothing else; null for a letter without events. */
export function makeViews(chain: readonly LetterEvent[]): LetterViews | null {
  const first = chain[0];
  const last = chain.at(-1);
  if (first?.type !== 'letter-received' || last === undefined) return null;
  const letter: LetterView = {
    letterId: first.letterId,
    sequence: last.sequence,
    state: 'received',
    sender: first.data.sender,
    practice: first.data.practice,
    receivedAt: first.at,
    updatedAt: first.at,
    contentHash: first.data.contentHash,
    patientHash: null,
    counts: {},
    diagnoses: [],
    decided: 0,
    held: 0,
    conflicts: 0,
  };
  for (const event of chain) if (follow(letter, event)) letter.updatedAt = event.at;
  const suggestions = followSuggestions(chain).map((suggestion) => ({
    ...suggestion,
    letterId: first.letterId,
    sequence: last.sequence,
  }));
  for (const { category, decision } of suggestions) {
    letter.counts[category] = (letter.counts[category] ?? 0) + 1;
    if (decision !== undefined) letter.decided++;
  }
  letter.diagnoses = diagnosesOf(suggestions);
  return { letter, suggestions, foundBy: foundBy(chain) };
}

function diagnosesOf(suggestions: readonly ReviewedSuggestion[]): string[] {
  const codes = suggestions.flatMap((suggestion) => {
    if (suggestion.category !== 'diagnosis' || suggestion.decision?.kind === 'rejected') return [];
    return (codedBy(suggestion) ?? suggestion).concept?.code ?? [];
  });
  return [...new Set<string>(codes)].sort();
}

/** @returns whether the event changed the letter: being looked at does not */
function follow(letter: LetterView, event: LetterEvent): boolean {
  switch (event.type) {
    case 'letter-received':
    case 'suggestion-decided':
    case 'decision-undone':
    case 'code-added':
      return true;
    case 'letter-opened':
    case 'access-refused':
      return false;
    case 'letter-quarantined':
      letter.state = 'quarantined';
      letter.reason = event.data.reason;
      return true;
    case 'quarantine-decided':
      if (event.data.action === 'returned') {
        letter.returned = true;
        return true;
      }
      if (event.data.action === 'released' && letter.reason !== undefined) letter.byHand = letter.reason;
      letter.state = event.data.action === 'released' ? 'ready' : 'received';
      delete letter.reason;
      delete letter.returned;
      return true;
    case 'text-extracted':
      letter.textHash = event.data.textHash;
      letter.patientHash = event.data.patientHash;
      letter.pages = event.data.coverage.pages;
      letter.pagesRead = event.data.coverage.pagesRead;
      return true;
    case 'suggestions-made':
      if (letter.state === 'received') letter.state = 'ready';
      letter.lexiconVersion = event.data.lexiconVersion;
      letter.engineVersion = event.data.engineVersion;
      letter.held = event.data.held.length;
      letter.conflicts = event.data.conflicts.length;
      return true;
    case 'letter-superseded':
      letter.state = 'superseded';
      letter.supersededBy = event.data.by;
      return true;
    case 'letter-completed':
      letter.state = 'completed';
      letter.completedAt = event.at;
      return true;
    case 'letter-reopened':
      letter.state = 'ready';
      delete letter.completedAt;
      return true;
    case 'letter-exported':
      letter.exportedAt = event.at;
      return true;
    default:
      event satisfies never;
      return false;
  }
}
