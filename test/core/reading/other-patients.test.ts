import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { otherPatientsIn } from '../../../functions/core/reading/other-patients.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

const OWN = '999 100 4521';
const OTHER = '999 100 5617';

describe('another patient’s NHS number', () => {
  it('begins what is said of somebody else, up to the letter’s own number', () => {
    const text = `NHS ${OWN}\nBreast cancer\nAlso NHS ${OTHER}\nLung cancer\nNHS ${OWN}\nLetrozole\n`;
    expect(otherPatientsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      `Also NHS ${OTHER}\nLung cancer\n`,
    ]);
  });

  it.each([
    ['the same number again', `NHS ${OWN}\nNHS No: ${OWN.replaceAll(' ', '')}\n`],
    ['a number with a wrong check digit', `NHS ${OWN}\nNHS 999 100 5618\n`],
    ['ten digits that nobody calls an NHS number', `NHS ${OWN}\nHosp ${OTHER.replaceAll(' ', '')}\n`],
    ['no number at all', 'Breast cancer\n'],
  ])('is not %s', (_, text) => {
    expect(otherPatientsIn(text)).toEqual([]);
  });

  it('is a conflict for a person to resolve', () => {
    const text = `NHS ${OWN}\nBreast cancer\n\nNHS ${OTHER}\nLung cancer\n`;
    const { conflicts, held } = assessLetter({ id: 'two', text }, lexicon);
    expect(
      conflicts.map(({ kind, between }) => [kind, ...between.map(({ start, end }) => text.slice(start, end))]),
    ).toEqual([['more-than-one-nhs-number', OWN, OTHER]]);
    expect(held.map(({ display, reason }) => [display, reason])).toEqual([
      ['Malignant tumour of lung', 'not-the-patient'],
    ]);
  });
});

describe('a list of named cases', () => {
  it('is of nobody when none is said to be the letter’s patient', () => {
    const text = 'Pt 4: PELHAM Gwen 79F\nCLL, Binet C\nPt 5: OSEI Daniel 34M\nHodgkin lymphoma\n';
    expect(
      otherPatientsIn(text)
        .map(({ start, end }) => text.slice(start, end))
        .join(''),
    ).toBe(text);
  });

  it('needs two of them', () => {
    expect(otherPatientsIn('Pt 4: PELHAM Gwen 79F\nCLL, Binet C\n')).toEqual([]);
  });
});
