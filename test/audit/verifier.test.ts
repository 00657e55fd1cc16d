import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readKeptAnchors } from '../../functions/audit/verify/anchors.ts';
import { verifyArchive } from '../../functions/audit/verify/archive-check.ts';
import { canonical, digest } from '../../functions/audit/verify/canonical.ts';
import { CLOCK_TOLERANCE_SECONDS, checkChain } from '../../functions/audit/verify/chain-check.ts';
import { CannotVerifyError, MOST_FINDINGS } from '../../functions/audit/verify/finding.ts';
import { growingTree } from '../../functions/audit/verify/tree.ts';
import { encodeAnchor, sealAnchor } from '../../functions/core/archive/anchor.ts';
import { merkleRoot } from '../../functions/core/archive/merkle.ts';
import { canonicalJson, type Json, sha256 } from '../../functions/core/canonical-json.ts';
import type { LetterEvent } from '../../functions/core/events.ts';
import { seeded } from '../support/seeded.ts';
import { archivedLetters } from './archived-letters.ts';
import { anchorAnew, type OpenArchive, openArchive, TAMPERINGS } from './tampering.ts';

/** The verifier part by part, in this process and quickly: what it is mutated against. */
let root: string;
let remove: () => Promise<void>;
let archive: OpenArchive;
beforeAll(async () => {
  ({ root, remove } = await archivedLetters({ seed: 81, letters: 7 }));
  archive = openArchive(root);
});
afterEach(() => archive.restore());
afterAll(() => remove());

const findings = (kept = '') => verifyArchive(root, kept === '' ? [] : readKeptAnchors(kept)).findings;
const longest = () => [...archive.letters].sort((a, b) => archive.chain(b).length - archive.chain(a).length)[0]!;
const eventsOf = (letterId: string) => archive.chain(letterId).map(({ event }) => event);
const sealed = ({ hash: _, ...event }: LetterEvent) =>
  ({ ...event, hash: sha256(canonicalJson(event as Json)) }) as LetterEvent;
const inTable = (events: readonly unknown[]) => events.map((value) => ({ value, day: null }));

describe('its parts', () => {
  it.each([
    [{ b: 1, a: [null, true, 'x'], ä: 1e21, '\u20ac': -0, '': {} }],
    [['"\\\u0007\u2028👩', 0.1, [], '']],
    [{ '10': 1, '9': 2, a: { z: [{ b: 1, a: 2 }] } }],
  ])('writes canonical JSON as the writer does: %j', (value) => {
    expect(canonical(value)).toBe(canonicalJson(value as Json));
  });

  it('hashes text as UTF-8, and bytes', () => {
    expect(digest('é')).toBe(sha256('é'));
    expect(digest(Buffer.from('é'))).toBe(sha256('é'));
  });

  it('grows the tree of RFC 6962 to the root that is made of all its leaves at once', () => {
    const tree = growingTree();
    const leaves: string[] = [];
    for (let count = 1; count <= 40; count++) {
      leaves.push(`leaf ${count}`);
      tree.add(`leaf ${count}`);
      expect(tree.root()).toBe(merkleRoot(leaves));
    }
  });
});

