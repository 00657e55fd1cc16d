/**
 * The steps of a trie: from a node, by the number of a word, to the next node. All of them in one table of integers, with open
 * addressing: a letter takes a step or two at each of its words, and one look into one place of memory is what a step may cost.
 */
export interface StepTable {
  /** The node behind `word`, or 0. */
  step(node: number, word: number): number;
  /** The same, made where there is none yet. */
  add(node: number, word: number): number;
  /** A node that nothing leads to. Nodes are numbered from 1. */
  addRoot(): number;
}

/** Of each slot: the node, the word, and the node behind it. */
const SLOT = 3;

export function stepTable(): StepTable {
  let mask = 1023;
  let slots = new Int32Array(SLOT * (mask + 1));
  let taken = 0;
  let nodes = 0;

  /** Where a step is, or would be. */
  function placeOf(node: number, word: number): number {
    let slot = ((Math.imul(node, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b)) >>> 8) & mask;
    while (slots[SLOT * slot] !== 0 && (slots[SLOT * slot] !== node || slots[SLOT * slot + 1] !== word))
      slot = (slot + 1) & mask;
    return SLOT * slot;
  }

  function put(node: number, word: number, next: number): void {
    const place = placeOf(node, word);
    slots[place] = node;
    slots[place + 1] = word;
    slots[place + 2] = next;
  }

  function grow(): void {
    const before = slots;
    mask = 2 * mask + 1;
    slots = new Int32Array(SLOT * (mask + 1));
    for (let i = 0; i < before.length; i += SLOT) if (before[i] !== 0) put(before[i]!, before[i + 1]!, before[i + 2]!);
  }

  return {
    step: (node, word) => slots[placeOf(node, word) + 2]!,
    add(node, word) {
      const known = slots[placeOf(node, word) + 2]!;
      if (known !== 0) return known;
      if (2 * ++taken > mask) grow();
      put(node, word, ++nodes);
      return nodes;
    },
    addRoot: () => ++nodes,
  };
}
