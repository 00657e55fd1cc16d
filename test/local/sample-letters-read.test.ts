import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { letterIdOfContent } from '../../functions/core/letter.ts';
import { assessLetter } from '../../functions/core/reading/assess-letter.ts';
import { createLetterReader } from '../../functions/extract/reading/read-letter.ts';
import { bundleReadingChild } from '../support/reading-child.ts';
import { realLexicon as lexicon } from '../support/real-lexicon.ts';

/**
 * What test/tables/sample-letters.tsv says of each sample letter, file to diagnoses: nothing more and nothing less is suggested as a
 * diagnosis. The labelled letters measure; these must hold.
 */

const child = bundleReadingChild();
const reader = createLetterReader({ childEntry: child.entry });
afterAll(async () => {
  await reader.close();
  child.remove();
});

const rows = readFileSync(new URL('../tables/sample-letters.tsv', import.meta.url), 'utf8')
  .split('\n')
  .slice(1)
  .filter((line) => line !== '')
  .map((line) => line.split('\t') as [letter: string, diagnoses: string]);

describe('the diagnoses suggested for a sample letter', () => {
  it.each(rows)('%s', async (letter, diagnoses) => {
    expect(await diagnosesOf(letter)).toBe(diagnoses);
  });
});

async function diagnosesOf(letter: string): Promise<string> {
  const bytes = readFileSync(new URL(`../../events/letters/${encodeURI(letter)}`, import.meta.url));
  const reading = await reader.read(bytes);
  if (reading.outcome === 'unreadable') return `unreadable: ${reading.reason}`;
  const { text, pages } = reading;
  const { suggestions } = assessLetter({ id: letterIdOfContent(bytes), text, pages }, lexicon);
  const said = suggestions
    .filter(({ category }) => category === 'diagnosis')
    .map(({ concept, display, assertion: { certainty, temporality } }) => {
      const state = certainty === 'confirmed' ? temporality : certainty;
      return `${concept?.code ?? '-'} ${display}, ${state}`;
    });
  return said.sort().join('; ') || 'none';
}
