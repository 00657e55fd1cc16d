import { arrangeRegion, type OutLine } from './layout/region.ts';
import { rowsOf } from './layout/rows.ts';

/** A piece of text where it stands on its page: in points, x along the page, y downwards, (x, y) its baseline's start. */
export interface PlacedText {
  readonly str: string;
  readonly x: number;
  readonly y: number;
  /** Along the direction of writing. */
  readonly width: number;
  /** The font's size. */
  readonly height: number;
  readonly page: number;
  /** Degrees clockwise from upright; 90 reads downwards. */
  readonly rotation?: number;
}

/**
 * The text of one page in the order a person reads it: columns one after the other, never across; the cells of a
 * table's row on one line, a tab between them; an empty line between paragraphs; rotated text after the upright.
 *
 * Where a wrapped cell stands beside another, the whole cell is said before the next begins. Read line by line instead,
 * `Diagnosis: type 2 | diabetes` beside `No evidence of | pulmonary embolism` says that there is no evidence of diabetes.
 */
export function readingOrder(placed: readonly PlacedText[]): string {
  return byDirection(placed)
    .map((upright) => withParagraphs(arrangeRegion(rowsOf(upright))))
    .filter((text) => text !== '')
    .join('\n\n');
}

/** Upright text first, then each other direction turned upright, in the order of their angles. */
function byDirection(placed: readonly PlacedText[]): PlacedText[][] {
  const directions = new Map<number, PlacedText[]>();
  for (const text of placed) {
    if (text.str.trim() === '' || ![text.x, text.y, text.width, text.height].every(Number.isFinite)) continue;
    const steps = Math.round((text.rotation ?? 0) / DIRECTION_STEP);
    const direction = (((steps * DIRECTION_STEP) % 360) + 360) % 360;
    const same = directions.get(direction);
    if (same === undefined) directions.set(direction, [turned(text, direction)]);
    else same.push(turned(text, direction));
  }
  return [...directions].sort(([a], [b]) => a - b).map(([, texts]) => texts);
}

/** Degrees: a page scanned a little askew is still upright, a stamp across the page is not. */
const DIRECTION_STEP = 15;

function turned(text: PlacedText, degrees: number): PlacedText {
  if (degrees === 0) return text;
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return { ...text, x: text.x * cos + text.y * sin, y: text.y * cos - text.x * sin, rotation: 0 };
}

/** One empty line wherever the gap is clearly larger than between the lines of a paragraph, or the column changes. */
function withParagraphs(lines: readonly OutLine[]): string {
  const pitch = usualPitch(lines);
  let text = '';
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (before !== undefined) text += startsParagraph(before, line, pitch) ? '\n\n' : '\n';
    text += line.text;
  }
  return text;
}

function startsParagraph(before: OutLine, line: OutLine, pitch: number): boolean {
  if (line.flow !== before.flow) {
    const goesUp = line.first < before.last;
    return goesUp || relativeGap(before, line) > pitch * CLEARLY_LARGER;
  }
  return relativeGap(before, line) > pitch * (line.inTable && before.inTable ? ROWS_APART : CLEARLY_LARGER);
}

const CLEARLY_LARGER = 1.3;
/** Rows of a table have room around them and are still one table. */
const ROWS_APART = 5;

function relativeGap(before: OutLine, line: OutLine): number {
  return (line.first - before.last) / Math.max(before.size, line.size);
}

/** Line distance over font size: the lower quartile, since paragraphs can be of one line each, but not closer than set solid. */
function usualPitch(lines: readonly OutLine[]): number {
  const gaps = lines
    .slice(1)
    .map((line, index) => ({ before: lines[index]!, line }))
    .filter(({ before, line }) => before.flow === line.flow && !(before.inTable && line.inTable))
    .map(({ before, line }) => relativeGap(before, line))
    .filter((gap) => gap > 0.8 && gap < 2.5)
    .sort((a, b) => a - b);
  const quartile = gaps[Math.floor(gaps.length / 4)];
  return Math.max(1.1, Math.min(quartile ?? 1.25, 2));
}
