import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

function stageConcepts(text: string): string[] {
  return assessLetter({ id: 'x', text }, lexicon)
    .suggestions.filter(({ category }) => category === 'stage')
    .map(({ display }) => display);
}

describe('a stage is coded as that of its own tumour', () => {
  it("not of a sister's ovary", () => {
    const said = stageConcepts(
      'Her sister had ovarian cancer.\nDiagnosis: Adenocarcinoma of the right upper lobe of lung, stage IVB\n',
    );
    expect(said).toEqual(['Adenocarcinoma of lung, stage 4']);
  });

  it("not of an aunt's cervix, nor of one that was looked at and normal", () => {
    const said = stageConcepts(
      'Diagnosis: Endometrioid adenocarcinoma of the endometrium, FIGO stage IB\n\nAn aunt died of cervical cancer. The cervix was normal.\n',
    );
    expect(said).toEqual(['FIGO endometrial cancer stage IB']);
  });

  it('not of one that was looked for and not found', () => {
    const said = stageConcepts('Merkel cell carcinoma of the cheek, stage I. No evidence of colon cancer.\n');
    expect(said).toEqual(['Tumour stage']);
  });

  it.each([
    ['a relative was spoken of', 'Her sister has cancer of the colon.'],
    ['another was ruled out', 'There is no cancer of the colon.'],
  ])('not of the one before it where %s', (_, between) => {
    const said = stageConcepts(`Adenocarcinoma of the lung.\n\n${between}\n\nThe stage is IIB.\n`);
    expect(said).toEqual(['Adenocarcinoma of lung, stage 2']);
  });

  it('of each of two', () => {
    const said = stageConcepts(
      'Diagnosis:\na) endometrium, endometrioid adenocarcinoma G2, FIGO IB\nb) left ovary, endometrioid carcinoma, FIGO IA\n',
    );
    expect(said).toEqual(expect.arrayContaining(['FIGO endometrial cancer stage IB', 'Carcinoma of ovary, stage 1']));
  });

  it('of the cancer that there is rather than of the old one beside it', () => {
    const said = stageConcepts(
      'Squamous cell carcinoma of the lung.\nPMH: carcinoma of the colon 1999, cured.\nThe stage is IIB and she will have surgery.\n',
    );
    expect(said).toEqual(['Squamous cell carcinoma of lung, TNM stage 2']);
  });

  it('a stage before its tumour', () => {
    expect(stageConcepts('This is a stage IIIA adenocarcinoma of the lung.\n')).toEqual([
      'Adenocarcinoma of lung, stage 3',
    ]);
  });

  it('differentiation is coded once, however it is abbreviated', () => {
    expect(stageConcepts('Mod diff adenocarcinoma of the sigmoid colon.\n')).toEqual([
      'Moderately differentiated histological grade',
    ]);
    expect(stageConcepts('Moderately to poorly differentiated adenocarcinoma of the rectum.\n')).toEqual([
      'Histological grade',
    ]);
  });

  it('of no tumour in particular where none is named', () => {
    expect(stageConcepts('The cancer is stage IIIA.\n')).toEqual(['Tumour stage']);
  });
});
