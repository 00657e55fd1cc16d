import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Answer, Held, Suggestion } from '../../../functions/core/answer.ts';
import { compileLexicon } from '../../../functions/core/lexicon/lexicon.ts';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { type PlacedText, readingOrder } from '../../../functions/core/reading-order.ts';
import { overlaps } from '../../../functions/core/span.ts';
import { annotated, type Mark } from '../../support/annotated.ts';
import { realLexicon as lexicon, realArtefact } from '../../support/real-lexicon.ts';

/** What the people who code letters complain of in the software they have: each a test of what comes out in the end. */

const read = (text: string): Answer => assessLetter({ id: 'complaint', text }, lexicon);

/** Each marked stretch comes out as its brackets say: plain is a cancer the patient has, the others are no such thing. */
function expectAsMarked(markup: string): void {
  const { text, marks } = annotated(markup);
  const answer = read(text);
  for (const mark of marks)
    expect(verdictsOn(mark, answer), text.slice(mark.start, mark.end)).toEqual([mark.categories.join(' ') || 'active']);
}

function verdictsOn(mark: Mark, { suggestions, held }: Answer): string[] {
  const isOn = ({ category, evidence }: Suggestion) =>
    (category === 'diagnosis' || category === 'family-history') && evidence.some((words) => overlaps(words, mark));
  const verdicts = [
    ...suggestions.filter(isOn).map(verdictOf),
    ...held.filter(isOn).map(({ reason }) => wordFor(reason)),
  ];
  return [...new Set(verdicts)];
}

function verdictOf({ category, assertion: { certainty, temporality, subject } }: Suggestion): string {
  if (category === 'family-history') return 'family';
  if (subject !== 'patient') return subject;
  if (certainty !== 'confirmed') return certainty;
  return temporality === 'current' ? 'active' : temporality;
}

function wordFor(reason: Held['reason']): string {
  return reason === 'not-the-patient' ? 'other' : reason;
}

const codesOf = ({ suggestions }: Answer) => suggestions.map(({ concept }) => concept?.code);
const joinsTheRegister = ({ suggestions }: Answer) => suggestions.filter(({ effect }) => effect?.joins === true);

describe('1. “Mother has breast cancer” makes the system offer breast cancer', () => {
  it.each([
    'Mother has [breast cancer](family).',
    'Her mother had [breast cancer](family) at 45.',
    'FH: mother [breast cancer](family), father [prostate cancer](family)',
    'Family history: [bowel cancer](family) in two uncles.',
    'His sister is having chemotherapy for [ovarian cancer](family).',
    'There is a strong family history of [breast cancer](family) and [ovarian cancer](family).',
    'Her husband has [lung cancer](other).',
    'Her best friend died of [ovarian cancer](other).',
    'Her mother had [breast cancer](family). The patient herself has [ovarian cancer]().',
  ])('%s', expectAsMarked);

  it('offers the family history instead, as such, and says that it joins nothing', () => {
    const { suggestions } = read('Mother has breast cancer.');
    expect(suggestions).toMatchObject([{ category: 'family-history', assertion: { subject: 'family' } }]);
    expect(suggestions[0]!.effect?.joins ?? false).toBe(false);
  });
});

describe('2. “is negative for X”, “X: none” and “X: No” are not understood as negation', () => {
  it.each([
    'The biopsy is negative for [prostate cancer](negated).',
    'Cytology negative for [lymphoma](negated).',
    '[Liver metastases](negated): none',
    '[Bone metastases](negated): none seen.',
    '[Breast cancer](negated): No',
    '[Lung cancer](negated): negative',
    '[Brain metastases](negated) - nil',
    '[Bowel cancer](negated) not found.',
    '[Breast cancer](negated)\tNo',
    '[Breast cancer](negated): No\n[Ovarian cancer](): Yes',
  ])('%s', expectAsMarked);
});

