import type { Token } from '../reading/tokens.ts';
import { stepTable } from './step-table.ts';
import { UNKNOWN } from './word-table.ts';

/** A phrase that waits to be filed. */
interface Phrase<V> {
  readonly words: string;
  readonly value: V;
}

export interface PhraseMatch<V> {
  readonly from: number;
  /** The index behind its last token. */
  readonly end: number;
  readonly values: readonly V[];
}

/** Phrases of tokens, each with the values filed under it. A phrase may run over a line end, never over an empty line. */
export interface PhraseTrie<V> {
  /** Before anything is asked. @param words as prepared, joined by spaces; each is of the vocabulary */
  add(words: string, value: V): void;
  /** Every phrase that begins at token `from`, shortest first. */
  matchesAt(tokens: readonly MatchToken[], from: number): readonly PhraseMatch<V>[];
  /** Every phrase that stands in a statement: in the order they begin, and of those that begin together the longest first. */
  matchesIn(statement: Stretch, tokens: readonly MatchToken[]): readonly PhraseMatch<V>[];
}

/** Token indices, half-open. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A token as the matcher compares it: cut with the vocabulary of the lexicon. */
export type MatchToken = Token;

/**
 * @param numbers of the words of the vocabulary
 * @param order of the values of one phrase; without it they stay as they were added
 */
export function phraseTrie<V>(
  numbers: ReadonlyMap<string, number>,
  order: (one: V, other: V) => number = () => 0,
): PhraseTrie<V> {
  /** By first word. Filed when first asked for: a letter uses few of them, and a start should not wait for the others. */
  const waiting: (Phrase<V>[] | undefined)[] = new Array(numbers.size);
  /** By first word: its node, or NONE, or WAITING. */
  const roots = new Int32Array(numbers.size);
  /** By first word: which second words its phrases have, one bit for every thirty-second word. */
  const seconds = new Int32Array(numbers.size);
  const steps = stepTable();
  /** By node. */
  const values: (V[] | undefined)[] = [];

  function file(first: number): number {
    const root = steps.addRoot();
    roots[first] = root;
    for (const { words, value } of waiting[first]!) {
      let node = root;
      for (const [i, word] of words.split(' ').entries()) {
        if (i === 0) continue;
        const number = numbers.get(word)!;
        if (i === 1) seconds[first] = seconds[first]! | (1 << number);
        node = steps.add(node, number);
      }
      while (values.length <= node) values.push(undefined);
      const here = values[node];
      if (here === undefined) values[node] = [value];
      else {
        here.push(value);
        here.sort(order);
      }
    }
    waiting[first] = undefined;
    return root;
  }

  /** Most words begin no phrase. */
  function opens({ number }: MatchToken): boolean {
    return number !== UNKNOWN && roots[number] !== NONE;
  }

  /** Adds what begins at token `from` and does not reach over `to`, shortest first. */
  function follow(tokens: readonly MatchToken[], from: number, to: number, found: PhraseMatch<V>[]): void {
    const first = tokens[from]!.number;
    let node = roots[first] === WAITING ? file(first) : roots[first]!;
    for (let end = from + 1; ; end++) {
      const here = values[node];
      if (here !== undefined) found.push({ from, end, values: here });
      if (end >= to) break;
      const { number, gap } = tokens[end]!;
      if (number === UNKNOWN || gap === 'paragraph') break;
      // Most words are not gone on from as the text does, and to look into the table is slow.
      if (end === from + 1 && (seconds[first]! & (1 << number)) === 0) break;
      node = steps.step(node, number);
      if (node === NONE) break;
    }
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
      const found: PhraseMatch<V>[] = [];
      if (opens(tokens[from]!)) follow(tokens, from, tokens.length, found);
      return found;
    },
    matchesIn({ from, to }, tokens) {
      const found: PhraseMatch<V>[] = [];
      for (let i = from; i < to; i++) {
        if (!opens(tokens[i]!)) continue;
        const known = found.length;
        follow(tokens, i, to, found);
        if (found.length > known + 1) reverseFrom(found, known);
      }
      return found;
    },
  };
}

const NONE = 0;
const WAITING = -1;

function reverseFrom<T>(items: T[], first: number): void {
  for (let [low, high] = [first, items.length - 1]; low < high; low++, high--)
    [items[low], items[high]] = [items[high]!, items[low]!];
}
