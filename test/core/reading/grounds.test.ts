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

describe('a tumour that the letter only names', () => {
  it.each([
    ['what a conversation turned to', 'The conversation turned to ovarian cancer.'],
    ['a subject that is not said to be there', 'Mesothelioma is something that she was warned of in the shipyards.'],
    ['what is feared', 'Her main fear is ovarian cancer, and her scan is normal.'],
    ['counselled about', 'She was counselled re lymphoma on azathioprine.'],
    ['among complications', 'Complications of untreated disease are many, including cervical cancer.'],
    ['reassured about', 'Summary: reassurance re: ovarian cancer; no further tests.'],
    ['among things that are included', 'HRT: pros and cons, incl. ovarian cancer, VTE, stroke.'],
    ['what a drug is not for', 'Testosterone is contraindicated in prostate cancer; PSA normal.'],
    ['what a drug does to it', 'Raloxifene reduces invasive breast cancer.'],
    ['what somebody lists', 'The discharge summary lists lung cancer.'],
  ])('is held: %s', (_, text) => {
    expect(active(text)).toEqual([]);
  });

  it('is held with the words that only name it', () => {
    const [held] = assessLetter({ id: 'x', text: 'The conversation turned to ovarian cancer.' }, lexicon).held;
    expect(held).toMatchObject({ reason: 'suspected', evidence: [{ rule: 'phrase: ovarian cancer; only named' }] });
  });

  it('is active where another place says that the patient has it', () => {
    expect(active('The conversation turned to ovarian cancer. She has ovarian cancer.')).toEqual([
      'Malignant tumour of ovary',
    ]);
  });
});

describe('a tumour is active', () => {
  it.each([
    ['that the patient has', 'This lady has ovarian cancer.'],
    ['that something turned out to be', 'The cyst turned out to be ovarian cancer.'],
    ['that is the patient’s own', 'We turned to her ovarian cancer.'],
    ['that is treated', 'She was seen on day 3 of carboplatin for ovarian cancer.'],
    ['that a person is under care for', 'She is under Dr Rao for ovarian cancer.'],
    ['whose course is told', 'The ovarian cancer has progressed.'],
    ['in a note without a verb', 'Ovarian cancer, carboplatin C3.'],
    ['that the letter is about', 'Re ovarian cancer\n\nShe was seen today.'],
    ['of low risk', 'This is a low risk ovarian cancer.'],
    ['with its stage', 'The conversation turned to the ovarian cancer, stage IIIC.'],
    ['under the diagnoses', 'Diagnosis: the usual talk, of ovarian cancer.'],
  ])('%s', (_, text) => {
    expect(active(text)).toEqual(['Malignant tumour of ovary']);
  });
});

describe('a tumour that is asked about', () => {
  it.each([
    "He asks whether Barrett's means he has oesophageal cancer.",
    'She asked if it means she has breast cancer.',
    'She asks whether it is breast cancer.',
    'She wants to know if the cough means she has lung cancer.',
    'Does this mean I have lymphoma, she asked.',
    'HCC a concern.',
  ])('is not active: %s', (text) => {
    expect(active(text)).toEqual([]);
  });

  it.each([
    'She asked about work, and she has breast cancer.',
    'I explained that this means she has breast cancer.',
    'He asked whether he could fly; he has lung cancer.',
  ])('what is said beside the question is: %s', (text) => {
    expect(active(text)).toHaveLength(1);
  });
});

describe('what brackets say of the person before them', () => {
  it.each([
    'wife present (she had breast ca last yr)',
    'Wife attended (she has breast cancer).',
    'Attended with husband (he had bowel ca 2010).',
  ])('is theirs: %s', (text) => {
    const { suggestions } = assessLetter({ id: 'x', text }, lexicon);
    expect(suggestions).toEqual([]);
  });

  it('and so are the treatments in them', () => {
    const text = "Prostate cancer, last days. Daughter present, distressed (she's having chemo for ovarian).";
    const { suggestions } = assessLetter({ id: 'x', text }, lexicon);
    expect(suggestions.map(({ category }) => category)).toEqual(['diagnosis']);
  });

  it.each(['Seen with her husband (she has breast cancer).', 'Her husband came. She (the patient) has breast cancer.'])(
    'unless they speak of the patient: %s',
    (text) => {
      expect(active(text)).toEqual(['Malignant neoplasm of breast']);
    },
  );
});

describe('an answer', () => {
  it('denies what was asked, and not what it goes on to say', () => {
    expect(active('Lung cancer? No, breast cancer with lung mets.')).toEqual([
      'Malignant neoplasm of breast',
      'Secondary malignant neoplasm of lung',
    ]);
    expect(active('Any spread? No, or minimal, metastases.')).toEqual([]);
  });
});
