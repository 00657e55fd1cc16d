/** A piece of text where it stands on the page: points, y growing downwards to the baseline, width along the text. */
export interface PlacedText {
  readonly str: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly page: number;
  /** Degrees clockwise from upright. */
  readonly rotation?: number;
}
export function readingOrder(placed: readonly PlacedText[]): string {
  return [...placed]
    .sort((a, b) => a.y - b.y || a.x - b.x)
    .map((p) => p.str)
    .join('\n');
}
