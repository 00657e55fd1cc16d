import { createHash } from 'node:crypto';

/**
 * The root of a Merkle tree as RFC 6962, section 2.1, makes it: a leaf is hashed behind a byte 0, a node behind a byte 1,
 * so that neither can pass for the other.
 *
 * @returns hexadecimal
 */
export function merkleRoot(leaves: readonly string[]): string {
  return treeHash(leaves.map((leaf) => hash(LEAF, Buffer.from(leaf)))).toString('hex');
}

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

function treeHash(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return hash();
  if (hashes.length === 1) return hashes[0]!;
  const half = largestPowerOfTwoBelow(hashes.length);
  return hash(NODE, treeHash(hashes.slice(0, half)), treeHash(hashes.slice(half)));
}

function largestPowerOfTwoBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function hash(...parts: readonly Buffer[]): Buffer {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
}
