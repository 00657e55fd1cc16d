import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readKeptAnchors } from '../../functions/audit/verify/anchors.ts';
import { verifyArchive } from '../../functions/audit/verify/archive-check.ts';
import { CannotVerifyError, MOST_FINDINGS } from '../../functions/audit/verify/finding.ts';
import type { LetterEvent } from '../../functions/core/events.ts';
import { seeded } from '../support/seeded.ts';
import { archive, eventsOf, findings, root, sealed } from './opened-archive.ts';
import { TAMPERINGS } from './tampering.ts';

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

  it('names so many things and no more', () => {
    const names = Array.from({ length: MOST_FINDINGS + 5 }, (_, index) => join(root, 'events', `stray ${index}`));
    for (const name of names) mkdirSync(name);
    expect(findings()).toHaveLength(MOST_FINDINGS);
    for (const name of names) rmSync(name, { recursive: true });
  });
});
