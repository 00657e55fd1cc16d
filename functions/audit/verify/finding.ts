/** What can be wrong, each by one word that stays. */
export type Fault =
  /** What it says is not what its hash was made over. */
  | 'changed'
  /** In another order than it was written in. */
  | 'swapped'
  /** Something in the middle, or at the beginning, is gone. */
  | 'removed'
  /** The chain ends before the place that was anchored. */
  | 'tail-removed'
  | 'letter-removed'
  /** Here, and never anchored; or here twice. */
  | 'inserted'
  /** Its time is before that of the event before it, or before the day in which it was archived. */
  | 'back-dated'
  /** Sound in itself, and another than the one that was anchored. */
  | 'rewritten'
  | 'anchor-changed'
  | 'anchor-missing'
  /** Not what the published schema describes. */
  | 'not-by-schema'
  /** A view says something else than the events. */
  | 'view-edited'
  /** A file, table item or line that is nothing an archive or table holds. */
  | 'stray';

export interface Finding {
  readonly fault: Fault;
  readonly letterId?: string;
  readonly sequence?: number;
  readonly field?: string;
  readonly day?: string;
  readonly says: string;
}

export interface Verdict {
  /** Of an archive, a table, or both in turn. */
  readonly what: 'archive' | 'table';
  readonly letters: number;
  readonly events: number;
  /** The days anchored, and the root of the last; absent for a table. */
  readonly days?: { readonly from: string; readonly to: string; readonly count: number; readonly root: string };
  /** The first is the first thing wrong; none means that all holds. */
  readonly findings: readonly Finding[];
}

/** There is nothing here that could be verified, or it cannot be read. Says what and where. */
export class CannotVerifyError extends Error {
  override readonly name = 'CannotVerifyError';
}

/** One that says everything wrong would run as long as the archive: the first few say where to look. */
export const MOST_FINDINGS = 100;
