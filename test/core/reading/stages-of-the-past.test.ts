import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

/** A text, the readings that are the patient's past, and those that hold now. */
const TEXTS: readonly (readonly [text: string, past: string, now: string])[] = [
  ['In 2009 she had a T1 N0 breast cancer treated with WLE and radiotherapy.', 'T1 N0', ''],
  ['Breast cancer 2009 T1N0 grade 2. Now a new T2 N0 squamous cell carcinoma of the larynx.', 'T1 N0 2', 'T2 N0'],
  ['1. Colon cancer Dukes B 2005 - right hemi\n2. Prostate cancer T3a N0 M0', 'B', 'T3a N0 M0'],
  ['Stage IIB testicular seminoma treated 1998, BEP x3, discharged 2008.', 'IIB', ''],
  ['He had Hodgkin lymphoma in 1996. It was stage IIA. PS 1.', 'IIA', '1'],
  ['Previous breast cancer T1 N0 in 2005, now bladder cancer T2 N1.', 'T1 N0', 'T2 N1'],
  ['Testicular seminoma 1998, stage IIB, BEP x3, discharged 2008, PS 1.', 'IIB', '1'],
  ['He had Hodgkin lymphoma in 1996.\n\nStaged today as T2 N0.', '', 'T2 N0'],
  ['Initially staged as T2N0 on MRI; final pathology pT3 pN1.', 'T2 N0', 'pT3 pN1'],
  ['Rectal cancer, downstaged from T4 N2 to ypT2 N0.', 'T4 N2', 'ypT2 N0'],
  ['Upstaged from IB to IIA.', 'IB', 'IIA'],
  ['Melanoma: progressed from stage I to IV.', 'I', 'IV'],
  ['Gleason 3+4=7 upgraded to 4+3=7 on prostatectomy', '3+4=7', '4+3=7'],
  ['MDT: previously reported T3, on review T2 N0', '', 'T2 N0'],
  ['Restaging CT after four cycles: T2 N0 M0, previously T3 N2.', 'T3 N2', 'T2 N0 M0'],
  ['Was T2 N0 on MRI. Final pathology pT3a pN0.', 'T2 N0', 'pT3a pN0'],
  ['Lung cancer T2 N0. M1 disease was excluded on PET.', '', 'T2 N0'],
  ['I explained that her cancer is stage 4 and cannot be cured.', '', 'IV'],
  ['She asked whether this was stage 4; I explained it is stage 2.', '', 'II'],
  ['I explained that stage 4 cancer cannot be cured.', '', ''],
  ['For stage I disease, surgery alone is enough.', '', ''],
  ['Rectal cancer. Stage at diagnosis: IIIB', '', 'IIIB'],
  ['Breast cancer diagnosed this year, T2 N0. Her colon cancer in 2001 was cured.', '', 'T2 N0'],
];

describe('a stage is as old as the cancer it is said of', () => {
  it.each(TEXTS)('%s', (text, past, now) => {
    const { stages } = assessLetter({ id: 'x', text }, lexicon);
    const read = (temporality: string) =>
      stages
        .filter(
          ({ assertion: { certainty, subject, temporality: time } }) =>
            certainty !== 'negated' && subject === 'patient' && time === temporality,
        )
        .map(({ axis, prefix, value }) => `${prefix ?? ''}${axis ?? ''}${value}`)
        .join(' ');
    expect([read('historical'), read('current')]).toEqual([past, now]);
  });
});
