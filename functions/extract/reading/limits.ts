/** How much one letter may cost to read. Beyond any of these it is set aside under the reason named. */
export interface ReadingLimits {
  /** `too-large` */
  readonly sizeBytes: number;
  /** `too-many-pages` */
  readonly pages: number;
  /** All compressed streams of a PDF together, unpacked: `inflates-too-far`. */
  readonly inflatedBytes: number;
  /** UTF-16 units of text: `too-much-text`. */
  readonly characters: number;
  /** Wall time for one PDF, the start of the child process included: `took-too-long`. */
  readonly timeoutMilliseconds: number;
  /** Resident memory of the child process while it reads: `inflates-too-far`. Watched where there is a /proc. */
  readonly memoryBytes: number;
}

export const DEFAULT_LIMITS: ReadingLimits = {
  sizeBytes: 20_000_000,
  pages: 200,
  inflatedBytes: 50_000_000,
  characters: 1_000_000,
  timeoutMilliseconds: 20_000,
  memoryBytes: 1_000_000_000,
};
