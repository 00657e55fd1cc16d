import { type Band, splitAt } from './bands.ts';
import { type Fragment, groupRows, type Row } from './rows.ts';

/** A box or margin beside the running text, and the rest of the page without it. */
export interface Aside {
  readonly aside: readonly Row[];
  readonly above: readonly Row[];
  readonly rest: readonly Row[];
}

/**
 * The narrower of two columns when it is no column of the text but stands beside it: set clearly smaller (a letterhead's
 * margin with its clinics and telephones), or a box that the text flows around and goes on below. Read in its turn it
 * would break a sentence in two; it is read before the text that it stands beside.
 */
export function findAside(rows: readonly Row[], band: Band): Aside | null {
  if (band.gutters.length !== 1) return null;
  const inside = rows.slice(band.from, band.to).flatMap(({ fragments }) => fragments);
  const columns = splitAt(inside, band.gutters);
  const [aside, main] = columns.sort((a, b) => widthOf(a) - widthOf(b)) as [Fragment[], Fragment[]];
  if (aside.length < LEAST_LINES || widthOf(main) < CLEARLY_WIDER * widthOf(aside)) return null;
  const flowsAbove = flowsOn(rows[band.from - 1], main[0], band);
  if (!flowsAbove && !flowsOn(rows[band.to], main.at(-1), band) && !isSetSmaller(aside, main)) return null;
  const beside = new Set(aside);
  const without = (some: readonly Row[]) =>
    groupRows(some.flatMap(({ fragments }) => fragments.filter((fragment) => !beside.has(fragment))));
  const start = flowsAbove ? 0 : band.from;
  return { aside: groupRows(aside), above: rows.slice(0, start), rest: without(rows.slice(start)) };
}

const LEAST_LINES = 3;
const CLEARLY_WIDER = 1.3;
const CLEARLY_SMALLER = 0.88;

function widthOf(fragments: readonly Fragment[]): number {
  const left = fragments.reduce((least, fragment) => Math.min(least, fragment.left), Number.POSITIVE_INFINITY);
  return fragments.reduce((most, fragment) => Math.max(most, fragment.right), left) - left;
}

function isSetSmaller(aside: readonly Fragment[], main: readonly Fragment[]): boolean {
  return usualSize(aside) <= CLEARLY_SMALLER * usualSize(main);
}

function usualSize(fragments: readonly Fragment[]): number {
  return fragments.map(({ size }) => size).sort((a, b) => a - b)[fragments.length >> 1]!;
}

/** Whether a full line beyond the band and the column's line next to it are lines of one paragraph. */
function flowsOn(beyond: Row | undefined, line: Fragment | undefined, { gutters }: Band): boolean {
  if (beyond === undefined || line === undefined) return false;
  const [gutter] = gutters;
  const first = beyond.fragments[0]!;
  const crosses = beyond.fragments.some(({ left, right }) => left < gutter!.left && right > gutter!.right);
  const gap = Math.abs(beyond.baseline - line.baseline) / line.size;
  return crosses && Math.abs(first.left - line.left) < 1 && gap < SAME_PARAGRAPH && first.size === line.size;
}

/** Line distance over font size. */
const SAME_PARAGRAPH = 1.45;
