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
  let start = 0;
  let emptyBefore = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && text[i] !== '\n' && text[i] !== '\f') continue;
    const line = text.slice(start, i);
    if (line.trim() === '') emptyBefore++;
    else {
      lines.push({ start, end: i, text: line, emptyBefore });
      emptyBefore = 0;
    }
    start = i + 1;
  }
  return lines;
}

/** `1.`, `2)`, `(a)`, `-`, `•` and the like at the start of a line. */
export const LIST_MARKER =
  /^\s*(?:\[[ xX✓✔]?\]\s*|[☐☑☒□■]\s*|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+|\(?(?:i|ii|iii|iv|v|vi)[.)]\s+|[-–—•·*▪●○◦►]+\s*(?=\S))/i;
