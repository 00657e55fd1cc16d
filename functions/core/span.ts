import * as z from 'zod';

/** A stretch of the stored text: half-open, in UTF-16 offsets. */
export const Span = z.strictObject({ start: z.int().min(0), end: z.int().min(0) });
export type Span = z.infer<typeof Span>;

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

export function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
