import type { ArchiveStore } from '../ports.ts';
import { type Anchor, type ChainHead, decodeAnchor } from './anchor.ts';
import { ANCHORS } from './archive-names.ts';

/** The names of all anchors, the oldest first. */
export async function listAnchors(archive: Pick<ArchiveStore, 'list'>): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of archive.list(ANCHORS)) names.push(name);
  return names.sort();
}

/** The last anchor, and how far every chain was anchored up to it. */
export async function readAnchors(
  archive: ArchiveStore,
  names: readonly string[],
): Promise<{ last: Anchor | null; heads: ReadonlyMap<string, ChainHead> }> {
  const heads = new Map<string, ChainHead>();
  let last: Anchor | null = null;
  for (const name of names) {
    last = decodeAnchor((await archive.read(name))!);
    for (const head of last.heads) heads.set(head.letterId, head);
  }
  return { last, heads };
}
