import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

const suspectedIn = (text: string) =>
  assessLetter({ id: 'x', text }, lexicon)
    .suggestions.filter(({ category, assertion }) => category === 'diagnosis' && assertion.certainty === 'suspected')
    .map(({ display }) => display);

describe('a specimen, or the diagnosis itself, answers what was suspected', () => {
  it.each([
    '?Recurrence of breast cancer. Biopsy = fat necrosis.',
    '?lung cancer. Biopsy: granulomatous inflammation.',
    'Suspected bowel cancer.\nDischarge diagnosis: ulcerative colitis',
    '?Ca stomach -> OGD -> benign GU.',
    'Lobectomy for presumed lung cancer - final histology: hamartoma.',
  ])('%s', (text) => {
    expect(suspectedIn(text)).toEqual([]);
  });
});

describe('what leaves it open answers nothing', () => {
  it.each([
    'Suspected lung cancer. CT: 3cm RUL mass, granuloma LLL.',
    'Suspected lung cancer. Biopsy: granuloma only, mass not reached.',
    'Suspected lung cancer. Biopsy: inflammation, cannot exclude malignancy.',
    'Suspected lung cancer. OGD: gastritis.',
  ])('%s', (text) => {
    expect(suspectedIn(text)).toEqual(['Suspected lung cancer']);
  });
});
