import { describe, expect, it } from 'vitest';
import { canonical, digest } from '../../functions/audit/verify/canonical.ts';
import { CLOCK_TOLERANCE_SECONDS, checkChain } from '../../functions/audit/verify/chain-check.ts';
import { growingTree } from '../../functions/audit/verify/tree.ts';
import { merkleRoot } from '../../functions/core/archive/merkle.ts';
import { canonicalJson, type Json, sha256 } from '../../functions/core/canonical-json.ts';
import type { LetterEvent } from '../../functions/core/events.ts';
import { archive, eventsOf, inTable, longest, sealed } from './opened-archive.ts';

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
