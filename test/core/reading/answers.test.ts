import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

/** How each suggested diagnosis stands: active, historical or suspected. */
const standing = (text: string) =>
  assessLetter({ id: 'x', text }, lexicon)
    .suggestions.filter(({ category }) => category === 'diagnosis')
    .map(({ assertion }) =>
      assertion.certainty === 'suspected'
        ? 'suspected'
        : assertion.temporality === 'historical'
          ? 'historical'
          : 'active',
    );

describe('a general answer', () => {
  it.each([
    ['Clinical details: ?bowel cancer.\n\nFindings: Normal colon.\n\nConclusion: No malignancy seen.', []],
    ['Clinical information: Breast lump, ?carcinoma\nConclusion: Benign.', []],
    ['Referred as 2ww query prostate cancer. PSA settled. No cancer. Discharged.', []],
    ['Clinical details: ?bowel cancer.\n\nConclusion: Malignancy cannot be excluded.', ['suspected']],
    ['Conclusion: No malignancy seen in the lung.\n\n?bowel cancer, for colonoscopy.', ['suspected']],
    ['I suspect lung cancer and await the CT. The mole is benign.', ['suspected']],
  ])('%j', (text, expected) => expect(standing(text)).toEqual(expected));
});

describe('an end with its year, or a survivor, is the past', () => {
  it.each([
    'She took letrozole for breast cancer 2016-2021.',
    'You had her in 2020 for the rectal cancer.',
    'As regards the breast cancer, she was discharged in 2017.',
    'Chemo for NHL, finished 2012',
    'In remission since 2009 from Hodgkin lymphoma.',
    'She had a right mastectomy for breast cancer in 1994 and has been well ever since.',
    'Her breast cancer is now a thing of the past.',
    'She beat bowel cancer a decade ago.',
    "Rectal cancer '99, AP resection. Cured.",
    'Diagnosis: COPD\nBasal cell carcinoma of temple, excised 2019\n\nClinic 01/09/2026',
    'PMH: melanoma on the back, AF, on apixaban',
    'Lentigo maligna L cheek: staged excision x3, clear Oct 2021. Clinic 01/09/2026',
    'Indication: Ca caecum 2009, R hemi. Clinic 01/09/2026',
  ])('%j', (text) => expect(standing(text)).toEqual(['historical']));

  it.each([
    'Breast cancer 2023, letrozole since 2023.',
    'Known chronic lymphocytic leukaemia since 2008.',
    'She was not aware that she had ovarian cancer.',
    'PMH: prostate cancer on Prostap, AF',
    'PMH: CLL on ibrutinib, AF',
    'Diagnosis: basal cell carcinoma of temple, excised 03/08/2026\n\nClinic 01/09/2026',
    'Diagnosis: right breast cancer, excised 2025\n\nClinic 01/09/2026',
  ])('but not: %j', (text) => expect(standing(text)).toEqual(['active']));
});

describe('what is denied beside a cancer leaves the cancer', () => {
  it.each([
    'Does not want further treatment for her endometrial cancer.',
    'CT shows no metastases from her known ovarian cancer.',
    'He has myeloma, which is usually well controlled.',
    'There is no question that this is a lung cancer.',
  ])('%j', (text) => expect(standing(text)).toEqual(['active']));
});

describe('what is named and is not there', () => {
  it.each([
    'What we initially took for liver metastases are haemangiomas.',
    'The idea that this was a pancreatic cancer has been abandoned.',
    'Barium and CT both fail to show a colonic tumour or carcinoma.',
    'There was never any cancer of the bladder found.',
    'The kidney was never lost from renal cancer as once coded.',
    'Reactive atypia mimics squamous cell carcinoma of the lung.',
    'You told me that your dad was told he had a melanoma but that it turned out to be a pigmented BCC.',
    'The breast cancer and prostate cancer courses are separate.',
    'His wife Joan does everything for him; she finished chemo for ovarian cancer at Christmas.',
  ])('%j', (text) => expect(standing(text)).toEqual([]));

  it('is one of several', () => {
    expect(standing('Clinical details: lesion, HCC vs mets vs FNH.')).not.toContain('active');
    expect(standing('Lesion on scalp, BCC or SCC, for excision.')).not.toContain('active');
  });
});

describe('what is only on record, or denied, is no history by its date', () => {
  it.each([
    'His record says "Ca bowel" in 2009: the report is of an adenoma.\n\nClinic 01/09/2026',
    'No bowel cancer was found in 2009.\n\nClinic 01/09/2026',
  ])('%j', (text) => expect(standing(text)).toEqual([]));
});

describe('a table answers', () => {
  it.each([
    '| DCIS               | No                                                               |',
    'Invasive cancer    | No |',
    'Mets (histol.)            not submitted',
  ])('no: %j', (text) => expect(standing(text)).toEqual([]));

  it.each(['| DCIS               | Yes                   |', '| DCIS (left)     | Nottingham 2 |'])('yes: %j', (text) =>
    expect(standing(text)).toEqual(['active']),
  );
});

describe('a tumour spoken of as one already named is whose it was', () => {
  const BEFORE = 'Low mood since her best friend has had leukaemia.';
  it.each([
    [`${BEFORE} The leukaemia relapsed at Christmas.`, []],
    [`${BEFORE} She has leukaemia. The leukaemia relapsed at Christmas.`, ['active']],
    [`${BEFORE}\n\n${'She is well. '.repeat(30)}The leukaemia relapsed at Christmas.`, ['active']],
    ['Low mood. The leukaemia relapsed at Christmas.', ['active']],
  ])('%j', (text, expected) => expect(standing(text)).toEqual(expected));
});

describe('what stands on a line of its own kind', () => {
  it.each([
    'Dear Doctor, thank you for asking us to see this retired teacher, who has lung cancer and is breathless.',
    'Cause of death as given to the Medical Examiner\n1a Lung cancer\n2 Ischaemic heart disease',
  ])('is read: %j', (text) => expect(standing(text)).toEqual(['active']));

  it('is not read in a salutation', () => expect(standing('Dear Dr Lung Cancer\n\nHe is well.')).toEqual([]));
});
