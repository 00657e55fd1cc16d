import { describe, expect, it } from 'vitest';
import { createSpeller, isOneSlipAway } from '../../../functions/core/lexicon/speller.ts';
import { isNhsNumber } from '../../../functions/core/nhs-number.ts';
import { findPatient } from '../../../functions/core/patient.ts';
import { findDates } from '../../../functions/core/reading/dates.ts';
import { findParts } from '../../../functions/core/reading/parts.ts';
import { findSentences } from '../../../functions/core/reading/sentences.ts';
import { normalize, tokenize } from '../../../functions/core/reading/tokens.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

describe('tokens', () => {
  it.each<[string, string[]]>([
    ['', []],
    [' \n\t', ['\t']],
    ['Left breast: IDC.', ['Left', 'breast', ':', 'IDC', '.']],
    ['pT2a(sn), N0', ['pT2a', '(', 'sn', ')', ',', 'N0']],
    ['PSA 4.2, 1,200 mg', ['PSA', '4.2', ',', '1,200', 'mg']],
    ['5.', ['5', '.']],
    ['2x3cm', ['2x3cm']],
    ["Hodgkin’s and Paget's", ['Hodgkin’s', 'and', "Paget's"]],
    ["didn't", ['didn', 't']],
    ['ER+/HER2-', ['ER', '+', '/', 'HER2']],
    ['T2–T3', ['T2', '–', 'T3']],
    ['cafe\u0301 naïve', ['cafe\u0301', 'naïve']],
    ['𝐓2 😀', ['𝐓2', '😀']],
  ])('of %j are %j', (text, expected) => {
    expect(tokenize(text).map(({ raw }) => raw)).toEqual(expected);
  });

  it.each(['Left breast: 23 mm', 'ﬁbro-\nadenoma', 'cafe\u0301, 𝐓2 😀\0x', '\ud800a\udc00'])(
    'of %j stand at their UTF-16 offsets, in order, apart',
    (text) => {
      let end = 0;
      for (const token of tokenize(text)) {
        expect(text.slice(token.start, token.end)).toBe(token.raw);
        expect(token.start).toBeGreaterThanOrEqual(end);
        end = token.end;
      }
    },
  );

  it.each<[string, string]>([
    ['Hodgkin’s', 'hodgkin'],
    ["HODGKIN'S", 'hodgkin'],
    ['ﬁbroma', 'fibroma'],
    ['oﬀ', 'off'],
    ['Sjögren', 'sjogren'],
    ['Sjo\u0308gren', 'sjogren'],
    ['Ménière', 'meniere'],
    ['Ｔ２', 't2'],
    ['Ⅳ', 'iv'],
    ['breasts', 'breasts'],
  ])('%j is compared as %j', (raw, norm) => {
    expect(normalize(raw)).toBe(norm);
  });

  it.each<[string, string]>([
    ['ab', 'none'],
    ['a b', 'space'],
    ['a-b', 'hyphen'],
    ['a‑b', 'hyphen'],
    ['a - b', 'space'],
    ['a -b', 'space'],
    ['a\nb', 'line'],
    ['a  \n  b', 'line'],
    ['a-\nb', 'line-hyphen'],
    ['a-\n   b', 'line-hyphen'],
    ['a\n\nb', 'paragraph'],
    ['a\n \nb', 'paragraph'],
    ['a\fb', 'paragraph'],
  ])('between the last two tokens of %j is: %s', (text, gap) => {
    const last = tokenize(text).at(-1)!;
    expect(text === 'ab' ? tokenize('a.')[1]!.gap : last.gap).toBe(gap);
  });
});

describe('words as the lexicon compares them', () => {
  it.each<[string, string[]]>([
    ['carci-\nnoma', ['carcinoma']],
    ['carci-noma', ['carcinoma']],
    ['metas-\n   tases', ['metastasis']],
    ['chemo-radiotherapy', ['chemoradiotherapy']],
    ['non-small', ['nonsmall']],
    ['breast-\ncancer', ['breast', 'cancer']],
    ['carci-\n\nnoma', ['carci', 'noma']],
    ['tumor', ['tumour']],
    ['leukemia', ['leukaemia']],
    ['oesophageal esophageal', ['oesophageal', 'oesophageal']],
  ])('%j: %j', (text, words) => {
    expect(lexicon.prepare(text).map(({ word }) => word)).toEqual(words);
  });

  it('keep the offsets of the whole broken word', () => {
    const text = 'a carci-\nnoma here';
    const [, word] = lexicon.prepare(text);
    expect(text.slice(word!.start, word!.end)).toBe('carci-\nnoma');
  });
});

