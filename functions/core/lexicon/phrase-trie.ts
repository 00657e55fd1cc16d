import type { Token } from '../reading/tokens.ts';
import { UNKNOWN } from './vocabulary.ts';

interface Node<V> {
  readonly next: Map<number, Node<V>>;
  readonly values: V[];
}

/** A phrase that waits to be filed. */
interface Phrase<V> {
  readonly words: string;
  readonly value: V;
}

export interface PhraseMatch<V> {
  readonly end: number;
  readonly values: readonly V[];
}

/** Phrases of tokens, each with the values filed under it. A phrase may run over a line end, never over an empty line. */
export interface PhraseTrie<V> {
  /** @param words as prepared, joined by spaces; each is of the vocabulary */
  add(words: string, value: V): void;
  /** Every phrase that begins at token `from`, shortest first; `end` is the index behind its last token. */
  matchesAt(tokens: readonly MatchToken[], from: number): readonly PhraseMatch<V>[];
}

/** A token as the matcher compares it: its word after spelling variants have been united. */
export interface MatchToken extends Token {
  readonly word: string;
  /** The word's number in the vocabulary. */
  readonly number: number;
}

/** @param numbers of the words of the vocabulary */
export function phraseTrie<V>(numbers: ReadonlyMap<string, number>): PhraseTrie<V> {
  /** By first word. Filed when first asked for: a letter uses few of them, and a start should not wait for the others. */
  const filed = new Map<number, Node<V> | Phrase<V>[]>();
  const nodeOf = (first: number): Node<V> | undefined => {
    const known = filed.get(first);
    if (!Array.isArray(known)) return known;
    const node: Node<V> = { next: new Map(), values: [] };
    for (const phrase of known) insert(node, phrase, numbers);
    filed.set(first, node);
    return node;
  };
  return {
    add(words, value) {
      const end = words.indexOf(' ');
      const first = numbers.get(end === -1 ? words : words.slice(0, end))!;
      const known = filed.get(first);
      if (known === undefined) filed.set(first, [{ words, value }]);
      else if (Array.isArray(known)) known.push({ words, value });
      else insert(known, { words, value }, numbers);
    },
    matchesAt(tokens, from) {
      const first = tokens[from]!.number;
      let node = first === UNKNOWN ? undefined : nodeOf(first);
      if (node === undefined) return NOTHING;
      let found: PhraseMatch<V>[] | undefined;
      for (let i = from + 1; ; i++) {
        if (node.values.length > 0) {
          found ??= [];
          found.push({ end: i, values: node.values });
        }
        if (node.next.size === 0 || i === tokens.length) break;
        const token = tokens[i]!;
        if (token.number === UNKNOWN || token.gap === 'paragraph') break;
        const next = node.next.get(token.number);
        if (next === undefined) break;
        node = next;
      }
      return found ?? NOTHING;
    },
  };
}

/** Most words begin no phrase. */
const NOTHING: readonly never[] = [];

/** Files a phrase under the node of its first word. */
function insert<V>(first: Node<V>, { words, value }: Phrase<V>, numbers: ReadonlyMap<string, number>): void {
  let node = first;
  for (const word of words.split(' ').slice(1)) {
    const number = numbers.get(word)!;
    let next = node.next.get(number);
    if (next === undefined) {
      next = { next: new Map(), values: [] };
      node.next.set(number, next);
    }
    node = next;
  }
  node.values.push(value);
}
