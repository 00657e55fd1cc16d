/** The number of what is no word of any phrase. */
export const UNKNOWN = -1;

/** Words found where they stand in a text: nothing is cut out of it, nor made small, to look a word up. */
export interface WordTable {
  /** The place, in the list that the table was made of, of the word between two offsets; UNKNOWN where it is none, or not of plain letters and digits. */
  find(text: string, from: number, to: number): number;
}

/** @param words in small letters. All of their letters in one array of bytes, and their places in one table of integers, with open addressing. */
export function wordTable(words: readonly string[]): WordTable {
  let size = 1024;
  while (size < 2 * words.length) size *= 2;
  const mask = size - 1;
  const slots = new Int32Array(size).fill(UNKNOWN);
  const ends = new Int32Array(words.length);
  const letters = new Uint8Array(words.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  words.forEach((word, index) => {
    if (PLAIN.test(word)) {
      for (let i = 0; i < word.length; i++) letters[end++] = word.charCodeAt(i);
      let slot = hashOf(word, 0, word.length) & mask;
      while (slots[slot] !== UNKNOWN) slot = (slot + 1) & mask;
      slots[slot] = index;
    }
    ends[index] = end;
  });

  function isAt(index: number, text: string, from: number, to: number): boolean {
    const first = index === 0 ? 0 : ends[index - 1]!;
    if (ends[index]! - first !== to - from) return false;
    for (let i = from; i < to; i++) if (small(text.charCodeAt(i)) !== letters[first + i - from]) return false;
    return true;
  }

  return {
    find(text, from, to) {
      let slot = hashOf(text, from, to) & mask;
      for (let index = slots[slot]!; index !== UNKNOWN; index = slots[slot]!) {
        if (isAt(index, text, from, to)) return index;
        slot = (slot + 1) & mask;
      }
      return UNKNOWN;
    },
  };
}

const PLAIN = /^[a-z0-9]+$/;

/** Of a letter or a digit of ASCII. */
function small(code: number): number {
  return code | 0x20;
}

function hashOf(text: string, from: number, to: number): number {
  let hash = 0;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ small(text.charCodeAt(i)), 0x9e3779b1);
  return hash ^ (hash >>> 15);
}
