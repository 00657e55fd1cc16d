import * as z from 'zod';
import type { LetterEvent } from './events.ts';
import { type Coded, Decision } from './happenings/review.ts';
import { EvidenceInEvent, type SuggestionInEvent } from './happenings/service.ts';

/** What review adds to a suggestion. */
export const SuggestionReview = z.strictObject({
  /** `reviewer`: a code added by hand. Such a one may rest on no words, where the letter has no text. */
  origin: z.enum(['engine', 'reviewer']),
  evidence: z.array(EvidenceInEvent),
  /** The last event that touched this suggestion: a decision names it, so that a second reviewer's is seen as a conflict. */
  touched: z.int().min(1),
  decision: Decision.optional(),
  decidedBy: z.string().optional(),
  decidedAt: z.iso.datetime().optional(),
  /** The event of that decision: what an undo takes back. */
  decidedIn: z.int().min(1).optional(),
  /** Decided, but no longer suggested by the latest run over this letter: the decision stands. */
  dropped: z.literal(true).optional(),
});
export type SuggestionReview = z.infer<typeof SuggestionReview>;
export type ReviewedSuggestion = Omit<SuggestionInEvent, 'evidence'> & SuggestionReview;

/**
 * A letter's suggestions as its events leave them. A later run over the letter replaces what nobody has decided;
 * what was decided stands, and is not asked again. An undo brings back the decision before, or none.
 */
export function followSuggestions(chain: readonly LetterEvent[]): ReviewedSuggestion[] {
  let open = new Map<string, Followed>();
  for (const event of chain) {
    if (event.type === 'suggestions-made') open = afterRun(open, event);
    if (event.type === 'code-added') open.set(event.data.suggestionId, added(event));
    if (event.type === 'suggestion-decided' || event.type === 'decision-undone') {
      const followed = open.get(event.data.suggestionId);
      if (followed === undefined) continue;
      followed.touched = event.sequence;
      if (event.type === 'suggestion-decided') followed.decisions.push({ event, decision: event.data.decision });
      else followed.decisions.pop();
      const isGone = followed.decisions.length === 0 && (followed.dropped || followed.origin === 'reviewer');
      if (isGone) open.delete(event.data.suggestionId);
    }
  }
  return [...open.values()].map(asReviewed).sort(byWords);
}

/** What a decided suggestion says in the end; null for a rejected or undecided one. */
export function codedBy({ concept, display, assertion, value, date, decision }: ReviewedSuggestion): Coded | null {
  if (decision === undefined || decision.kind === 'rejected') return null;
  if (decision.kind === 'amended') return decision.to;
  return { concept, display, assertion, ...(value === undefined ? {} : { value }), ...(date ? { date } : {}) };
}

/** In the order of the words they rest on; those on none come last. */
export function byWords<S extends Pick<ReviewedSuggestion, 'id' | 'evidence'>>(a: S, b: S): number {
  const place = ({ evidence }: S) => evidence[0]?.start ?? Number.MAX_SAFE_INTEGER;
  return place(a) - place(b) || (a.id < b.id ? -1 : 1);
}

type Event<Type extends LetterEvent['type']> = Extract<LetterEvent, { type: Type }>;

interface Followed {
  readonly suggestion: Omit<SuggestionInEvent, 'evidence'> & Pick<SuggestionReview, 'evidence'>;
  readonly origin: SuggestionReview['origin'];
  readonly decisions: { readonly event: LetterEvent; readonly decision: Decision }[];
  touched: number;
  dropped: boolean;
}

function afterRun(before: ReadonlyMap<string, Followed>, event: Event<'suggestions-made'>): Map<string, Followed> {
  const after = new Map<string, Followed>();
  for (const suggestion of event.data.suggestions) {
    const known = before.get(suggestion.id);
    const decisions = known?.decisions ?? [];
    const touched = known !== undefined && decisions.length > 0 ? known.touched : event.sequence;
    after.set(suggestion.id, { suggestion, origin: known?.origin ?? 'engine', decisions, touched, dropped: false });
  }
  for (const [id, known] of before)
    if (!after.has(id) && known.decisions.length > 0) after.set(id, { ...known, dropped: known.origin === 'engine' });
  return after;
}

function added(event: Event<'code-added'>): Followed {
  const { suggestionId, category, coded, evidence } = event.data;
  return {
    suggestion: {
      id: suggestionId,
      category,
      ...coded,
      evidence: evidence.map((span) => ({ ...span, section: '', rule: 'reviewer' })),
    },
    origin: 'reviewer',
    decisions: [{ event, decision: { kind: 'accepted' } }],
    touched: event.sequence,
    dropped: false,
  };
}

function asReviewed({ suggestion, origin, decisions, touched, dropped }: Followed): ReviewedSuggestion {
  const last = decisions.at(-1);
  return {
    ...suggestion,
    origin,
    touched,
    ...(dropped ? { dropped } : {}),
    ...(last === undefined
      ? {}
      : {
          decision: last.decision,
          decidedBy: last.event.actor.id,
          decidedAt: last.event.at,
          decidedIn: last.event.sequence,
        }),
  };
}
