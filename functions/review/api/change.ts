import { appendEvent } from '../../core/chain.ts';
import type { Actor, Happening, LetterEvent } from '../../core/events.ts';
import { writeViews } from '../../core/receive-letter.ts';
import { letterOf } from '../../core/review/open-letter.ts';
import type { ReviewPorts } from '../ports.ts';
import { letterNow } from '../shown-letter.ts';
import { readSurroundings, type Surroundings } from '../surroundings.ts';
import type { Changed } from './contract.ts';

/**
 * Makes changes to a letter, each decided on the letter as it stands when its event is put, and answers with the letter
 * as the last of them leaves it. What is answered comes from these events, never from a view, and only once they are
 * stored; the words are read before, so that nothing is decided on words that are gone.
 */
export async function change(
  ports: ReviewPorts,
  chain: readonly LetterEvent[],
  by: Actor,
  steps: readonly ((chain: readonly LetterEvent[], surroundings: Surroundings) => Happening | null)[],
): Promise<Changed> {
  const { letterId, letter } = letterOf(chain);
  const surroundings = await readSurroundings(ports, letter);
  // Of several, none is stored when one of them would be refused.
  if (steps.length > 1) for (const step of steps) step(chain, surroundings);
  let after = chain;
  try {
    for (const step of steps) after = await appendEvent(ports, letterId, by, (before) => step(before, surroundings));
  } finally {
    // Some of several steps may have been stored before one was refused.
    await writeViewsIfPossible(ports, after);
  }
  return letterNow(ports, after, surroundings);
}

/** A decision stands once its event does: a view that cannot be written is written by the next reader or sweep. */
export async function writeViewsIfPossible(ports: ReviewPorts, chain: readonly LetterEvent[]): Promise<void> {
  await writeViews(ports, chain).catch((error: unknown) => {
    const { letterId } = letterOf(chain);
    ports.log({ event: 'view.failed', letterId, error: error instanceof Error ? error.name : 'unknown' });
  });
}
