import { type Gutter, tightestPitch } from './bands.ts';
import {
  type CellLine,
  cellText,
  columnOf,
  continues,
  ENDS_OPEN,
  type Grid,
  gridOf,
  isLabel,
  wrapEdges,
} from './cells.ts';
import { beginsSmall, contradictsRows, isProse, wrapsInBothColumns } from './prose.ts';
import type { OutLine } from './region.ts';
import type { Row } from './rows.ts';

/**
 * Whether columns side by side are the cells of a table, whose rows belong together, or columns of text, each to be
 * read to its end. Both mistakes can turn a meaning round: `Metastases: | none` torn apart says there are some;
 * `No evidence of` read on into the next column denies what stands there. So it is decided by what shows itself:
 *
 * - rows set apart by room above and below them, with words in several columns: a table;
 * - labels beside their values, ending in a colon or all of them short names: a table;
 * - running prose in two columns, or headings with a colon over each: columns;
 * - a line that begins something new on the same baseline where its neighbour goes on: columns;
 * - otherwise a table when the columns' lines share their baselines, and columns when they do not.
 */
export function isTable(rows: readonly Row[], gutters: readonly Gutter[], rightEdge: number): boolean {
  const grid = gridOf(rows, gutters);
  const edges = wrapEdges(grid, rightEdge);
  if (isLabelColumn(columnOf(grid, 0)) && !isLabelColumn(columnOf(grid, 1))) return true;
  if (isSelfContained(grid) || hasHeadingPerColumn(grid)) return false;
  if (isNameColumn(grid)) return true;
  const groups = rowGroups(rows);
  if (areSetApart(groups, grid)) return !groups.some((group) => holdsLists(grid, group, edges));
  const prose = edges.filter((edge, column) => isProse(columnOf(grid, column), edge, rows)).length;
  if (prose >= 2) return false;
  if (edges.length >= MORE_THAN_TEXT && grid.every((cells) => cells.every((cell) => cell !== null))) return true;
  if (contradictsRows(grid, edges)) return false;
  return sharesBaselines(grid);
}

/** Letters are set in two columns, seldom in three. */
const MORE_THAN_TEXT = 4;

/** The rows of a table, each on one line; a cell that wraps is said in full before the next cell begins. */
export function arrangeTable(rows: readonly Row[], gutters: readonly Gutter[], rightEdge: number): OutLine[] {
  const grid = gridOf(rows, gutters);
  const edges = wrapEdges(grid, rightEdge);
  const groups = rowGroups(rows);
  const apart = areSetApart(groups, grid) && !groups.some((group) => holdsLists(grid, group, edges));
  const tableRows = apart ? groups : isNameColumn(grid) ? rowsByName(grid) : rowsByWording(grid, edges);
  const flow = {};
  return tableRows.map((indexes) => {
    const first = rows[indexes[0]!]!;
    const last = rows[indexes.at(-1)!]!;
    const columns = edges.map((_, column) => indexes.flatMap((index) => grid[index]![column] ?? []));
    const lastFilled = columns.findLastIndex((lines) => lines.length > 0);
    const cells = columns.map((lines, column) => cellText(lines, edges[column]!, column === lastFilled));
    const size = first.size;
    return { text: rowText(cells), first: first.baseline, last: last.baseline, size, flow, inTable: true };
  });
}

/**
 * Cells that hold several lines of their own cannot share a line with a neighbour: they follow each other. Beside two others an
 * empty cell keeps its tab, so that what follows it stands under its own head.
 */
function rowText(cells: readonly string[]): string {
  const filled = cells.filter((cell) => cell !== '');
  if (filled.slice(0, -1).some((cell) => cell.includes('\n'))) return filled.join('\n');
  return (cells.length < 3 || filled.length < 2 ? filled : cells).join('\t').trimEnd();
}

/** Indexes of the printed rows that make up each row of the table, parted by the room between them. */
function rowGroups(rows: readonly Row[]): number[][] {
  const pitch = tightestPitch(rows);
  const groups: number[][] = [];
  for (const [index, row] of rows.entries()) {
    const above = rows[index - 1];
    const gap = above ? (row.baseline - above.baseline) / Math.max(row.size, above.size) : Number.POSITIVE_INFINITY;
    if (gap > Math.min(1.25 * pitch, Math.max(SURELY_APART, pitch * 0.98))) groups.push([index]);
    else groups.at(-1)!.push(index);
  }
  return groups;
}

/** Line distance over font size at which every line is a row of its own, however evenly they are spaced. */
const SURELY_APART = 1.55;

function areSetApart(groups: readonly (readonly number[])[], grid: Grid): boolean {
  const shared = groups.filter((group) => columnsIn(grid, group) >= 2).length;
  return groups.length >= 2 && shared >= 2 && shared >= 0.6 * groups.length;
}

