import { canonicalJson, type Json, sha256 } from '../canonical-json.ts';
import { ArchiveDisagreesError } from '../errors.ts';
import type { LetterEvent } from '../events.ts';
import type { LetterId } from '../letter.ts';
import type { ArchiveStore, Clock, EventStore, Log } from '../ports.ts';
import { type Anchor, type ChainHead, encodeAnchor, FIRST_PREVIOUS_ROOT, sealAnchor } from './anchor.ts';
import { anchorName, eventsName, schemaName } from './archive-names.ts';
import { dayOf, daysBetween, lastDayOver, nextDay } from './days.ts';
import { listAnchors, readAnchors } from './read-anchors.ts';
import { publishedSchemas } from './schemas.ts';

export interface ArchivePorts {
  readonly events: EventStore;
  readonly archive: ArchiveStore;
  readonly now: Clock;
  readonly log: Log;
}

/** An hour after midnight every clock and every retry of the day before has come to rest. */
export const ARCHIVE_GRACE_SECONDS = 3600;

export interface ArchiveReport {
  /** The days anchored by this run, in order; none when the last one was anchored before. */
  readonly days: readonly string[];
  readonly events: number;
}

/**
 * Archives every day that is over and not yet anchored: the events, then one anchor a day. Everything is written once.
 * A day that is archived late gets the bytes it would have got in time; an event that comes after its day was anchored
 * goes to the day in which it is archived, where its own time shows that it came late.
 *
 * Reads every chain, and compares each with what was anchored of it before: so it is also the daily alarm for a chain
 * that was changed, cut or removed.
 *
 * @throws ArchiveDisagreesError after everything else has been archived
 */
export async function archiveEvents(ports: ArchivePorts): Promise<ArchiveReport> {
  const { archive, log, now } = ports;
  const until = lastDayOver(now(), ARCHIVE_GRACE_SECONDS);
  const anchors = await listAnchors(archive);
  if (anchors.some((name) => name >= anchorName(until))) return { days: [], events: 0 };
  const { last, heads } = await readAnchors(archive, anchors);
  const first = last === null ? await firstDayOf(ports.events, until) : nextDay(last.day);

  const eventSchema = await writeSchemas(archive);
  const { grown, disagreeing } = await writeEvents(ports, heads, { first, until });
  const days = daysBetween(first, until);
  let previousRoot = last?.root ?? FIRST_PREVIOUS_ROOT;
  let events = 0;
  for (const day of days) {
    const { heads = [], events: count = 0 } = grown.get(day) ?? {};
    const anchor = sealAnchor({ formatVersion: 1, day, previousRoot, eventSchema, events: count, heads });
    await writeAnchor(archive, anchor);
    previousRoot = anchor.root;
    events += count;
  }
  log({ event: 'archive.finished', days: days.length, events, disagreeing: disagreeing.length });
  if (disagreeing.length > 0) throw new ArchiveDisagreesError(disagreeing);
  return { days, events };
}

/** The first day ever: that of the earliest event, so that what is there when archiving begins lies in its own days. */
async function firstDayOf(events: EventStore, until: string): Promise<string> {
  let first = until;
  for await (const chain of events.all()) for (const { at } of chain) if (dayOf(at) < first) first = dayOf(at);
  return first;
}

async function writeSchemas(archive: ArchiveStore): Promise<string> {
  let eventSchema = '';
  for (const { name, text } of publishedSchemas()) {
    const hash = sha256(text);
    await archive.writeOnce(schemaName(name, hash), text);
    if (name.startsWith('letter-event')) eventSchema = hash;
  }
  return eventSchema;
}

interface Days {
  readonly first: string;
  readonly until: string;
}
interface GrownOnDay {
  readonly heads: ChainHead[];
  events: number;
}

async function writeEvents(
  { events, archive }: ArchivePorts,
  archived: ReadonlyMap<string, ChainHead>,
  days: Days,
): Promise<{ grown: Map<string, GrownOnDay>; disagreeing: LetterId[] }> {
  const grown = new Map<string, GrownOnDay>();
  const missing = new Map(archived);
  const disagreeing: LetterId[] = [];
  for await (const chain of events.all()) {
    const { letterId } = chain[0]!;
    missing.delete(letterId);
    const head = archived.get(letterId);
    const written = isContinued(chain, head) ? await writeChain(archive, chain, head?.sequence ?? 0, days) : null;
    if (written === null) disagreeing.push(letterId);
    else for (const [day, part] of written) note(grown, day, part);
  }
  return { grown, disagreeing: [...disagreeing, ...[...missing.values()].map(({ letterId }) => letterId)] };
}

function isContinued(chain: readonly LetterEvent[], head: ChainHead | undefined): boolean {
  return head === undefined || chain[head.sequence - 1]?.hash === head.hash;
}

function note(grown: Map<string, GrownOnDay>, day: string, part: readonly LetterEvent[]): void {
  const { letterId, sequence, hash } = part.at(-1)!;
  const onDay = grown.get(day) ?? { heads: [], events: 0 };
  onDay.heads.push({ letterId, sequence, hash });
  onDay.events += part.length;
  grown.set(day, onDay);
}

/**
 * Writes what is not yet archived of a chain, a file a day. A file that an earlier run left before it died stands as it
 * is; what came since then goes to the next day.
 *
 * @returns what each day's file holds; null when such a file says something else than the chain
 */
async function writeChain(
  archive: ArchiveStore,
  chain: readonly LetterEvent[],
  from: number,
  { first, until }: Days,
): Promise<ReadonlyMap<string, readonly LetterEvent[]> | null> {
  const written = new Map<string, readonly LetterEvent[]>();
  const days = archiveDays(chain);
  let next = from;
  let day = first;
  while (next < chain.length) {
    day = days[next]! > day ? days[next]! : day;
    if (day > until) break;
    const through = days.findLastIndex((due) => due <= day) + 1;
    const lines = chain.slice(next, through).map((event) => `${canonicalJson(event as Json)}\n`);
    const standing = await archive.writeOnce(eventsName(chain[0]!.letterId, day), lines.join(''));
    const count = standing.split('\n').length - 1;
    if (count === 0 || standing !== lines.slice(0, count).join('')) return null;
    written.set(day, chain.slice(next, next + count));
    next += count;
    day = nextDay(day);
  }
  return written;
}

/** The day each event belongs to: its own, or an earlier one that an event behind it claims to be of. */
function archiveDays(chain: readonly LetterEvent[]): readonly string[] {
  const days = chain.map(({ at }) => dayOf(at));
  for (let index = days.length - 2; index >= 0; index--)
    if (days[index + 1]! < days[index]!) days[index] = days[index + 1]!;
  return days;
}

/** @throws ArchiveDisagreesError when another anchor stands for this day */
async function writeAnchor(archive: ArchiveStore, anchor: Anchor): Promise<void> {
  const ours = encodeAnchor(anchor);
  if ((await archive.writeOnce(anchorName(anchor.day), ours)) !== ours) throw new ArchiveDisagreesError([]);
}
