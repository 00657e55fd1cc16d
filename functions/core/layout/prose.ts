import { tightestPitch } from './bands.ts';
import { type CellLine, columnOf, continues, ENDS_OPEN, type Grid } from './cells.ts';
import type { Row } from './rows.ts';

/** Running text: many a line goes on in the next, by the room there was or simply by beginning in small letters. */
export function isProse(lines: readonly CellLine[], edge: number, rows: readonly Row[]): boolean {
  if (lines.length < 3) return false;
  const words = lines.reduce((sum, { text }) => sum + text.split(' ').length, 0);
  const small = lines.slice(1).filter(beginsSmall).length;
  if (lines.length >= 4 && words >= 2.5 * lines.length && small >= 0.4 * (lines.length - 1)) return true;
  const pitch = Math.max(tightestPitch(rows), 1.1) * 1.35;
  const pairs = lines.slice(1).map((next, index) => ({ line: lines[index]!, next }));
  const close = pairs.filter(({ line, next }) => (next.baseline - line.baseline) / next.size <= pitch);
  return close.filter(({ line, next }) => continues(line, next, edge)).length >= Math.max(2, 0.45 * pairs.length);
}

/**
 * Signs that what stands on one baseline does not belong together: one cell goes on from the line above while its
 * neighbour begins anew. In a table evenly spaced a row begins in all its columns at once.
 */
export function contradictsRows(grid: Grid, edges: readonly number[]): boolean {
  return edges.some((_, column) => goesOnBesideBeginnings(grid, column, edges)) || wrapsOutOfStep(grid);
}

/**
 * A column every line of which seems to go on is more likely written in small letters throughout, and one of three
 * columns or more a table's (`Paraprotein` over `kappa LC`), unless a line breaks off after `of`.
 */
function goesOnBesideBeginnings(grid: Grid, column: number, edges: readonly number[]): boolean {
  const steps = grid.slice(1).flatMap((cells, index) => {
    const [above, cell] = [grid[index]![column], cells[column]];
    if (!above || !cell) return [];
    const beside = cells.some((other, at) => {
      const before = grid[index]![at];
      return at !== column && other && before && !continues(before, other, edges[at]!);
    });
    return [{ goesOn: continues(above, cell, edges[column]!), open: ENDS_OPEN.test(above.text), beside }];
  });
  const mixed = edges.length === 2 && steps.some(({ goesOn }) => !goesOn);
  return steps.some(({ goesOn, open, beside }) => goesOn && beside && (open || mixed));
}

/**
 * Two columns that both have lines beginning in small letters and lines that do not, and not on the same baselines: lists
 * whose items wrap, however much room there seems to be beside them. In the first column alone such a line is a sign
 * too, when a new phrase begins beside it: what names a table's row seldom begins small.
 */
function wrapsOutOfStep(grid: Grid): boolean {
  if (grid[0]?.length !== 2 || !isMixed(columnOf(grid, 0))) return false;
  const both = isMixed(columnOf(grid, 1));
  return grid.slice(1).some(([left, right], index) => {
    const [aboveLeft, aboveRight] = grid[index]!;
    if (!left || !right || !aboveLeft || !aboveRight) return false;
    if (both) return beginsSmall(left) !== beginsSmall(right);
    return beginsSmall(left) && isPhrase(aboveLeft) && isPhrase(right) && /^\p{Lu}/u.test(right.text);
  });
}

function isPhrase({ text }: CellLine): boolean {
  return text.includes(' ');
}

export function wrapsInBothColumns(grid: Grid): boolean {
  return grid[0]?.length === 2 && isMixed(columnOf(grid, 0)) && isMixed(columnOf(grid, 1));
}

function isMixed(lines: readonly CellLine[]): boolean {
  const small = lines.slice(1).filter(beginsSmall).length;
  return small > 0 && small < lines.length - 1;
}

export function beginsSmall({ text }: CellLine): boolean {
  return /^\p{Ll}{2}/u.test(text);
}
