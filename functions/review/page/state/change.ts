import type * as z from 'zod';
import type { Decision } from '../../../core/happenings/review.ts';
import type { AddCode, LetterEntry, LetterRecord, Problem, ReviewSuggestion } from '../../api/contract.ts';

/** What a reviewer does to a letter. */
export type Act =
  | { readonly kind: 'decide'; readonly suggestionId: string; readonly decision: z.infer<typeof Decision> }
  | { readonly kind: 'undo'; readonly suggestionId: string }
  | { readonly kind: 'add'; readonly code: z.infer<typeof AddCode> }
  | { readonly kind: 'accept-as-before'; readonly suggestions: readonly { readonly id: string; basedOn: number }[] }
  | { readonly kind: 'complete' | 'reopen' };

export type ChangeState =
  /** On its way, or behind another one of this letter. */
  | 'waiting'
  /** Not acknowledged: it may or may not be stored. */
  | 'lost'
  /** Not stored: the sign-in had ended. */
  | 'signed-out'
  /** Not stored: somebody else decided meanwhile. */
  | 'conflict'
  /** Not stored, and asking again would not help. */
  | 'refused';

/** An act from the key press until the API has acknowledged it. It is kept over a reload and a sign-in. */
export interface Change {
  readonly key: string;
  readonly letterId: string;
  readonly act: Act;
  /** The last event that had touched the suggestion when the reviewer saw it; 0 for an act on the whole letter. */
  readonly basedOn: number;
  /** Who did it: nobody else's sign-in sends it. */
  readonly by: string;
  /** What it is about, for telling it apart: the code's name, never words of the letter. */
  readonly about: string;
  readonly state: ChangeState;
  readonly problem?: Problem;
}

export interface ShownSuggestion extends ReviewSuggestion {
  /** A change of it that is not stored yet. */
  readonly change?: Change;
}

export interface ShownLetter {
  readonly letter: LetterEntry;
  readonly suggestions: readonly ShownSuggestion[];
}

export const suggestionOf = ({ act }: Pick<Change, 'act'>): string | null =>
  act.kind === 'decide' || act.kind === 'undo' ? act.suggestionId : null;

/** The letter as the reviewer left it: what the API knows, with what is on its way painted over it. */
export function withChanges(
  record: Pick<LetterRecord, 'letter' | 'suggestions'>,
  changes: readonly Change[],
): ShownLetter {
  const ofLetter = changes.filter(({ letterId }) => letterId === record.letter.letterId);
  const suggestions = record.suggestions.map((suggestion) =>
    ofLetter.reduce<ShownSuggestion>((shown, change) => paint(shown, change), suggestion),
  );
  return { letter: record.letter, suggestions };
}

function paint(shown: ShownSuggestion, change: Change): ShownSuggestion {
  const { act, state } = change;
  const isPainted = state !== 'conflict' && state !== 'refused';
  if (act.kind === 'accept-as-before') {
    if (!act.suggestions.some(({ id }) => id === shown.id)) return shown;
    return isPainted ? { ...shown, change, decision: { kind: 'accepted', because: 'accepted-before' } } : shown;
  }
  if (suggestionOf(change) !== shown.id) return shown;
  // A problem holds no words of the letter: they are those that are known.
  if (!isPainted) return { ...shown, ...(change.problem?.now ?? {}), evidence: shown.evidence, change };
  if (act.kind === 'decide') return { ...shown, change, decision: act.decision };
  const { decision: _, decidedBy: __, decidedAt: ___, ...undecided } = shown;
  return { ...undecided, change };
}

/** Whether a refusal says only that this very act had been stored before, and its acknowledgement was lost. */
export function isAlreadyDone({ act, by }: Change, now: ReviewSuggestion | undefined): boolean {
  if (now === undefined) return false;
  if (act.kind === 'undo') return now.decision === undefined;
  return act.kind === 'decide' && now.decidedBy === by && sorted(now.decision) === sorted(act.decision);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
