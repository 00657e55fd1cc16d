import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderArchive } from '../../functions/adapters/folder-archive.ts';
import { archiveEvents } from '../../functions/core/archive/archive-events.ts';
import { checkAnchor } from '../../functions/core/archive/check-record.ts';
import { TextDocumentError } from '../../functions/core/errors.ts';
import type { LetterEvent } from '../../functions/core/events.ts';
import { compileLexicon } from '../../functions/core/lexicon/lexicon.ts';
import type { EventStore, Worklist } from '../../functions/core/ports.ts';
import { reprocessLetter } from '../../functions/core/reprocess-letter.ts';
import {
  CheckedRecord,
  type CheckRecord,
  LetterReplay,
  ReplayedStretch,
} from '../../functions/review/api/checks-contract.ts';
import { SMALL_ARTEFACT } from '../support/small-lexicon.ts';
import { LETTER, openReview, problemIn, UNREADABLE, type World } from './world.ts';

const auditor = { sub: 'auditor', groups: ['auditor'] };
type Stores = Parameters<typeof openReview>[0];

async function checkAll(world: World): Promise<CheckedRecord[]> {
  const answers: CheckedRecord[] = [];
  let next: CheckRecord['next'];
  do {
    const body = next === undefined ? {} : { next };
    answers.push(CheckedRecord.parse((await world.post(auditor, '/api/audit/checks', body)).json()));
    next = answers.at(-1)!.next;
  } while (next !== undefined);
  return answers;
}

const wrongIn = (answers: readonly CheckedRecord[]) => answers.flatMap(({ wrong }) => wrong);

describe('the record checked through the API', () => {
  let archive: string;
  beforeEach(() => {
    archive = mkdtempSync(join(tmpdir(), 'checked-'));
  });
  afterEach(() => rmSync(archive, { recursive: true }));

  /** Three letters, and all of them archived. */
  async function archived(replaced: Stores = {}) {
    const world = await openReview({ ...replaced, archive: folderArchive(archive) });
    const letterIds = [];
    for (const name of ['a', 'b', 'c'])
      letterIds.push(await world.put(`RZZ01/Y90001/${name}.txt`, `${LETTER} ${name}`));
    const now = () => '2026-07-03T12:00:00.000Z';
    await archiveEvents({ events: world.events, archive: folderArchive(archive), now, log: () => {} });
    return { world, letterIds };
  }

  it('holds when nobody touched it, day by day, and notes nothing', async () => {
    const { world, letterIds } = await archived();
    const before = await Promise.all(letterIds.map((letterId) => world.typesOf(letterId)));
    const answers = await checkAll(world);
    expect(answers.map(({ letters, days }) => [letters, days])).toEqual([
      [3, 0],
      [0, 1],
      [0, 1],
    ]);
    expect(answers[0]!.events).toBe(before.flat().length);
    expect(wrongIn(answers)).toEqual([]);
    expect(await Promise.all(letterIds.map((letterId) => world.typesOf(letterId)))).toEqual(before);
  });

  it.each<[string, RegExp, Stores]>([
    ['a changed event', /hash does not fit/, { events: changed((chain) => chain.with(0, dated(chain[0]!))) }],
    ['a removed event', /has sequence 3/, { events: changed((chain) => chain.toSpliced(1, 1)) }],
    [
      'a removed tail',
      /event \d is not the one that was anchored on 2026-07-0/,
      { events: changed((chain) => chain.slice(0, -1)) },
    ],
    ['an edited view', /worklist entry does not say/, { worklist: edited }],
  ])('names the letter with %s', async (_, says, tampered) => {
    const { world, letterIds } = await archived(tampered);
    tampering.with = letterIds[1]!;
    const wrong = wrongIn(await checkAll(world));
    tampering.with = '';
    expect(wrong.map((one) => one.says).join('\n')).toMatch(says);
    expect(new Set(wrong.map(({ letterId }) => letterId))).toEqual(new Set([letterIds[1]]));
  });

  it('names an anchor that is not whole, and one that does not follow the one before', async () => {
    const { world } = await archived();
    const [first, second] = readdirSync(join(archive, 'anchors')).sort();
    const anchor = readFileSync(join(archive, 'anchors', second!), 'utf8');
    rmSync(join(archive, 'anchors', second!));
    writeFileSync(join(archive, 'anchors', second!), anchor.replace('"events"', '"Events"'));
    expect(wrongIn(await checkAll(world))).toEqual([{ letterId: null, says: `anchors/${second} is no whole anchor` }]);
    rmSync(join(archive, 'anchors', second!));
    writeFileSync(join(archive, 'anchors', second!), anchor);
    const ports = { events: world.events, worklist: world.worklist, archive: folderArchive(archive) };
    const { wrong } = await checkAnchor(ports, `anchors/${first}`, `anchors/${second}`);
    expect(wrong).toEqual([{ letterId: null, says: `anchors/${first} does not follow anchors/${second}` }]);
  });
});