describe('3. negation reaches only the first of a list, or jumps over a “but”', () => {
  it.each([
    'No [lung cancer](negated), [breast cancer](negated) or [lymphoma](negated).',
    'No evidence of [liver metastases](negated), [lung metastases](negated), or [bone metastases](negated).',
    'No evidence of:\n1. [lung cancer](negated)\n2. [mesothelioma](negated)',
    'There is no [lung cancer](negated) but there is [renal cell carcinoma]().',
    'No [liver metastases](negated); [bone metastases]() in the spine.',
    'No [lung cancer](negated). [Renal cell carcinoma]() of 4 cm.',
    '[Breast cancer]() without [liver metastases](negated).',
    'There are no [brain metastases](negated), however the [lung cancer]() has grown.',
    '[Lung cancer]() is confirmed; no [brain metastases](negated) or [bone metastases](negated).',
  ])('%s', expectAsMarked);
});

describe('4. “cannot be excluded”, “no change in” and “not well controlled” are taken for negation', () => {
  it.each([
    '[Lung cancer](suspected) cannot be excluded.',
    'We cannot exclude [pancreatic cancer](suspected).',
    '[Lymphoma](suspected) has not been ruled out.',
    'No change in the [lung cancer]().',
    'No interval change in her known [breast cancer]().',
    'Her [prostate cancer]() is not well controlled.',
    'There is no doubt that this is [lung cancer]().',
    'The [rectal cancer]() is not resectable.',
    'He has [oesophageal cancer]() and is not fit for surgery.',
    'Not only [breast cancer]() but also [ovarian cancer]().',
  ])('%s', expectAsMarked);
});

describe('5. a “history of” cancer comes out as active, because no historical code was found', () => {
  it.each([
    'History of [breast cancer](historical) in 2004, discharged.',
    'Previous [bowel cancer](historical).',
    'PMH: [melanoma](historical), hypertension.',
    'Past medical history\nHypertension\n[Prostate cancer](historical)',
    'He had [testicular cancer](historical) twenty years ago.',
    'In remission from [Hodgkin lymphoma](historical) since 1998.',
    'Previous [breast cancer](historical), now [lung cancer]().',
  ])('%s', expectAsMarked);

  it.each([
    'History of penile cancer.',
    'Previous gallbladder cancer.',
    'He had a sarcoma as a child.',
    'PMH: mesothelioma.',
    'Previous BCC of the nose.',
  ])('joins no register where there is no code for this very history: %s', (text) => {
    const answer = read(text);
    expect(joinsTheRegister(answer)).toEqual([]);
    expect(answer.outcome).toBe('assessed');
  });

  it('a plain mention later in the letter does not make the history active', () => {
    const answer = read(
      'History of breast cancer in 2004.\n\nHer breast cancer was treated with surgery. She is well.',
    );
    expect(joinsTheRegister(answer)).toEqual([]);
  });
});

describe('6. hospitals change wording and layout', () => {
  it.each([
    'There is no evidence of recurrent\n[breast cancer](negated) on this scan.',
    'Her mother had\n[breast cancer](family).',
    '1. Hypertension\n2. No evidence of liver or\n   [lung metastases](negated)\n3. [Rectal cancer]()',
    'DIAGNOSIS : [RECTAL CANCER]()',
    'Dx- [rectal cancer]()',
    'Diagnosis\n\n[Rectal cancer]()',
    '[Carci-\nnoma of the left breast]()',
  ])('%s', expectAsMarked);

  it('two columns are not read across', () => {
    const page = [
      ...column(50, ['Diagnosis: invasive ductal', 'carcinoma of the left breast', 'is confirmed on biopsy.']),
      ...column(320, ['No evidence of', 'lung cancer or', 'lymphoma.']),
    ];
    const answer = read(readingOrder(page));
    expect(codesOf(answer)).toContain('408643008');
    expect(joinsTheRegister(answer)).toHaveLength(1);
    expect(answer.held.map(({ reason }) => reason)).toEqual(['negated', 'negated']);
  });

  it('a page without text says that it was not read, and never that there is nothing to code', () => {
    const answer = assessLetter({ id: 'scan', text: '', pages: [{ start: 0, end: 0, readable: false }] }, lexicon);
    expect(answer.coverage).toEqual({ pages: 1, pagesRead: 0, characters: 0 });
    const half = {
      id: 'scan',
      text: 'Rectal cancer.',
      pages: [
        { start: 0, end: 14, readable: true },
        { start: 14, end: 14, readable: false },
      ],
    };
    expect(assessLetter(half, lexicon).coverage).toMatchObject({ pages: 2, pagesRead: 1 });
  });

  it.each([
    ['test/core/reading-order-columns.test.ts', 'two columns are never read across'],
    ['test/core/reading-order.test.ts', 'keeps wrapped list items under their bullets'],
    ['test/extract/reading.test.ts', 'says which pages could not be read'],
    ['test/local/start.test.ts', 'what was set aside in words'],
  ])('pages themselves are in %s: %s', expectTestedIn);
});

