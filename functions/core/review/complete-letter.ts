import type { Actor, Happening, LetterEvent } from '../events.ts';
import { letterOf, openLetter } from './open-letter.ts';
import { RefusedError } from './refusal.ts';

/**
 * Ends the review of a letter, once every suggestion is decided; null when this person has ended it already.
 *
 * @throws RefusedError
 */
export function completeLetter(chain: readonly LetterEvent[], by: Actor): Happening | null {
  const { letterId, letter } = letterOf(chain);
  if (letter.state === 'completed' && lastOf(chain, 'letter-completed')?.actor.id === by.id) return null;
  const { suggestions } = openLetter(chain);
  const undecided = suggestions.filter(({ decision }) => decision === undefined).length;
  if (undecided > 0) throw new RefusedError(letterId, 'undecided-suggestions', { undecided });
  const rejected = suggestions.filter(({ decision }) => decision?.kind === 'rejected').length;
  return { type: 'letter-completed', data: { accepted: suggestions.length - rejected, rejected } };
}

/**
 * Opens a completed letter again; null when this person has just done so and nothing was decided since.
 *
 * @throws RefusedError
 */
export function reopenLetter(
  chain: readonly LetterEvent[],
  { note }: { readonly note?: string | undefined },
  by: Actor,
): Happening | null {
  const { letterId, letter } = letterOf(chain);
  if (letter.state === 'superseded') throw new RefusedError(letterId, 'letter-superseded');
  if (letter.state !== 'completed') {
    const last = chain.findLast(({ type }) => type !== 'letter-opened' && type !== 'access-refused');
    if (last?.type === 'letter-reopened' && last.actor.id === by.id) return null;
    throw new RefusedError(letterId, 'letter-not-completed');
  }
  return { type: 'letter-reopened', data: note === undefined ? {} : { note } };
}

function lastOf(chain: readonly LetterEvent[], type: LetterEvent['type']): LetterEvent | undefined {
  return chain.findLast((event) => event.type === type);
}
