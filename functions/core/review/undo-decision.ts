import type { Actor, Happening, LetterEvent } from '../events.ts';
import { checkUntouched, letterOf, openLetter } from './open-letter.ts';
import { RefusedError } from './refusal.ts';

/**
 * Takes back the last decision on a suggestion, or a code that was added by hand; null when this person has done just
 * that already.
 *
 * @throws RefusedError
 */
export function undoDecision(
  chain: readonly LetterEvent[],
  { suggestionId, basedOn }: { readonly suggestionId: string; readonly basedOn: number },
  by: Actor,
): Happening | null {
  const last = chain.findLast(
    (event) =>
      (event.type === 'suggestion-decided' || event.type === 'decision-undone' || event.type === 'code-added') &&
      event.data.suggestionId === suggestionId,
  );
  if (last?.type === 'decision-undone' && last.actor.id === by.id && last.data.basedOn === basedOn) return null;

  const { letterId, suggestions } = letterOf(chain);
  const suggestion = suggestions.find(({ id }) => id === suggestionId);
  if (suggestion === undefined) throw new RefusedError(letterId, 'no-such-suggestion');
  openLetter(chain);
  checkUntouched(chain, letterId, suggestion, basedOn);
  if (suggestion.decidedIn === undefined) throw new RefusedError(letterId, 'nothing-to-undo', { now: suggestion });
  return { type: 'decision-undone', data: { suggestionId, basedOn, undoes: suggestion.decidedIn } };
}