describe('a chain', () => {
  it('holds in an archive and in a table', () => {
    for (const letterId of archive.letters) {
      expect(checkChain(letterId, inTable(eventsOf(letterId)))).toBeNull();
      const kept = archive.chain(letterId).map(({ day, event }) => ({ day, value: event }));
      expect(checkChain(letterId, kept)).toBeNull();
    }
  });

  it.each<[string, (events: LetterEvent[]) => unknown[], object]>([
    ['nothing', () => [null], { fault: 'not-by-schema', sequence: 1, says: 'is not an event' }],
    ['a list', ([one]) => [one, []], { fault: 'not-by-schema', sequence: 2, says: 'is not an event' }],
    [
      'another’s event',
      ([one]) => [sealed({ ...one!, letterId: 'f'.repeat(32) as never })],
      { fault: 'inserted', field: 'letterId' },
    ],
    [
      'an unknown type',
      ([one]) => [sealed({ ...one!, type: 'letter-lost' as never })],
      { fault: 'not-by-schema', field: 'type' },
    ],
    ['no type', ([one]) => [sealed({ ...one!, type: 7 as never })], { fault: 'not-by-schema', field: 'type' }],
    [
      'a later format',
      ([one]) => [sealed({ ...one!, formatVersion: 2 as never })],
      { fault: 'not-by-schema', field: 'formatVersion' },
    ],
    [
      'a member too many',
      ([one]) => [sealed({ ...one!, data: { ...one!.data, more: 1 } as never })],
      { fault: 'not-by-schema', field: 'data.more' },
    ],
    [
      'a member of another kind',
      ([one]) => [sealed({ ...one!, actor: { kind: 'robot', id: 'x' } as never })],
      { fault: 'not-by-schema', field: 'actor.kind' },
    ],
    [
      'a time that is none',
      ([one]) => [sealed({ ...one!, at: '2026-13-01T00:00:00.000Z' })],
      { fault: 'not-by-schema', field: 'at' },
    ],
    [
      'a changed event',
      ([one]) => [{ ...one!, actor: { kind: 'service', id: 'else' } }],
      { fault: 'changed', sequence: 1, field: 'hash' },
    ],
    [
      'a changed event that shows its field',
      ([one]) => [{ ...one!, at: 'now' }],
      { fault: 'changed', sequence: 1, field: 'at' },
    ],
    [
      'a changed sequence that is none',
      ([one]) => [{ ...one!, sequence: 'one' }],
      { fault: 'changed', sequence: 1, field: 'sequence' },
    ],
    ['a swap', ([one, two, three]) => [one, three, two], { fault: 'swapped', sequence: 2, field: 'sequence' }],
    ['a gap', ([one, , three]) => [one, three], { fault: 'removed', sequence: 2, field: 'sequence' }],
    ['a lost beginning', ([, two, three]) => [two, three], { fault: 'removed', sequence: 1 }],
    ['an event twice', ([one, two]) => [one, two, two], { fault: 'inserted', sequence: 2, field: 'sequence' }],
    [
      'an event made anew',
      ([one, two, three]) => [one, sealed({ ...two!, actor: { kind: 'service', id: 'else' } }), three],
      { fault: 'rewritten', sequence: 3, field: 'previousHash' },
    ],
  ])('with %s does not', (_, change, expected) => {
    const letterId = longest();
    const wrong = checkChain(letterId, inTable(change(eventsOf(letterId))));
    expect(wrong).toMatchObject({ letterId, ...expected });
    expect(wrong?.says).toMatch(/\w{3}/);
  });

  it.each([
    [CLOCK_TOLERANCE_SECONDS, null],
    [CLOCK_TOLERANCE_SECONDS + 1, { fault: 'back-dated', sequence: 2, field: 'at' }],
  ])('may go back in time by %i seconds: %o', (seconds, expected) => {
    const letterId = longest();
    const [one, two] = eventsOf(letterId);
    const at = new Date(Date.parse(one!.at) - seconds * 1000).toISOString();
    const wrong = checkChain(letterId, inTable([one, sealed({ ...two!, at })]));
    if (expected === null) expect(wrong).toBeNull();
    else expect(wrong).toMatchObject(expected);
  });

  it.each([
    ['2026-03-09', { fault: 'back-dated', field: 'at', day: '2026-03-09' }],
    ['2026-02-01', { fault: 'inserted', field: 'at', day: '2026-02-01' }],
  ])('stands in the day of its events, not in %s', (day, expected) => {
    const letterId = longest();
    const [value] = eventsOf(letterId);
    expect(checkChain(letterId, [{ value, day }])).toMatchObject({ letterId, sequence: 1, ...expected });
  });
});

