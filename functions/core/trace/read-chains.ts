import { BrokenChainError } from '../errors.ts';
import type { LetterEvent } from '../events.ts';
import type { LetterId } from '../letter.ts';
import type { EventStore } from '../ports.ts';

const READ_AT_ONCE = 16;

/** Chains in the order of their ids, some at once; null for one whose record cannot be read: it must not hide the others. */
export async function* readChains(
  events: Pick<EventStore, 'read'>,
  letterIds: AsyncIterable<LetterId> | Iterable<LetterId>,
): AsyncGenerator<{ readonly letterId: LetterId; readonly chain: readonly LetterEvent[] | null }> {
  for await (const batch of inBatches(letterIds)) {
    const chains = await Promise.all(batch.map((letterId) => readOrNull(events, letterId)));
    for (const [index, letterId] of batch.entries()) yield { letterId, chain: chains[index] ?? null };
  }
}

/** The same for letters that are known to be there. @throws BrokenChainError for one that cannot be read */
export async function* chainsOf(
  events: Pick<EventStore, 'read'>,
  letterIds: Iterable<LetterId>,
): AsyncGenerator<readonly LetterEvent[]> {
  for await (const batch of inBatches(letterIds)) yield* await Promise.all(batch.map((id) => events.read(id)));
}

async function* inBatches(letterIds: AsyncIterable<LetterId> | Iterable<LetterId>): AsyncGenerator<LetterId[]> {
  let batch: LetterId[] = [];
  for await (const letterId of letterIds) {
    batch.push(letterId);
    if (batch.length < READ_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function readOrNull(
  events: Pick<EventStore, 'read'>,
  letterId: LetterId,
): Promise<readonly LetterEvent[] | null> {
  try {
    return await events.read(letterId);
  } catch (error) {
    if (error instanceof BrokenChainError) return null;
    throw error;
  }
}
