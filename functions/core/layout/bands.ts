import type { Fragment, Row } from './rows.ts';

/** A vertical blank: nothing is printed between `left` and `right`. */
export interface Gutter {
  readonly left: number;
  readonly right: number;
}

/** Consecutive rows, `from` to `to` (half-open), that the same gutters run through. */
export interface Band {
  readonly from: number;
  readonly to: number;
  /** From left to right; at least one. */
  readonly gutters: readonly Gutter[];
}

/**
 * The strongest band of columns among the rows, or null when all of them are lines of one column. A blank is a gutter
 * when it persists: through two rows with words on both sides of it, or, where the columns' lines do not meet, past three
 * lines on each side.
 */
export function findBand(rows: readonly Row[]): Band | null {
  let best: Run | null = null;
  for (const index of rows.keys()) {
    for (const gap of gapsAt(rows, index)) {
      if (best !== null && index >= best.from && index < best.to && overlap(gap, best) > 0) continue;
      const run = trimmed(rows, grow(rows, index, gap));
      if (run !== null && isGutter(rows, run) && (best === null || weight(rows, run) > weight(rows, best))) best = run;
    }
  }
  return best && { from: best.from, to: best.to, gutters: guttersOf(rows.slice(best.from, best.to), best) };
}

interface Run extends Gutter {
  readonly from: number;
  readonly to: number;
}

/** Shares of the font size. A gutter is first seen at a blank wider than word spaces, and may be narrower beside others. */
const NARROWEST_GAP = 0.9;
const NARROWEST_GUTTER = 0.4;
/** A gutter seen in two rows only must be wider: such a pair of blanks happens by chance. */
const NARROWEST_SHORT_GUTTER = 1.4;

/**
 * The blanks within a row, and those between it and the next where the two stand closer than lines of one column can:
 * columns whose lines do not meet may have no row with words on both sides.
 */
function gapsAt(rows: readonly Row[], index: number): Gutter[] {
  const [row, next] = [rows[index]!, rows[index + 1]];
  const overlapping = next !== undefined && next.baseline - row.baseline < 0.9 * Math.min(row.size, next.size);
  if (!overlapping) return gapsBetween(row.fragments);
  const together = [...row.fragments, ...next.fragments].sort((a, b) => a.left - b.left);
  return [...gapsBetween(row.fragments), ...gapsBetween(together)];
}

function gapsBetween(fragments: readonly Fragment[]): Gutter[] {
  const gaps: Gutter[] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const fragment of fragments) {
    if (fragment.left - right >= NARROWEST_GAP * fragment.size && right !== Number.NEGATIVE_INFINITY) {
      gaps.push({ left: right, right: fragment.left });
    }
    right = Math.max(right, fragment.right);
  }
  return gaps;
}

/** Follows a gap up and down until something is printed across it. */
function grow(rows: readonly Row[], index: number, gap: Gutter): Run {
  let { left, right } = gap;
  let [from, to] = [index, index + 1];
  const narrowed = (row: Row | undefined): boolean => {
    const blank = row && widestBlank(row, { left, right });
    if (!blank || blank.right - blank.left < NARROWEST_GUTTER * row.size) return false;
    ({ left, right } = blank);
    return true;
  };
  while (narrowed(rows[to])) to++;
  while (narrowed(rows[from - 1])) from--;
  return { from, to, left, right };
}

function widestBlank({ fragments }: Row, within: Gutter): Gutter | null {
  let widest: Gutter | null = null;
  let left = within.left;
  const offer = (right: number) => {
    if (right > left && (widest === null || right - left > widest.right - widest.left)) widest = { left, right };
  };
  for (const fragment of fragments) {
    if (fragment.right <= left) continue;
    if (fragment.left >= within.right) break;
    offer(Math.min(fragment.left, within.right));
    left = Math.max(left, fragment.right);
  }
  offer(within.right);
  return widest;
}

