import { describe, expect, it } from 'vitest';
import { readingOrder } from '../../functions/core/reading-order.ts';
import { drawn, text } from '../support/drawn-page.ts';

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
