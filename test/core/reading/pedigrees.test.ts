import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

const saidIn = (text: string) =>
  assessLetter({ id: 'x', text }, lexicon).suggestions.map(
    ({ category, display, assertion }) => `${category}: ${display}, ${assertion.certainty}`,
  );

describe('the relatives of a pedigree, one to a line', () => {
  it('a doubt about one is none about the next', () => {
    const said = saidIn('FH\nmat gm - "stomach" ca 60s (?ovary)\nfather - melanoma 62, alive\nbrother - well\n');
    expect(said).toContain('family-history: Family history of malignant melanoma, confirmed');
  });

  it('ends at the line of what was found in the patient', () => {
    expect(
      saidIn('FH: mat GM breast ca 70s.  OCP.\nO/E smooth mobile lump\nNo evidence of malignancy. Discharged.\n'),
    ).toEqual([
      'family-history: Family history of malignant neoplasm of breast, confirmed',
      'care-plan: Discharged from hospital follow-up, confirmed',
    ]);
  });

  it('nor does it end in what is said of the patient', () => {
    const said = saidIn('FHx: mother breast ca 41\nShe does not have cancer.\n');
    expect(said).toEqual(['family-history: Family history of malignant neoplasm of breast, confirmed']);
  });

  it('the name of a department is no heading of its letters', () => {
    expect(saidIn('GENETICS\nThank you for seeing her.\nShe does not have cancer.\n')).toEqual([]);
  });
});

describe('a stage that was thought of', () => {
  it('is not the one that is said to be', () => {
    const { stages } = assessLetter(
      { id: 'x', text: 'Oesophageal cancer. It had been thought he was stage IV. So T3 N2 M0.' },
      lexicon,
    );
    expect(stages.map(({ system, assertion }) => `${system} ${assertion.temporality}`)).toEqual([
      'group historical',
      'tnm current',
      'tnm current',
      'tnm current',
    ]);
  });
});

describe('a treatment that frightens', () => {
  it('is not given for that', () => {
    expect(saidIn('Lymphoma. He is nervous of chemotherapy.').join()).not.toContain('Chemotherapy');
  });
});

describe('a history without a colon', () => {
  it('is a history', () => {
    expect(saidIn('PMH asthma; Hodgkins aged 19 - mantle RT (so high risk).\n')).toContain(
      'diagnosis: History of Hodgkin lymphoma, confirmed',
    );
  });
});

describe('a disease since a year', () => {
  it('is there, whatever is denied of what it may become', () => {
    const said = saidIn('Smouldering myeloma since 2021. So still no CRAB -> not active myeloma; no treatment.\n');
    expect(said).toEqual(['diagnosis: Smouldering myeloma, confirmed']);
  });
});
