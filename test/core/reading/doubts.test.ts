import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

const active = (text: string) =>
  assessLetter({ id: 'x', text }, lexicon)
    .suggestions.filter(({ category, assertion }) => category === 'diagnosis' && assertion.certainty === 'confirmed')
    .map(({ display }) => display);

const ASKED = 'Thank you for seeing this man, ?mesothelioma.';
const BARE = 'On the day the mesothelioma took up most of our time.';

describe('a tumour that the letter questions', () => {
  it.each([
    ['is not made active by a bare mention', `${ASKED}\n\n${BARE}`, []],
    ['nor is one that it denies', `There is no mesothelioma.\n\n${BARE}`, []],
    ['is active where it is named as a diagnosis', `${ASKED}\n\nDiagnosis: mesothelioma`, ['Malignant mesothelioma']],
    [
      'is active where the letter gives a stage',
      `${ASKED}\n\nSadly it is mesothelioma. Stage IIIB.`,
      ['Malignant mesothelioma'],
    ],
    ['nor does a performance status make it one', `${ASKED}\n\n${BARE} PS 1.`, []],
    ['is active where the patient is said to have it', `${ASKED}\n\nHe has mesothelioma.`, ['Malignant mesothelioma']],
    ['is active where a specimen shows it', `${ASKED}\n\nBiopsy: mesothelioma.`, ['Malignant mesothelioma']],
    ['is active where it is proven', `${ASKED}\n\nMesothelioma, proven at biopsy.`, ['Malignant mesothelioma']],
    ['is not there where a specimen is awaited', `${ASKED}\n\nBiopsy to exclude mesothelioma.`, []],
    ['is active where nothing questions it', 'He has mesothelioma.', ['Malignant mesothelioma']],
  ])('%s', (_, text, expected) => {
    expect(active(text)).toEqual(expected);
  });
});
