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
  let emptyBefore = 0;
  for (let start = 0; start <= text.length && lines.length < most; ) {
    const end = lineEnd(text, start);
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

function lineEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\f') end++;
  return end;
}

/** `1.`, `2)`, `(a)`, `-`, `•` and the like at the start of a line. */
export const LIST_MARKER =
  /^\s*(?:\[[ xX✓✔]?\]\s*|[☐☑☒□■]\s*|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+|[a-h]\.\s+(?=\S)|\(?(?:i|ii|iii|iv|v|vi)[.)]\s+|[-–—•·*▪●○◦►]+\s*(?=\S))/i;
