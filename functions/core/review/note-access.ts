import type { Actor, Happening, LetterEvent } from '../events.ts';

/** The same person at the same letter is noted once in this time: a page loads a letter more than once. */
const ONCE_IN_MILLISECONDS = 10 * 60 * 1000;

export type Access = Extract<Happening, { type: 'letter-opened' | 'access-refused' }>;

/**
 * Notes that a person was given a letter to see, or was refused it; null when that has been noted less than 10 minutes
 * ago. What was read ahead and is then turned to is noted as well: it is of another kind.
 *
 * @param now ISO 8601 UTC
 */
export function noteAccess(chain: readonly LetterEvent[], access: Access, by: Actor, now: string): Happening | null {
  const since = Date.parse(now) - ONCE_IN_MILLISECONDS;
  const isNoted = chain.some(
    (event) => event.actor.id === by.id && isOfTheSameKind(event, access) && Date.parse(event.at) > since,
  );
  return chain.length === 0 || isNoted ? null : access;
}

function isOfTheSameKind(event: LetterEvent, access: Access): boolean {
  if (event.type === 'access-refused') return access.type === 'access-refused';
  return event.type === 'letter-opened' && access.type === 'letter-opened' && event.data.what === access.data.what;
}
