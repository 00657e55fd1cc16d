import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

function treatmentsIn(text: string): readonly string[] {
  return assessLetter({ id: 'x', text: `Diagnosis: breast cancer, 2026\n\n${text}\n` }, lexicon)
    .suggestions.filter(({ category }) => category === 'treatment')
    .map(({ assertion }) => assertion.temporality);
}

describe('a treatment that was only weighed is not suggested', () => {
  it.each([
    '- Gastrectomy: unfit',
    '- trastuzumab: no target',
    '- Atezolizumab/bevacizumab: not at this point (varices grade 3)',
    '- contact X-ray brachytherapy (Papillon): superfluous with a complete response',
    "- reversal of Hartmann's at the same sitting: not on this occasion",
    '- SIRT: kept for later',
    'Nivolumab/trastuzumab n/a - target not there.',
    'SABR if CPET poor',
    'Gemcitabine/cisplatin/durvalumab if bili <30 and PS 0-1.',
    'Radiotherapy (if margins positive)',
    'Pneumonectomy was looked at by the surgeons.',
    'He was in two minds about chemo.',
    'So the chemo leaflet she came with can go in the bin',
    'Going to the Exenteration MDT',
    'Some women take tamoxifen for prevention',
  ])('%s', (text) => {
    expect(treatmentsIn(text)).toEqual([]);
  });
});

describe('a remark behind a treatment is no verdict on it', () => {
  it.each([
    ['She had radiotherapy - no complications', 'completed'],
    ['Left WLE 3/24: no residual disease', 'completed'],
    ['She completed radiotherapy in 2024 - not to be repeated', 'completed'],
    ['FEC-T x6 - not tolerated, stopped after 2 cycles', 'completed'],
  ])('%s', (text, state) => {
    expect(treatmentsIn(text)).toEqual([state]);
  });
});
