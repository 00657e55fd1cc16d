import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';

/** Lines of a letter's head, and how long the longest of them is. */
const LINES_OF_HEAD = 4;
const LONGEST_TITLE = 70;

/** "NURSE TELEPHONE CLINIC", "Breast follow-up clinic" above a letter: what it was written in, and nothing that is to come. */
export function isTitle({ from }: Mention, { text, tokens }: LetterRead): boolean {
  const { start } = tokens[from]!;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const lineEnd = text.indexOf('\n', start);
  if (lineEnd === -1 || lineEnd - lineStart > LONGEST_TITLE) return false;
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < start; at = text.indexOf('\n', at + 1))
    if (++lines >= LINES_OF_HEAD) return false;
  return true;
}
