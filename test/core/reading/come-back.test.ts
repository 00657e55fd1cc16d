import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

const isActive = (text: string) =>
  assessLetter({ id: 'x', text }, lexicon).suggestions.some(
    ({ category, assertion: { certainty, temporality } }) =>
      category === 'diagnosis' && certainty === 'confirmed' && temporality === 'current',
  );

describe('an old cancer that is back', () => {
  it.each([
    'Her breast cancer, treated in 2010, has come back in the bones.',
    'The breast cancer she had in 2015 has recurred in the liver.',
    'His prostate cancer, treated with radiotherapy in 2014, is back.',
    'Melanoma 2009, returned in the groin.',
  ])('is active: %s', (text) => {
    expect(isActive(text)).toBe(true);
  });

  it.each([
    'Her breast cancer, treated in 2010, has not come back.',
    'Breast cancer 2010. She is worried that her breast cancer of 2010 is back.',
    'Ca prostate 2012, RT. He is back to walking.',
  ])('is past where it is not: %s', (text) => {
    expect(isActive(text)).toBe(false);
  });
});
