import { describe, expect, it } from 'vitest';
import { readingOrder } from '../../functions/core/reading-order.ts';
import { drawn, text } from '../support/drawn-page.ts';

describe('tables keep their rows', () => {
  it('cells of a row on one line, a tab between them', () => {
    const page = drawn(`
      Date          Treatment           Intent         Status
      Mar 2019      Mastectomy          Curative       Done
      May 2019      FEC x3              Adjuvant       Completed
      -             Capecitabine        Palliative     Not given`);
    expect(readingOrder(page)).toBe(
      text(
        'Date\tTreatment\tIntent\tStatus',
        'Mar 2019\tMastectomy\tCurative\tDone',
        'May 2019\tFEC x3\tAdjuvant\tCompleted',
        '-\tCapecitabine\tPalliative\tNot given',
      ),
    );
  });

  it('a table of pairs keeps its rows, whatever stands under it with the same blanks', () => {
    const page = drawn(`
      Name            SAMPLE, Tom            NHS no      999 000 0042      DOB         03/03/1949
      Diagnosis       Multiple myeloma       Dx date     June 2023         PS          ECOG 1
      Plasmacytoma    None                   Amyloid     Excluded          Bone        T8 wedge

      Remains well. Stable paraprotein. No new bone pain.

      Problem         Action                             Who               When
      Myeloma         Continue lenalidomide              Haem              Review in 2 months
      Neuropathy      Amitriptyline                      GP                Now`);
    expect(readingOrder(page)).toBe(
      text(
        'Name\tSAMPLE, Tom\tNHS no\t999 000 0042\tDOB\t03/03/1949',
        'Diagnosis\tMultiple myeloma\tDx date\tJune 2023\tPS\tECOG 1',
        'Plasmacytoma\tNone\tAmyloid\tExcluded\tBone\tT8 wedge',
        '',
        'Remains well. Stable paraprotein. No new bone pain.',
        '',
        'Problem\tAction\tWho\tWhen',
        'Myeloma\tContinue lenalidomide\tHaem\tReview in 2 months',
        'Neuropathy\tAmitriptyline\tGP\tNow',
      ),
    );
  });

  it('labels stay with their values', () => {
    const page = drawn(`
      Diagnosis:       Adenocarcinoma of sigmoid colon
      Metastases:      none
      Family history:  nil`);
    expect(readingOrder(page)).toBe(
      text('Diagnosis:\tAdenocarcinoma of sigmoid colon', 'Metastases:\tnone', 'Family history:\tnil'),
    );
  });

  it('values that bring their colon with them', () => {
    const page = drawn(`
      Patient      : MARCHBANK Leopold        DOB   : 19/06/1953
      NHS No       : 999 751 9663             CRN   : A309955
      Referrer     : Dr S Whitcombe           Loc   : Elmfield`);
    expect(readingOrder(page)).toContain('Patient : MARCHBANK Leopold\nNHS No : 999 751 9663\nReferrer');
  });

  it('labels without colons, with values in small letters', () => {
    const page = drawn(`
      Mother            breast cancer at 44
      Brother           well
      Father            melanoma 2003, well
      Half sister       leukaemia as a child, cured
      We have drawn the family tree above and will see her again when the results are back`);
    expect(readingOrder(page)).toContain('Mother\tbreast cancer at 44\nBrother\twell\nFather\tmelanoma 2003, well\n');
  });

  it('a value that wraps is read in full before the next row', () => {
    const page = drawn(`
      Diagnosis:       Adenocarcinoma of the sigmoid colon found at
                       screening
      Imaging:         No evidence of liver metastases and no
                       pulmonary embolism`);
    expect(readingOrder(page)).toBe(
      text(
        'Diagnosis:\tAdenocarcinoma of the sigmoid colon found at screening',
        'Imaging:\tNo evidence of liver metastases and no pulmonary embolism',
      ),
    );
  });

  it('every cell that wraps is read in full before the next cell, where rows stand apart', () => {
    const page = drawn(`
      Diagnosis               Finding

      Type 2                  No evidence of
      diabetes                pulmonary embolism

      Left breast             Margins are
      cancer                  clear`);
    expect(readingOrder(page)).toBe(
      text(
        'Diagnosis\tFinding',
        'Type 2 diabetes\tNo evidence of pulmonary embolism',
        'Left breast cancer\tMargins are clear',
      ),
    );
  });

  it('results by date, with row names in small letters', () => {
    const page = drawn(`
                      Jan 26        May 26
      Haemoglobin     112           94
      eGFR            70            78
      kappa LC        180           655
      Calcium         2.31          -`);
    expect(readingOrder(page)).toContain('Haemoglobin\t112\t94\neGFR\t70\t78\nkappa LC\t180\t655\nCalcium\t2.31\t-');
  });

  it('lines a wrapped last cell as printed where the words leave a doubt', () => {
    const page = drawn(`
      Treatment:     Radiotherapy 60 Gy in twenty fractions, completed
                     Docetaxel discussed, not given
      Aim:           Curative`);
    expect(readingOrder(page)).toContain('completed\nDocetaxel discussed, not given\nAim:\tCurative');
  });
});
