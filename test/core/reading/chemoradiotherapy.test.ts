import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

const treatmentsIn = (text: string) =>
  assessLetter({ id: 'x', text: `Clinic 3/9/2026\n\n${text}` }, lexicon)
    .suggestions.filter(({ category }) => category === 'treatment')
    .map(({ display, assertion }) => `${display}, ${assertion.temporality}`);

describe('radiotherapy and the drug given with it', () => {
  it.each([
    'Glioblastoma, 60Gy/30 + TMZ to 12/6/26.',
    'Rectal cancer, completed radiotherapy with capecitabine in May.',
    'NSCLC: had radiotherapy and concurrent carboplatin.',
  ])('are one treatment: %s', (text) => {
    expect(treatmentsIn(text)).toEqual(['Chemoradiotherapy, completed']);
  });

  it('and to come where its end is ahead', () => {
    expect(treatmentsIn('Glioblastoma, on 60Gy/30 + TMZ to 12/10/26.')).toEqual(['Chemoradiotherapy, current']);
  });

  it.each(['Breast cancer: had chemotherapy and radiotherapy.', 'Breast cancer: had radiotherapy, then capecitabine.'])(
    'side by side they are two: %s',
    (text) => {
      expect(treatmentsIn(text)).toEqual(
        expect.arrayContaining([expect.stringContaining('Radiotherapy'), expect.stringContaining('Chemotherapy')]),
      );
    },
  );
});
