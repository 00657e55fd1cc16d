import type { Actor, LetterEvent } from './events.ts';
import { isFolderMarker, letterIdOf } from './letter.ts';
import type { Announcer, StoredLetter } from './ports.ts';
import { type ReceivePorts, receiveLetter, writeViews } from './receive-letter.ts';

export interface SweepPorts extends ReceivePorts {
  readonly announcer: Announcer;
}

export interface SweepReport {
  /** Object versions looked at. */
  readonly seen: number;
  /** Letters whose next step was asked for. */
  readonly started: number;
  /** False when time ran out: the next run goes on behind the last page. */
  readonly complete: boolean;
}

const ACTOR: Actor = { kind: 'service', id: 'sweep' };
const AT_ONCE = 20;

/**
 * Compares the bucket with the events, and starts whatever was never announced or stopped half way; also writes a
 * view that lags behind its events. What changed within `graceSeconds` is left to the ordinary way.
 */
export async function sweepLetters(
  ports: SweepPorts,
  { graceSeconds, hasTime }: { graceSeconds: number; hasTime: () => boolean },
): Promise<SweepReport> {
  const settledBefore = new Date(Date.parse(ports.now()) - graceSeconds * 1000).toISOString();
  let seen = 0;
  let started = 0;
  let complete = true;
  for await (const page of ports.letters.list((await ports.worklist.sweepCursor()) ?? undefined)) {
    for (let from = 0; from < page.objects.length; from += AT_ONCE) {
      const batch = page.objects.slice(from, from + AT_ONCE);
      const outcomes = await Promise.all(batch.map((stored) => sweepOne(ports, stored, settledBefore)));
      seen += batch.length;
      started += outcomes.filter(Boolean).length;
    }
    await ports.worklist.saveSweepCursor(page.cursor);
    if (!hasTime()) {
      complete = false;
      break;
    }
  }
  if (complete) await ports.worklist.saveSweepCursor(null);
  ports.log({ event: 'sweep.finished', seen, started, complete });
  return { seen, started, complete };
}

/** @returns whether a next step was asked for */
async function sweepOne(ports: SweepPorts, stored: StoredLetter, settledBefore: string): Promise<boolean> {
  if (isFolderMarker(stored.object, stored.sizeBytes)) return false;
  const letterId = letterIdOf(stored.object);
  const last = await ports.events.last(letterId);
  if (last === null) {
    if (stored.storedAt > settledBefore) return false;
    await receiveLetter(ports, stored.object, ACTOR);
    await ports.announcer.toExtract(letterId);
    return true;
  }
  const view = await ports.worklist.get(letterId);
  if (view === null || view.letter.sequence < last.sequence) await writeViews(ports, await ports.events.read(letterId));
  if (last.at > settledBefore) return false;
  return startAgain(ports, last);
}

/** A letter that stopped after its text was recorded may also have stopped before its older version was superseded. */
async function startAgain({ announcer }: SweepPorts, { type, letterId }: LetterEvent): Promise<boolean> {
  if (type !== 'letter-received' && type !== 'text-extracted') return false;
  await announcer.toExtract(letterId);
  if (type === 'text-extracted') await announcer.toSuggest(letterId);
  return true;
}
