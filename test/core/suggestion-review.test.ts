import { describe, expect, it } from 'vitest';
import type { Happening } from '../../functions/core/events.ts';
import { byWords, codedBy, followSuggestions } from '../../functions/core/suggestion-review.ts';
import { accepted, chainOf, extracted, made, REVIEWER, received, rejected, undone } from '../support/chains.ts';

const follow = (...happenings: Happening[]) =>
  followSuggestions(
    chainOf([received, extracted, ...happenings.map((one): [Happening, typeof REVIEWER] => [one, REVIEWER])]),
  );
const states = (...happenings: Happening[]) =>
  follow(...happenings).map(({ id, decision, touched, dropped }) =>
    [id, decision?.kind ?? 'open', touched, ...(dropped ? ['dropped'] : [])].join(' '),
  );
const added = (suggestionId: string, start?: number): Happening => ({
  type: 'code-added',
  data: {
    suggestionId,
    category: 'status',
    coded: {
      concept: null,
      display: 'Ex-smoker',
      assertion: { certainty: 'confirmed', temporality: 'current', subject: 'patient' },
    },
    evidence: start === undefined ? [] : [{ start, end: start + 4 }],
  },
});

describe('suggestions, as their events leave them', () => {
  it('are open until somebody decides, and say which event last touched them', () => {
    expect(states(made(['a', 'b']))).toEqual(['a open 3', 'b open 3']);
    expect(states(made(['a', 'b']), accepted('b', 3))).toEqual(['a open 3', 'b accepted 4']);
  });

  it('say who decided, when, and in which event', () => {
    const [decided] = follow(made(['a']), rejected('a', 3));
    expect(decided).toMatchObject({ decidedBy: 'reviewer-1', decidedAt: '2026-03-02T09:03:00.000Z', decidedIn: 4 });
  });

  it('go back by an undo to the decision before, with whoever made it, and then to none', () => {
    const twice = [made(['a']), accepted('a', 3), rejected('a', 4)] as const;
    expect(states(...twice, undone('a', 5, 5))).toEqual(['a accepted 6']);
    expect(follow(...twice, undone('a', 5, 5))[0]?.decidedIn).toBe(4);
    expect(states(...twice, undone('a', 5, 5), undone('a', 6, 4))).toEqual(['a open 7']);
  });

  it('take in a code that was added, as accepted, and let it go when it is undone', () => {
    expect(states(made(['a']), added('mine', 2))).toEqual(['a open 3', 'mine accepted 4']);
    expect(states(made(['a']), added('mine', 2), undone('mine', 4, 4))).toEqual(['a open 3']);
  });

  it('stand where their words stand; a code on no words comes last', () => {
    expect(states(made(['a', 'b', 'c']), added('late'), added('mine', 12))).toEqual([
      'a open 3',
      'b open 3',
      'mine accepted 5',
      'c open 3',
      'late accepted 4',
    ]);
    expect(byWords({ id: 'x', evidence: [] }, { id: 'y', evidence: [] })).toBeLessThan(0);
  });

  it('keep what was decided through a later run; what was open is replaced', () => {
    const again = made(['b', 'c'], { lexiconVersion: 'l2', because: 'reprocessed' });
    expect(states(made(['a', 'b', 'gone']), accepted('a', 3), rejected('b', 3), again)).toEqual([
      'a accepted 4 dropped',
      'b rejected 5',
      'c open 6',
    ]);
    expect(states(made(['a']), accepted('a', 3), made([]), undone('a', 4, 4))).toEqual([]);
    expect(states(made(['a']), added('mine', 2), made([]))).toEqual(['mine accepted 4']);
  });

  it('are not touched by an event that names none of them', () => {
    expect(states(made(['a']), accepted('unknown', 3), undone('unknown', 3, 4))).toEqual(['a open 3']);
  });
});

describe('what is coded in the end', () => {
  it('is what an accepted suggestion says, what an amended one was changed to, and nothing else', () => {
    const [open, taken, refused, changed] = follow(made(['a', 'b', 'c', 'd']), accepted('b', 3), rejected('c', 3), {
      ...accepted('d', 3),
      data: { ...amendment, suggestionId: 'd', basedOn: 3, before: null },
    } as Happening);
    expect(codedBy(open!)).toBeNull();
    expect(codedBy(refused!)).toBeNull();
    expect(codedBy(taken!)).toEqual({ concept: taken!.concept, display: taken!.display, assertion: taken!.assertion });
    expect(codedBy(changed!)).toEqual(amendment.decision.to);
  });
});

const amendment = {
  decision: {
    kind: 'amended' as const,
    to: {
      concept: null,
      display: 'History of malignant neoplasm of breast',
      assertion: { certainty: 'confirmed', temporality: 'historical', subject: 'patient' },
      date: { value: '1998', precision: 'year', role: 'diagnosed' },
    },
  },
};
