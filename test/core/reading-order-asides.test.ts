import { describe, expect, it } from 'vitest';
import { type PlacedText, readingOrder } from '../../functions/core/reading-order.ts';
import { drawn } from '../support/drawn-page.ts';

const small = (placed: readonly PlacedText[], right: number): PlacedText[] =>
  placed.map((one) => (one.x >= right ? { ...one, height: 7.5 } : one));

describe('what stands beside the text', () => {
  const page = drawn(`
      Dear Dr Holm,                                              Clinics
      Her scan shows no sign of any metastases in                Lung - Monday
      the liver, and the nodule in the lung is thought           Melanoma - Tuesday
      to be an old scar. We will see her again in                Secretary 0999
      three months with a further scan of the chest and a blood test before she comes to us`);

  it('a margin in small type is read by itself, not in the middle of a sentence', () => {
    const paragraph =
      'Her scan shows no sign of any metastases in\nthe liver, and the nodule in the lung is thought\nto be an old scar. We will see her again in\nthree months';
    expect(readingOrder(small(page, 300))).toContain(paragraph);
    expect(readingOrder(small(page, 300))).toMatch(
      /^Clinics\n+Lung - Monday\n+Melanoma - Tuesday\n+Secretary 0999\n+Dear/,
    );
  });

  it('a box that the text flows around, in the same type', () => {
    expect(readingOrder(page)).toContain('We will see her again in\nthree months with a further scan');
  });

  it('two columns of text are none beside the other, in whatever order they end', () => {
    const columns = drawn(`
      She was seen in clinic with her husband      The scan was reviewed at the meeting
      after six cycles and is well in herself      on Tuesday and there is no sign that
      with no pain and a good appetite now         the disease has come back anywhere
      and would like to go back to her work        so that we can stop the treatment here`);
    expect(readingOrder(columns)).toMatch(/^She was[\s\S]*to her work\n+The scan/);
  });

  it('small print under a column is none of it', () => {
    const columns = drawn(`
      She was seen in clinic with her husband      The scan was reviewed at the meeting
      after six cycles and is well in herself      on Tuesday and there is no sign that
      with no pain and a good appetite now         the disease has come back anywhere
      and would like to go back to her work        so that we can stop the treatment here
      cc file`);
    const printed = columns.map((one) => (one.str === 'cc file' ? { ...one, height: 7 } : one));
    expect(readingOrder(printed)).toMatch(/treatment here\n+cc file$/);
  });
});

describe('cells centred beside a taller one', () => {
  const raised = (placed: readonly PlacedText[], label: string, by: number) =>
    placed.map((one) => (one.str === label ? { ...one, y: one.y + by } : one));

  it('a label between the two lines of its value', () => {
    const page = drawn(`
      Name            Peter Example      Seen        by telephone
      Options         [x] EBRT with ADT, [ ] prostatectomy, [ ] active surveillance

      Comments        Not fit for surgery, hormones started and refer to oncology. Bone
                      health: DEXA`);
    expect(readingOrder(raised(page, 'Comments', 6))).toMatch(
      /\nComments\tNot fit for surgery, hormones started and refer to oncology. Bone health: DEXA$/,
    );
  });

  it('a label on the middle line of three', () => {
    const page = drawn(`
      Name            Peter Example

      Comments        Not fit for surgery, hormones started and refer to the
                      oncologists of the county hospital. Bone health to be
                      looked at`);
    expect(readingOrder(raised(page, 'Comments', 12))).toContain('\nComments\tNot fit for surgery');
  });

  it('labels at the top of their values stay there', () => {
    const page = drawn(`
      Liver           no metastases seen on this
                      scan
      Lung            a nodule of 5 mm which has
                      not grown
      Bone            clear`);
    expect(readingOrder(page)).toContain('Lung\ta nodule of 5 mm which has not grown\nBone\tclear');
  });
});
