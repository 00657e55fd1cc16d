import { createHash, randomBytes } from 'node:crypto';
import { canonical, type Members } from './canonical.ts';

/**
 * Compares two heaps of items letter by letter, in whatever order they come, and holds one number a letter: what one heap
 * adds and the other takes away must come to nothing. Each item counts by a digest that nobody could have reckoned with
 * beforehand: it is made with a secret of this run.
 */
export function viewSums(secret: Uint8Array = randomBytes(32)) {
  const sums = new Map<string, bigint>();
  function add(letterId: string, item: Members, sign: bigint): void {
    const digest = createHash('sha256').update(secret).update(canonical(item)).digest('hex');
    const sum = BigInt.asUintN(256, (sums.get(letterId) ?? 0n) + sign * BigInt(`0x${digest}`));
    if (sum === 0n) sums.delete(letterId);
    else sums.set(letterId, sum);
  }
  return {
    expect: (letterId: string, item: Members) => add(letterId, item, 1n),
    find: (letterId: string, item: Members) => add(letterId, item, -1n),
    /** Letters of which something is missing, surplus or otherwise than it should be. */
    unequal: (): ReadonlySet<string> => new Set(sums.keys()),
  };
}
