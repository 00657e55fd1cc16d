import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlacedText, readingOrder } from '../../functions/core/reading-order.ts';

/**
 * A page drawn in characters: each is 5 points wide, each line 12 points high, set in 10 points. Two blanks and more part
 * one piece of text from the next; an empty line is half a line of room.
 */
function drawn(picture: string, pitch = 12): PlacedText[] {
  let y = 100;
  return picture
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      y += line.trim() === '' ? pitch / 2 : pitch;
      return [...line.matchAll(/\S+(?: \S+)*/g)].map(([str], index, all) => {
        const x = 50 + 5 * all[index]!.index;
        return { str, x, y, width: 5 * str.length, height: 10, page: 1 };
      });
    });
}

const text = (...lines: string[]) => lines.join('\n');

describe('one column', () => {
  it('keeps lines as they are and parts paragraphs by one empty line', () => {
    const page = drawn(`
      Dear Dr Anand,

      I saw this gentleman today. He has a moderately
      differentiated adenocarcinoma of the caecum.

      He is well.`);
    expect(readingOrder(page)).toBe(
      text(
        'Dear Dr Anand,',
        '',
        'I saw this gentleman today. He has a moderately',
        'differentiated adenocarcinoma of the caecum.',
        '',
        'He is well.',
      ),
    );
  });

  it('does not depend on the order in which the page was printed', () => {
    const page = drawn(`
      Diagnosis: melanoma of the left calf
      Breslow thickness 1.4 mm
      Plan: wide local excision`);
    expect(readingOrder(page.toReversed())).toBe(readingOrder(page));
  });

  it('keeps double-spaced lines together', () => {
    const page = drawn(
      `
      This letter is set with room
      between its lines, but it is
      one paragraph all the same.`,
      20,
    );
    expect(readingOrder(page)).not.toContain('\n\n');
  });

  it('keeps a line-end hyphen as it is printed', () => {
    const page = drawn(`
      Staging laparoscopy was negative for metas-
      tatic disease.`);
    expect(readingOrder(page)).toBe('Staging laparoscopy was negative for metas-\ntatic disease.');
  });

  it('keeps wrapped list items under their bullets, however far the bullets hang', () => {
    const page = drawn(`
      •   Adjuvant radiotherapy to the left breast, 26 Gy
          in five fractions
      •   Letrozole for five years
      •   Annual mammograms
      10.   Refer to genetics`);
    expect(readingOrder(page)).toBe(
      text(
        '• Adjuvant radiotherapy to the left breast, 26 Gy',
        'in five fractions',
        '• Letrozole for five years',
        '• Annual mammograms',
        '10. Refer to genetics',
      ),
    );
  });

  it('reads a wide blank in a single line as a tab', () => {
    expect(readingOrder(drawn('\nHosp No: A440912          NHS No: 999 983 6909'))).toBe(
      'Hosp No: A440912\tNHS No: 999 983 6909',
    );
  });

  it('does not take the wide word spaces of justified lines for gutters', () => {
    const page = drawn(`
      the  patient  has  been  seen  by  us
      and  her  scan  which  was  done  on
      the  same  day  has  been  seen  too`);
    expect(readingOrder(page)).toBe(
      text('the patient has been seen by us', 'and her scan which was done on', 'the same day has been seen too'),
    );
  });
});

