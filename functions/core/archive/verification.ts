import { checkChain } from '../chain.ts';
import { BrokenChainError } from '../errors.ts';
import type { LetterEvent } from '../events.ts';
import type { LetterId } from '../letter.ts';
import type { ArchiveStore } from '../ports.ts';
import { type Anchor, type ChainHead, decodeAnchor } from './anchor.ts';
import { ANCHORS, anchorName } from './archive-names.ts';
import { dayOf, nextDay } from './days.ts';
import { listAnchors } from './read-anchors.ts';

/** What can be said of one letter's record by whoever serves it. The proof is the offline verifier's. */
export interface Verification {
  readonly chain: {
    readonly events: number;
    /** Every hash made again from what is stored now, each event on the one before. */
    readonly holds: boolean;
    /** The first event that does not fit, and how; null where the chain holds. */
    readonly problem: string | null;
  };
  /** The last day that was archived and anchored; null before the first. `root` is null where its anchor cannot be read. */
  readonly archive: { readonly day: string; readonly root: string | null } | null;
  /** The last anchor found that names this letter; null where none of the days looked at has one. */
  readonly anchored: {
    readonly day: string;
    readonly sequence: number;
    /** Whether the event at that place is the anchored one today. */
    readonly agrees: boolean;
  } | null;
}

/** What came late is anchored a day later: the day of an event and the next are looked at, of the newest so many days. */
const MOST_DAYS = 20;

export async function verificationOf(
  letterId: LetterId,
  chain: readonly LetterEvent[],
  archive: Pick<ArchiveStore, 'read' | 'list'>,
): Promise<Verification> {
  const last = (await listAnchors(archive)).at(-1);
  const head = await lastHead(letterId, chain, archive);
  return {
    chain: { events: chain.length, ...holds(letterId, chain) },
    archive:
      last === undefined
        ? null
        : { day: last.slice(ANCHORS.length, -'.json'.length), root: (await readAnchor(archive, last))?.root ?? null },
    anchored:
      head === null
        ? null
        : { day: head.day, sequence: head.sequence, agrees: chain[head.sequence - 1]?.hash === head.hash },
  };
}

function holds(letterId: LetterId, chain: readonly LetterEvent[]): { holds: boolean; problem: string | null } {
  try {
    checkChain(letterId, chain);
    return { holds: true, problem: null };
  } catch (error) {
    if (!(error instanceof BrokenChainError)) throw error;
    return { holds: false, problem: error.message };
  }
}

async function lastHead(
  letterId: LetterId,
  chain: readonly LetterEvent[],
  archive: Pick<ArchiveStore, 'read'>,
): Promise<(ChainHead & { readonly day: string }) | null> {
  const days = new Set(chain.flatMap(({ at }) => [dayOf(at), nextDay(dayOf(at))]));
  for (const day of [...days].sort().reverse().slice(0, MOST_DAYS)) {
    const anchor = await readAnchor(archive, anchorName(day));
    const head = anchor?.heads.find((one) => one.letterId === letterId);
    if (head !== undefined) return { ...head, day };
  }
  return null;
}

/** @returns null for an anchor that is not there, and for one that is none */
async function readAnchor(archive: Pick<ArchiveStore, 'read'>, name: string): Promise<Anchor | null> {
  const text = await archive.read(name);
  if (text === null) return null;
  try {
    return decodeAnchor(text);
  } catch {
    return null;
  }
}