describe('misspellings', () => {
  it.each<[string, string]>([
    ['adenocarcnoma', 'adenocarcinoma'],
    ['adenocarcinnoma', 'adenocarcinoma'],
    ['adenocarcimona', 'adenocarcimona'],
    ['adenocarcinmoa', 'adenocarcinoma'],
    ['chemotherpay', 'chemotherapy'],
    ['lymhpoma', 'lymphoma'],
    ['mesotheliona', 'mesothelioma'],
  ])('%s: %s', (written, meant) => {
    expect(lexicon.prepare(written)[0]!.word).toBe(meant);
  });

  it.each([
    ['a short word', 'canser', ['cancer']],
    ['its first two letters', 'ydenocarcinoma', ['adenocarcinoma']],
    ['a word two slips away', 'adenocarcnma', ['adenocarcinoma']],
    ['a known word for another', 'hypotension', ['hypertension']],
    ['a word with a digit', 'carcinoma2', ['carcinoma']],
  ])('never heals %s', (_what, written, vocabulary) => {
    const speller = createSpeller(vocabulary);
    expect(speller.correct(written)).toBe(written);
  });

  it('leaves a word alone that could be two others', () => {
    expect(createSpeller(['adenomas', 'adenomax']).correct('adenomay')).toBe('adenomay');
  });

  it.each<[string, string, boolean]>([
    ['same', 'same', false],
    ['cancer', 'cancr', true],
    ['cancer', 'canncer', true],
    ['cancer', 'cancel', true],
    ['cancer', 'cacner', true],
    ['cancer', 'cnacre', false],
    ['cancer', 'canc', false],
    ['hypertension', 'hypotension', false],
    ['', 'a', true],
  ])('%j and %j are one slip apart: %s', (a, b, expected) => {
    expect(isOneSlipAway(a, b)).toBe(expected);
    expect(isOneSlipAway(b, a)).toBe(expected);
  });

  it.each(['hematoma', 'hypotension', 'resected', 'branchial'])('leaves the ordinary word %s as it is', (word) => {
    expect(['haematoma', word]).toContain(lexicon.prepare(word)[0]!.word);
  });
});

describe('dates', () => {
  it.each<[string, string[]]>([
    ['03/04/2026', ['2026-04-03']],
    ['3.4.26', ['2026-04-03']],
    ['31-12-1999', ['1999-12-31']],
    ['2026-04-03', ['2026-04-03']],
    ['3rd of April 2026', ['2026-04-03']],
    ['3 Apr 2026', ['2026-04-03']],
    ['03-Apr-26', ['2026-04-03']],
    ['April 2026', ['2026-04']],
    ["Sept '25", ['2025-09']],
    ['04/2026', ['2026-04']],
    ['in 2026', ['2026']],
    ['29/02/2024', ['2024-02-29']],
    ['1/1/2025 and 2/2/2025', ['2025-01-01', '2025-02-02']],
    ['01/02/50', ['1950-02-01']],
    ['11 Dec 12', ['2012-12-11']],
    ['11 Dec\n2012', ['2012-12-11']],
    ['finished 11 Dec\n12 wk PET', []],
    ['finished 11 Dec 12 week PET', []],
    ['RFA x1 Mar 2026', ['2026-03']],
    ['RFA x1 Mar 26', []],
  ])('%s: %j', (text, expected) => {
    expect(findDates(text).map(({ value }) => value)).toEqual(expected);
  });

  it.each([
    '13/13/2026',
    '32/01/2026',
    '29/02/2025',
    '31/04/2026',
    '00/01/2026',
    'last March',
    'March',
    '120/80',
    'T2 N1 M0',
    '2100',
    '1900',
    '2000 mg',
    '12.5',
    'tel 020 7946 2026-1234',
  ])('%s is none', (text) => {
    expect(findDates(text)).toEqual([]);
  });

  it.each<[string, string]>([
    ['03/04/2026', 'day'],
    ['April 2026', 'month'],
    ['2026', 'year'],
  ])('%s is precise to the %s', (text, precision) => {
    expect(findDates(text).map((date) => date.precision)).toEqual([precision]);
  });

  it('stand where they are written', () => {
    const text = 'Seen 03/04/2026, biopsy March 2026.';
    expect(findDates(text).map(({ start, end }) => text.slice(start, end))).toEqual(['03/04/2026', 'March 2026']);
  });
});

