import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlacedText, readingOrder } from '../../functions/core/reading-order.ts';
import { drawn, text } from '../support/drawn-page.ts';

describe('one column', () => {
  it('keeps lines as they are and parts paragraphs by one empty line', () => {
    const page = drawn(`
      Dear Dr Anand,

      I saw this gentleman today. He has a moderately
      differentiated adenocarcinoma of the caecum.

      He is well.`);
    expect(readingOrder(page)).toBe(
      text(
        'Dear Dr Anand,',
        '',
        'I saw this gentleman today. He has a moderately',
        'differentiated adenocarcinoma of the caecum.',
        '',
        'He is well.',
      ),
    );
  });

  it('does not depend on the order in which the page was printed', () => {
    const page = drawn(`
      Diagnosis: melanoma of the left calf
      Breslow thickness 1.4 mm
      Plan: wide local excision`);
    expect(readingOrder(page.toReversed())).toBe(readingOrder(page));
  });

  it('keeps double-spaced lines together', () => {
    const page = drawn(
      `
      This letter is set with room
      between its lines, but it is
      one paragraph all the same.`,
      20,
    );
    expect(readingOrder(page)).not.toContain('\n\n');
  });

  it('keeps a line-end hyphen as it is printed', () => {
    const page = drawn(`
      Staging laparoscopy was negative for metas-
      tatic disease.`);
    expect(readingOrder(page)).toBe('Staging laparoscopy was negative for metas-\ntatic disease.');
  });

  it('keeps wrapped list items under their bullets, however far the bullets hang', () => {
    const page = drawn(`
      •   Adjuvant radiotherapy to the left breast, 26 Gy
          in five fractions
      •   Letrozole for five years
      •   Annual mammograms
      10.   Refer to genetics`);
    expect(readingOrder(page)).toBe(
      text(
        '• Adjuvant radiotherapy to the left breast, 26 Gy',
        'in five fractions',
        '• Letrozole for five years',
        '• Annual mammograms',
        '10. Refer to genetics',
      ),
    );
  });

  it('reads a wide blank in a single line as a tab', () => {
    expect(readingOrder(drawn('\nHosp No: A440912          NHS No: 999 983 6909'))).toBe(
      'Hosp No: A440912\tNHS No: 999 983 6909',
    );
  });

  it('does not take the wide word spaces of justified lines for gutters', () => {
    const page = drawn(`
      the  patient  has  been  seen  by  us
      and  her  scan  which  was  done  on
      the  same  day  has  been  seen  too`);
    expect(readingOrder(page)).toBe(
      text('the patient has been seen by us', 'and her scan which was done on', 'the same day has been seen too'),
    );
  });
});

describe('letters', () => {
  const at = (str: string, x: number, y: number, width: number, height = 10, rotation = 0): PlacedText => ({
    ...{ str, x, y, width, height, rotation },
    page: 1,
  });

  it('puts superscripts on their line', () => {
    const page = [
      at('on 3', 50, 100, 20),
      at('rd', 70, 96, 6, 6),
      at('March, 2 g/m', 78, 100, 60),
      at('2', 138, 96, 3, 6),
    ];
    expect(readingOrder(page)).toBe('on 3rd March, 2 g/m2');
  });

  it('heals a word printed with spaces between its letters', () => {
    expect(readingOrder([at('D i a g n o s i s', 50, 100, 120)])).toBe('Diagnosis');
    const apart = [...'CANCER'].map((letter, index) => at(letter, 50 + 12 * index, 100, 5));
    expect(readingOrder(apart)).toBe('CANCER');
    expect(readingOrder([at('T 4 b', 50, 100, 20)])).toBe('T 4 b');
  });

  it('joins pieces that touch and parts those a word space apart', () => {
    expect(readingOrder([at('adeno', 50, 100, 25), at('carcinoma', 75.3, 100, 45), at('of', 123, 100, 10)])).toBe(
      'adenocarcinoma of',
    );
  });

  it('says bold made by printing twice only once', () => {
    expect(readingOrder([at('Diagnosis', 50, 100, 45), at('Diagnosis', 50.3, 100, 45)])).toBe('Diagnosis');
  });

  it('reads rotated text after the upright text of its page', () => {
    const page = [at('COPY FOR', 20, 300, 40, 10, -90), at('THE GP', 32, 300, 30, 10, -90), at('Dear Dr', 50, 500, 30)];
    expect(readingOrder(page)).toBe('Dear Dr\n\nCOPY FOR\nTHE GP');
  });
});

describe('boundaries', () => {
  it.each([
    ['nothing', []],
    ['only blanks', [{ str: '  ', x: 0, y: 0, width: 5, height: 10, page: 1 }]],
    ['places that are no numbers', [{ str: 'x', x: Number.NaN, y: 0, width: 5, height: 10, page: 1 }]],
  ])('%s is an empty text', (_, page) => {
    expect(readingOrder(page)).toBe('');
  });

  it('loses and invents no word, wherever the words stand', () => {
    const word = fc.record({
      str: fc.stringMatching(/^[a-z]{2,8}$/),
      x: fc.integer({ min: 0, max: 500 }),
      y: fc.integer({ min: 0, max: 60 }).map((line) => line * 6),
      width: fc.integer({ min: 5, max: 200 }),
      height: fc.integer({ min: 5, max: 20 }),
      page: fc.constant(1),
    });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const places = new Map(words.map((placed) => [`${placed.str} ${placed.y}`, placed]));
        const distinct = [...places.values()];
        const letters = (parts: string[]) => [...parts.join('').replace(/\s/g, '')].sort().join('');
        expect(letters([readingOrder(distinct)])).toBe(letters(distinct.map(({ str }) => str)));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
