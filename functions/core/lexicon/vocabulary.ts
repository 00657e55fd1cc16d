/** The words that phrases are made of, numbered, so that phrases are compared by number and a word is looked up once a token. */
export interface Vocabulary {
  /** By the number of each. */
  readonly words: readonly string[];
  /** The number of a word as written: its own, or that of the word it is a spelling variant of. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** The number of what is no word of any phrase. */
export const UNKNOWN = -1;

/** @param variants each leads straight to the word that phrases are compared by, which is one of `words` */
export function vocabularyOf(words: readonly string[], variants: Iterable<readonly [string, string]>): Vocabulary {
  const numbers = new Map<string, number>();
  for (let i = 0; i < words.length; i++) numbers.set(words[i]!, i);
  const united = [...variants].map(([variant, word]) => [variant, numbers.get(word)!] as const);
  for (const [variant, number] of united) numbers.set(variant, number);
  return { words, numbers };
}
