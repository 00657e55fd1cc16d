import { describe, expect, it } from 'vitest';
import { compileLexicon } from '../../../functions/core/lexicon/lexicon.ts';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { buildLexicon } from '../../../lexicon/build.ts';
import { readContents, readData } from '../../../lexicon/data-files.ts';
import { labelledLetters } from '../../accuracy/labels.ts';

/** The order of a data file's lines says nothing: sorting them for a review must change no answer. */

const data = readData();
const letters = labelledLetters('dev');
const asTheyStand = answersWith(data);

describe('the lines of every data file in another order', () => {
  it.each([1, 2, 3])('give the same answers to every letter of the dev half: shuffle %i', (seed) => {
    const random = randomFrom(seed);
    const contents = new Map(data.files.map(({ path, content }) => [path, withLinesShuffled(content, random)]));
    const shuffled = readContents(contents);
    expect(shuffled.files).not.toEqual(data.files);
    expect(answersWith(shuffled)).toEqual(asTheyStand);
  });

  it('are data of another version all the same: the version is of the bytes', () => {
    const reversed = new Map(data.files.map(({ path, content }) => [path, withLinesReversed(content)]));
    expect(artefactOf(readContents(reversed)).version).not.toBe(artefactOf(data).version);
  });
});

describe('the letters of a batch in another order', () => {
  it('have the same answers: nothing is remembered from one to the next', () => {
    const lexicon = compileLexicon(artefactOf(data));
    const backwards = letters
      .toReversed()
      .map(({ name, text }) => JSON.stringify(assessLetter({ id: name, text }, lexicon)));
    const fresh = letters.map(({ name, text }) => JSON.stringify(assessLetter({ id: name, text }, lexicon)));
    expect(backwards.toReversed()).toEqual(fresh);
  });
});

function artefactOf(read: typeof data) {
  const built = buildLexicon(read);
  if ('findings' in built) throw new Error(built.findings.map(({ message }) => message).join('; '));
  return built.artefact;
}

function answersWith(read: typeof data): string[] {
  const lexicon = compileLexicon(artefactOf(read));
  return letters.map(({ name, text }) => {
    const { lexiconVersion: _version, ...answer } = assessLetter({ id: name, text }, lexicon);
    return JSON.stringify(answer);
  });
}

function withLinesShuffled(content: string, random: () => number): string {
  const [header, ...rows] = content.replace(/\n$/, '').split('\n');
  const keyed = rows.map((row) => ({ row, key: random() })).sort((a, b) => a.key - b.key);
  return `${[header, ...keyed.map(({ row }) => row)].join('\n')}\n`;
}

function withLinesReversed(content: string): string {
  const [header, ...rows] = content.replace(/\n$/, '').split('\n');
  return `${[header, ...rows.reverse()].join('\n')}\n`;
}

/** Numbers from 0 to 1 that look random and are the same every time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