/** Without the lines above and below that only happen to be short: a salutation under a patient block is no cell of it. */
function trimmed(rows: readonly Row[], run: Run): Run | null {
  const indexes = Array.from({ length: run.to - run.from }, (_, offset) => run.from + offset);
  const onLeft = indexes.filter((index) => hasWordsLeftOf(rows[index]!, run));
  const onRight = indexes.filter((index) => hasWordsRightOf(rows[index]!, run));
  if (onLeft.length === 0 || onRight.length === 0) return null;
  let [from, to] = [run.from, run.to];
  const pitch = tightestPitch(rows.slice(from, to));
  for (let index = Math.max(onLeft[0]!, onRight[0]!); index > run.from; index--) {
    if (isApart(rows[index - 1]!, rows[index]!, pitch)) {
      from = index;
      break;
    }
  }
  for (let index = Math.min(onLeft.at(-1)!, onRight.at(-1)!) + 1; index < run.to; index++) {
    if (isApart(rows[index - 1]!, rows[index]!, pitch) || isSetApart(rows[index - 1]!, rows[index]!)) {
      to = index;
      break;
    }
  }
  return { ...run, from, to };
}

function isApart(above: Row, below: Row, pitch: number): boolean {
  const gap = (below.baseline - above.baseline) / Math.max(above.size, below.size);
  return gap > Math.max(1.3 * pitch, 1.5);
}

/** In a type of another size: the small print under a column is none of it. */
function isSetApart(above: Row, below: Row): boolean {
  return below.size < 0.85 * above.size;
}

/** Smallest line distance over font size that is one: rows of unmet columns stand closer. */
export function tightestPitch(rows: readonly Row[]): number {
  const gaps = rows.slice(1).map((row, index) => (row.baseline - rows[index]!.baseline) / row.size);
  return Math.min(...gaps.filter((gap) => gap >= 0.95), 2);
}

function isGutter(rows: readonly Row[], run: Run): boolean {
  const inside = rows.slice(run.from, run.to);
  const left = inside.filter((row) => hasWordsLeftOf(row, run)).length;
  const right = inside.filter((row) => hasWordsRightOf(row, run)).length;
  const both = inside.filter((row) => hasWordsLeftOf(row, run) && hasWordsRightOf(row, run)).length;
  const size = inside.reduce((most, row) => Math.max(most, row.size), 0);
  if (both >= 3 || (left >= 3 && right >= 3)) return true;
  return both >= 2 && run.right - run.left >= NARROWEST_SHORT_GUTTER * size;
}

function weight(rows: readonly Row[], run: Run): number {
  const inside = rows.slice(run.from, run.to);
  const left = inside.filter((row) => hasWordsLeftOf(row, run)).length;
  const right = inside.filter((row) => hasWordsRightOf(row, run)).length;
  return Math.min(left, right) + (run.right - run.left) / 10_000;
}

/** All gutters that run through the whole band, the one it was found by among them. */
function guttersOf(rows: readonly Row[], found: Gutter): Gutter[] {
  const gutters: Gutter[] = [{ left: found.left, right: found.right }];
  for (const index of rows.keys()) {
    for (const gap of gapsAt(rows, index)) {
      if (gutters.some((gutter) => overlap(gap, gutter) > 0)) continue;
      const run = grow(rows, index, gap);
      const throughout = run.from === 0 && run.to === rows.length;
      if (throughout && isGutter(rows, run)) gutters.push({ left: run.left, right: run.right });
    }
  }
  return gutters.sort((a, b) => a.left - b.left);
}

function overlap(a: Gutter, b: Gutter): number {
  return Math.min(a.right, b.right) - Math.max(a.left, b.left);
}

function hasWordsLeftOf(row: Row, gutter: Gutter): boolean {
  return row.fragments.some((fragment) => fragment.right <= gutter.left + EDGE);
}

function hasWordsRightOf(row: Row, gutter: Gutter): boolean {
  return row.fragments.some((fragment) => fragment.left >= gutter.right - EDGE);
}

/** Points; for the rounding of widths. */
const EDGE = 0.01;

/** The fragments of each column, by the gutters between them. */
export function splitAt(fragments: readonly Fragment[], gutters: readonly Gutter[]): Fragment[][] {
  const columns: Fragment[][] = Array.from({ length: gutters.length + 1 }, () => []);
  for (const fragment of fragments) {
    const column = gutters.filter((gutter) => fragment.left >= gutter.right - EDGE).length;
    columns[column]!.push(fragment);
  }
  return columns;
}
