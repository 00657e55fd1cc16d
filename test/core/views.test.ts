import { describe, expect, it } from 'vitest';
import { currentRun } from '../../functions/core/current-run.ts';
import type { Happening } from '../../functions/core/events.ts';
import { makeViews } from '../../functions/core/views.ts';
import { accepted, chainOf, extracted, made, received, rejected } from '../support/chains.ts';

const quarantined: Happening = { type: 'letter-quarantined', data: { reason: 'no-readable-text' } };
const completed: Happening = { type: 'letter-completed', data: { accepted: 1, rejected: 1 } };
const reopened: Happening = { type: 'letter-reopened', data: {} };
const opened: Happening = { type: 'letter-opened', data: { what: 'letter' } };
const refused: Happening = { type: 'access-refused', data: { asked: 'letter' } };
const operator = (action: 'released' | 'sent-again' | 'returned'): Happening => ({
  type: 'quarantine-decided',
  data: { action },
});
const letter = (...happenings: Happening[]) => makeViews(chainOf([received, ...happenings]))!.letter;

describe('a letter’s view', () => {
  it('counts what is decided', () => {
    const view = letter(extracted, made(['a', 'b', 'c']), accepted('a', 3), rejected('b', 3));
    expect(view).toMatchObject({ state: 'ready', decided: 2, counts: { diagnosis: 3 }, sequence: 5 });
  });

  it('is completed, and ready again when reopened', () => {
    expect(letter(extracted, made([]), completed)).toMatchObject({ state: 'completed', sequence: 4 });
    expect(letter(extracted, made([]), completed).completedAt).toBe('2026-03-02T09:03:00.000Z');
    const again = letter(extracted, made([]), completed, reopened);
    expect(again.state).toBe('ready');
    expect(again).not.toHaveProperty('completedAt');
  });

  it('is not changed by being looked at, or by someone who may not look', () => {
    const before = letter(extracted, made(['a']));
    const { sequence: _, ...seen } = letter(extracted, made(['a']), opened, refused);
    expect({ ...seen, sequence: before.sequence }).toEqual(before);
  });

  it('is ready without suggestions once an operator released it, and says why', () => {
    const released = letter(quarantined, operator('released'));
    expect(released).toMatchObject({ state: 'ready', byHand: 'no-readable-text' });
    expect(released).not.toHaveProperty('reason');
  });

  it('stays set aside when it was returned to its sender', () => {
    expect(letter(quarantined, operator('returned'))).toMatchObject({
      state: 'quarantined',
      reason: 'no-readable-text',
      returned: true,
    });
  });

  it('is received once more when it was sent again, and then goes its way', () => {
    expect(letter(quarantined, operator('sent-again')).state).toBe('received');
    expect(letter(quarantined, operator('sent-again'), extracted, made(['a'])).state).toBe('ready');
    expect(letter(quarantined, operator('sent-again'), quarantined).state).toBe('quarantined');
    expect(letter(quarantined, operator('returned'), operator('sent-again'))).not.toHaveProperty('returned');
  });
});

describe('the current run', () => {
  it('begins behind the last time an operator sent the letter through again', () => {
    const types = (...happenings: Happening[]) => currentRun(chainOf(happenings)).map(({ type }) => type);
    expect(types(received, quarantined)).toEqual(['letter-received', 'letter-quarantined']);
    expect(types(received, quarantined, operator('released'))).toHaveLength(3);
    expect(types(received, quarantined, operator('sent-again'), extracted)).toEqual(['text-extracted']);
  });
});
