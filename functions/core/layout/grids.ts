import type { Band, Gutter } from './bands.ts';
import type { Row } from './rows.ts';

/**
 * The first run of rows whose cells stand under each other in three columns or more, by their left edges: a table, even where
 * other text with the same blanks in it stands above or below. Rows of fewer cells belong to it while each stands in a column.
 */
export function findGrid(rows: readonly Row[]): Band | null {
  for (let from = 0; from + 1 < rows.length; from++) {
    if (rows[from]!.fragments.length < LEAST_COLUMNS) continue;
    const edges = sharedEdges(rows, from);
    if (edges.length < LEAST_COLUMNS) continue;
    let to = from;
    while (to < rows.length && standsIn(rows[to]!, edges)) to++;
    const gutters = guttersBetween(rows.slice(from, to), edges);
    if (to - from >= 2 && gutters !== null) return { from, to, gutters };
  }
  return null;
}

const LEAST_COLUMNS = 3;
/** Points. */
const SAME_EDGE = 1;
/** How far down the next row of cells may be: a cell wraps. */
const FARTHEST_ROW = 6;

/** The left edges of a row's cells when the next row that has as many stands at the same ones. */
function sharedEdges(rows: readonly Row[], from: number): number[] {
  const edges = rows[from]!.fragments.map(({ left }) => left);
  for (const row of rows.slice(from + 1, from + 1 + FARTHEST_ROW)) {
    const shared = edges.filter((edge) => row.fragments.some(({ left }) => isSame(left, edge)));
    if (shared.length >= LEAST_COLUMNS && shared.length === edges.length) return edges;
    if (!standsIn(row, edges)) break;
  }
  return [];
}

/** Every piece of it begins at a column's edge and ends before the next. */
function standsIn({ fragments }: Row, edges: readonly number[]): boolean {
  return fragments.every(({ left, right }) => {
    const column = edges.findIndex((edge) => isSame(left, edge));
    const next = edges[column + 1];
    return column !== -1 && (next === undefined || right < next);
  });
}

function isSame(left: number, edge: number): boolean {
  return Math.abs(left - edge) <= SAME_EDGE;
}

function guttersBetween(rows: readonly Row[], edges: readonly number[]): Gutter[] | null {
  const gutters = edges.slice(1).map((edge, column): Gutter => {
    const left = rows
      .flatMap(({ fragments }) =>
        fragments.filter((one) => one.left < edge - SAME_EDGE && one.left >= edges[column]! - SAME_EDGE),
      )
      .reduce((most, { right }) => Math.max(most, right), edges[column]!);
    const right = rows
      .flatMap(({ fragments }) => fragments.filter((one) => isSame(one.left, edge)))
      .reduce((least, one) => Math.min(least, one.left), edge);
    return { left, right };
  });
  return gutters.every(({ left, right }) => right > left) ? gutters : null;
}
