import * as z from 'zod';
import { Category } from './answer.ts';
import { type LetterEvent, Sha256, SuggestionInEvent } from './events.ts';
import { LetterId } from './letter.ts';
import { QuarantineReason } from './quarantine-reason.ts';

/** Every stored object version is in exactly one of these, and each has an owner: the service, an operator, or a practice. */
export const LetterState = z.enum(['received', 'quarantined', 'ready', 'completed', 'superseded']);
export type LetterState = z.infer<typeof LetterState>;

/** A letter as a worklist shows it. */
export const LetterView = z.strictObject({
  letterId: LetterId,
  /** The last event this view was made from. */
  sequence: z.int().min(1),
  state: LetterState,
  reason: QuarantineReason.optional(),
  supersededBy: LetterId.optional(),
  sender: z.string().nullable(),
  practice: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  contentHash: Sha256.nullable(),
  textHash: Sha256.optional(),
  patientHash: Sha256.nullable(),
  pages: z.int().min(0).optional(),
  pagesRead: z.int().min(0).optional(),
  lexiconVersion: z.string().optional(),
  engineVersion: z.string().optional(),
  /** Number of suggestions by category; absent categories have none. */
  counts: z.partialRecord(Category, z.int().min(1)),
  held: z.int().min(0),
  conflicts: z.int().min(0),
});
export type LetterView = z.infer<typeof LetterView>;

/** A suggestion as a reviewer decides on it. */
export const SuggestionView = SuggestionInEvent.extend({ letterId: LetterId, sequence: z.int().min(1) });
export type SuggestionView = z.infer<typeof SuggestionView>;

/** Whose worklist shows a letter: `-`, the operators', where no practice would look for it. */
export function worklistOf({ practice, reason }: Pick<LetterView, 'practice' | 'reason'>): string {
  return practice === null || reason === 'unknown-practice' ? '-' : practice;
}

export interface LetterViews {
  readonly letter: LetterView;
  readonly suggestions: readonly SuggestionView[];
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
    updatedAt: last.at,
    contentHash: first.data.contentHash,
    patientHash: null,
    counts: {},
    held: 0,
    conflicts: 0,
  };
  let suggestions: SuggestionView[] = [];
  for (const event of chain) {
    switch (event.type) {
      case 'letter-received':
        break;
      case 'letter-quarantined':
        letter.state = 'quarantined';
        letter.reason = event.data.reason;
        break;
      case 'text-extracted':
        letter.textHash = event.data.textHash;
        letter.patientHash = event.data.patientHash;
        letter.pages = event.data.coverage.pages;
        letter.pagesRead = event.data.coverage.pagesRead;
        break;
      case 'suggestions-made':
        if (letter.state === 'received') letter.state = 'ready';
        letter.lexiconVersion = event.data.lexiconVersion;
        letter.engineVersion = event.data.engineVersion;
        letter.held = event.data.held.length;
        letter.conflicts = event.data.conflicts.length;
        suggestions = event.data.suggestions.map((suggestion) => ({
          ...suggestion,
          letterId: first.letterId,
          sequence: last.sequence,
        }));
        break;
      case 'letter-superseded':
        letter.state = 'superseded';
        letter.supersededBy = event.data.by;
        break;
      default:
        event satisfies never;
    }
  }
  for (const { category } of suggestions) letter.counts[category] = (letter.counts[category] ?? 0) + 1;
  return { letter, suggestions };
}
