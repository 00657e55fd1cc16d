import { describe, expect, it } from 'vitest';
import type { LetterRecord } from '../../../functions/review/api/contract.ts';
import { grouped, neighbour, nextUndecided } from '../../../functions/review/page/letter/order.ts';
import { codedSummary } from '../../../functions/review/page/letter/summary.ts';
import { type Change, withChanges } from '../../../functions/review/page/state/change.ts';

const suggestion = (id: string, category: string, more: object = {}) => ({
  id,
  category,
  concept: { system: 'http://snomed.info/sct', code: '254837009', display: id },
  display: id,
  assertion: { certainty: 'confirmed', temporality: 'current', subject: 'patient' },
  evidence: [],
  origin: 'engine',
  touched: 3,
  ...more,
});
const record = (...suggestions: object[]) =>
  ({ letter: { letterId: 'l' }, suggestions }) as unknown as Pick<LetterRecord, 'letter' | 'suggestions'>;
const change = (more: object): Change =>
  ({ key: 'k', letterId: 'l', by: 'me', basedOn: 3, about: 'x', state: 'waiting', ...more }) as Change;
const accepted = { act: { kind: 'decide', suggestionId: 'x', decision: { kind: 'accepted' } } };

describe('what is shown while a change is on its way', () => {
  it.each([
    ['a decision', {}, accepted, { kind: 'accepted' }],
    ['an undo', { decision: { kind: 'accepted' } }, { act: { kind: 'undo', suggestionId: 'x' } }, undefined],
    [
      'one of several accepted as before',
      {},
      { act: { kind: 'accept-as-before', suggestions: [{ id: 'x', basedOn: 3 }] } },
      { kind: 'accepted', because: 'accepted-before' },
    ],
    ['a decision that is refused', {}, { ...accepted, state: 'refused' }, undefined],
    [
      'a decision that met another',
      {},
      { ...accepted, state: 'conflict', problem: { now: { decision: { kind: 'rejected', reason: 'negated' } } } },
      { kind: 'rejected', reason: 'negated' },
    ],
    ['a decision on another letter', {}, { ...accepted, letterId: 'other' }, undefined],
  ])('%s', (_, before, made, decision) => {
    const shown = withChanges(record(suggestion('x', 'diagnosis', before)), [change(made)]);
    expect(shown.suggestions[0]!.decision).toEqual(decision);
  });

  it('is not in the coded summary before it is stored', () => {
    const letter = record(suggestion('x', 'diagnosis'), suggestion('y', 'stage', { decision: { kind: 'accepted' } }));
    expect(codedSummary(withChanges(letter, [change(accepted)]).suggestions)).toBe('Stage: y (254837009)');
  });
});

describe('the order of suggestions', () => {
  const order = grouped(
    withChanges(
      record(
        suggestion('t', 'treatment'),
        suggestion('d', 'diagnosis', { decision: { kind: 'accepted' } }),
        suggestion('e', 'diagnosis'),
      ),
      [],
    ).suggestions,
  ).flatMap(({ suggestions }) => suggestions);

  it('is by category, and numbered through', () => {
    expect(order.map(({ number, suggestion: { id } }) => `${number}${id}`)).toEqual(['1d', '2e', '3t']);
  });

  it.each([
    [null, 'e'],
    ['d', 'e'],
    ['e', 't'],
    ['t', 'e'],
  ])('after %s the next to decide is %s', (from, to) => {
    expect(nextUndecided(order, from)).toBe(to);
  });

  it.each([
    ['d', 1, 'e'],
    ['t', 1, 't'],
    ['d', -1, 'd'],
    [null, 1, 'd'],
  ] as const)('from %s a step of %i leads to %s', (from, by, to) => {
    expect(neighbour(order, from, by)).toBe(to);
  });
});
