import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { folderArchive } from '../../../functions/adapters/folder-archive.ts';
import { memoryEventStore } from '../../../functions/adapters/memory-stores.ts';
import { Anchor } from '../../../functions/core/archive/anchor.ts';
import { archiveEvents } from '../../../functions/core/archive/archive-events.ts';
import { sealEvent } from '../../../functions/core/chain.ts';
import { ArchiveDisagreesError } from '../../../functions/core/errors.ts';
import type { LetterEvent } from '../../../functions/core/events.ts';
import type { LogEvent } from '../../../functions/core/log-event.ts';
import type { ArchiveStore, EventStore } from '../../../functions/core/ports.ts';
import { reviewedLetters } from '../../support/reviewed-letters.ts';

const folders: string[] = [];
async function emptyArchive() {
  const root = await mkdtemp(join(tmpdir(), 'archive-'));
  folders.push(root);
  return { root, archive: folderArchive(root) };
}
afterEach(async () => {
  for (const root of folders.splice(0)) await rm(root, { recursive: true });
});

const run = (events: EventStore, archive: ArchiveStore, now: string, log: (event: LogEvent) => void = () => {}) =>
  archiveEvents({ events, archive, now: () => now, log });

describe('the daily archive', () => {
  it('holds every event of the days that are over, in order, and an anchor for each day', async () => {
    const { events } = await reviewedLetters({ seed: 1, letters: 12 });
    const { root, archive } = await emptyArchive();
    const { days } = await run(events, archive, '2026-03-10T01:30:00.000Z');
    expect(days).toEqual(['01', '02', '03', '04', '05', '06', '07', '08', '09'].map((day) => `2026-03-${day}`));
    for await (const chain of events.all()) expect(await archivedChain(root, chain[0]!.letterId)).toEqual(chain);
    const anchors = await anchorsIn(root);
    expect(anchors.map(({ day }) => day)).toEqual(days);
    for (const [index, { previousRoot }] of anchors.entries())
      expect(previousRoot).toBe(anchors[index - 1]?.root ?? '0'.repeat(64));
  });

  it('anchors a day on which nothing happened, each with a root of its own', async () => {
    const { root, archive } = await emptyArchive();
    await run(memoryEventStore(), archive, '2026-03-02T01:00:00.000Z');
    await run(memoryEventStore(), archive, '2026-03-04T01:00:00.000Z');
    const anchors = await anchorsIn(root);
    expect(anchors.map(({ day, events, heads }) => ({ day, events, heads }))).toEqual(
      ['2026-03-01', '2026-03-02', '2026-03-03'].map((day) => ({ day, events: 0, heads: [] })),
    );
    expect(new Set(anchors.map((anchor) => anchor.root)).size).toBe(3);
  });

  it('leaves today alone, and yesterday for an hour', async () => {
    const { archive } = await emptyArchive();
    expect((await run(memoryEventStore(), archive, '2026-03-02T00:59:59.999Z')).days).toEqual(['2026-02-28']);
    expect((await run(memoryEventStore(), archive, '2026-03-02T00:59:59.999Z')).days).toEqual([]);
    expect((await run(memoryEventStore(), archive, '2026-03-02T01:00:00.000Z')).days).toEqual(['2026-03-01']);
  });

  it('gives the same bytes daily, late and repeated', async () => {
    const { events } = await reviewedLetters({ seed: 2, letters: 12 });
    const [daily, late] = [await emptyArchive(), await emptyArchive()];
    for (const day of ['02', '03', '04', '04', '05', '06']) {
      const asItWas = until(events, `2026-03-${day}T02:00:00.000Z`);
      await run(asItWas, daily.archive, `2026-03-${day}T02:00:00.000Z`);
    }
    await run(events, late.archive, '2026-03-06T12:00:00.000Z');
    await run(events, late.archive, '2026-03-06T13:00:00.000Z');
    expect(await contentOf(daily.root)).toEqual(await contentOf(late.root));
  });

  it('comes to the same bytes when it dies after any write, and is run again', async () => {
    const { events } = await reviewedLetters({ seed: 3, letters: 5 });
    const whole = await emptyArchive();
    let writes = 0;
    await run(
      events,
      counting(whole.archive, () => writes++),
      '2026-03-06T12:00:00.000Z',
    );
    expect(writes).toBeGreaterThan(10);
    const expected = await contentOf(whole.root);
    for (let death = 0; death < writes; death++) {
      const { root, archive } = await emptyArchive();
      let left = death;
      const dying = counting(archive, () => {
        if (left-- === 0) throw new Error('died');
      });
      await expect(run(events, dying, '2026-03-06T12:00:00.000Z')).rejects.toThrow('died');
      await run(events, archive, '2026-03-06T12:00:00.000Z');
      expect(await contentOf(root)).toEqual(expected);
    }
  });

  it('puts an event that comes after its day was anchored into the day it is archived in', async () => {
    const { events } = await reviewedLetters({ seed: 4, letters: 6 });
    const { root, archive } = await emptyArchive();
    await run(events, archive, '2026-03-06T12:00:00.000Z');
    const chain = await firstChain(events);
    const late = opened(chain, '2026-03-02T10:00:00.000Z');
    expect(await events.append(late)).toBe('appended');
    await run(events, archive, '2026-03-07T12:00:00.000Z');
    expect(await readFile(join(root, eventsFile(late.letterId, '2026-03-06')), 'utf8')).toContain(late.hash);
    expect(await archivedChain(root, late.letterId)).toEqual([...chain, late]);
  });

  it('keeps an event in its place behind one that is dated ahead, and the chain goes on being archived', async () => {
    const { events } = await reviewedLetters({ seed: 5, letters: 3 });
    const { root, archive } = await emptyArchive();
    const chain = await firstChain(events);
    const ahead = opened(chain, '2030-01-01T00:00:00.000Z');
    const after = opened([...chain, ahead], '2026-03-06T12:00:00.000Z');
    await events.append(ahead);
    await run(events, archive, '2026-03-06T11:00:00.000Z');
    expect(await archivedChain(root, ahead.letterId)).toEqual(chain);
    await events.append(after);
    await run(events, archive, '2026-03-08T11:00:00.000Z');
    expect(await archivedChain(root, ahead.letterId)).toEqual([...chain, ahead, after]);
  });

  it('counts in its log and names nothing', async () => {
    const { events } = await reviewedLetters({ seed: 6, letters: 4 });
    const { archive } = await emptyArchive();
    const logged: LogEvent[] = [];
    const report = await run(events, archive, '2026-03-06T12:00:00.000Z', (event) => logged.push(event));
    expect(logged).toEqual([{ event: 'archive.finished', days: 5, events: report.events, disagreeing: 0 }]);
  });
});

