import { describe, expect, it } from 'vitest';
import { cutIntoSegments } from '../../functions/review/segments.ts';

const TEXT = 'left breast carcinoma';

/** `[0,1:a>b]`: the ids on a segment; `>` those that begin, `<` those that end. */
function cut(marks: readonly [id: string, start: number, end: number][], span = { start: 0, end: TEXT.length }) {
  const segments = cutIntoSegments(
    TEXT,
    span,
    marks.map(([id, start, end]) => ({ id, start, end })),
  );
  expect(segments.map(({ text }) => text).join('')).toBe(TEXT.slice(span.start, span.end));
  return segments.map(({ text, marks: on, begins, ends }) => [
    text,
    on.map(({ id }) => id).join(''),
    begins.map(({ id }) => id).join(''),
    ends.map(({ id }) => id).join(''),
  ]);
}

describe('a text cut at its marks', () => {
  it.each<[string, [string, number, number][], string[][]]>([
    ['no mark', [], [[TEXT, '', '', '']]],
    [
      'one',
      [['a', 5, 11]],
      [
        ['left ', '', '', ''],
        ['breast', 'a', 'a', 'a'],
        [' carcinoma', '', '', ''],
      ],
    ],
    ['the whole', [['a', 0, 21]], [[TEXT, 'a', 'a', 'a']]],
    [
      'overlapping',
      [
        ['a', 0, 11],
        ['b', 5, 21],
      ],
      [
        ['left ', 'a', 'a', ''],
        ['breast', 'ab', 'b', 'a'],
        [' carcinoma', 'b', '', 'b'],
      ],
    ],
    [
      'one within another',
      [
        ['a', 0, 21],
        ['b', 5, 11],
      ],
      [
        ['left ', 'a', 'a', ''],
        ['breast', 'ab', 'b', 'b'],
        [' carcinoma', 'a', '', 'a'],
      ],
    ],
    [
      'side by side',
      [
        ['a', 0, 4],
        ['b', 4, 11],
      ],
      [
        ['left', 'a', 'a', 'a'],
        [' breast', 'b', 'b', 'b'],
        [' carcinoma', '', '', ''],
      ],
    ],
    [
      'the same words twice',
      [
        ['a', 0, 21],
        ['b', 0, 21],
      ],
      [[TEXT, 'ab', 'ab', 'ab']],
    ],
    ['an empty mark, which is none', [['a', 5, 5]], [[TEXT, '', '', '']]],
  ])('%s', (_, marks, expected) => {
    expect(cut(marks)).toEqual(expected);
  });

  it('a mark over the end of a page begins on the first and ends on the second', () => {
    expect(cut([['a', 5, 16]], { start: 0, end: 11 })).toEqual([
      ['left ', '', '', ''],
      ['breast', 'a', 'a', ''],
    ]);
    expect(cut([['a', 5, 16]], { start: 11, end: 21 })).toEqual([
      [' carc', 'a', '', 'a'],
      ['inoma', '', '', ''],
    ]);
  });
});