describe('7. short or ambiguous abbreviations; laterality lost; several phrasings of one idea', () => {
  it.each([
    ['Ca breast.', '254837009'],
    ['Breast ca.', '254837009'],
    ['Cancer of the breast.', '254837009'],
    ['Carcinoma of the breast.', '254838004'],
    ['BREAST CANCER', '254837009'],
    ['breast-cancer', '254837009'],
    ['Adenocarcinoma of the sigmoid colon.', '301756000'],
    ['Sigmoid adenocarcinoma.', '301756000'],
    ['Sigmoid colon: adenocarcinoma', '301756000'],
    ['Left breast cancer.', '353431000119107'],
    ['Cancer of the left breast.', '353431000119107'],
    ['L breast ca', '353431000119107'],
    ['Breast cancer (left)', '353431000119107'],
    ['Right breast cancer.', '353511000119101'],
    ['Leukemia.', '93143009'],
    ['Leukaemia.', '93143009'],
  ])('%s is %s', (text, code) => {
    expect(codesOf(read(text))).toContain(code);
  });

  it.each([
    'Ca 2.35, PO4 1.1, Mg 0.8.',
    'Corrected Ca normal.',
    'MS diagnosed in 2004, wheelchair user.',
    'He has COPD and PD.',
    'RT knee replacement.',
    'PR: no masses. PT exercises given.',
    'Mr White attended with Dr Hodgkin.',
    'ALL bloods were normal.',
    'AML of the kidney, angiomyolipoma.',
    'BCC sent to Mrs White by e-mail.',
    'CIN after contrast, contrast induced nephropathy.',
  ])('an abbreviation that means something else codes no cancer: %s', (text) => {
    expect(joinsTheRegister(read(text))).toEqual([]);
  });

  it('the other side is another code, and neither is lost', () => {
    const codes = codesOf(read('Left breast cancer. Right breast cancer.'));
    expect(codes).toEqual(expect.arrayContaining(['353431000119107', '353511000119101']));
  });
});

describe('8. the same letter arrives twice; an amended letter beside the old one', () => {
  it('the same text gives the same suggestions with the same ids', () => {
    const text = 'Diagnosis: rectal cancer, T3 N1. Plan: chemotherapy.';
    expect(JSON.stringify(read(text))).toBe(JSON.stringify(read(text)));
    expect(read(text).suggestions.length).toBeGreaterThan(2);
  });

  it('what an amendment leaves as it was keeps its id', () => {
    const [first] = read('Diagnosis: rectal cancer.').suggestions;
    const amended = read('AMENDED. Thank you.\n\nDiagnosis: rectal cancer. T3 N1.').suggestions;
    expect(amended.map(({ id }) => id)).toContain(first!.id);
  });

  it.each([
    ['test/core/amendment.test.ts', 'a newer version under the same name'],
    ['test/core/life-of-a-letter.test.ts', 'one object announced ten times at once'],
    ['test/functions/extract.test.ts', 'sets a letter that was sent twice aside as a duplicate of the first'],
  ])('letters are told apart in %s: %s', expectTestedIn);
});

