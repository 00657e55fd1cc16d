import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

function saidIn(text: string): readonly string[] {
  return assessLetter({ id: 'x', text }, lexicon).suggestions.map(
    ({ category, display, assertion }) => `${category}: ${display}, ${assertion.temporality}`,
  );
}

describe('a table whose heads say what stands under them', () => {
  it('what stands under Plan is planned, and what stands under Treatment done', () => {
    const said = saidIn(
      'Problem\tTreatment\tPlan\nSigmoid cancer\tHigh anterior resection\tCAPOX\nProstate cancer\tLHRH agonist\tRadiotherapy\n',
    );
    expect(said).toContain('treatment: High anterior resection of rectum, completed');
    expect(said).toContain('treatment: Chemotherapy, planned');
    expect(said).toContain('treatment: Radiotherapy, planned');
  });

  it('a finding stays with what it is found of', () => {
    const said = saidIn('Site\tFindings\tPlan\nLiver metastases\tnone\tCT in 3 months\nBrain metastases\tnot seen\t\n');
    expect(said.filter((one) => one.startsWith('diagnosis'))).toEqual([]);
  });

  it('the table ends with its rows', () => {
    const said = saidIn('Problem\tPlan\nSigmoid cancer\tCAPOX\nShe had a right hemicolectomy in March.\n');
    expect(said).toContain('treatment: Right hemicolectomy, completed');
  });

  it('an empty cell keeps the others under their heads', () => {
    expect(saidIn('Problem\tFamily history\tTreatment\nBreast cancer\t\tMastectomy\n')).toEqual(
      expect.arrayContaining(['treatment: Mastectomy (excision of breast tissue), completed']),
    );
    expect(
      saidIn('Problem\tTreatment\tFamily history\nGallstones\t\tBreast cancer in her mother\n').join(),
    ).not.toMatch(/diagnosis: .*breast/i);
  });
});

describe('dates in a row', () => {
  const datesIn = (text: string) =>
    assessLetter({ id: 'x', text }, lexicon).suggestions.map(
      ({ display, date }) => `${display}: ${date?.value ?? 'none'}`,
    );

  it('a date belongs to its own cell', () => {
    expect(
      datesIn('Diagnosis\tMultiple myeloma\nASCT\tMel200 22/02/2024\tMaintenance\tLenalidomide, ongoing\n'),
    ).toContain('Targeted therapy: none');
  });

  it('unless it is all that its cell says', () => {
    expect(datesIn('Diagnosis\tMultiple myeloma\tsince June 2023\n')).toContain('Multiple myeloma: 2023-06');
    expect(datesIn('22/02/2024\tMastectomy\tdone\n').join()).toContain('2024-02-22');
  });

  it('nor does one that ends another item of a list', () => {
    expect(datesIn('PMH: AF, TIA 2018, BCC nose excised 2021.\n')).toEqual([
      'History of malignant basal cell neoplasm of skin: none',
      'Excision of lesion of skin: 2021',
    ]);
    expect(datesIn('PMH: in 2018, BCC nose excised.\n').join()).toContain('2018');
  });
});

describe('boxes', () => {
  it('of options the ticked one is meant', () => {
    const said = saidIn(
      'Diagnosis: prostate cancer\nOptions: [x] External beam radiotherapy  [ ] Radical prostatectomy\n',
    );
    expect(said).toContain('treatment: External beam radiotherapy, planned');
    expect(said.join()).not.toContain('prostatectomy');
  });

  it("a form's type or site of cancer is a diagnosis, when it is ticked or filled in", () => {
    expect(saidIn('Cancer type: Bowel  [x]   Anal [ ]  Other [ ]\n')).toContain(
      'diagnosis: Malignant tumour of large intestine, current',
    );
    expect(saidIn('Cancer site: rectum\n')).toContain('diagnosis: Malignant tumour of rectum, current');
    expect(saidIn('Cancer type: Bowel [ ]   Anal [ ]\n')).toEqual([]);
    expect(saidIn('Screening - cancer: cervical up to date\n')).toEqual([]);
  });

  it('each of several boxes in a row answers its own choice', () => {
    const skin = saidIn('LESION 1   Site: R calf     [ ] BCC  [ ] SCC  [x] Melanoma  [ ] Merkel  [ ] Other\n').join();
    expect(skin).toContain('elanoma');
    expect(skin).not.toMatch(/basal|squamous|merkel/i);
    const panc = saidIn('OPTIONS discussed: [x] surveillance MRI  [ ] distal pancreatectomy  [ ] EUS\n').join();
    expect(panc).not.toContain('ancreatectomy');
    const said = saidIn('Breast cancer. [ ] clinic 3/12 [x] PIFU\n');
    expect(said).toContain('care-plan: Patient-initiated follow-up, current');
    expect(said.join()).not.toContain('Follow-up consultation');
  });

  it('a choice that nobody ticked says nothing of what stands before it', () => {
    expect(saidIn('Lymphoedema [x] present [ ] none seen\n')).toEqual(['diagnosis: Lymphoedema, current']);
  });

  it('options without boxes are only named', () => {
    expect(
      saidIn('Diagnosis: prostate cancer\nOptions: External beam radiotherapy, radical prostatectomy\n').join(),
    ).not.toMatch(/treatment/);
  });
});

describe('what a letterhead tells of its clinics', () => {
  it('is nothing of the patient', () => {
    expect(saidIn('Clinics\nLung cancer – Mon\nMelanoma – Tue\n\nDear Dr Holm,\nShe is well.\n')).toEqual([]);
  });

  it('nor is what a page says of itself', () => {
    expect(saidIn('She is well.\n\nPage 1 of 2 | Printed 12/02/2026 from eCare | Lung Cancer MDT\n')).toEqual([]);
  });

  it('a key worker in the next cell is no part of what stands before the tab', () => {
    expect(saidIn('Family history\tBrother - prostate\tKeyworker\tCNS M. Bell\n')).toContain(
      'family-history: Family history of prostate cancer, current',
    );
  });
});

describe('rows between bars', () => {
  it('each is a statement of its own', () => {
    const said = saidIn(
      '| Melanoma in situ back | Resolved | 2016 | WLE |\n| Ca lung | Ruled out | 2024 | hamartoma |\n| Mother ca breast | FH | | |\n',
    );
    expect(said).toContain('diagnosis: Melanoma in situ of skin, historical');
    expect(said).toContain('family-history: Family history of malignant neoplasm of breast, current');
    expect(said.join()).not.toMatch(/lung/);
  });

  it('one with an empty first cell goes on with the row above', () => {
    expect(saidIn('| Imaging | CT chest and abdomen: no evidence of |\n|         | liver metastases |\n')).toEqual([]);
  });
});