describe('a table that is no longer what was archived of it', () => {
  it.each<[string, (chain: readonly LetterEvent[]) => readonly LetterEvent[]]>([
    ['a chain made anew', (chain) => remade(chain)],
    ['a removed tail', (chain) => chain.slice(0, -1)],
    ['a removed letter', () => []],
  ])('raises the alarm for %s, and archives everything else', async (_, change) => {
    const { events } = await reviewedLetters({ seed: 7, letters: 6 });
    const { root, archive } = await emptyArchive();
    await run(events, archive, '2026-03-06T12:00:00.000Z');
    const { letterId } = (await firstChain(events))[0]!;
    const [, other] = await chainsIn(events);
    const more = opened(other!, '2026-03-06T12:30:00.000Z');
    await events.append(more);
    const changed = instead(events, letterId, change);
    await expect(run(changed, archive, '2026-03-07T12:00:00.000Z')).rejects.toThrow(
      new ArchiveDisagreesError([letterId]),
    );
    expect((await anchorsIn(root)).at(-1)).toMatchObject({
      day: '2026-03-06',
      heads: [{ letterId: more.letterId, sequence: more.sequence, hash: more.hash }],
    });
  });
});

const eventsFile = (letterId: string, day: string) => `events/${letterId.slice(0, 2)}/${letterId}/${day}.ndjson`;

async function archivedChain(root: string, letterId: string): Promise<LetterEvent[]> {
  const folder = join(root, 'events', letterId.slice(0, 2), letterId);
  const lines: string[] = [];
  for (const file of (await readdir(folder)).sort())
    lines.push(...(await readFile(join(folder, file), 'utf8')).split('\n').filter((line) => line !== ''));
  return lines.map((line) => JSON.parse(line));
}

async function anchorsIn(root: string): Promise<Anchor[]> {
  const files = (await readdir(join(root, 'anchors'))).sort();
  return Promise.all(
    files.map(async (file) => Anchor.parse(JSON.parse(await readFile(join(root, 'anchors', file), 'utf8')))),
  );
}

async function contentOf(root: string): Promise<Record<string, string>> {
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
  const read = files.map(async (file) => {
    const path = join(file.parentPath, file.name);
    return [path.slice(root.length), await readFile(path, 'utf8')] as const;
  });
  return Object.fromEntries((await Promise.all(read)).sort());
}

async function chainsIn(events: EventStore): Promise<(readonly LetterEvent[])[]> {
  const chains: (readonly LetterEvent[])[] = [];
  for await (const chain of events.all()) chains.push(chain);
  return chains;
}

const firstChain = async (events: EventStore) => (await chainsIn(events))[0]!;

/** The store as it stood at `time`. */
function until(events: EventStore, time: string): EventStore {
  return {
    ...events,
    async *all() {
      for await (const chain of events.all()) {
        const then = chain.filter(({ at }) => at <= time);
        if (then.length > 0) yield then;
      }
    },
  };
}

function instead(
  events: EventStore,
  letterId: string,
  change: (chain: readonly LetterEvent[]) => readonly LetterEvent[],
): EventStore {
  return {
    ...events,
    async *all() {
      for await (const chain of events.all()) {
        const changed = chain[0]!.letterId === letterId ? change(chain) : chain;
        if (changed.length > 0) yield changed;
      }
    },
  };
}

const READER = { kind: 'person', id: 'ada', role: 'reviewer' } as const;

function opened(chain: readonly LetterEvent[], at: string): LetterEvent {
  return sealEvent(chain[0]!.letterId, chain, { type: 'letter-opened', data: { what: 'letter' } }, READER, at);
}

function remade(chain: readonly LetterEvent[]): readonly LetterEvent[] {
  const made: LetterEvent[] = [];
  for (const { type, data, at, letterId } of chain)
    made.push(sealEvent(letterId, made, { type, data } as never, { kind: 'service', id: 'else' }, at));
  return made;
}

function counting(archive: ArchiveStore, onWrite: () => void): ArchiveStore {
  return {
    ...archive,
    writeOnce(name, content) {
      onWrite();
      return archive.writeOnce(name, content);
    },
  };
}
