import { canonicalJson, type Json } from '../canonical-json.ts';
import { type Directory, knowsPractice } from '../directory.ts';
import type { Actor, Happening, LetterEvent } from '../events.ts';
import type { QuarantineAction } from '../happenings/operator.ts';
import { letterOf } from './open-letter.ts';
import { RefusedError } from './refusal.ts';

export interface WantedEnd {
  readonly action: QuarantineAction;
  readonly note?: string | undefined;
}

/**
 * What an operator does about a letter that was set aside; null when this person has done just that already. A letter is
 * never released into a worklist that nobody reads, nor returned where no sender would see it.
 *
 * @throws RefusedError
 */
export function decideQuarantine(
  chain: readonly LetterEvent[],
  { action, note }: WantedEnd,
  by: Actor,
  directory: Directory,
): Happening | null {
  const { letterId, letter } = letterOf(chain);
  const happening = {
    type: 'quarantine-decided',
    data: { action, ...(note === undefined ? {} : { note }) },
  } as const satisfies Happening;
  if (isRepeated(chain, happening.data, by)) return null;
  if (letter.state !== 'quarantined') throw new RefusedError(letterId, 'not-in-quarantine');
  if (action === 'released' && (letter.practice === null || !knowsPractice(directory, letter.practice)))
    throw new RefusedError(letterId, 'nobody-to-release-to');
  if (action === 'returned' && letter.sender === null) throw new RefusedError(letterId, 'no-sender-to-return-to');
  if (action === 'returned' && note === undefined) throw new RefusedError(letterId, 'note-missing');
  return happening;
}

/** The last thing that happened to the letter is this very act of this person. */
function isRepeated(chain: readonly LetterEvent[], data: object, by: Actor): boolean {
  const last = chain.findLast(({ type }) => type !== 'letter-opened' && type !== 'access-refused');
  return (
    last?.type === 'quarantine-decided' &&
    last.actor.id === by.id &&
    canonicalJson(last.data as Json) === canonicalJson(data as Json)
  );
}
