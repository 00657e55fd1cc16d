/** A line of the stored text, half-open, without its line end. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Number of empty lines before it. */
  readonly emptyBefore: number;
}

/** The lines that hold something, in order. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let emptyBefore = 0;
  for (let start = 0; start <= text.length; ) {
    LINE.lastIndex = start;
    const line = LINE.exec(text)![0];
    const end = start + line.length;
    if (line.trim() === '') emptyBefore++;
    else {
      lines.push({ start, end, text: line, emptyBefore });
      emptyBefore = 0;
    }
    start = end + 1;
  }
  return lines;
}
const LINE = /[^\n\f]*/y;

/** `1.`, `2)`, `(a)`, `-`, `•` and the like at the start of a line. */
export const LIST_MARKER =
  /^\s*(?:\[[ xX✓✔]?\]\s*|[☐☑☒□■]\s*|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+|\(?(?:i|ii|iii|iv|v|vi)[.)]\s+|[-–—•·*▪●○◦►]+\s*(?=\S))/i;
