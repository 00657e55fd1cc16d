import type { Span } from '../../../core/span.ts';

/** A span of the text that something on the page is about. */
export interface Mark extends Span {
  readonly id: string;
}

/** A stretch of text with the same marks on all of it. */
export interface Segment<M extends Mark> extends Span {
  readonly text: string;
  readonly marks: readonly M[];
  /** Those of `marks` that begin here. */
  readonly begins: readonly M[];
  /** Those of `marks` that end here. */
  readonly ends: readonly M[];
}

/**
 * Cuts the text between `start` and `end` wherever a mark begins or ends. Marks may overlap in any way, which nested
 * elements could not show; put together, the segments are the text again.
 */
export function cutIntoSegments<M extends Mark>(text: string, { start, end }: Span, marks: readonly M[]): Segment<M>[] {
  const here = marks.filter((mark) => mark.start < end && start < mark.end && mark.start < mark.end);
  const cuts = new Set([start, end, ...here.flatMap((mark) => [Math.max(mark.start, start), Math.min(mark.end, end)])]);
  const ordered = [...cuts].sort((a, b) => a - b);
  return ordered.slice(0, -1).map((from, index) => {
    const to = ordered[index + 1]!;
    const covering = here.filter((mark) => mark.start <= from && to <= mark.end);
    return {
      start: from,
      end: to,
      text: text.slice(from, to),
      marks: covering,
      begins: covering.filter((mark) => Math.max(mark.start, start) === from && mark.start >= start),
      ends: covering.filter((mark) => mark.end === to),
    };
  });
}
