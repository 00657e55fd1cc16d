import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readKeptAnchors } from '../../functions/audit/verify/anchors.ts';
import { verifyArchive } from '../../functions/audit/verify/archive-check.ts';
import { encodeAnchor, sealAnchor } from '../../functions/core/archive/anchor.ts';
import { merkleRoot } from '../../functions/core/archive/merkle.ts';
import { canonicalJson, type Json } from '../../functions/core/canonical-json.ts';
import { archive, findings, root } from './opened-archive.ts';
import { anchorAnew, type OpenArchive } from './tampering.ts';

describe('the anchors of an archive', () => {
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
