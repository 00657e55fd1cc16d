import { canonicalJson, type Json, sha256 } from './canonical-json.ts';
import { BrokenChainError, ContentionError } from './errors.ts';
import { type Actor, type Happening, LetterEvent } from './events.ts';
import type { LetterId } from './letter.ts';
import type { Clock, EventStore } from './ports.ts';

const FIRST_PREVIOUS_HASH = '0'.repeat(64);
const ATTEMPTS = 50;

/** Gives what happened its place at the end of the chain, and its hash. */
export function sealEvent(
  letterId: LetterId,
  chain: readonly LetterEvent[],
  happening: Happening,
  actor: Actor,
  at: string,
): LetterEvent {
  const last = chain.at(-1);
  const unsealed = {
    ...happening,
    letterId,
    sequence: (last?.sequence ?? 0) + 1,
    at,
    actor,
    formatVersion: 1,
    previousHash: last?.hash ?? FIRST_PREVIOUS_HASH,
  };
  return LetterEvent.parse({ ...unsealed, hash: sha256(canonicalJson(unsealed as Json)) });
}

/** @throws BrokenChainError naming the first event that does not fit */
export function checkChain(letterId: LetterId, chain: readonly LetterEvent[]): void {
  let previousHash = FIRST_PREVIOUS_HASH;
  for (const [index, event] of chain.entries()) {
    const { hash, ...unsealed } = event;
    if (event.letterId !== letterId) throw new BrokenChainError(letterId, index + 1, 'belongs to another letter');
    if (event.sequence !== index + 1) throw new BrokenChainError(letterId, index + 1, `has sequence ${event.sequence}`);
    if (event.previousHash !== previousHash)
      throw new BrokenChainError(letterId, index + 1, 'previousHash does not fit');
    if (hash !== sha256(canonicalJson(unsealed as Json)))
      throw new BrokenChainError(letterId, index + 1, 'hash does not fit');
    previousHash = hash;
  }
}

/**
 * Appends what `decide` makes of the letter as it stands; a lost race reads the letter again and decides again, so
 * an unrelated event in between is no conflict. `decide` returns null when nothing is left to do.
 *
 * @returns the whole chain afterwards
 * @throws ContentionError after 50 lost races
 */
export async function appendEvent(
  { events, now }: { events: EventStore; now: Clock },
  letterId: LetterId,
  actor: Actor,
  decide: (chain: readonly LetterEvent[]) => Happening | null,
): Promise<readonly LetterEvent[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const chain = await events.read(letterId);
    const happening = decide(chain);
    if (happening === null) return chain;
    const event = sealEvent(letterId, chain, happening, actor, now());
    if ((await events.append(event)) === 'appended') return [...chain, event];
  }
  throw new ContentionError(letterId, ATTEMPTS);
}
