import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadLexicon } from '../../../functions/core/lexicon/lexicon.ts';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { ARTEFACT_FILE } from '../../../lexicon/build.ts';
import { labelledLetters } from '../../accuracy/labels.ts';

/** What a producer of letters may change without changing what they say: the answers must stay as they are. */

const lexicon = loadLexicon(readFileSync(ARTEFACT_FILE, 'utf8'));
const letters = labelledLetters('dev');

const saidIn = (text: string): string[] =>
  assessLetter({ id: 'letter', text }, lexicon).suggestions.map(
    ({ category, display, assertion: { certainty, temporality, subject } }) =>
      `${category}: ${display} ${certainty} ${temporality} ${subject}`,
  );

/** Suggestions that only one of two texts has, over those of the first. */
function shareChanged(changed: (text: string) => string): { share: number; letters: number } {
  let [all, apart, count] = [0, 0, 0];
  for (const { text } of letters) {
    const other = changed(text);
    if (other === text) continue;
    count++;
    const [as, be] = [saidIn(text), saidIn(other)];
    all += as.length;
    apart += as.filter((one) => !be.includes(one)).length + be.filter((one) => !as.includes(one)).length;
  }
  return { share: apart / all, letters: count };
}

describe('a letter laid out another way says the same', () => {
  it.each([
    ['bullets for hyphens', (text: string) => text.replace(/^(\s*)[-*] /gm, '$1• '), 60, 0.002],
    ['brackets behind numbers', (text: string) => text.replace(/^(\s*\d)[.] /gm, '$1) '), 70, 0.002],
    ['two spaces behind a full stop', (text: string) => text.replace(/\. (?=[A-Z])/g, '.  '), 600, 0.002],
    ['no-break spaces', (text: string) => text.replaceAll(/(?<=\w{4}) /g, '\u00a0'), 600, 0.002],
    ['soft hyphens', (text: string) => text.replace(/([a-z]{5})([a-z]{5})/g, '$1\u00ad$2'), 600, 0.015],
    ['a tab behind a label', (text: string) => text.replace(/: /g, ':\t'), 600, 0.015],
    ['narrower lines', wrapped, 600, 0.025],
    ['"Re" on a line of its own', (text: string) => text.replace(/^(Re|RE):[ \t]+(?=\S)/gm, '$1\n'), 80, 0.03],
  ])('%s', (_, changed, least, most) => {
    const { share, letters: count } = shareChanged(changed);
    expect(count).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  });

  it('may have a value on the line below its label', () => {
    const { stages } = assessLetter(
      {
        id: 'letter',
        text: 'R breast IDC\nGrade\n2\nER:\n8/8\nHER2\nnegative\nPS\n1\nStage:\nTBC\nStage\n1. Tumour limited',
      },
      lexicon,
    );
    expect(stages.map(({ system, value }) => `${system} ${value}`)).toEqual([
      'grade 2',
      'er positive',
      'her2 negative',
      'ecog 1',
    ]);
  });

  it('is quoted as it stands', () => {
    const text = 'Diagnosis: carci\u00adnoma of\u00a0the breast';
    const { suggestions } = assessLetter({ id: 'letter', text }, lexicon);
    expect(suggestions.map(({ evidence }) => evidence[0]!.quote)).toEqual(['carci\u00adnoma of\u00a0the breast']);
  });

  it('goes on in the last cell of a row that is wrapped', () => {
    const row =
      'CT head + MRI (T1, T2, FLAIR, DWI):\tno space occupying lesion, no bleed, no infarct, no\n   metastases. LP clear.';
    expect(saidIn(row)).toEqual([]);
  });
});

function wrapped(text: string): string {
  return text
    .split('\n')
    .map((line) => (/\t| {3}|\|/.test(line) ? line : line.replace(/(.{50,72}) /g, '$1\n')))
    .join('\n');
}
