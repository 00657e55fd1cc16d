import { readFileSync } from 'node:fs';
import { loadLexicon } from '../../functions/core/lexicon/lexicon.ts';
import { assessLetter } from '../../functions/core/reading/assess-letter.ts';
import { ARTEFACT_FILE } from '../../lexicon/build.ts';
import { labelledLetters } from '../accuracy/labels.ts';

/** Text in, answer out: letters a second on one core, a 4 KB letter's median, and growth with length. */
export async function benchReading(): Promise<string[]> {
  const json = readFileSync(ARTEFACT_FILE, 'utf8');
  const loading = time(() => loadLexicon(json));
  const lexicon = loadLexicon(json);
  const texts = labelledLetters('dev').map(({ text }) => text);
  const all = texts.join('\n\n');
  // Of every hand, or the figure would be that of the one whose name comes first.
  const fourKilobytes = Array.from({ length: 101 }, (_, i) => {
    const from = Math.floor((i * (all.length - 4096)) / 100);
    return all.slice(from, from + 4096);
  });
  for (const text of fourKilobytes) assessLetter({ id: 'warm', text }, lexicon);

  const letters = time(() => {
    for (const text of texts) assessLetter({ id: 'x', text }, lexicon);
  });
  const warm = fourKilobytes.map((text) => time(() => assessLetter({ id: 'x', text }, lexicon)));
  const median = warm.sort((a, b) => a - b)[50]!;
  const lines = [
    `lexicon: ${(json.length / 1e6).toFixed(1)} MB, loaded in ${loading.toFixed(0)} ms`,
    `text in, answer out: ${Math.round((texts.length / letters) * 1000)} letters a second on one core; a 4 KB letter ${median.toFixed(2)} ms (median of 101 from all hands, warm)`,
  ];
  for (const [name, make] of Object.entries(SHAPES(all))) {
    const [small, large] = [100_000, 1_000_000].map((size) =>
      time(() => assessLetter({ id: 'x', text: make(size) }, lexicon)),
    );
    lines.push(`${name}: 1 MB in ${large!.toFixed(0)} ms, ${(large! / small!).toFixed(1)} × the time of 100 KB`);
  }
  return lines;
}

/** Letters as they are, and text made to be slow. */
const SHAPES = (letters: string): Record<string, (size: number) => string> => {
  const filled = (unit: string) => (size: number) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
  return {
    'real letters': filled(`${letters}\n\n`),
    'no line end': filled(letters.replace(/\s+/g, ' ')),
    commas: filled('cancer, '),
    'repeated triggers': filled('no evidence of breast cancer or '),
    'no spaces': filled('carcinoma'),
    'white space': (size) => `Stage FIGO Gleason NHS No ${' '.repeat(size)}x`,
    digits: filled('T1N0M0 12/03/2026 '),
    'brackets and colons': filled('Diagnosis: (T2) ? '),
  };
};

function time(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
