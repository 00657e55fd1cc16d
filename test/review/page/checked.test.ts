import { describe, expect, it } from 'vitest';
import type { CheckedRecord, ReplayedStretch } from '../../../functions/review/api/checks-contract.ts';
import {
  checkedInWords,
  checkedTogether,
  letterReplayInWords,
  replayedInWords,
  replayedTogether,
} from '../../../functions/review/page/audit/checked.ts';

const stretch = (more: Partial<CheckedRecord>): CheckedRecord => ({
  letters: 0,
  events: 0,
  days: 0,
  wrong: [],
  ...more,
});
const replayed = (more: Partial<ReplayedStretch>): ReplayedStretch => ({
  under: { lexiconVersion: 'abc', engineVersion: 'def' },
  lookedThrough: 50,
  letters: 40,
  same: 39,
  different: 1,
  failed: 0,
  more: 1,
  fewer: 0,
  other: 0,
  codes: [{ code: '2', display: 'two', more: 1, fewer: 0, other: 0 }],
  changed: ['a'.repeat(32) as never],
  ...more,
});

describe('a check of the record', () => {
  it('is one sentence over all its stretches, and never says that all holds before it is done', () => {
    const first = checkedTogether(
      null,
      stretch({ letters: 200, events: 3000, next: { kind: 'day', day: '2026-03-01' } }),
    );
    expect(checkedInWords(first, false)).toBe('Looked through so far: 200 letters, 3,000 events, 0 anchored days.');
    const all = checkedTogether(first, stretch({ days: 1 }));
    expect(checkedInWords(all, true)).toMatch(
      /^No fault found in 200 letters, 3,000 events, 1 anchored day: .* still there\.$/,
    );
    expect(checkedInWords(first, true)).toContain('Nothing has been archived and anchored yet');
  });

  it('keeps what any stretch found wrong', () => {
    const wrong = [{ letterId: null, says: 'anchors/x.json is no whole anchor' }];
    const all = checkedTogether(checkedTogether(null, stretch({ wrong })), stretch({ letters: 1, wrong }));
    expect(all.wrong).toHaveLength(2);
    expect(checkedInWords(all, true)).toMatch(/^2 things wrong in 1 letter/);
    expect(checkedInWords(all, true)).not.toContain('No fault');
  });
});

describe('everything read again', () => {
  it('adds up letters and codes, in order', () => {
    const codes = [
      { code: '2', display: 'two', more: 0, fewer: 2, other: 0 },
      { code: '1', display: 'one', more: 0, fewer: 0, other: 3 },
    ];
    const all = replayedTogether(
      replayedTogether(null, replayed({ next: 'b'.repeat(32) as never })),
      replayed({ codes, failed: 2 }),
    );
    expect(all.codes).toEqual([
      { code: '1', display: 'one', more: 0, fewer: 0, other: 3 },
      { code: '2', display: 'two', more: 1, fewer: 2, other: 0 },
    ]);
    expect(replayedInWords(all, true)).toBe(
      'Lexicon abc, engine def: 80 letters read again of 100 looked through. 78 the same, 2 different; 2 suggestions new, 0 no longer, 0 otherwise. 2 letters could not be read again.',
    );
    expect(replayedInWords(all, false)).toContain('100 looked through so far');
    expect(all).not.toHaveProperty('next');
  });

  it('of one letter names the versions where they are others', () => {
    const under = { lexiconVersion: 'new', engineVersion: 'e' };
    const run = { sequence: 3, same: false, more: [], fewer: [], other: [] };
    const old = { under, replayed: { ...run, recorded: { lexiconVersion: 'old', engineVersion: 'e' } } };
    expect(letterReplayInWords(old)).toContain(
      'by lexicon old and engine e; now in service are new and e. The service would not',
    );
    expect(letterReplayInWords({ under, replayed: { ...run, same: true, recorded: under } })).toBe(
      'The run of event 3 was made by the lexicon and engine in service. The service would suggest the same today.',
    );
    expect(letterReplayInWords({ under, replayed: null })).toContain('nothing to read again');
  });
});
