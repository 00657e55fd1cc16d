import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

/** A tumour, its stage as written, and the readings, the patient's own and current. */
const STAGED: readonly (readonly [string, string, readonly string[]])[] = [
  ['rectal cancer', 'T3 N1 M0', ['T3', 'N1', 'M0']],
  ['breast cancer', 'pT2 pN1a, grade 2, ER8 PR6 HER2 neg', ['pT2', 'pN1a', 'grade 2', 'er +', 'pr +', 'her2 -']],
  ['prostate adenocarcinoma', 'Gleason 4+3=7, T3a N0 M0, PSA 14', ['gleason 4+3=7', 'T3a', 'N0', 'M0']],
  ['NSCLC', 'stage IIIA, PS 1', ['group IIIA', 'ecog 1']],
  ['melanoma', 'Breslow 2.1mm, pT3b', ['breslow 2.1', 'pT3b']],
  ['ovarian cancer', 'FIGO IIIC', ['figo IIIC']],
  ['CLL', 'Binet B', ['binet B']],
  ['colon cancer', 'Dukes C1, pMMR', ['dukes C1', 'mmr proficient']],
];

/** Where letters of different departments say it. */
const PLACES: Readonly<Record<string, (tumour: string, stage: string) => string>> = {
  'a headed letter': (t, s) =>
    `Re: Mrs Jane Smith\nDiagnosis: ${t} ${s}\n\nDear Dr Brown,\n\nI saw her today.\n\nYours sincerely\nDr X`,
  'a letter under a note of dictation': (t, s) =>
    `Dictated but not signed 20/10/26. Errors may persist.\n\n1. ${t} ${s}\n2. Asthma\n\nHe has now had four cycles and is well.`,
  'a letter under a note of who verified it': (t, s) =>
    `Electronically verified by Dr A Bell\n\nDiagnosis: ${t} ${s}\n\nHe has now had four cycles, and he is well.`,
  bullets: (t, s) => `Dear Dr Brown,\n\nProblems:\n• ${t}\n• ${s}\n• Hypertension\n\nShe is well.`,
  'a numbered list': (t, s) => `DIAGNOSES\n1. ${t}; ${s}\n2. Type 2 diabetes\n\nDear Dr\nShe is well.`,
  'a list in a list': (t, s) => `Diagnosis\n   1) ${t}\n      - ${s}\n   2) COPD\n\nDear Dr B,\nReviewed today.`,
  capitals: (t, s) => `DIAGNOSIS: ${t} ${s}\nPLAN: SURGERY\n`.toUpperCase(),
  'small letters': (t, s) => `dx: ${t} ${s}\nplan: surgery\n`.toLowerCase(),
  brackets: (t, s) =>
    `Dear Dr Brown,\n\nThank you for referring this lady with ${t} (${s}), whom I reviewed today with her husband.`,
  'a wrapped line': (t, s) =>
    `I reviewed this pleasant lady today with a new diagnosis of ${t}\n${s} and she is keen to go ahead.`,
  'a table': (t, s) => `Diagnosis\tStaging\tPlan\n${t}\t${s}\tSurgery\n`,
  'a table with rules': (t, s) => `| Diagnosis | ${t} |\n| Staging | ${s} |\n| Plan | Surgery |\n`,
  columns: (t, s) => `Diagnosis        ${t}\nStaging          ${s}\nPlan             Surgery\n`,
  'a row of a meeting': (t, s) => `MDT OUTCOME 12/03/2026\nSMITH Jane  ${t}  ${s}  -> for surgery\n`,
  arrows: (t, s) => `${t} -> ${s} -> MDT 3/4 -> surgery\n`,
  slashes: (t, s) => `${t} / ${s} / for surgery`,
  histology: (t, s) => `Histology: ${t}. ${s}. Margins clear.`,
  'an impression': (t, s) => `Imp: ${t} ${s}. Plan: discuss MDT`,
  'two sentences': (t, s) =>
    `I reviewed him following surgery for ${t}. The final histology confirmed ${s}. He has recovered well.`,
  'an admission': (t, s) => `75M known ${t} ${s}, admitted with pneumonia.`,
  'a request': (t, s) => `Clinical details: ${t}, ${s}, staging.\nReport: no metastases.`,
  'behind a denial': (t, s) => `CT: no distant metastases. ${t}. ${s}.`,
  'behind a denial and a comma': (t, s) => `${t}, no metastases, ${s}`,
  'at diagnosis': (t, s) => `Her ${t} was staged as ${s} at diagnosis in 2025.`,
};

