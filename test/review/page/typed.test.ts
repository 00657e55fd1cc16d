import { describe, expect, it } from 'vitest';
import { placesOf } from '../../../functions/review/page/letter/selected-words.ts';
import { dateToType, typedDate } from '../../../functions/review/page/letter/typed-date.ts';
import { addressOf, fullQuery, viewAt } from '../../../functions/review/page/state/view.ts';
import { nextInQueue } from '../../../functions/review/page/state/work-queue.ts';
import { ageInWords } from '../../../functions/review/page/words/ages.ts';
import { ruleInWords } from '../../../functions/review/page/words/rules.ts';

describe('a date as it is typed', () => {
  it.each([
    ['12/3/2026', '2026-03-12', 'day'],
    ['12.03.2026', '2026-03-12', 'day'],
    ['2026-03-12', '2026-03-12', 'day'],
    ['3/2026', '2026-03', 'month'],
    ['2026-03', '2026-03', 'month'],
    [' 2026 ', '2026', 'year'],
  ])('%s is %s', (typed, value, precision) => {
    expect(typedDate(typed)).toEqual({ value, precision });
    expect(typedDate(dateToType(value))).toEqual({ value, precision });
  });

  it.each(['', '31/2/2026', '13/2026', '12/3/26', 'March', '1/2/3/2026', '12/13/2026', '0/1/2026'])(
    '%j is none',
    (typed) => {
      expect(typedDate(typed)).toBeNull();
    },
  );
});

describe('words of the letter, typed', () => {
  it.each([
    [
      'breast  cancer',
      'Breast\ncancer, not breast cancers',
      [
        [0, 13],
        [19, 32],
      ],
    ],
    ['T2 (N0)', 'pT2 (N0) M0', [[1, 8]]],
    ['.*', 'any text', []],
    ['  ', 'any text', []],
  ])('%j in %j', (words, text, places) => {
    expect(placesOf(text, words).map(({ start, end }) => [start, end])).toEqual(places);
  });
});

describe('addresses', () => {
  const id = '0123456789abcdef'.repeat(2);
  it.each([
    '/',
    `/letters/${id}`,
    `/history/${id}`,
    `/story/${id}`,
    '/audit',
    '/decisions',
    '/quarantine',
    '/receipts',
    '/search',
    '/?practice=Y90001&state=ready',
  ])('%s leads back to itself', (address) => {
    const [path = '', search = ''] = address.split('?');
    expect(addressOf(viewAt(path, search))).toBe(address);
  });

  it.each(['/letters/x', '/letters/../quarantine', '/nowhere', '/quarantine/1', `/letters/${id}/other`, `/history/x`])(
    '%s leads nowhere',
    (path) => {
      expect(viewAt(path, '').name).toBe('not-found');
    },
  );

  it('take no name that is not known', () => {
    expect(viewAt('/', 'practice=Y90001&nhsNumber=9990000018')).toEqual({
      name: 'worklist',
      query: { practice: 'Y90001' },
    });
  });

  it('without a choice lead to what is ready for the first practice', () => {
    expect(fullQuery({}, [{ ods: 'Y90001' }, { ods: 'Y90002' }])).toEqual({ practice: 'Y90001', state: 'ready' });
    expect(fullQuery({}, [])).toBeNull();
  });
});

describe('the next letter', () => {
  const letters = ['a', 'b', 'c'].map((letterId) => ({ letterId, state: letterId === 'c' ? 'completed' : 'ready' }));
  const queue = { query: { practice: 'Y90001', state: 'ready' }, letters } as never;
  it.each([
    ['a', [], 'b'],
    ['b', [], 'a'],
    ['b', ['a'], undefined],
    ['elsewhere', [], 'a'],
  ])('after %s, with %j done, is %s', (from, done, next) => {
    expect(nextInQueue(queue, from, new Set(done))?.letterId).toBe(next);
  });
});

describe('in words', () => {
  it.each([
    ['phrase: WLE; booked (planned)', 'the phrase “WLE”; “booked” read as planned'],
    ['composition: ductal-carcinoma of breast, left', 'said apart and put together: ductal carcinoma of breast, left'],
    ['stage: tnm T', 'written as a stage: TNM, T'],
    ['reviewer', 'added by a reviewer'],
    ['something new', 'something new'],
  ])('the rule %s', (rule, words) => {
    expect(ruleInWords(rule)).toBe(words);
  });

  it.each([
    ['2026-07-01T09:30:00.000Z', 'less than an hour'],
    ['2026-07-01T08:00:00.000Z', '2 hours'],
    ['2026-06-30T10:00:00.000Z', '1 day'],
    ['2026-06-19T10:00:00.000Z', '12 days'],
  ])('%s is %s ago', (at, words) => {
    expect(ageInWords(at, Date.parse('2026-07-01T10:00:00.000Z'))).toBe(words);
  });
});
