import { describe, expect, it } from 'vitest';
import { type PlacedText, readingOrder } from '../../functions/core/reading-order.ts';

/**
 * How often a sentence is torn when two columns stand side by side: sentences put together at random, wrapped to columns
 * of random width, above a full-width line. Measured in November 2026: 16 of 500 pages of lists, all of them with few
 * lines and breaks before capitals (`Crohn's`, `T2`) that look like new items; none of 500 tables. Read row by row, nearly
 * every page with a wrapped cell is torn.
 */
const PAGES = 500;

const OPENINGS = [
  'No evidence of',
  'Type 2',
  'Squamous carcinoma of',
  'Bone scan',
  'Right',
  'History of',
  'Moderate',
  'CT shows',
];
const MIDDLES = [
  ...['pulmonary embolism', 'diabetes', 'metastatic disease in the liver', 'and no effusion', "Crohn's disease"],
  ...['hypertension on treatment', 'stage III', 'the left upper lobe', 'T2 N0 M0', 'ER 8/8 HER2 negative'],
];

describe('sentences in columns are not torn', () => {
  it.each<[string, number, (random: Random) => Cells]>([
    ['lists', 16, (random) => ({ left: sentences(random), right: sentences(random), apart: false })],
    ['rows of a table', 0, (random) => tableRows(random)],
  ])('%s: at most %i pages', (_, atMost, make) => {
    const random = createRandom(42);
    const torn = Array.from({ length: PAGES }, () => make(random)).filter((cells) => {
      const read = readingOrder(printed(cells, random)).replace(/\s+/g, ' ');
      return ![...cells.left, ...cells.right].every((sentence) => read.includes(sentence));
    });
    expect(torn.length).toBeLessThanOrEqual(atMost);
  });
});

interface Cells {
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** Whether row by row there is room between the sentences. */
  readonly apart: boolean;
}

function tableRows(random: Random): Cells {
  const left = sentences(random);
  return { left, right: left.map(() => sentence(random)), apart: true };
}

function sentences(random: Random): string[] {
  return Array.from({ length: 2 + random(4) }, () => sentence(random));
}

function sentence(random: Random): string {
  const middles = Array.from({ length: 1 + random(3) }, () => MIDDLES[random(MIDDLES.length)]!);
  return [OPENINGS[random(OPENINGS.length)]!, ...middles].join(' ');
}

function printed({ left, right, apart }: Cells, random: Random): PlacedText[] {
  const [leftWidth, rightWidth, gutter] = [16 + random(24), 16 + random(24), 3 + random(4)];
  const rightX = 50 + 5 * (leftWidth + gutter);
  const column = (cells: readonly string[], width: number) => cells.map((cell) => wrapped(cell, width));
  const [a, b] = [column(left, leftWidth), column(right, rightWidth)];
  const at = (str: string, x: number, y: number): PlacedText => ({
    str,
    x,
    y,
    width: 5 * str.length,
    height: 10,
    page: 1,
  });
  const placed = [at('W'.repeat(100), 50, 1000)];
  if (!apart) {
    for (const [index, line] of a.flat().entries()) placed.push(at(line, 50, 100 + 12 * index));
    for (const [index, line] of b.flat().entries()) placed.push(at(line, rightX, 100 + 12 * index));
    return placed;
  }
  let y = 100;
  for (const [row, lines] of a.entries()) {
    for (const [index, line] of lines.entries()) placed.push(at(line, 50, y + 12 * index));
    for (const [index, line] of b[row]!.entries()) placed.push(at(line, rightX, y + 12 * index));
    y += 12 * Math.max(lines.length, b[row]!.length) + 7;
  }
  return placed;
}

function wrapped(sentence: string, width: number): string[] {
  const lines = [''];
  for (const word of sentence.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= width || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Whole numbers below `bound`, the same on every machine. */
type Random = (bound: number) => number;

function createRandom(seed: number): Random {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}