/** Set once the letters are there: until then the stores are as they are. */
const tampering = { with: '' };

function changed(change: (chain: readonly LetterEvent[]) => readonly LetterEvent[]) {
  return (events: EventStore): EventStore => ({
    ...events,
    read: async (letterId) => {
      const chain = await events.read(letterId);
      return letterId === tampering.with ? change(chain) : chain;
    },
  });
}

const dated = (event: LetterEvent): LetterEvent => ({ ...event, at: '2026-07-01T08:00:00.000Z' });

function edited(worklist: Worklist): Worklist {
  return {
    ...worklist,
    get: async (letterId) => {
      const found = await worklist.get(letterId);
      if (letterId !== tampering.with || found === null) return found;
      return { ...found, letter: { ...found.letter, held: found.letter.held + 1 } };
    },
  };
}

const LETTER_OF_CLL = 'Diagnosis: chronic lymphocytic leukaemia.';
const WITHOUT_BREAST = compileLexicon({
  ...SMALL_ARTEFACT,
  version: 'ffffffffffff',
  descriptions: SMALL_ARTEFACT.descriptions.slice(0, 2),
  prepared: { ...SMALL_ARTEFACT.prepared, descriptions: SMALL_ARTEFACT.prepared.descriptions.slice(0, 2) },
});

describe('what was suggested, read again through the API', () => {
  async function replayAll(world: World): Promise<ReplayedStretch[]> {
    const answers: ReplayedStretch[] = [];
    let next: string | undefined;
    do {
      const body = next === undefined ? {} : { next };
      answers.push(ReplayedStretch.parse((await world.post(auditor, '/api/audit/replay', body)).json()));
      next = answers.at(-1)!.next;
    } while (next !== undefined);
    return answers;
  }

  it('is the same today, and says of a letter never assessed that there is nothing to read again', async () => {
    const world = await openReview();
    const letterId = await world.put('RZZ01/Y90001/a.txt', LETTER);
    const locked = await world.put('RZZ01/Y90001/locked.pdf', 'locked', UNREADABLE);
    const of = async (id: string) => LetterReplay.parse((await world.get(auditor, `/api/letters/${id}/replay`)).json());
    expect((await of(letterId)).replayed).toMatchObject({ same: true, more: [], fewer: [], other: [] });
    expect((await of(locked)).replayed).toBeNull();
    expect(await replayAll(world)).toMatchObject([
      { lookedThrough: 2, letters: 1, same: 1, different: 0, changed: [] },
    ]);
    expect((await world.get(auditor, `/api/letters/${letterId}/replay`)).text).not.toContain('999');
  });

  it('says what would be otherwise, letter by letter and code by code', async () => {
    const world = await openReview();
    const [letterId] = [
      await world.put('RZZ01/Y90001/a.txt', LETTER),
      await world.put('RZZ01/Y90001/b.txt', LETTER_OF_CLL),
    ];
    // As an earlier lexicon had it, which knew of no cancer of the breast.
    const run = { ...world, lexicon: WITHOUT_BREAST, log: () => {} };
    const done = await reprocessLetter(run, letterId!, { kind: 'person', id: 'olga', role: 'operator' });
    expect(done).toBe('reprocessed');
    const [answer] = await replayAll(world);
    expect(answer).toMatchObject({ letters: 2, same: 1, different: 1, more: 1, fewer: 0, changed: [letterId] });
    expect(answer!.codes).toEqual([
      { code: '254837009', display: 'Malignant neoplasm of breast', more: 1, fewer: 0, other: 0 },
    ]);
    const one = LetterReplay.parse((await world.get(auditor, `/api/letters/${letterId}/replay`)).json());
    expect(one.under.lexiconVersion).toBe('0123456789ab');
    expect(one.replayed).toMatchObject({ same: false, recorded: { lexiconVersion: 'ffffffffffff' } });
    expect(one.replayed!.more.map(({ code }) => code)).toEqual(['254837009']);
  });

  it('counts a letter whose text is gone as one that could not be read again', async () => {
    const world = await openReview();
    const letterId = await world.put('RZZ01/Y90001/a.txt', LETTER);
    world.texts.get = async () => {
      throw new TextDocumentError(letterId, 'is not there');
    };
    expect(await replayAll(world)).toMatchObject([{ letters: 1, same: 0, different: 0, failed: 1 }]);
    const answer = await world.get(auditor, `/api/letters/${letterId}/replay`);
    expect(problemIn(answer).type).toBe('/problems/letter-text-unavailable');
  });

  it('goes on where it ended, every letter once', async () => {
    const world = await openReview();
    for (let index = 0; index < 70; index++) await world.put(`RZZ01/Y90001/${index}.txt`, `${LETTER} ${index}`);
    const answers = await replayAll(world);
    expect(answers.map(({ letters }) => letters)).toEqual([50, 20]);
  });
});
