import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderArchive } from '../../functions/adapters/folder-archive.ts';
import { archiveEvents } from '../../functions/core/archive/archive-events.ts';
import { verificationOf } from '../../functions/core/archive/verification.ts';
import { BrokenChainError } from '../../functions/core/errors.ts';
import type { LetterEvent } from '../../functions/core/events.ts';
import type { LetterId } from '../../functions/core/letter.ts';
import {
  AuditFound,
  DecisionsReport,
  LetterStory,
  LetterVerification,
} from '../../functions/review/api/audit-contract.ts';
import { LETTER, NHS_NUMBER, openReview, PEOPLE, problemIn, type World } from './world.ts';

const { ann, cat, auditor, operator } = PEOPLE;

describe('an auditor’s search', () => {
  let world: World;
  let letterId: LetterId;
  let suggestionId: string;
  const search = async (question: object) =>
    AuditFound.parse((await world.post(auditor, '/api/audit/search', question)).json());
  const idsFound = async (question: object) => (await search(question)).letters.map((letter) => letter.letterId);

  beforeAll(async () => {
    world = await openReview();
    letterId = await world.put('RZZ01/Y90001/one.txt', LETTER);
    const suggestion = await world.suggestion(ann, letterId, /breast/);
    suggestionId = suggestion.id;
    await world.decide(ann, letterId, suggestion, { kind: 'rejected', reason: 'negated', note: '=1+1' });
    world.pass(3600);
    await world.put('RZZ02/Y90002/two.txt', 'Diagnosis: chronic lymphocytic leukaemia.');
  });

  it.each([
    ['letter', () => ({ letterId })],
    ['suggestion', () => ({ suggestionId })],
    ['concept', () => ({ code: '254837009' })],
    ['rule', () => ({ rule: 'breast cancer' })],
    ['person', () => ({ actorId: 'ann' })],
    ['patient, whose number stands in the body', () => ({ nhsNumber: NHS_NUMBER })],
    ['time', () => ({ from: '2026-07-01T09:00:00.000Z', until: '2026-07-01T09:30:00.000Z' })],
    ['kind of event', () => ({ types: ['suggestion-decided', 'letter-exported'] })],
    ['several at once', () => ({ actorId: 'ann', code: '254837009', lexiconVersion: '0123456789ab' })],
  ])('finds by %s, and no other letter', async (_, question) => {
    expect(await idsFound(question())).toEqual([letterId]);
  });

  it.each([
    ['another letter', { letterId: '0'.repeat(32) }],
    ['another person', { actorId: 'ben' }],
    ['another concept', { code: '109989006' }],
    ['a time before', { until: '2026-07-01T08:00:00.000Z' }],
    ['another patient', { nhsNumber: '999 000 0026' }],
  ])('finds nothing of %s', async (_, question) => {
    expect(await idsFound(question)).toEqual([]);
  });

  it('says what was done in words, and shows no word of the letter', async () => {
    const { letters } = await search({ actorId: 'ann', suggestionId });
    const [line] = letters[0]!.lines.filter(({ type }) => type === 'suggestion-decided');
    expect(line!.says).toBe('rejected a suggestion (negated), noting: "=1+1", seen as event 3 had left it');
    expect(line!.about[0]).toMatchObject({ became: 'rejected', code: '254837009', reason: 'negated' });
    expect(line!.about[0]!.words.map(({ quote }) => quote)).toEqual([null]);
    const before = await world.typesOf(letterId);
    await search({ letterId });
    expect(await world.typesOf(letterId)).toEqual(before);
  });

  it('leads what a spreadsheet would run by an apostrophe', async () => {
    const other = await openReview();
    const amended = await other.put('RZZ01/Y90001/one.txt', LETTER);
    const formulaist = { sub: '=SUM(1)', groups: ['reviewer:Y90001'] };
    const suggestion = await other.suggestion(formulaist, amended, /breast/);
    expect((await other.decide(formulaist, amended, suggestion, { kind: 'accepted' })).status).toBe(200);
    const csv = await other.post(auditor, '/api/audit/exports', { letterId: amended, format: 'csv' });
    const cells = csv.text.split(/,|\r\n/);
    expect(cells.filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
    expect(csv.text).toContain(`,'=SUM(1),reviewer,`);
  });

  it('must be asked about something, and a number that is none is said to be none', async () => {
    expect((await world.post(auditor, '/api/audit/search', {})).status).toBe(400);
    expect((await world.post(auditor, '/api/audit/search', { next: letterId })).status).toBe(400);
    const answer = await world.post(auditor, '/api/audit/search', { nhsNumber: '999 000 0019' });
    expect([problemIn(answer).type, answer.text.includes('0019')]).toEqual(['/problems/invalid-nhs-number', false]);
  });

  it('says of letters found by worklists that they were, in the file as well', async () => {
    for (const question of [{ nhsNumber: NHS_NUMBER }, { actorId: 'ann' }, { code: '254837009' }, { suggestionId }]) {
      expect((await search(question)).through).toBe('worklists');
      expect((await exported(question)).text).toContain('Looked for in the worklists');
    }
    for (const question of [{ letterId }, { types: ['letter-opened'] }, { rule: 'breast' }]) {
      expect((await search(question)).through).toBe('events');
      expect((await exported(question)).text).not.toContain('Looked for in the worklists');
    }
  });

  it('finds the same without the worklists, as long as those may not know of every letter', async () => {
    for (const question of [{ nhsNumber: NHS_NUMBER }, { actorId: 'ann' }, { code: '254837009' }, { suggestionId }]) {
      const by = await search(question);
      await world.worklist.setFindable(false);
      const without = await search(question);
      await world.worklist.setFindable(true);
      expect(without.through).toBe('events');
      expect(without.letters).toEqual(by.letters);
      expect(by.letters.length).toBeGreaterThan(0);
    }
  });

  const exported = (body: object) => world.post(auditor, '/api/audit/exports', { ...body, format: 'csv' });

  it('is given as CSV that runs no formula, and as JSON', async () => {
    const exported = (format: string) => world.post(auditor, '/api/audit/exports', { letterId, format });
    const csv = await exported('csv');
    expect(csv.headers['content-disposition']).toBe('attachment; filename="audit-complete.csv"');
    expect(csv.text).toContain(`${letterId},ready,Y90001,5,`);
    expect(csv.text).toContain('rejected a suggestion (negated), noting: ""=1+1""');
    const json = await exported('json');
    expect(JSON.parse(json.text)).toMatchObject({ isComplete: true, lookedThrough: 1, letters: [{ letterId }] });
    expect((await world.post(ann, '/api/audit/exports', { letterId, format: 'csv' })).status).toBe(403);
  });
});

describe('bounds', () => {
  it('a search goes on where it ended until every letter was looked through, once', async () => {
    const world = await openReview();
    const all: string[] = [];
    for (let index = 0; index < 120; index++)
      all.push(await world.put(`RZZ01/Y90001/${index}.txt`, `Letter ${index}.`));
    const seen: string[] = [];
    const answers: number[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const body = { actorId: 'extract', ...(next === '' ? {} : { next }) };
      const found = AuditFound.parse((await world.post(auditor, '/api/audit/search', body)).json());
      seen.push(...found.letters.map((letter) => letter.letterId));
      answers.push(found.lookedThrough);
      next = found.next;
    }
    expect(answers).toEqual([50, 50, 20]);
    expect(seen.toSorted()).toEqual(all.toSorted());
  });

  it('a record that cannot be read is named, and hides no other', async () => {
    let hidden = '';
    const world = await openReview({
      events: (events) => ({
        ...events,
        read: async (id) => {
          if (id === hidden) throw new BrokenChainError(id, 2, 'is not an event this version knows: data');
          return events.read(id);
        },
      }),
    });
    const whole = await world.put('RZZ01/Y90001/a.txt', 'Letter a.');
    const broken = await world.put('RZZ01/Y90001/b.txt', 'Letter b.');
    hidden = broken;
    const body = { actorId: 'extract' };
    const found = AuditFound.parse((await world.post(auditor, '/api/audit/search', body)).json());
    expect([found.letters.map(({ letterId }) => letterId), found.broken]).toEqual([[whole], [broken]]);
    const csv = await world.post(auditor, '/api/audit/exports', { ...body, format: 'csv' });
    expect(csv.text).toContain(`${broken},`);
    expect(csv.text).toContain('The record of this letter cannot be read.');
    expect(DecisionsReport.parse((await world.get(operator, '/api/decisions')).json())).toMatchObject({ broken: 1 });
  });

  it('an export that cannot hold everything says so itself', async () => {
    const world = await openReview();
    for (let index = 0; index < 301; index++) await world.put(`RZZ01/Y90001/${index}.txt`, `Letter ${index}.`);
    const body = { actorId: 'extract', format: 'csv' };
    const csv = await world.post(auditor, '/api/audit/exports', body);
    expect(csv.headers['content-disposition']).toContain('audit-first-part.csv');
    expect(csv.text.trimEnd().split('\r\n').at(-1)).toContain('Not complete: 300 letters were looked through');
    const json = await world.post(auditor, '/api/audit/exports', { ...body, format: 'json' });
    expect(JSON.parse(json.text)).toMatchObject({ isComplete: false });
  }, 20_000);
});

describe('a letter’s story', () => {
  it('has the words that each code rests on, and notes who was shown them', async () => {
    const world = await openReview();
    const letterId = await world.put('RZZ01/Y90001/one.txt', LETTER);
    const story = LetterStory.parse((await world.get(auditor, `/api/letters/${letterId}/story`)).json());
    expect(story.lines.flatMap(({ about }) => about.flatMap(({ words }) => words.map(({ quote }) => quote)))).toContain(
      'breast cancer',
    );
    const last = await world.events.last(letterId);
    expect(last).toMatchObject({ type: 'letter-opened', actor: { id: 'auditor', role: 'auditor' } });
    expect(story.lines.at(-1)!.says).toBe('opened the letter');
    expect((await world.get(cat, `/api/letters/${letterId}/story`)).status).toBe(403);
  });
});

describe('verification', () => {
  const day = (iso: string) => () => iso;

  async function archivedLetter() {
    const world = await openReview();
    const letterId = await world.put('RZZ01/Y90001/one.txt', LETTER);
    const archive = folderArchive(await mkdtemp(join(tmpdir(), 'archive-')));
    await archiveEvents({ ...world, archive, now: day('2026-07-03T12:00:00.000Z') });
    return { world, letterId, archive, chain: await world.events.read(letterId) };
  }

  it('says through the API that a chain holds, and that nothing is archived yet', async () => {
    const world = await openReview();
    const letterId = await world.put('RZZ01/Y90001/one.txt', LETTER);
    const answer = await world.get(auditor, `/api/letters/${letterId}/verification`);
    expect(LetterVerification.parse(answer.json())).toEqual({
      chain: { events: 3, holds: true, problem: null },
      archive: null,
      anchored: null,
    });
    expect(await world.typesOf(letterId)).toHaveLength(3);
  });

  it('names the last anchor, and the one that holds this letter’s head', async () => {
    const { letterId, archive, chain } = await archivedLetter();
    expect(await verificationOf(letterId, chain, archive)).toEqual({
      chain: { events: 3, holds: true, problem: null },
      archive: { day: '2026-07-02', root: expect.stringMatching(/^[0-9a-f]{64}$/) },
      anchored: { day: '2026-07-01', sequence: 3, agrees: true },
    });
  });

  it.each<[string, (chain: readonly LetterEvent[]) => LetterEvent[], object]>([
    [
      'a changed event',
      (chain) => chain.map((event, index) => (index === 1 ? { ...event, at: '2026-07-01T08:00:00.000Z' } : event)),
      { chain: { events: 3, holds: false, problem: expect.stringContaining('event 2: hash does not fit') } },
    ],
    [
      'a tail that was cut',
      (chain) => chain.slice(0, 2),
      { chain: { holds: true }, anchored: { sequence: 3, agrees: false } },
    ],
  ])('sees %s', async (_, tampered, verdict) => {
    const { letterId, archive, chain } = await archivedLetter();
    expect(await verificationOf(letterId, tampered(chain), archive)).toMatchObject(verdict);
  });
});

describe('the report of decisions', () => {
  it('counts by phrase, concept and rule for auditors and operators, and for nobody else', async () => {
    const world = await openReview();
    const letterId = await world.put('RZZ01/Y90001/one.txt', LETTER);
    const suggestion = await world.suggestion(ann, letterId, /breast/);
    await world.decide(ann, letterId, suggestion, { kind: 'rejected', reason: 'negated' });
    for (const who of [auditor, operator]) {
      const report = DecisionsReport.parse((await world.get(who, '/api/decisions?by=concept')).json());
      expect(report).toMatchObject({
        rows: [
          {
            key: '254837009',
            rejected: 1,
            reasons: { negated: 1 },
            letters: [letterId],
            inWords: 'rejected 1 of 1 times',
          },
        ],
        allRows: 1,
        lookedThrough: 1,
        isComplete: true,
      });
    }
    expect((await world.get(operator, '/api/decisions?by=colour')).status).toBe(400);
    expect((await world.get(ann, '/api/decisions')).status).toBe(403);
  });
});
