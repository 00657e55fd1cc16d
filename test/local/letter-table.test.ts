import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../functions/core/reading/assess-letter.ts';
import { conceptWithValue, letterTable, printable, widthOf, wrapped } from '../../functions/local/letter-table.ts';
import { smallLexicon } from '../support/small-lexicon.ts';

const lexicon = smallLexicon();
function tableOf(text: string, { width = 120, pages = [{ readable: true }] } = {}): string {
  return letterTable({ ...assessLetter({ id: 'a', text }, lexicon), text, pages }, width);
}

describe('a letter’s table', () => {
  it('has a row for each suggestion: category, concept, code, context, words', () => {
    const table = tableOf('Diagnosis: breast\ncancer. Previous breast cancer clinic.');
    expect(table).toMatch(/Category +Concept +Code +Context +Words\n +-+ /);
    expect(table).toMatch(/Diagnosis +Malignant neoplasm of breast +254837009 +confirmed +“breast cancer”/);
  });

  it('says what was held back and why', () => {
    expect(tableOf('No evidence of breast cancer.')).toMatch(/Held back: .*\(the letter says it is not so\)/);
  });

  it('says that nothing is suggested, and of what', () => {
    expect(tableOf('A sprained ankle.')).toContain('The letter was read and nothing in it is suggested for coding.');
    const half = tableOf('A sprained ankle.', { pages: [{ readable: true }, { readable: false }] });
    expect(half).toContain('Note: Page 2 of 2 could not be read.');
    expect(half).toContain('Nothing in the pages that could be read is suggested for coding.');
  });

  it('keeps to the width it is given, down to what its columns need', () => {
    for (const width of [100, 120, 150]) {
      const table = tableOf('Diagnosis: chronic lymphocytic leukaemia. CLL since 2019. T2 N1 M0.', { width });
      for (const line of table.split('\n')) expect(line.length, line).toBeLessThanOrEqual(width);
    }
  });

  it('has a width on a terminal that says it has none', () => {
    expect([{}, { columns: 0 }, { columns: 20 }, { columns: 200 }].map(widthOf)).toEqual([120, 120, 80, 200]);
  });

  it.each([
    [{ display: 'Binet stage A', value: 'A' }, 'Binet stage A'],
    [{ display: 'Breslow depth', value: '1.4' }, 'Breslow depth = 1.4'],
    [{ display: 'Breast cancer' }, 'Breast cancer'],
  ])('%j is shown as %s', (suggestion, expected) => expect(conceptWithValue(suggestion)).toBe(expected));

  it.each([
    ['', 10, ['']],
    ['one two', 10, ['one two']],
    ['one two three', 7, ['one two', 'three']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['a bcdefgh', 4, ['a', 'bcde', 'fgh']],
  ])('%j within %i', (words, width, expected) => expect(wrapped(words, width)).toEqual(expected));

  it('lets no letter steer the terminal', () => {
    expect(printable('a\u001b[31mb\u009b2J\u202ec\u2066d\r\ne')).toBe(
      'a\ufffd[31mb\ufffd2J\ufffdc\ufffdd\ufffd\ufffde',
    );
  });
});
