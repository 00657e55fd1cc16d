import type { Span } from '../../functions/core/span.ts';

export interface Mark extends Span {
  readonly categories: readonly string[];
}

/**
 * Reads a sentence in which targets are marked as `[words](category category)`; an empty list means plain: confirmed,
 * current, the patient's.
 *
 * @throws Error when nothing is marked or a bracket is left open: no row may pass by asserting nothing
 */
export function annotated(markup: string): { text: string; marks: Mark[] } {
  let text = '';
  const marks: Mark[] = [];
  let at = 0;
  for (const match of markup.matchAll(/\[([^\]]+)\]\(([^)]*)\)/g)) {
    text += markup.slice(at, match.index);
    const start = text.length;
    text += match[1];
    marks.push({ start, end: text.length, categories: match[2]!.split(/\s+/).filter((word) => word !== '') });
    at = match.index + match[0].length;
  }
  text += markup.slice(at);
  if (marks.length === 0) throw new Error(`nothing is marked in: ${markup}`);
  if (/\]\(|\[[^\]]*$/.test(text)) throw new Error(`a bracket is left open in: ${markup}`);
  return { text, marks };
}
