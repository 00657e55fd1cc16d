import { allMatches } from '../all-matches.ts';
import type { StageReading, Statement } from './reading.ts';

/**
 * Axes named apart from their values: a row of a table whose heading row names them, `T N M` above `2b 0 0`, or `TNM: 2b 0 0`. Cells
 * that repeat their axis are read as any text is.
 */
export function readColumns(statement: Statement): StageReading[] {
  const { text, before, label, offset } = statement;
  const labelled = valueOfLabel(label, text, offset);
  if (labelled !== null) return [labelled];
  if (text.includes('TNM')) return valuesOf(statement);
  if (!AXIS_HEADED.test(before)) return [];
  const head = before.slice(before.lastIndexOf('\n') + 1).trim();
  const cell = ONLY_AXES.test(head) ? NARROW_CELL : CELL;
  const headings = cellsOf(head, cell);
  const cells = cellsOf(text, cell);
  if (headings.length !== cells.length) return [];
  const axes = headings.map(({ text: heading }) => HEADING.exec(heading));
  if (axes.filter((axis) => axis !== null).length < 2) return [];
  return cells.flatMap(({ text: cell, start }, column) => {
    const axis = axes[column]?.groups?.axis;
    const prefix = axes[column]?.groups?.prefix ?? null;
    if (axis === undefined || !VALUE.test(cell)) return [];
    const value = asWritten(cell);
    return [
      { system: 'tnm', axis: axis as 'T', prefix, value, start: offset + start, end: offset + start + cell.length },
    ];
  });
}

/** `Tumour (pT): 3`, where the words before the colon are a heading. */
function valueOfLabel(label: string, text: string, offset: number): StageReading | null {
  const axis = AXIS_LABEL.exec(label)?.groups;
  const value = axis === undefined ? null : FIRST_VALUE.exec(text);
  if (value === null) return null;
  const [said] = value;
  return {
    system: 'tnm',
    axis: axis!.axis as 'T',
    prefix: axis!.prefix ?? null,
    value: asWritten(said),
    start: offset,
    end: offset + said.length,
  };
}
const AXIS_LABEL = /\((?<prefix>y?[cp])?(?<axis>[TNM])\)\s?[:=]\s*$/;
const FIRST_VALUE = /^(?:is|[xX]|[0-4](?:mi|[a-d][1-3]?)?)(?![\w.%/-])/;

const AXIS_HEADED = /(?:^|[\s|])(?:y?[cp])?T(?:[ -](?:stage|category))?(?:\t|\s{2}|\s?\|| (?:y?[cp])?N\b)/;
/** `T N M`, with single spaces. */
const ONLY_AXES = /^(?:y?[cp])?T (?:y?[cp])?N (?:y?[cp])?M$/;
const HEADING = /^(?<prefix>[cp]|yp)?(?<axis>[TNM])(?:[ -](?:stage|category))?$/;
const VALUE = /^(?:is|[xX]|[0-4](?:mi|[a-d][1-3]?)?)$/;

/** `TNM: 3 1 0`, `TNM 2,0,0`. */
function valuesOf({ text, offset }: Statement): StageReading[] {
  const match = NAMED_AT_ONCE.exec(text);
  if (match === null) return [];
  return (['T', 'N', 'M'] as const).map((axis) => {
    const [from, to] = match.indices!.groups![axis]!;
    const value = text.slice(from, to);
    const start = offset + from;
    return {
      system: 'tnm',
      axis,
      prefix: match.groups!.prefix ?? null,
      value: asWritten(value),
      start,
      end: offset + to,
    };
  });
}
const NAMED_AT_ONCE =
  /\b(?<prefix>y?[cp])?TNM(?: (?:stag(?:e|ing)|classification))?[ ]?[:=]?[ ]?(?<T>is|[xX]|[0-4](?:[a-d]\d?)?)(?:[ ]|[ ]?[,/][ ]?)(?<N>[xX]|[0-3][a-c]?)(?:[ ]|[ ]?[,/][ ]?)(?<M>[xX]|[01][a-c]?)(?![\w/-]|\.\d)/d;

function asWritten(said: string): string {
  return /^x$/i.test(said) ? 'X' : said.toLowerCase();
}

const CELL = /[^\s|]+(?: [^\s|]+)*/g;
const NARROW_CELL = /[^\s|]+/g;

function cellsOf(row: string, cell: RegExp): { text: string; start: number }[] {
  return allMatches(row, cell).map((match) => ({ text: match[0], start: match.index }));
}
