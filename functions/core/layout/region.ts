import { findAside } from './asides.ts';
import { type Band, findBand, splitAt } from './bands.ts';
import { findGrid } from './grids.ts';
import { groupRows, lineText, type Row } from './rows.ts';
import { arrangeTable, isTable } from './tables.ts';

/** A line of the page's text, in reading order, with the place it came from. */
export interface OutLine {
  readonly text: string;
  /** Baselines of its first and last printed line: a wrapped table row has several. */
  readonly first: number;
  readonly last: number;
  readonly size: number;
  /** Lines of one flow follow each other down one column. */
  readonly flow: object;
  readonly inTable: boolean;
}

/**
 * Rows of a page or of one of its columns as lines in reading order: the strongest band of columns is set apart, what
 * stands above and below it is arranged in the same way.
 *
 * @param depth columns inside columns inside columns: deeper than any letter goes, it is no layout but an attack
 */
export function arrangeRegion(rows: readonly Row[], depth = 0): OutLine[] {
  const band = depth < 6 ? (findGrid(rows) ?? findBand(rows)) : null;
  if (band === null) return oneColumn(rows);
  const beside = isTableBand(rows, band) ? null : findAside(rows, band);
  if (beside !== null)
    return [beside.above, beside.aside, beside.rest].flatMap((part) => arrangeRegion(part, depth + 1));
  return [
    ...arrangeRegion(rows.slice(0, band.from), depth),
    ...arrangeBand(rows, band, depth),
    ...arrangeRegion(rows.slice(band.to), depth),
  ];
}

function oneColumn(rows: readonly Row[]): OutLine[] {
  const flow = {};
  return rows.map((row) => ({
    text: lineText(row.fragments),
    first: row.baseline,
    last: row.baseline,
    size: row.size,
    flow,
    inTable: false,
  }));
}

function arrangeBand(rows: readonly Row[], band: Band, depth: number): OutLine[] {
  const inside = rows.slice(band.from, band.to);
  if (isTableBand(rows, band)) return arrangeTable(inside, band.gutters, rightEdgeOf(rows));
  const columns = splitAt(
    inside.flatMap((row) => row.fragments),
    band.gutters,
  );
  return columns.flatMap((fragments) => arrangeRegion(groupRows(fragments), depth + 1));
}

function isTableBand(rows: readonly Row[], { from, to, gutters }: Band): boolean {
  return isTable(rows.slice(from, to), gutters, rightEdgeOf(rows));
}

function rightEdgeOf(rows: readonly Row[]): number {
  return rows.reduce((most, { fragments }) => Math.max(most, fragments.at(-1)?.right ?? 0), 0);
}