describe('the patient block', () => {
  it.each<[string, string, boolean]>([
    ['NHS No: 999 000 0018', '9990000018', true],
    ['NHS Number 9990000018', '9990000018', true],
    ['NHS no. 999-000-0018', '9990000018', true],
    ['NHS#: 9990000018', '9990000018', true],
    ['NHS Number:\n999 000 0018', '9990000018', true],
    ['NHS No (verified): 999 000 0018', '9990000018', true],
    ['NHS No: 999 000 0019', '9990000019', false],
    ['Unlabelled 999 000 0018 here', '9990000018', true],
    ['NHS No 999 000 0019, NHS No 999 000 0018', '9990000018', true],
  ])('%j: NHS number %s, valid %s', (text, value, valid) => {
    const { nhsNumber } = findPatient(text);
    expect(nhsNumber).toMatchObject({ value, valid });
    expect(text.slice(nhsNumber!.start, nhsNumber!.end).replace(/\D/g, '')).toBe(value);
  });

  it.each([
    ['a telephone number', 'Tel: 020 7946 0000'],
    ['eleven digits', 'NHS No: 999 000 00181'],
    ['nine digits', 'NHS No: 999 000 001'],
    ['grouped digits with a wrong check digit and no label', '999 000 0019'],
    ['ten digits without a label or groups', 'Hospital no 9990000018'],
  ])('%s: no NHS number', (_what, text) => {
    expect(findPatient(text).nhsNumber).toBeUndefined();
  });

  it.each<[string, boolean]>([
    ['9990000018', true],
    ['9990000019', false],
    ['999000001', false],
    ['99900000188', false],
    ['999000001a', false],
    ['', false],
  ])('%s has a valid check digit: %s', (digits, valid) => {
    expect(isNhsNumber(digits)).toBe(valid);
  });

  it.each<[string, string]>([
    ['Re: Mrs Philippa OYELARAN DOB 02/07/1968', 'Mrs Philippa OYELARAN'],
    ['Patient\tMr Aurelio STANNARD\tDOB\t25/09/1954', 'Mr Aurelio STANNARD'],
    ['Patient : MARCHBANK-OSEI, Leopold\nNHS No : 999', 'MARCHBANK-OSEI, Leopold'],
    ['Ms Ailsa TREMLOW, d.o.b. 19.11.1991, NHS 999 060 2670', 'Ms Ailsa TREMLOW'],
    ['\nMr Lucjan BEDDOWS-IQBAL 15/01/1989 NHS 999', 'Mr Lucjan BEDDOWS-IQBAL'],
  ])('%j: of %s', (text, value) => {
    const { name } = findPatient(text);
    expect(name?.value).toBe(value);
    expect(text.slice(name!.start, name!.end)).toBe(value);
  });

  it.each(['Dr Ruth Anand\nElmfield Surgery', 'Mr Hathersage saw her today', 'Name of GP: unknown'])(
    '%j: of nobody',
    (text) => {
      expect(findPatient(text).name).toBeUndefined();
    },
  );

  it.each<[string, string]>([
    ['DOB: 01/02/1950', '01/02/1950'],
    ['D.O.B. 1 Feb 1950', '1 Feb 1950'],
    ['Date of birth 01-02-1950', '01-02-1950'],
    ['born 01.02.1950', '01.02.1950'],
  ])('%j: born %s', (text, value) => {
    expect(findPatient(text).dateOfBirth?.value).toBe(value);
  });

  it.each<[string, string]>([
    ['Re: Mrs Jane Example', 'Mrs Jane Example'],
    ['RE: EXAMPLE, Jane', 'EXAMPLE, Jane'],
    ['Patient: Zoë O’Example-Smith', 'Zoë O’Example-Smith'],
  ])('%j: %s', (text, value) => {
    expect(findPatient(text).name?.value).toBe(value);
  });
});

describe('parts', () => {
  it.each<[string, string, string[]]>([
    [
      'a heading alone on its line lasts',
      'Diagnosis\nBreast cancer\n\nWell today.',
      ['diagnosis: Breast cancer', 'diagnosis: Well today.'],
    ],
    [
      'a heading in its line ends with the paragraph',
      'Diagnosis: breast cancer\n\nWell today.',
      ['diagnosis: breast cancer', 'letter: Well today.'],
    ],
    ['headings with a dash', 'Plan - chemotherapy', ['plan: chemotherapy']],
    ['headings in capitals', 'FAMILY HISTORY\nNil', ['family-history: Nil']],
    ['headings behind a number', '1. Diagnosis: breast cancer', ['diagnosis: breast cancer']],
    ['two headings on one line', 'Diagnosis: cancer. Plan: CT', ['diagnosis: cancer.', 'plan: CT']],
    ['a heading’s word in running text is none', 'The plan is to wait.', ['letter: The plan is to wait.']],
    ['a small-letter line of one word is none', 'We made a\nplan\nto wait.', ['letter: We made a plan to wait.']],
    ['the salutation is not read', 'Dear Dr White,\nWell today.', ['letter: Well today.']],
    ['copies are not read', 'Well.\n\ncc: Breast Cancer Now', ['letter: Well.']],
    ['the patient block is not read', 'Patient: Mrs Jane Cancer\n\nDear Dr A,\nWell.', ['letter: Well.']],
    ['a letterhead’s lines are not read', 'Lung Cancer Unit\nMelanoma Clinic\n\nDear Dr A,\nWell.', ['letter: Well.']],
    [
      'web and mail addresses are not read',
      'Well.\nwww.breastcancernow.org\nlung.cancer@example.nhs.uk',
      ['letter: Well.'],
    ],
    ['telephone lines are not read', 'Tel: 020 7946 0000 melanoma nurse\nWell.', ['letter: Well.']],
    ['notices are not read', 'This letter is confidential and may hold cancer.\nWell.', ['letter: Well.']],
  ])('%s', (_rule, text, expected) => {
    expect(statementsOf(text, true)).toEqual(expected);
  });
});

