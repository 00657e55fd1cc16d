import { appendEvent } from './chain.ts';
import { currentRun } from './current-run.ts';
import { SweepFailedError } from './errors.ts';
import type { Actor, LetterEvent } from './events.ts';
import { isFolderMarker, letterIdOf } from './letter.ts';
import type { Announcer, StoredLetter } from './ports.ts';
import { type ReceivePorts, receiveLetter, writeViews } from './receive-letter.ts';
import { type LetterState, makeViews } from './views.ts';

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
const MOST_STARTS = 5;

/**
 * Compares the bucket with the events, and starts whatever was never announced or stopped half way; also writes a
 * view that lags behind its events. What changed within `graceSeconds` is left to the ordinary way.
 *
 * @throws SweepFailedError when some letters failed, after all the others have been swept
 */
export async function sweepLetters(
  ports: SweepPorts,
  { graceSeconds, hasTime }: { graceSeconds: number; hasTime: () => boolean },
): Promise<SweepReport> {
  const settledBefore = new Date(Date.parse(ports.now()) - graceSeconds * 1000).toISOString();
  let seen = 0;
  let started = 0;
  let failed = 0;
  let complete = true;
  for await (const page of ports.letters.list((await ports.worklist.sweepCursor()) ?? undefined)) {
    for (let from = 0; from < page.objects.length; from += AT_ONCE) {
      const batch = page.objects.slice(from, from + AT_ONCE);
      const outcomes = await Promise.all(batch.map((stored) => sweepSafely(ports, stored, settledBefore)));
      seen += batch.length;
      started += outcomes.filter((outcome) => outcome === 'started').length;
      failed += outcomes.filter((outcome) => outcome === 'failed').length;
    }
    await ports.worklist.saveSweepCursor(page.cursor);
    if (!hasTime()) {
      complete = false;
      break;
    }
  }
  if (complete) await ports.worklist.saveSweepCursor(null);
  ports.log({ event: 'sweep.finished', seen, started, failed, complete });
  if (failed > 0) throw new SweepFailedError(failed);
  return { seen, started, complete };
}

type Outcome = 'nothing-to-do' | 'started' | 'failed';

/** One letter that cannot be swept fails alone: it must not hide the letters behind it. */
async function sweepSafely(ports: SweepPorts, stored: StoredLetter, settledBefore: string): Promise<Outcome> {
  try {
    return await sweepOne(ports, stored, settledBefore);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'not an Error';
    ports.log({ event: 'letter.failed', letterId: letterIdOf(stored.object), error: name });
    return 'failed';
  }
}

async function sweepOne(ports: SweepPorts, stored: StoredLetter, settledBefore: string): Promise<Outcome> {
  if (isFolderMarker(stored.object, stored.sizeBytes)) return 'nothing-to-do';
  const letterId = letterIdOf(stored.object);
  const last = await ports.events.last(letterId);
  if (last === null) {
    if (stored.storedAt > settledBefore) return 'nothing-to-do';
    await receiveLetter(ports, stored.object, ACTOR);
    await ports.announcer.toExtract(letterId);
    return 'started';
  }
  const state = await currentState(ports, last);
  if (last.at > settledBefore || state !== 'received') return 'nothing-to-do';
  return startAgain(ports, last);
}

/** As its view says; a view that lags behind its events is written first. */
async function currentState(ports: SweepPorts, { letterId, sequence }: LetterEvent): Promise<LetterState | undefined> {
  const view = await ports.worklist.get(letterId);
  if (view !== null && view.letter.sequence >= sequence) return view.letter.state;
  const chain = await ports.events.read(letterId);
  await writeViews(ports, chain);
  return makeViews(chain)?.letter.state;
}

/**
 * A letter that stopped after its text was recorded may also have stopped before its older version was superseded. One that was
 * started again five times in vain is set aside: no retry is without an end.
 */
async function startAgain(ports: SweepPorts, { letterId, sequence }: LetterEvent): Promise<Outcome> {
  if ((await ports.worklist.countStart(letterId, sequence)) > MOST_STARTS) {
    const chain = await appendEvent(ports, letterId, ACTOR, (before) =>
      before.length === sequence ? { type: 'letter-quarantined', data: { reason: 'kept-failing' } } : null,
    );
    ports.log({ event: 'letter.quarantined', letterId, reason: 'kept-failing' });
    await writeViews(ports, chain);
    return 'nothing-to-do';
  }
  await ports.announcer.toExtract(letterId);
  const run = currentRun(await ports.events.read(letterId));
  if (run.some(({ type }) => type === 'text-extracted')) await ports.announcer.toSuggest(letterId);
  return 'started';
}
