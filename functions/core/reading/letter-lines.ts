/** A line of the stored text, half-open, without its line end. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Number of empty lines before it. */
  readonly emptyBefore: number;
}

/** The lines that hold something, in order; the first ones only where `most` are enough. */
export function linesOf(text: string, most = Number.POSITIVE_INFINITY): Line[] {
  const lines: Line[] = [];
  let page = endAt(text, '\f', 0);
  let emptyBefore = 0;
  for (let start = 0; start <= text.length && lines.length < most; ) {
    if (page < start) page = endAt(text, '\f', start);
    const end = Math.min(endAt(text, '\n', start), page);
    const line = text.slice(start, end);
    if (line.trim() === '') emptyBefore++;
    else {
      lines.push({ start, end, text: line, emptyBefore });
      emptyBefore = 0;
    }
    start = end + 1;
  }
  return lines;
}

/** Where a mark stands next, or the end of the text. */
export function endAt(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? text.length : end;
}

/** `1.`, `2)`, `(a)`, `-`, `•` and the like at the start of a line. */
export const LIST_MARKER =
  /^\s*(?:\[[ xX✓✔]?\]\s*|[☐☑☒□■]\s*|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+|[a-h]\.\s+(?=\S)|\(?(?:i|ii|iii|iv|v|vi)[.)]\s+|[-–—•·*▪●○◦►]+\s*(?=\S))/i;