describe('two columns are never read across', () => {
  it('the measured failure: wrapped lines side by side deny the wrong disease', () => {
    const page = drawn(`
      Diagnosis: type 2       No evidence of
      diabetes                pulmonary embolism`);
    const read = readingOrder(page);
    expect(read).toMatch(/Diagnosis: type 2\sdiabetes/);
    expect(read).toMatch(/No evidence of\spulmonary embolism/);
  });

  it('the same without a colon to go by', () => {
    const page = drawn(`
      Type 2 diabetes         No evidence of
      Hypertension            pulmonary embolism
      Asthma                  or pneumonia`);
    expect(readingOrder(page)).toBe(
      text('Type 2 diabetes', 'Hypertension', 'Asthma', '', 'No evidence of', 'pulmonary embolism', 'or pneumonia'),
    );
  });

  it('lists whose items wrap, out of step and with room to spare', () => {
    const page = drawn(`
      Squamous carcinoma              Father had severe
      from the tonsil                 hypertension
      Normal awaiting                 Scan shows a clot
      surgery                         Moderate effusion
      Asthma                          on the right
      The letter goes on in one column as wide as the whole of the page, which is much wider than these`);
    const read = readingOrder(page);
    expect(read).toContain('Squamous carcinoma\nfrom the tonsil\nNormal awaiting\nsurgery\nAsthma');
    expect(read).toContain('Scan shows a clot\nModerate effusion\non the right');
  });

  it('the same in step is a table, each cell in full', () => {
    const page = drawn(`
      Squamous carcinoma              There is no sign
      of the tonsil                   recurrence
      Normal breast                   Scan shows a clot
      tissue                          without effusion
      The letter goes on in one column as wide as the whole of the page, which is much wider than these`);
    const read = readingOrder(page);
    expect(read).toContain('Squamous carcinoma of the tonsil\tThere is no sign recurrence\n');
  });

  it('running prose: each column to its end', () => {
    const page = drawn(`
      This lady was seen with her        The scan shows no evidence of
      husband. She has recovered         pulmonary embolism. There is
      well from the operation and        a nodule in the left lower
      has no complaints. We went         lobe, unchanged from before,
      through the results.               which needs no follow-up.`);
    const read = readingOrder(page);
    expect(read.indexOf('through the results.')).toBeLessThan(read.indexOf('The scan shows'));
    expect(read).toContain('no evidence of\npulmonary embolism');
  });

  it('running prose in three columns', () => {
    const page = drawn(`
      Radiotherapy can make       Chemotherapy is given       Surgery is done under
      you tired for some          through a drip over         a general anaesthetic
      weeks after it ends         a few hours and you         and takes about three
      so please rest.             can go home.                hours or more.`);
    const read = readingOrder(page);
    expect(read).toContain('so please rest.\n\nChemotherapy is given\nthrough a drip over');
    expect(read).toContain('can go home.\n\nSurgery is done under');
  });

  it('cells that name themselves need nothing from beside them', () => {
    const page = drawn(`
      Diagnosis: lung cancer        No pleural effusion
      Stage: T2 N0 M0               Liver is clear
      Intent: curative              Bones are clear`);
    expect(readingOrder(page)).toBe(
      text(
        ...['Diagnosis: lung cancer', 'Stage: T2 N0 M0', 'Intent: curative', ''],
        ...['No pleural effusion', 'Liver is clear', 'Bones are clear'],
      ),
    );
  });

  it('lists side by side, however well their paragraphs line up', () => {
    const page = drawn(`
      Diagnoses               Investigations
      Lung cancer             Normal echo
      Asthma                  Bone scan clear

      Past history            Procedures
      Hernia repair           No biopsy done
      Migraine                Stent removed`);
    const read = readingOrder(page);
    expect(read).toContain('Past history\nHernia repair\nMigraine');
    expect(read.indexOf('Migraine')).toBeLessThan(read.indexOf('Investigations'));
  });

  it('columns whose lines do not meet', () => {
    const left = drawn(`
      Clinic of 3 March
      Dr A Castellane
      Oncology
      Level 2`);
    const right = drawn(`
                                    Mrs J Smith
                                    12 High Street
                                    Kelbridge
                                    KB1 7ZZ`).map((item) => ({ ...item, y: item.y + 5.5 }));
    expect(readingOrder([...left, ...right])).toBe(
      text(
        ...['Clinic of 3 March', 'Dr A Castellane', 'Oncology', 'Level 2', ''],
        ...['Mrs J Smith', '12 High Street', 'Kelbridge', 'KB1 7ZZ'],
      ),
    );
  });

  it('a full-width heading stands before, between and after the columns', () => {
    const page = drawn(`
      Northmoor Cancer Centre, Department of Oncology, Haverstock Green
      Diagnoses:                Investigations:
      Lung cancer               CT chest: no effusion
      Asthma                    Bone scan clear
      The patient was told of these results in clinic by Dr Castellane.
      Medication:               Allergies:
      Letrozole                 Penicillin
      Amlodipine                Latex
      Yours sincerely, and with thanks for your help in looking after him`);
    const read = readingOrder(page);
    const order = ['Northmoor', 'Diagnoses:', 'Asthma', 'Investigations:', 'Bone scan', 'The patient was told'];
    const after = ['Medication:', 'Amlodipine', 'Allergies:', 'Latex', 'Yours sincerely'];
    const places = [...order, ...after].map((words) => read.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('lists under a heading with a colon in each column', () => {
    const page = drawn(`
      Diagnoses:                Investigations:
      Lung cancer               No evidence of PE
      Asthma                    Bone scan clear`);
    expect(readingOrder(page)).toBe(
      text('Diagnoses:', 'Lung cancer', 'Asthma', '', 'Investigations:', 'No evidence of PE', 'Bone scan clear'),
    );
  });
});

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

describe('letters', () => {
  const at = (str: string, x: number, y: number, width: number, height = 10, rotation = 0): PlacedText => ({
    ...{ str, x, y, width, height, rotation },
    page: 1,
  });

  it('puts superscripts on their line', () => {
    const page = [
      at('on 3', 50, 100, 20),
      at('rd', 70, 96, 6, 6),
      at('March, 2 g/m', 78, 100, 60),
      at('2', 138, 96, 3, 6),
    ];
    expect(readingOrder(page)).toBe('on 3rd March, 2 g/m2');
  });

  it('heals a word printed with spaces between its letters', () => {
    expect(readingOrder([at('D i a g n o s i s', 50, 100, 120)])).toBe('Diagnosis');
    const apart = [...'CANCER'].map((letter, index) => at(letter, 50 + 12 * index, 100, 5));
    expect(readingOrder(apart)).toBe('CANCER');
    expect(readingOrder([at('T 4 b', 50, 100, 20)])).toBe('T 4 b');
  });

  it('joins pieces that touch and parts those a word space apart', () => {
    expect(readingOrder([at('adeno', 50, 100, 25), at('carcinoma', 75.3, 100, 45), at('of', 123, 100, 10)])).toBe(
      'adenocarcinoma of',
    );
  });

  it('says bold made by printing twice only once', () => {
    expect(readingOrder([at('Diagnosis', 50, 100, 45), at('Diagnosis', 50.3, 100, 45)])).toBe('Diagnosis');
  });

  it('reads rotated text after the upright text of its page', () => {
    const page = [at('COPY FOR', 20, 300, 40, 10, -90), at('THE GP', 32, 300, 30, 10, -90), at('Dear Dr', 50, 500, 30)];
    expect(readingOrder(page)).toBe('Dear Dr\n\nCOPY FOR\nTHE GP');
  });
});

describe('boundaries', () => {
  it.each([
    ['nothing', []],
    ['only blanks', [{ str: '  ', x: 0, y: 0, width: 5, height: 10, page: 1 }]],
    ['places that are no numbers', [{ str: 'x', x: Number.NaN, y: 0, width: 5, height: 10, page: 1 }]],
  ])('%s is an empty text', (_, page) => {
    expect(readingOrder(page)).toBe('');
  });

  it('loses and invents no word, wherever the words stand', () => {
    const word = fc.record({
      str: fc.stringMatching(/^[a-z]{2,8}$/),
      x: fc.integer({ min: 0, max: 500 }),
      y: fc.integer({ min: 0, max: 60 }).map((line) => line * 6),
      width: fc.integer({ min: 5, max: 200 }),
      height: fc.integer({ min: 5, max: 20 }),
      page: fc.constant(1),
    });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const places = new Map(words.map((placed) => [`${placed.str} ${placed.y}`, placed]));
        const distinct = [...places.values()];
        const letters = (parts: string[]) => [...parts.join('').replace(/\s/g, '')].sort().join('');
        expect(letters([readingOrder(distinct)])).toBe(letters(distinct.map(({ str }) => str)));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