describe('sentences', () => {
  it.each<[string, string, string[]]>([
    ['end at a full stop before a capital', 'No cancer. Well today.', ['No cancer.', 'Well today.']],
    ['do not end behind a title', 'Seen by Dr. White today.', ['Seen by Dr. White today.']],
    ['do not end behind an initial', 'Seen by J. White today.', ['Seen by J. White today.']],
    ['do not end in a number', 'PSA was 4.2 today.', ['PSA was 4.2 today.']],
    ['end at a question mark before a capital', 'Cancer? Biopsy today.', ['Cancer?', 'Biopsy today.']],
    [
      'go on over a wrapped line',
      'There is no evidence of recurrent breast\ncancer on this scan at all.',
      ['There is no evidence of recurrent breast cancer on this scan at all.'],
    ],
    ['end at an empty line', 'No asthma\n\nbreast cancer', ['No asthma', 'breast cancer']],
    ['end at a form feed', 'No asthma\fbreast cancer', ['No asthma', 'breast cancer']],
    ['begin with each numbered item', '1. No asthma\n2. breast cancer', ['No asthma', 'breast cancer']],
    ['begin with each bullet', '• No asthma\n• breast cancer', ['No asthma', 'breast cancer']],
    ['begin with each label', 'Cancer: none\nAsthma: well', ['Cancer: none', 'Asthma: well']],
    ['begin with each row of a table', 'asthma\tno\ncancer\tyes', ['asthma no', 'cancer yes']],
    ['begin with a capital behind a short line', 'No asthma\nBreast cancer', ['No asthma', 'Breast cancer']],
  ])('%s', (_rule, text, expected) => {
    expect(statementsOf(text, false)).toEqual(expected);
  });

  it('are cut where nobody ended them, so that work stays bounded', () => {
    const lengths = sentencesOf('word '.repeat(1_000)).map(({ from, to }) => to - from);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(150);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(1_000);
  });

  it('of a list know the line that introduces them, up to the next empty line', () => {
    const sentences = sentencesOf('No evidence of:\n1. asthma\n2. gout\n\n3. breast cancer');
    expect(sentences.filter(({ leadIn }) => leadIn !== undefined).length).toBeGreaterThanOrEqual(2);
    expect(sentences.at(-1)!.leadIn).toBeUndefined();
  });
});

/** Known faults: a row that turns green fails here and is moved up to its group. */
describe('statements that are told apart', () => {
  it.each<[string, string, string[]]>([
    ['what follows the close is not read', 'Well.\nYours sincerely\nDr A\nLung Cancer Lead', ['Well.']],
    [
      'a statement begins with each item behind a hyphen',
      '- No asthma\n- breast cancer',
      ['No asthma', 'breast cancer'],
    ],
  ])('%s', (_rule, text, expected) => {
    expect(statementsOf(text, false)).toEqual(expected);
  });
});

function sentencesOf(text: string) {
  const tokens = lexicon.prepare(text);
  return findSentences(text, tokens, findParts(text, tokens, lexicon));
}

/** The statements that are read, without the numbers and bullets of lists. */
function statementsOf(text: string, withSection: boolean): string[] {
  const tokens = lexicon.prepare(text);
  return findSentences(text, tokens, findParts(text, tokens, lexicon)).flatMap(({ from, to, section }) => {
    const words = text.slice(tokens[from]!.start, tokens[to - 1]!.end).replace(/\s+/g, ' ');
    const said = words.replace(/^(?:\d\.|[•–*-])\s*/, '');
    return said === '' ? [] : [withSection ? `${section}: ${said}` : said];
  });
}