describe('9. everything has to be confirmed, one click at a time; codes come again', () => {
  it('a cancer named twenty times is one suggestion with all its places', () => {
    const { suggestions } = read('She has rectal cancer. '.repeat(20));
    expect(suggestions).toHaveLength(1);
    expect(suggestions[0]!.evidence).toHaveLength(20);
  });

  it('the more specific hides the more general', () => {
    const answer = read('She has breast cancer.\n\nHistology: invasive ductal carcinoma of the breast.');
    expect(codesOf(answer)).toEqual(['408643008']);
    expect(answer.held.map(({ reason }) => reason)).toContain('less-specific');
  });

  it('a suspicion that was confirmed is not asked about again', () => {
    expect(codesOf(read('Possible lung cancer.\n\nBiopsy confirms lung cancer.'))).toEqual(['363358000']);
  });

  it('nor is one that the lexicon knows as a phrase', () => {
    expect(codesOf(read('Suspected lung cancer.\n\nBiopsy confirms lung cancer.'))).toEqual(['363358000']);
  });
  // What the record holds already, and what a click does, is the clinical system's: the product only lists.
});

describe('10. one cannot see why something was suggested, or what was not read', () => {
  it('each suggestion names its words, their section and the rule that read them', () => {
    const text = 'Diagnosis: previous breast cancer.';
    const [suggestion] = read(text).suggestions;
    expect(suggestion!.evidence).toEqual([
      {
        start: 20,
        end: 33,
        quote: 'breast cancer',
        section: 'diagnosis',
        rule: 'phrase: breast cancer; previous (historical)',
      },
    ]);
    expect(suggestion!.effect).toMatchObject({ joins: false });
  });

  it.each([
    ['No breast cancer.', 'negated'],
    ['If this is breast cancer we will operate.', 'hypothetical'],
    ['Her husband has breast cancer.', 'not-the-patient'],
    ['Possible bone metastases.', 'suspected'],
    ['The Breast Cancer Clinic.', 'do-not-code'],
  ])('what was seen and held back is there, with the reason: %s', (text, reason) => {
    expect(read(text).held.map((one) => one.reason)).toContain(reason);
  });

  it('a letter in which nothing was recognised says so, and how much was read', () => {
    expect(read('Her knee is better.')).toMatchObject({
      outcome: 'nothing-recognised',
      coverage: { pages: 1, pagesRead: 1, characters: 19 },
    });
  });

  it.each([['test/review/reading.test.ts', 'is given with its words, parts, patient and what was held back']])(
    'the letter that is shown is in %s: %s',
    expectTestedIn,
  );
});

describe('11. different people code the same letter differently, and nobody can see it', () => {
  it('the same letter, lexicon and engine give the same answer, and it names both', () => {
    const again = compileLexicon(realArtefact);
    const text = 'Diagnosis: Left breast cancer, pT2 N0, ER 8/8. Plan: letrozole.';
    const answer = assessLetter({ id: 'complaint', text }, again);
    expect(JSON.stringify(answer)).toBe(JSON.stringify(read(text)));
    expect(answer.lexiconVersion).toBe(realArtefact.version);
    expect(answer.engineVersion).not.toBe('');
  });

  it('readings that cannot both hold are shown as such', () => {
    expect(read('Diagnosis: rectal cancer, T3 N1 M0, stage IV.').conflicts.map(({ kind }) => kind)).toEqual([
      'm-category-and-stage-group',
    ]);
  });
});

describe('12. a letter of another practice; a letter for a patient who is not theirs', () => {
  it('the patient is read from the letter, with a number that is checked', () => {
    const { patient } = read('Re: Mrs Jane Example, DOB 01/02/1950, NHS No 999 000 0018\n\nDiagnosis: rectal cancer.');
    expect(patient).toMatchObject({
      nhsNumber: { value: '9990000018', valid: true },
      dateOfBirth: { value: '01/02/1950' },
    });
    expect(read('NHS No 999 000 0019').patient.nhsNumber?.valid).toBe(false);
  });

  it.each([
    ['test/local/start.test.ts', 'brings every sample to the state that it must end in'],
    ['test/review/access/matrix.test.ts', 'as the table says, and a foreign thing as an absent one'],
  ])('practices are told apart in %s: %s', expectTestedIn);
});

/** That what is outside the engine's reach is tested where it is said to be. */
function expectTestedIn(file: string, name: string): void {
  expect(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')).toContain(name);
}

function column(x: number, lines: readonly string[]): PlacedText[] {
  return lines.map((str, i) => ({ str, x, y: 100 + 12 * i, width: 5 * str.length, height: 10, page: 1 }));
}
