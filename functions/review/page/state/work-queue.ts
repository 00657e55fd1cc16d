import type { LetterEntry } from '../../api/contract.ts';
import type { FullQuery } from './view.ts';

/** The letters a reviewer works through, in the order of the worklist they came from. */
export interface WorkQueue {
  readonly query: FullQuery;
  readonly letters: readonly LetterEntry[];
  /** Where the worklist goes on; absent at its end. */
  readonly next?: string;
}

/**
 * The letter to turn to: the first behind `current` that is ready and not `done`, then the first before it.
 *
 * @returns undefined when none of those known is left
 */
export function nextInQueue(queue: WorkQueue, current: string, done: ReadonlySet<string>): LetterEntry | undefined {
  const place = queue.letters.findIndex(({ letterId }) => letterId === current);
  const inTurn = [...queue.letters.slice(place + 1), ...queue.letters.slice(0, Math.max(place, 0))];
  return inTurn.find(({ letterId, state }) => state === 'ready' && letterId !== current && !done.has(letterId));
}
