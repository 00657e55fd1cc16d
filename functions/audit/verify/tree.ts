import { createHash } from 'node:crypto';

/** A Merkle tree hash (RFC 6962, section 2.1), made leaf by leaf: it keeps one hash a level and no leaves. */
export interface GrowingTree {
  add(leaf: string): void;
  /** Of the leaves so far, in hexadecimal. */
  root(): string;
}

export function growingTree(): GrowingTree {
  /** The roots of full subtrees, the largest first: one for each bit of the number of leaves. */
  const full: { readonly leaves: number; readonly hash: Buffer }[] = [];
  return {
    add(leaf) {
      let grown = { leaves: 1, hash: hashOf(0, Buffer.from(leaf)) };
      for (let last = full.at(-1); last?.leaves === grown.leaves; last = full.at(-1)) {
        full.pop();
        grown = { leaves: 2 * grown.leaves, hash: hashOf(1, last.hash, grown.hash) };
      }
      full.push(grown);
    },
    root() {
      const [last, ...larger] = full.map(({ hash }) => hash).reverse();
      return larger.reduce((right, left) => hashOf(1, left, right), last!).toString('hex');
    },
  };
}

function hashOf(prefix: 0 | 1, ...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256').update(Buffer.of(prefix));
  for (const part of parts) hash.update(part);
  return hash.digest();
}
