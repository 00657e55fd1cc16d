import { sha256 } from './canonical-json.ts';
import { appendEvent } from './chain.ts';
import { type Directory, knowsPractice } from './directory.ts';
import type { Actor, LetterEvent } from './events.ts';
import { type LetterId, type LetterObject, letterIdOf, routeOf } from './letter.ts';
import type { Clock, EventStore, LetterSource, Log, Worklist } from './ports.ts';
import type { QuarantineReason } from './quarantine-reason.ts';
import { makeViews } from './views.ts';

export interface ReceivePorts {
  readonly letters: LetterSource;
  readonly events: EventStore;
  readonly worklist: Worklist;
  readonly now: Clock;
  readonly log: Log;
}

/** Larger objects are not fetched: they are quarantined as `too-large`. */
export const MAXIMUM_LETTER_BYTES = 20_000_000;

/**
 * Step 2 of a letter's life: the object version becomes a letter with a first event. Called again, it changes
 * nothing. The object is read here so that the event holds the hash of the bytes as they arrived.
 */
export async function receiveLetter(ports: ReceivePorts, object: LetterObject, actor: Actor): Promise<LetterId> {
  const letterId = letterIdOf(object);
  if ((await ports.events.last(letterId)) !== null) return letterId;
  const sizeBytes = await ports.letters.size(object);
  const bytes = sizeBytes !== null && sizeBytes <= MAXIMUM_LETTER_BYTES ? await ports.letters.fetch(object) : null;
  const route = routeOf(object.key);
  const chain = await appendEvent(ports, letterId, actor, (before) =>
    before.length > 0
      ? null
      : {
          type: 'letter-received',
          data: {
            object,
            sizeBytes,
            contentHash: bytes === null ? null : sha256(bytes),
            sender: route?.sender ?? null,
            practice: route?.practice ?? null,
          },
        },
  );
  ports.log({ event: 'letter.received', letterId, sizeBytes });
  await writeViews(ports, chain);
  return letterId;
}

/** What its first event alone says against reading a letter; null when nothing does. */
export function whyNotRead(chain: readonly LetterEvent[], directory: Directory): QuarantineReason | null {
  const first = chain[0];
  if (first?.type !== 'letter-received') return null;
  const { sender, practice, sizeBytes, contentHash } = first.data;
  if (sender === null || practice === null) return 'misplaced-key';
  if (!knowsPractice(directory, practice)) return 'unknown-practice';
  if (sizeBytes === null) return 'missing';
  if (contentHash === null) return sizeBytes > MAXIMUM_LETTER_BYTES ? 'too-large' : 'missing';
  return null;
}

/** Writes a letter's views from its events as they stand. */
export async function writeViews({ worklist }: { worklist: Worklist }, chain: readonly LetterEvent[]): Promise<void> {
  const views = makeViews(chain);
  if (views !== null) await worklist.put(views);
}
