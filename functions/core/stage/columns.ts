import { allMatches } from '../all-matches.ts';
import type { StageReading, Statement } from './reading.ts';

/**
 * A row of a table whose heading row names axes: `T N M` above `2b 0 0`. Cells that repeat their axis are read as any text is.
 */
export function readColumns({ text, before, offset }: Statement): StageReading[] {
  if (!/\bT\b/.test(before) || !/^\S{1,12}(?:\t|\s{2,}|$)/.test(text)) return [];
  const headings = cellsOf(before);
  const cells = cellsOf(text);
  if (headings.length !== cells.length) return [];
  const axes = headings.map(({ text: heading }) => HEADING.exec(heading));
  if (axes.filter((axis) => axis !== null).length < 2) return [];
  return cells.flatMap(({ text: cell, start }, column) => {
    const axis = axes[column]?.groups?.axis;
    const prefix = axes[column]?.groups?.prefix ?? null;
    if (axis === undefined || !VALUE.test(cell)) return [];
    const value = /^x$/i.test(cell) ? 'X' : cell.toLowerCase();
    return [
      { system: 'tnm', axis: axis as 'T', prefix, value, start: offset + start, end: offset + start + cell.length },
    ];
  });
}

const HEADING = /^(?<prefix>[cp]|yp)?(?<axis>[TNM])(?:[ -](?:stage|category))?$/;
const VALUE = /^(?:is|[xX]|[0-4](?:mi|[a-d][1-3]?)?)$/;

function cellsOf(row: string): { text: string; start: number }[] {
  return allMatches(row, /[^\t\s]+(?: [^\t\s]+)*/g).map((match) => ({ text: match[0], start: match.index }));
}
