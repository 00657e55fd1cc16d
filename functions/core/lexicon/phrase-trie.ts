import type { Token } from '../reading/tokens.ts';

interface Node<V> {
  readonly next: Map<string, Node<V>>;
  readonly values: V[];
}

export interface PhraseMatch<V> {
  readonly end: number;
  readonly values: readonly V[];
}

/** Phrases of tokens, each with the values filed under it. A phrase may run over a line end, never over an empty line. */
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
  /** By first word. Filed when first asked for: a letter uses few of them, and a start should not wait for the others. */
  const filed = new Map<string, Node<V> | { words: readonly string[]; value: V }[]>();
  const nodeOf = (first: string): Node<V> | undefined => {
    const known = filed.get(first);
    if (!Array.isArray(known)) return known;
    const node: Node<V> = { next: new Map(), values: [] };
    for (const { words, value } of known) insert(node, words, value);
    filed.set(first, node);
    return node;
  };
  return {
    add(words, value) {
      const first = words[0] ?? '';
      const known = filed.get(first);
      if (known === undefined) filed.set(first, [{ words, value }]);
      else if (Array.isArray(known)) known.push({ words, value });
      else insert(known, words, value);
    },
    matchesAt(tokens, from) {
      let node = nodeOf(tokens[from]!.word);
      if (node === undefined) return NOTHING;
      let found: PhraseMatch<V>[] | undefined;
      for (let i = from + 1; ; i++) {
        if (node.values.length > 0) {
          found ??= [];
          found.push({ end: i, values: node.values });
        }
        const token = tokens[i];
        if (token === undefined || token.gap === 'paragraph') break;
        const next = node.next.get(token.word);
        if (next === undefined) break;
        node = next;
      }
      return found ?? NOTHING;
    },
    firstWords: () => filed.keys(),
  };
}

/** Most words begin no phrase. */
const NOTHING: readonly never[] = [];

/** Files a phrase under the node of its first word. */
function insert<V>(first: Node<V>, words: readonly string[], value: V): void {
  let node = first;
  for (const word of words.slice(1)) {
    let next = node.next.get(word);
    if (next === undefined) {
      next = { next: new Map(), values: [] };
      node.next.set(word, next);
    }
    node = next;
  }
  node.values.push(value);
}
