import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

describe('a suspicion that names no cancer', () => {
  it.each([
    ['CT chest to exclude malignancy.', 'malignancy'],
    ['?recurrence, for PET.', 'recurrence'],
    ['Malignancy cannot be excluded.', 'Malignancy'],
    ['There is a suspicious mass in the left flank.', 'suspicious'],
    ['The nodes look worrying on ultrasound.', 'worrying'],
  ])('is held on its word: %s', (text, quote) => {
    const { suggestions, held } = assessLetter({ id: 'x', text }, lexicon);
    expect(suggestions.filter(({ category }) => category === 'diagnosis')).toEqual([]);
    expect(held.filter(({ reason }) => reason === 'suspected').flatMap(({ evidence }) => evidence[0]!.quote)).toEqual([
      quote,
    ]);
  });

  it.each([
    'No evidence of malignancy.',
    'No suspicious lesion was seen.',
    'Seen by the cancer nurse.',
    'Possible side effects were discussed. Cancer treatment continues.',
    'He was suspicious about the letter.',
    'His mother may have had cancer.',
    'If there is any recurrence please refer back.',
  ])('is not there: %s', (text) => {
    const { held } = assessLetter({ id: 'x', text }, lexicon);
    expect(held.filter(({ reason }) => reason === 'suspected')).toEqual([]);
  });

  it('gives way to a cancer that is named', () => {
    const { held } = assessLetter({ id: 'x', text: 'Suspicious mass, likely renal cell carcinoma.' }, lexicon);
    expect(held.map(({ display }) => display)).toEqual(['Renal cell carcinoma']);
  });
});
