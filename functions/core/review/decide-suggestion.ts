import { canonicalJson, type Json } from '../canonical-json.ts';
import type { Actor, Happening, LetterEvent } from '../events.ts';
import type { Decision } from '../happenings/review.ts';
import { checkUntouched, letterOf, openLetter } from './open-letter.ts';
import { RefusedError } from './refusal.ts';

export interface WantedDecision {
  readonly suggestionId: string;
  /** The last event that had touched the suggestion when the reviewer saw it. */
  readonly basedOn: number;
  readonly decision: Decision;
}

/**
 * What deciding on a suggestion adds to its letter; null when this very decision of this very person stands already: it
 * was sent twice, or its answer was lost.
 *
 * @throws RefusedError
 */
export function decideSuggestion(
  chain: readonly LetterEvent[],
  { suggestionId, basedOn, decision }: WantedDecision,
  by: Actor,
): Happening | null {
  const { letterId, suggestions } = letterOf(chain);
  const suggestion = suggestions.find(({ id }) => id === suggestionId);
  if (suggestion === undefined) throw new RefusedError(letterId, 'no-such-suggestion');
  if (stands(chain[(suggestion.decidedIn ?? 0) - 1], { basedOn, decision }, by)) return null;
  openLetter(chain);
  checkUntouched(chain, letterId, suggestion, basedOn);
  return {
    type: 'suggestion-decided',
    data: { suggestionId, basedOn, before: suggestion.decision ?? null, decision },
  };
}

/** Asked again as before, or asked for what the person has just been shown as their own decision. */
function stands(
  event: LetterEvent | undefined,
  { basedOn, decision }: Pick<WantedDecision, 'basedOn' | 'decision'>,
  by: Actor,
): boolean {
  return (
    event?.type === 'suggestion-decided' &&
    event.actor.id === by.id &&
    (event.data.basedOn === basedOn || event.sequence === basedOn) &&
    canonicalJson(event.data.decision as Json) === canonicalJson(decision as Json)
  );
}
