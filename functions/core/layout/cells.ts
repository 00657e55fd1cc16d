import type { Gutter } from './bands.ts';
import { splitAt } from './bands.ts';
import { beginsWithMarker, lineText, type Row } from './rows.ts';

/** One printed line of one column. */
export interface CellLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
}

/** For each row, what stands in each column; null where the column is blank. */
export type Grid = readonly (readonly (CellLine | null)[])[];

export function gridOf(rows: readonly Row[], gutters: readonly Gutter[]): Grid {
  return rows.map((row) =>
    splitAt(row.fragments, gutters).map((fragments) =>
      fragments.length === 0
        ? null
        : {
            text: lineText(fragments),
            left: fragments[0]!.left,
            right: fragments.reduce((most, { right }) => Math.max(most, right), 0),
            baseline: row.baseline,
            size: row.size,
          },
    ),
  );
}

export function columnOf(grid: Grid, column: number): CellLine[] {
  return grid.flatMap((cells) => cells[column] ?? []);
}

/** How far to the right each column's lines may reach before they must wrap. */
export function wrapEdges(grid: Grid, rightEdge: number): number[] {
  const width = grid[0]?.length ?? 0;
  return Array.from({ length: width }, (_, column) => {
    const lines = columnOf(grid, column);
    const next = columnOf(grid, column + 1);
    const size = lines[0]?.size ?? 10;
    const room = next.length === 0 ? rightEdge : least(next.map(({ left }) => left)) - size / 2;
    const edge = most(lines.map(({ right }) => right));
    const full = lines.filter(({ right, text }) => right > edge - 4 * size && text.split(' ').length >= 3).length;
    return full >= FULL_LINES && full >= 0.6 * lines.length ? Math.min(room, edge + size / 3) : room;
  });
}

/** So many lines ending about the same place show where the column ends; fewer may be cells of like length. */
const FULL_LINES = 6;

/** Whether the first word of `next` had no room on the line before it: the sign of a line broken by its column. */
export function hadNoRoom(line: CellLine, next: CellLine, wrapEdge: number): boolean {
  const word = next.text.split(/\s/, 1)[0]!;
  const wordWidth = ((next.right - next.left) * word.length) / Math.max(1, next.text.length);
  return line.right + line.size / 4 + wordWidth > wrapEdge;
}

/** Whether `next` goes on with what `line` says, by the room there was and by how both are worded. */
export function continues(line: CellLine, next: CellLine, wrapEdge: number): boolean {
  if (beginsWithMarker(next.text) || isLabel(next.text)) return false;
  const inLowerCase = /^[\p{Ll}(]/u.test(next.text);
  return ENDS_OPEN.test(line.text) || (inLowerCase && hadNoRoom(line, next, wrapEdge));
}

/** On a word or mark after which a sentence cannot stop. A cell that is only such a word (`No`, `-`) is complete, and so is `NHS no`. */
export const ENDS_OPEN =
  /\S\s(?:.*\s)?(?:a|an|and|any|as|at|by|for|from|has|in|is|(?<!\b(?:nhs|hospital|hosp|ref|tel|phone|unit|patient|case|lab)\s)no|of|on|or|the|to|was|with|without|dr|mr|mrs|ms|miss)$|\S[,(/&]$|\p{Ll}-$/iu;

/** `Diagnosis:` alone, or with its value behind it. */
export function isLabel(text: string): boolean {
  return /^\p{Lu}[^:.]{0,40}:(?:\s|$)/u.test(text);
}

/**
 * A cell's lines joined: a line broken by its column goes on with a space, any other starts anew.
 *
 * @param isLast the row's last cell: a break in it does no harm, so it is kept wherever the words leave a doubt
 *   (`completed` over `Docetaxel: not given` must not become "completed Docetaxel")
 */
export function cellText(lines: readonly CellLine[], wrapEdge: number, isLast: boolean): string {
  let text = lines[0]?.text ?? '';
  for (const [index, line] of lines.slice(1).entries()) {
    const before = lines[index]!;
    const broken = hadNoRoom(before, line, wrapEdge) && !beginsWithMarker(line.text) && !isLabel(line.text);
    const goesOn = ENDS_OPEN.test(before.text) || (broken && !(isLast && /^\p{Lu}/u.test(line.text)));
    text += (goesOn || readsOnInLowerCase(before.text, line.text) ? ' ' : '\n') + line.text;
  }
  return text.replace(/(?<=\p{L})- (?=\p{Ll})/gu, '-');
}

function readsOnInLowerCase(text: string, next: string): boolean {
  return /^\p{Ll}/u.test(next) && !/[.;:]$/.test(text) && !beginsWithMarker(next);
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}