describe('a stage is read wherever letters say it', () => {
  it.each(Object.entries(PLACES))('in %s', (_name, letter) => {
    for (const [tumour, stage, wanted] of STAGED) {
      const { stages } = assessLetter({ id: 'x', text: letter(tumour, stage) }, lexicon);
      const read = stages
        .filter(({ assertion }) => Object.values(assertion).join(' ') === 'confirmed current patient')
        .map(({ system, axis, prefix, value }) =>
          axis === null
            ? `${system} ${value.replace('positive', '+').replace('negative', '-')}`
            : `${prefix ?? ''}${axis}${value}`,
        );
      expect(read.sort(), `${tumour}: ${stage}`).toEqual([...wanted].sort());
    }
  });

  it.each([
    ['family history', 'FAMILY HISTORY\nFather: T3 N1 bowel cancer\n', 'family'],
    ['past history', 'PAST MEDICAL HISTORY\nColon cancer Dukes B 2004\nAsthma\n', 'historical'],
    ['another patient of a list', '1\txxxxxx\tCa caecum\tT4 N2 M1a\n2\tJONES Ann\tCa rectum\tT2 N0 M0\n', 'current'],
  ])('with the context of %s', (_name, text, expected) => {
    const { stages } = assessLetter({ id: 'x', text }, lexicon);
    expect(stages.length).toBeGreaterThan(0);
    expect(stages.map(({ value }) => value)).not.toContain('1a');
    for (const { assertion } of stages) expect(Object.values(assertion)).toContain(expected);
  });

  it.each([
    ['Not for cystectomy: previous pelvic RT, PS 2, COPD.', 'ecog', 'confirmed current patient'],
    ['Not for cystectomy: previous pelvic RT, KPS 80, COPD.', 'karnofsky', 'confirmed current patient'],
    ['Previously PS 1.', 'ecog', 'confirmed historical patient'],
    ['Lung cancer, likely metastatic, ECOG 1.', 'ecog', 'confirmed current patient'],
    [
      'Liver biopsy consistent with the known colorectal primary, KRAS G12D, MMR normal.',
      'mmr',
      'confirmed current patient',
    ],
    ['Possible recurrence of her breast cancer, ER positive.', 'er', 'confirmed current patient'],
    ['This is possibly HER2 positive disease.', 'her2', 'suspected current patient'],
    ['This is possibly still HER2 positive disease.', 'her2', 'suspected current patient'],
    ['Possible recurrence, stage IV.', 'group', 'suspected current patient'],
    ['Merkel cell cancer. SLNB? not done, pT1.', 'tnm', 'confirmed current patient'],
    ['Merkel cell cancer ?pT1 on the cheek.', 'tnm', 'suspected current patient'],
    ['Merkel cell cancer ? pT1 on the cheek.', 'tnm', 'suspected current patient'],
    ['Staging CT shows no mets, she is T2 NO MO.', 'tnm', 'confirmed current patient'],
    ['No definite mets\nStage cT3 N0 M0', 'tnm', 'confirmed current patient'],
  ])('hears what is said of it and of nothing else: %s', (text, system, expected) => {
    const { stages } = assessLetter({ id: 'x', text }, lexicon);
    const said = stages
      .filter((stage) => stage.system === system)
      .map(({ assertion }) => Object.values(assertion).join(' '));
    expect(new Set(said)).toEqual(new Set([expected]));
  });
});
