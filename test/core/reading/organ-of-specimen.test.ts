import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

const active = (text: string) =>
  assessLetter({ id: 'x', text }, lexicon)
    .suggestions.filter(
      ({ category, assertion: { certainty, temporality } }) =>
        category === 'diagnosis' && certainty === 'confirmed' && temporality === 'current',
    )
    .map(({ display }) => display);

describe('a type without a site takes the organ of the operation or sample', () => {
  it.each([
    [
      'SIGMOID COLECTOMY\nAdenocarcinoma, moderately differentiated, pT3 pN0 (0/22) R0',
      'Adenocarcinoma of sigmoid colon',
    ],
    ['TURBT\nG2pTa urothelial carcinoma', 'Transitional cell carcinoma of bladder'],
    ['70M dysphagia. OGD: Tumour 34–39 cm. Histology SCC.', 'Squamous cell carcinoma of oesophagus'],
    ['L nephrectomy 3/11\nHistology: clear cell carcinoma, pT2', 'Clear cell carcinoma of kidney'],
  ])('%s', (text, display) => {
    expect(active(text)).toEqual([display]);
  });

  it.each([
    'Hemithyroidectomy histology: follicular adenoma. No invasion, so not follicular carcinoma.',
    'Gastrectomy for a bleeding ulcer: no adenocarcinoma.',
    'TURBT: cystitis, not urothelial carcinoma.',
  ])('but what is denied is not there: %s', (text) => {
    expect(active(text)).toEqual([]);
  });

  it('but not of an operation that is past', () => {
    expect(active('Previous prostatectomy. CT-guided biopsy of the left lung shows adenocarcinoma.')).toEqual([
      'Adenocarcinoma of left lung',
    ]);
  });
});

it('what is found in the omentum came there', () => {
  expect(active('Bx omentum: HGSC.')).toEqual(['Secondary malignant neoplasm of peritoneum']);
});

it('"M1" at the end of a stage run together has its sites in brackets', () => {
  expect(active('Dx: adenoca rectum T3N2M1 (liver)')).toContain('Secondary malignant neoplasm of liver');
});
