import { describe, expect, it } from 'vitest';
import type { AuditFound, LetterStory, LetterVerification } from '../../../functions/review/api/audit-contract.ts';
import {
  aboutInWords,
  boundsInWords,
  reasonsInWords,
  reportInWords,
  verificationInWords,
  wordsInWords,
} from '../../../functions/review/page/audit/in-words.ts';
import { NOTHING_TYPED, questionOf } from '../../../functions/review/page/audit/question.ts';
import { codesOf, runsOf } from '../../../functions/review/page/audit/runs.ts';

type Lines = LetterStory['lines'];
type About = Lines[number]['about'][number];
const about = (suggestionId: string, became: About['became'], more: Partial<About> = {}): About => ({
  suggestionId,
  became,
  code: '254837009',
  display: `idea ${suggestionId}`,
  words: [],
  ...more,
});
const run = (sequence: number, ...codes: About[]): Lines[number] => ({
  sequence,
  at: '2026-07-01T09:00:00.000Z',
  actor: { kind: 'service', id: 'suggest' },
  type: 'suggestions-made',
  says: 'suggested',
  about: codes,
});

describe('what is typed', () => {
  it('becomes a question of what was filled in alone, both days included', () => {
    const typed = {
      ...NOTHING_TYPED,
      nhsNumber: '999 000 0018',
      actorId: ' ann ',
      kind: 'refused' as const,
      fromDay: '2026-07-01',
      toDay: '2026-07-31',
    };
    expect(questionOf(typed)).toEqual({
      question: {
        nhsNumber: '9990000018',
        actorId: 'ann',
        types: ['access-refused'],
        from: '2026-07-01T00:00:00.000Z',
        until: '2026-08-01T00:00:00.000Z',
      },
    });
  });

  it.each([
    ['nothing', {}, 'letterId'],
    ['a letter id that is too short', { letterId: 'abc' }, 'letterId'],
    ['words for a concept id', { code: 'breast' }, 'code'],
    ['nine digits for an NHS number', { nhsNumber: '999 000 001' }, 'nhsNumber'],
    ['days the wrong way round', { fromDay: '2026-07-02', toDay: '2026-07-01' }, 'toDay'],
  ])('is refused with words: %s', (_, typed, field) => {
    expect(questionOf({ ...NOTHING_TYPED, ...typed })).toEqual({ errors: { [field]: expect.any(String) } });
  });
});

describe('runs of a letter', () => {
  it('tell what came, what went and why, and what stayed', () => {
    const lines = [
      run(3, about('a', 'suggested'), about('b', 'suggested'), about('c', 'suggested')),
      run(7, about('a', 'suggested'), about('b', 'held', { reason: 'historical' }), about('d', 'suggested')),
    ];
    const [first, second] = runsOf(lines);
    expect(first!.difference).toBeNull();
    expect(second!.difference).toMatchObject({
      came: [{ suggestionId: 'd' }],
      went: [{ about: { suggestionId: 'b' }, heldFor: 'historical' }, { about: { suggestionId: 'c' } }],
      stayed: [{ suggestionId: 'a' }],
    });
    expect(second!.difference!.went[1]).not.toHaveProperty('heldFor');
    expect(codesOf(lines).map(([id]) => id)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('in words', () => {
  it.each<[About, string]>([
    [about('x', 'held', { reason: 'historical' }), 'Held back, in the past: idea x (254837009)'],
    [
      about('x', 'rejected', { reason: 'wrong-concept' }),
      'Rejected, the wrong code for these words: idea x (254837009)',
    ],
    [
      about('x', 'amended', { instead: 'idea y (1)', code: null }),
      'Amended: idea x (no code held), instead of idea y (1)',
    ],
  ])('a code: %#', (one, words) => {
    expect(aboutInWords(one)).toBe(words);
  });

  it('words that may not be shown are not passed over', () => {
    const place = { start: 11, end: 24, section: 'diagnosis', rule: 'phrase: breast cancer' };
    expect(wordsInWords({ ...place, quote: 'breast\n cancer' })).toBe(
      'on “breast cancer” (characters 11 to 24, diagnosis; phrase: breast cancer)',
    );
    expect(wordsInWords({ ...place, quote: null })).toContain('words not shown here');
  });

  it('a search says whether it looked through everything', () => {
    const found: AuditFound = { letters: [], broken: [], lookedThrough: 500, through: 'events' };
    expect(boundsInWords(found)).toEqual([
      '0 letters found, 500 letters looked through. These are all there are to look through.',
    ]);
    const ofPatient = boundsInWords({ ...found, through: 'worklists' }).join('\n');
    expect(ofPatient).toContain('--every-letter');
    expect(ofPatient).not.toContain('all there are');
    const more = boundsInWords({ ...found, broken: ['b'.repeat(32) as never], next: 'a'.repeat(32) as never });
    expect(more[0]).toContain('There are more');
    expect(more[1]).toContain(`cannot be read: ${'b'.repeat(32)}`);
  });

  it.each<[string, Partial<LetterVerification>, boolean[]]>([
    ['a record that holds', {}, [false, false, false]],
    ['a chain that does not hold', { chain: { events: 3, holds: false, problem: 'event 2' } }, [true, false, false]],
    ['an anchor that cannot be read', { archive: { day: '2026-07-02', root: null } }, [false, true, false]],
    [
      'an event that was anchored otherwise',
      { anchored: { day: '2026-07-01', sequence: 3, agrees: false } },
      [false, false, true],
    ],
    ['nothing anchored', { archive: null, anchored: null }, [false, false, false]],
  ])('%s raises an alarm where one is due', (_, change, alarms) => {
    const holds: LetterVerification = {
      chain: { events: 4, holds: true, problem: null },
      archive: { day: '2026-07-02', root: 'r' },
      anchored: { day: '2026-07-01', sequence: 3, agrees: true },
    };
    expect(verificationInWords({ ...holds, ...change }).map(({ isAlarm }) => isAlarm)).toEqual(alarms);
  });

  it('a report says what it was made from, and reasons stand most frequent first', () => {
    const report = { rows: [], allRows: 3, lookedThrough: 5000, broken: 1, isComplete: false };
    expect(reportInWords(report)).toBe(
      'Made from 5,000 letters; there are more, which npm run --silent decisions counts as well. The first 0 of 3 lines are shown. 1 letter could not be read and are not in it. Tell the operator.',
    );
    expect(reasonsInWords({ 'too-general': 1, 'suspected-only': 2 })).toBe('only suspected 2, too general 1');
  });
});
