import { UNKNOWN, type WordTable, wordTable } from './word-table.ts';

/** The words that phrases are made of, numbered, so that phrases are compared by number and a word is looked up once a token. */
export interface Vocabulary {
  /** By the number of each. */
  readonly words: readonly string[];
  /** The number of a word as written: its own, or that of the word it is a spelling variant of. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly spellings: Spellings;
}

/** All words and their variants as written, to be found in a text. */
export interface Spellings {
  readonly table: WordTable;
  readonly written: readonly string[];
  /** Of each, the number of the word that it is written for. */
  readonly numbers: Int32Array;
  /** By number. */
  readonly words: readonly string[];
  /** The numbers of marks, by their character code; UNKNOWN for what is none, or said in no phrase. */
  readonly marks: Int32Array;
  /** The number of what is cut out, as letters are compared. */
  numberOf(norm: string): number;
}

export const NO_SPELLINGS: Spellings = spellingsOf([], new Map());

/** @param variants each leads straight to the word that phrases are compared by, which is one of `words` */
export function vocabularyOf(words: readonly string[], variants: Iterable<readonly [string, string]>): Vocabulary {
  const numbers = new Map<string, number>();
  for (let i = 0; i < words.length; i++) numbers.set(words[i]!, i);
  const united = [...variants].map(([variant, word]) => [variant, numbers.get(word)!] as const);
  for (const [variant, number] of united) numbers.set(variant, number);
  return { words, numbers, spellings: spellingsOf(words, numbers) };
}

function spellingsOf(words: readonly string[], numbers: ReadonlyMap<string, number>): Spellings {
  const written = [...numbers.keys()];
  return {
    table: wordTable(written),
    written,
    numbers: Int32Array.from(numbers.values()),
    words,
    marks: Int32Array.from({ length: 128 }, (_, code) => numbers.get(String.fromCharCode(code)) ?? UNKNOWN),
    numberOf: (norm) => numbers.get(norm) ?? UNKNOWN,
  };
}