function columnsIn(grid: Grid, group: readonly number[]): number {
  const width = grid[0]?.length ?? 0;
  return Array.from({ length: width }, (_, column) => group.some((index) => grid[index]![column])).filter(Boolean)
    .length;
}

/** Several columns with lines of their own: whatever it looks like, each is read to its end. */
function holdsLists(grid: Grid, group: readonly number[], edges: readonly number[]): boolean {
  const lists = edges.filter((edge, column) => {
    const lines = group.flatMap((index) => grid[index]![column] ?? []);
    return cellText(lines, edge, false).includes('\n');
  });
  return lists.length >= 2;
}

/** Evenly spaced rows: a row goes on from the one before when its first column is blank or every cell of it goes on. */
function rowsByWording(grid: Grid, edges: readonly number[]): number[][] {
  const labelled = isLabelColumn(columnOf(grid, 0));
  const rows: number[][] = [];
  for (const index of grid.keys()) {
    if (rows.length > 0 && goesOn(grid, rows.at(-1)!, index, edges, labelled)) rows.at(-1)!.push(index);
    else rows.push([index]);
  }
  return rows;
}

function goesOn(
  grid: Grid,
  row: readonly number[],
  index: number,
  edges: readonly number[],
  labelled: boolean,
): boolean {
  const cells = grid[index]!;
  const first = cells[0];
  const label = lastLine(grid, row, 0);
  if (labelled && first && label) return !label.text.endsWith(':') && !isLabel(label.text);
  const filled = cells.filter((cell) => cell !== null).length;
  const starts = cells.filter((cell, column) => {
    const above = lastLine(grid, row, column);
    return cell && !(above && continues(above, cell, edges[column]!));
  }).length;
  if (wrapsInBothColumns(grid) && cells.every((cell) => cell === null || beginsSmall(cell))) return true;
  if (!first) return labelled || edges.length === 2 || starts < filled || filled < edges.length / 2;
  return starts === 0;
}

function lastLine(grid: Grid, row: readonly number[], column: number): CellLine | null {
  return row.reduce<CellLine | null>((last, index) => grid[index]![column] ?? last, null);
}

function isLabelColumn(lines: readonly CellLine[]): boolean {
  const labels = lines.filter(({ text }) => /^[^:]{1,45}:$/.test(text)).length;
  return labels >= 2 && labels >= 0.6 * lines.length;
}

/** Short names, each on the baseline of what is said of it, which is longer: `Options ⇥ [x] EBRT with ADT  [ ] prostatectomy`. */
function isNameColumn(grid: Grid): boolean {
  const names = columnOf(grid, 0);
  const beside = grid.flatMap(([name, ...cells]) =>
    name ? [cells.reduce((sum, cell) => sum + (cell?.text.length ?? 0), 0)] : [],
  );
  const isName = ({ text }: CellLine) => NAME.test(text) && !ENDS_OPEN.test(text);
  const letters = names.reduce((sum, { text }) => sum + text.length, 0);
  return (
    names.length >= 3 &&
    names.every(isName) &&
    beside.every((length) => length > 0) &&
    beside.reduce((sum, length) => sum + length, 0) >= 2 * letters
  );
}
const NAME = /^\p{Lu}[\p{L}/&-]*(?: [\p{L}/&-]+){0,2}$/u;

/** A row to each name; what stands under a row's other cells belongs to them. */
function rowsByName(grid: Grid): number[][] {
  const rows: number[][] = [];
  for (const [index, [name]] of grid.entries()) {
    if (rows.length > 0 && !name) rows.at(-1)!.push(index);
    else rows.push([index]);
  }
  return rows;
}

/** Two columns whose cells say label and value in themselves need nothing from beside them. */
function isSelfContained(grid: Grid): boolean {
  if (grid[0]?.length !== 2) return false;
  const lines = columnOf(grid, 0).filter(({ text }) => /^[^:]{2,45}:\s+\S/.test(text)).length;
  return lines >= 1 && lines >= 0.4 * columnOf(grid, 0).length;
}

/** `Diagnoses:` and `Medication:` side by side, their lists below. */
function hasHeadingPerColumn(grid: Grid): boolean {
  const [head, ...below] = grid;
  if (head === undefined || below.length === 0 || !head.every((cell) => cell?.text.endsWith(':'))) return false;
  return !below.some((cells) => cells[0]?.text.endsWith(':'));
}

function sharesBaselines(grid: Grid): boolean {
  const counts = Array.from({ length: grid[0]?.length ?? 0 }, (_, column) => columnOf(grid, column).length);
  const shared = grid.filter((cells) => cells.filter((cell) => cell !== null).length >= 2).length;
  const [, second = 0] = counts.toSorted((a, b) => b - a);
  return shared >= 0.7 * second;
}