describe('an archive', () => {
  it('that nobody touched holds, and says how far it goes', () => {
    const { findings: none, ...seen } = verifyArchive(root, readKeptAnchors(join(root, 'anchors')));
    expect(none).toEqual([]);
    const last = archive.anchor('2026-03-09');
    expect(seen).toEqual({
      what: 'archive',
      letters: archive.letters.length,
      events: archive.letters.flatMap(eventsOf).length,
      days: { from: '2026-03-01', to: '2026-03-09', count: 9, root: last.root },
    });
  });

  it.each(Object.keys(TAMPERINGS))('is found out and named: %s', (kind) => {
    const chance = seeded(kind.length);
    for (let done = 0; done < 6; ) {
      const named = TAMPERINGS[kind]!(archive, chance);
      if (named !== null) {
        const [first] = findings();
        expect(first).toMatchObject(named);
        expect(first!.says).toMatch(/\w{3}/);
        done++;
      }
      archive.restore();
    }
  });

  it('names each letter that is wrong once', () => {
    const [one, two, three] = archive.letters;
    archive.putChain(one!, archive.chain(one!).slice(0, -1));
    archive.putChain(two!, archive.chain(two!).slice(1));
    archive.putChain(three!, []);
    expect(
      findings()
        .map(({ letterId, fault }) => `${letterId} ${fault}`)
        .sort(),
    ).toEqual([`${one} tail-removed`, `${two} removed`, `${three} letter-removed`].sort());
  });

  it.each<[string, (text: string) => string, string]>([
    ['breaks off', (text) => text.slice(0, -2), 'its line breaks off'],
    ['is empty', () => '', 'its line breaks off'],
    ['is blank', () => '\n', 'its line is not JSON'],
    ['is no JSON', (text) => text.replace('{', '['), 'its line is not JSON'],
    ['is spaced', (text) => text.replace('{', '{ '), 'its line is not written canonically'],
  ])('has a file that %s', (_, change, says) => {
    const [letterId] = archive.letters;
    const { day } = archive.chain(letterId!)[0]!;
    const file = join(root, 'events', letterId!.slice(0, 2), letterId!, `${day}.ndjson`);
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    writeFileSync(file, change(text));
    const found = findings()[0];
    writeFileSync(file, text);
    if (says === '') return;
    expect(found).toMatchObject({ letterId, day, says: change(text) === '' ? expect.any(String) : says });
  });

  it.each([
    ['a folder of events', 'events/zz', 'events/zz'],
    ['a folder of no letter', 'events/0f/0f', 'events/0f/0f'],
    ['a letter under another’s beginning', `events/00/${'f'.repeat(32)}`, `events/00/${'f'.repeat(32)}`],
  ])('holds nothing unknown: %s', (_, path, named) => {
    mkdirSync(join(root, path), { recursive: true });
    const found = findings();
    rmSync(join(root, path), { recursive: true });
    if (readdirSync(join(root, path, '..')).length === 0) rmSync(join(root, path, '..'), { recursive: true });
    expect(found).toEqual([{ fault: 'stray', says: expect.stringContaining(named) }]);
  });

  it.each([
    ['anchors/notes.txt', 1],
    ['anchors/2026-03-01.json.1.part', 0],
  ])('holds nothing unknown: %s', (path, count) => {
    writeFileSync(join(root, path), 'x');
    const found = findings();
    rmSync(join(root, path));
    expect(found.map(({ fault }) => fault)).toEqual(Array(count).fill('stray'));
  });

  it.each<[string, (open: OpenArchive) => void, object]>([
    [
      'no JSON',
      (open) => open.putAnchor('2026-03-02', '{'),
      { fault: 'anchor-changed', day: '2026-03-02', says: 'is not JSON' },
    ],
    ['null', (open) => open.putAnchor('2026-03-02', 'null\n'), { fault: 'anchor-changed', day: '2026-03-02' }],
    [
      'spaces',
      (open) => open.putAnchor('2026-03-02', ` ${encodeAnchor(open.anchor('2026-03-02'))}`),
      { fault: 'anchor-changed', says: 'is not written canonically' },
    ],
    [
      'another day’s',
      (open) => open.putAnchor('2026-03-02', encodeAnchor(open.anchor('2026-03-03'))),
      { fault: 'anchor-changed', day: '2026-03-02', field: 'day' },
    ],
    [
      'heads out of order',
      (open) => withHeads(open, (heads) => [...heads].reverse()),
      { fault: 'anchor-changed', field: 'heads' },
    ],
    [
      'a head twice',
      (open) => withHeads(open, ([one, ...heads]) => [one!, one!, ...heads]),
      { fault: 'anchor-changed', field: 'heads' },
    ],
    [
      'a member too many',
      (open) =>
        open.putAnchor(
          '2026-03-02',
          `${canonicalJson({ ...open.anchor('2026-03-02'), more: 1 } as unknown as Json)}\n`,
        ),
      { fault: 'anchor-changed', field: 'more' },
    ],
    ['one day missing', (open) => removeAnchors(open, ['2026-03-04']), { fault: 'anchor-missing', day: '2026-03-04' }],
    [
      'the first missing',
      (open) => removeAnchors(open, ['2026-03-01']),
      { fault: 'anchor-missing', day: '2026-03-02', says: 'the days before this one are gone' },
    ],
    [
      'days at the end missing that have events',
      (open) =>
        removeAnchors(
          open,
          open.days.filter((day) => day > '2026-03-02'),
        ),
      { fault: 'anchor-missing', day: '2026-03-03' },
    ],
  ])('has an anchor with %s', (_, change, expected) => {
    change(archive);
    const found = findings();
    archive.restore();
    expect(
      found.some((finding) => Object.entries(expected).every(([name, value]) => finding[name as 'day'] === value)),
    ).toBe(true);
    expect(found[0]?.fault).toBe((expected as { fault: string }).fault);
    expect(findings()).toEqual([]);
  });

  it('without an anchor proves nothing, and says so', () => {
    const empty = join(root, '..', `${root.split('/').at(-1)}-empty`);
    mkdirSync(empty);
    const { letters, events, days, findings: found } = verifyArchive(empty, []);
    rmSync(empty, { recursive: true });
    expect({ letters, events, days }).toEqual({ letters: 0, events: 0, days: undefined });
    expect(found).toEqual([{ fault: 'anchor-missing', says: 'there is no anchor: nothing is proven' }]);
  });

  it('misses the anchor of a day on which nothing happened, and of two days, each by its day', () => {
    const quiet = archive.days.filter((day) => archive.anchor(day).heads.length === 0);
    expect(quiet.length).toBeGreaterThan(3);
    removeAnchors(archive, quiet.slice(0, 2));
    const missing = (day: string) => ({ fault: 'anchor-missing', day, says: 'this day has no anchor' });
    expect(findings()).toEqual(quiet.slice(0, 2).map(missing));
  });

  it('names one broken anchor once, and not its neighbours', () => {
    const [, day] = archive.days;
    archive.putAnchor(day!, '{');
    expect(findings().map((finding) => `${finding.fault} ${finding.day}`)).toEqual([`anchor-changed ${day}`]);
  });

  it('believes of two neighbours that do not fit the one that fits its other neighbour', () => {
    const [, , before, odd] = archive.days;
    const { root: _, ...frame } = archive.anchor(odd!);
    archive.putAnchor(odd!, encodeAnchor(sealAnchor({ ...frame, previousRoot: 'f'.repeat(64) })));
    expect(findings().map(({ day, says }) => `${day} ${says}`)).toEqual([
      `${odd} fits neither the day before nor the day after`,
      `${odd} its root is not the one the next day names`,
    ]);
    archive.restore();
    const { root: __, ...changed } = archive.anchor(before!);
    archive.putAnchor(before!, encodeAnchor(sealAnchor({ ...changed, eventSchema: changed.eventSchema, events: 99 })));
    expect(findings()[0]).toMatchObject({ fault: 'anchor-changed', day: before, field: 'root' });
  });

  it('sorts what is wrong with anchors by their days', () => {
    for (const day of ['2026-03-08', '2026-03-02', '2026-03-05']) archive.putAnchor(day, '{');
    expect(findings().map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-05', '2026-03-08']);
  });

  it('counts a day’s events apart from its chains', () => {
    const day = archive.days.find((one) => archive.anchor(one).heads.length > 0)!;
    const { root: _, ...frame } = archive.anchor(day);
    const wrong = sealAnchor({ ...frame, events: frame.events + 1 });
    archive.putAnchor(day, encodeAnchor(wrong));
    for (const next of archive.days.filter((one) => one > day)) {
      const { root: __, ...rest } = archive.anchor(next);
      const before = archive.anchor(archive.days[archive.days.indexOf(next) - 1]!);
      archive.putAnchor(next, encodeAnchor(sealAnchor({ ...rest, previousRoot: before.root })));
    }
    expect(findings()).toEqual([{ fault: 'anchor-changed', day, says: 'is not what the events of this day make' }]);
  });

  it('has a letter that was never anchored, and one that goes on behind its anchor', () => {
    const [one] = archive.letters;
    const last = archive.chain(one!).at(-1)!;
    const more = sealed({
      ...last.event,
      type: 'letter-opened',
      data: { what: 'letter' },
      sequence: last.event.sequence + 1,
      previousHash: last.event.hash,
    } as LetterEvent);
    archive.putChain(one!, [...archive.chain(one!), { day: last.day, event: more }]);
    expect(findings()).toMatchObject([{ fault: 'inserted', letterId: one, sequence: more.sequence, day: last.day }]);
    archive.restore();

    const stranger = 'f'.repeat(32);
    const [first] = archive.chain(one!);
    const event = sealed({ ...first!.event, letterId: stranger as never });
    archive.putChain(stranger, [{ day: first!.day, event }]);
    expect(findings()).toMatchObject([{ fault: 'inserted', letterId: stranger, sequence: 1, day: first!.day }]);
    archive.restore();

    const quiet = archive.days.find((day) => day > last.day && archive.anchor(day).heads.length === 0)!;
    const later = sealed({ ...more, at: `${quiet}T09:00:00.000Z` });
    archive.putChain(one!, [...archive.chain(one!), { day: quiet, event: later }]);
    expect(findings()).toMatchObject([{ fault: 'inserted', letterId: one, sequence: more.sequence, day: quiet }]);
  });

  it('misses a letter’s last day, whole, while its first days stand', () => {
    const letterId = archive.letters.find((one) => new Set(archive.chain(one).map(({ day }) => day)).size > 1)!;
    const { day } = archive.chain(letterId).at(-1)!;
    const left = archive.chain(letterId).filter((placed) => placed.day !== day);
    archive.putChain(letterId, left);
    expect(findings()).toMatchObject([{ fault: 'tail-removed', letterId, day, sequence: left.length + 1 }]);
  });

  it('holds nothing unknown among a letter’s files', () => {
    const [letterId] = archive.letters;
    const folder = join(root, 'events', letterId!.slice(0, 2), letterId!);
    for (const [name, count] of [
      ['notes', 1],
      ['2026-03-01.ndjson~', 1],
      ['x2026-03-01.ndjson', 1],
      ['2026-03-01.ndjson.1.part', 0],
    ] as const) {
      writeFileSync(join(folder, name), 'x');
      const found = findings();
      rmSync(join(folder, name));
      expect(found.map(({ fault }) => fault)).toEqual(Array(count).fill('stray'));
    }
  });

  it('is held against anchors kept elsewhere: the same, another, one it has not', () => {
    const kept = readKeptAnchors(join(root, 'anchors', '2026-03-09.json'));
    expect(verifyArchive(root, kept).findings).toEqual([]);
    const [letterId] = archive.letters;
    archive.putChain(letterId!, archive.chain(letterId!).slice(0, -1));
    anchorAnew(archive, '2026-03-01');
    expect(findings()).toEqual([]);
    expect(verifyArchive(root, kept).findings[0]).toMatchObject({
      fault: 'anchor-changed',
      day: '2026-03-09',
      field: 'root',
    });
    archive.restore();
    const later = { ...kept[0]!, day: '2026-03-10' };
    expect(verifyArchive(root, [later]).findings).toEqual([
      { fault: 'anchor-missing', day: '2026-03-10', says: 'the anchor kept elsewhere is not here' },
    ]);
  });

  it('cannot be held against nothing, nor verified where it is not', () => {
    for (const path of ['absent', 'schemas/../events/absent']) {
      expect(() => readKeptAnchors(join(root, path))).toThrow(CannotVerifyError);
      expect(() => verifyArchive(join(root, path), [])).toThrow(CannotVerifyError);
    }
    expect(() => verifyArchive(join(root, 'anchors', '2026-03-01.json'), [])).toThrow(/not a folder/);
    expect(() => readKeptAnchors(join(root, 'events'))).toThrow(/holds no anchor/);
    archive.putAnchor('2026-03-01', '{}\n');
    expect(() => readKeptAnchors(join(root, 'anchors'))).toThrow(/cannot be held against anything/);
  });

  it('misses or doubts the schema it was written under', () => {
    const { eventSchema } = archive.anchor('2026-03-01');
    const file = join(root, 'schemas', `letter-event.1.${eventSchema}.json`);
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    const wrong = { fault: 'anchor-changed', day: '2026-03-09', field: 'eventSchema' };
    expect(findings()).toMatchObject([wrong]);
    writeFileSync(file, `${text} `);
    expect(findings()).toMatchObject([wrong]);
    writeFileSync(file, text);
    expect(findings()).toEqual([]);
  });

  it('names so many things and no more', () => {
    const names = Array.from({ length: MOST_FINDINGS + 5 }, (_, index) => join(root, 'events', `stray ${index}`));
    for (const name of names) mkdirSync(name);
    expect(findings()).toHaveLength(MOST_FINDINGS);
    for (const name of names) rmSync(name, { recursive: true });
  });
});

function withHeads(open: OpenArchive, change: (heads: Heads) => Heads) {
  const day = open.days.find((one) => open.anchor(one).heads.length > 1)!;
  const anchor = open.anchor(day);
  const { heads } = anchor;
  const changed = { ...anchor, heads: change(heads) };
  open.putAnchor(day, encodeAnchor({ ...changed, root: rootAsWritten(changed) }));
}
type Heads = ReturnType<OpenArchive['anchor']>['heads'];

/** The root of these very heads, in the order they are written in. */
function rootAsWritten({ root: _, heads, ...frame }: ReturnType<OpenArchive['anchor']>): string {
  return merkleRoot([canonicalJson(frame), ...heads.map((head) => canonicalJson(head))]);
}

function removeAnchors(open: OpenArchive, days: readonly string[]): void {
  for (const day of days) {
    open.putAnchor(day, '');
    rmSync(join(root, 'anchors', `${day}.json`));
  }
}
