import { describe, expect, it } from 'vitest';
import { vocabularyOf } from '../../../functions/core/lexicon/vocabulary.ts';
import { UNKNOWN, wordTable } from '../../../functions/core/lexicon/word-table.ts';
import { tokenize } from '../../../functions/core/reading/tokens.ts';

describe('words found where they stand in a text', () => {
  // As many as fill a table to the half, so that many of them share a slot.
  const words = Array.from({ length: 4096 }, (_, i) => `w${(i * 7919).toString(36)}`);

  it('are all found, in small letters and capitals', () => {
    const table = wordTable(words);
    const text = words.join(' ');
    let from = 0;
    for (const [i, word] of words.entries()) {
      const to = from + word.length;
      expect([table.find(text, from, to), table.find(text.toUpperCase(), from, to)]).toEqual([i, i]);
      from = to + 1;
    }
  });

  it('are whole words: no part of one is found, nor one with more behind it', () => {
    const known = 'abcdefghijklmnopqrst'.split('').flatMap((last) => words.slice(0, 200).map((word) => word + last));
    const table = wordTable(known);
    const others = known.flatMap((word) => [word.slice(0, -1), `${word}0`, `${word}a`, `${word}z`]);
    const found = others.filter((word) => table.find(word, 0, word.length) !== known.indexOf(word));
    expect(found).toEqual([]);
  });

  it('keep how they are written, and are compared by the word that they are a variant of', () => {
    const { spellings } = vocabularyOf(['oesophagus', ',', 'naïve'], [['esophagus', 'oesophagus']]);
    const tokens = tokenize('Esophagus, OESOPHAGUS naïve oesophag', spellings);
    expect(tokens.map(({ raw, norm, word, number }) => [raw, norm, word, number])).toEqual([
      ['Esophagus', 'esophagus', 'oesophagus', 0],
      [',', ',', ',', 1],
      ['OESOPHAGUS', 'oesophagus', 'oesophagus', 0],
      ['naïve', 'naive', 'naive', UNKNOWN],
      ['oesophag', 'oesophag', 'oesophag', UNKNOWN],
    ]);
  });
});
