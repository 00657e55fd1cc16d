import type { Gap, Token } from '../reading/tokens.ts';

interface Node<V> {
  readonly next: Map<string, Node<V>>;
  readonly values: V[];
}

export interface PhraseMatch<V> {
  readonly end: number;
  readonly values: readonly V[];
}

/** Phrases of tokens, each with the values filed under it. */
export interface PhraseTrie<V> {
  add(words: readonly string[], value: V): void;
  /** Every phrase that begins at token `from`, shortest first; `end` is the index behind its last token. */
  matchesAt(tokens: readonly MatchToken[], from: number): readonly PhraseMatch<V>[];
  /** The words that phrases begin with. */
  firstWords(): Iterable<string>;
}

/** A token as the matcher compares it: its word after spelling variants have been united. */
export interface MatchToken extends Token {
  readonly word: string;
}

export function phraseTrie<V>(): PhraseTrie<V> {
  const root: Node<V> = { next: new Map(), values: [] };
  /** Phrases by first word, not yet filed: a letter uses few of them, and a start should not wait for the others. */
  const waiting = new Map<string, { words: readonly string[]; value: V }[]>();
  const firstWords = new Set<string>();
  const file = (first: string): void => {
    for (const { words, value } of waiting.get(first) ?? []) insert(root, words, value);
    waiting.delete(first);
  };
  return {
    add(words, value) {
      const first = words[0] ?? '';
      firstWords.add(first);
      const others = waiting.get(first);
      if (others === undefined) waiting.set(first, [{ words, value }]);
      else others.push({ words, value });
    },
    matchesAt(tokens, from) {
      if (!firstWords.has(tokens[from]!.word)) return NOTHING;
      const found: PhraseMatch<V>[] = [];
      let node = root;
      for (let i = from; i < tokens.length; i++) {
        const token = tokens[i]!;
        if (i > from && !JOINS.has(token.gap)) break;
        if (i === from) file(token.word);
        const next = node.next.get(token.word);
        if (next === undefined) break;
        node = next;
        if (node.values.length > 0) found.push({ end: i + 1, values: node.values });
      }
      return found;
    },
    firstWords: () => firstWords,
  };
}

/** Most words begin no phrase. */
const NOTHING: readonly never[] = [];

/** A phrase may run over a line end, never over an empty line. */
const JOINS: ReadonlySet<Gap> = new Set(['none', 'space', 'hyphen', 'line-hyphen', 'line']);

function insert<V>(root: Node<V>, words: readonly string[], value: V): void {
  let node = root;
  for (const word of words) {
    let next = node.next.get(word);
    if (next === undefined) {
      next = { next: new Map(), values: [] };
      node.next.set(word, next);
    }
    node = next;
  }
  node.values.push(value);
}
