import type { Token } from '../reading/tokens.ts';
import { stepTable } from './step-table.ts';
import { UNKNOWN } from './vocabulary.ts';

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
  /** Before anything is asked. @param words as prepared, joined by spaces; each is of the vocabulary */
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
  const waiting: (Phrase<V>[] | undefined)[] = new Array(numbers.size);
  /** By first word: its node, or NONE, or WAITING. */
  const roots = new Int32Array(numbers.size);
  const steps = stepTable();
  /** By node. */
  const values: (V[] | undefined)[] = [];

  function file(first: number): number {
    const root = steps.addRoot();
    roots[first] = root;
    for (const { words, value } of waiting[first]!) {
      let node = root;
      for (const word of words.split(' ').slice(1)) node = steps.add(node, numbers.get(word)!);
      while (values.length <= node) values.push(undefined);
      const here = values[node];
      if (here === undefined) values[node] = [value];
      else here.push(value);
    }
    waiting[first] = undefined;
    return root;
  }

  return {
    add(words, value) {
      const end = words.indexOf(' ');
      const first = numbers.get(end === -1 ? words : words.slice(0, end))!;
      roots[first] = WAITING;
      const known = waiting[first];
      if (known === undefined) waiting[first] = [{ words, value }];
      else known.push({ words, value });
    },
    matchesAt(tokens, from) {
      const first = tokens[from]!.number;
      if (first === UNKNOWN || roots[first] === NONE) return NOTHING;
      let node = roots[first]!;
      if (node === WAITING) node = file(first);
      let found: PhraseMatch<V>[] | undefined;
      for (let i = from + 1; ; i++) {
        const here = values[node];
        if (here !== undefined) {
          found ??= [];
          found.push({ end: i, values: here });
        }
        const token = tokens[i];
        if (token === undefined || token.number === UNKNOWN || token.gap === 'paragraph') break;
        node = steps.step(node, token.number);
        if (node === NONE) break;
      }
      return found ?? NOTHING;
    },
  };
}

const NONE = 0;
const WAITING = -1;

/** Most words begin no phrase. */
const NOTHING: readonly never[] = [];
