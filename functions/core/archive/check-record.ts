import { canonicalJson, type Json } from '../canonical-json.ts';
import { checkChain } from '../chain.ts';
import { BrokenChainError } from '../errors.ts';
import type { LetterEvent } from '../events.ts';
import type { LetterId } from '../letter.ts';
import type { ArchiveStore, EventStore, Worklist } from '../ports.ts';
import { readChains } from '../trace/read-chains.ts';
import { makeViews } from '../views.ts';
import { type Anchor, decodeAnchor } from './anchor.ts';

/** Something that is not as it should be, and of which letter; null where an anchor itself is wrong. */
export interface WrongInRecord {
  readonly letterId: LetterId | null;
  readonly says: string;
}

export interface RecordPorts {
  readonly events: Pick<EventStore, 'read'>;
  readonly worklist: Pick<Worklist, 'get'>;
  readonly archive: Pick<ArchiveStore, 'read'>;
}

/**
 * Whether these letters' chains hold and their worklist entries say what the events say, as far as whoever keeps them can tell.
 * The proof is the offline verifier's, which shares no code with this.
 */
export async function checkLetters(
  { events, worklist }: RecordPorts,
  letterIds: readonly LetterId[],
): Promise<{ events: number; wrong: readonly WrongInRecord[] }> {
  const wrong: WrongInRecord[] = [];
  let count = 0;
  for await (const { letterId, chain } of readChains(events, letterIds)) {
    count += chain?.length ?? 0;
    const says = chain === null ? 'its record cannot be read' : await wrongWith({ events, worklist }, letterId, chain);
    if (says !== null) wrong.push({ letterId, says });
  }
  return { events: count, wrong };
}

async function wrongWith(
  { events, worklist }: Pick<RecordPorts, 'events' | 'worklist'>,
  letterId: LetterId,
  chain: readonly LetterEvent[],
): Promise<string | null> {
  try {
    checkChain(letterId, chain);
  } catch (error) {
    if (!(error instanceof BrokenChainError)) throw error;
    return error.message;
  }
  // What is being written just now may be half there: before it is called wrong it is read again.
  const agrees = (await isShown(worklist, chain)) || (await isShown(worklist, await events.read(letterId)));
  return agrees ? null : 'its worklist entry does not say what its events say';
}

async function isShown(worklist: Pick<Worklist, 'get'>, chain: readonly LetterEvent[]): Promise<boolean> {
  const made = makeViews(chain);
  const stored = made === null ? null : await worklist.get(made.letter.letterId);
  if (made === null || stored === null) return false;
  const shown = ({ letter, suggestions }: typeof stored) => canonicalJson({ letter, suggestions } as unknown as Json);
  return shown(stored) === shown(made);
}

/** Whether every chain that one day's anchor names is still there as it was, and the anchor follows the one before it. */
export async function checkAnchor(
  { events, archive }: RecordPorts,
  name: string,
  before: string | undefined,
): Promise<{ letters: number; wrong: readonly WrongInRecord[] }> {
  const anchor = await anchorNamed(archive, name);
  if (anchor === null) return { letters: 0, wrong: [{ letterId: null, says: `${name} is no whole anchor` }] };
  const wrong: WrongInRecord[] = [];
  const earlier = before === undefined ? null : await anchorNamed(archive, before);
  if (earlier !== null && earlier.root !== anchor.previousRoot)
    wrong.push({ letterId: null, says: `${name} does not follow ${before}` });
  const heads = new Map(anchor.heads.map((head) => [head.letterId, head]));
  for await (const { letterId, chain } of readChains(events, heads.keys())) {
    const { sequence, hash } = heads.get(letterId)!;
    if (chain?.[sequence - 1]?.hash === hash) continue;
    wrong.push({ letterId, says: `its event ${sequence} is not the one that was anchored on ${anchor.day}` });
  }
  return { letters: heads.size, wrong };
}

async function anchorNamed(archive: Pick<ArchiveStore, 'read'>, name: string): Promise<Anchor | null> {
  const text = await archive.read(name);
  try {
    return text === null ? null : decodeAnchor(text);
  } catch {
    return null;
  }
}
