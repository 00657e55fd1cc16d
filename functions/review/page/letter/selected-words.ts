import type { Span } from '../../../core/span.ts';

/** The words of the letter that are selected, as offsets into its text; null where nothing of it is. */
export function selectedWords(pane: Element | null): Span | null {
  const selection = getSelection();
  if (pane === null || selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!pane.contains(range.commonAncestorContainer)) return null;
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  return start === null || end === null || end <= start ? null : { start, end };
}

/** Every stretch of the letter's text carries where it begins. */
function offsetOf(node: Node, offset: number): number | null {
  const stretch = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]');
  return stretch?.dataset.start === undefined
    ? null
    : Number(stretch.dataset.start) + (node instanceof Text ? offset : 0);
}

/** Every place where `words` stand in `text`, whatever the case and the spaces between them. */
export function placesOf(text: string, words: string): readonly Span[] {
  const parts = words
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '');
  if (parts.length === 0) return [];
  const pattern = new RegExp(parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('\\s+'), 'giu');
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
