import { TextDocumentError } from './errors.ts';
import type { LetterEvent } from './events.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { lastRun, type Replayed, type ReplayPorts, replayRun } from './replay-letter.ts';

/** What a lexicon changes in all that was suggested: letters, suggestions, and these code by code. */
export interface ReplaySummary extends ReplayCounts {
  /** Recorded runs that were made again. */
  letters: number;
  same: number;
  different: number;
  /** Those whose text is missing or no longer the one it was. */
  failed: number;
  readonly codes: Map<string, ReplayCounts & { readonly display: string }>;
}

/** Suggestions that are new, that are no longer made, and that say something else. */
export interface ReplayCounts {
  more: number;
  fewer: number;
  other: number;
}

export function newReplaySummary(): ReplaySummary {
  return { letters: 0, same: 0, different: 0, failed: 0, more: 0, fewer: 0, other: 0, codes: new Map() };
}

/**
 * Makes the last run over a letter again under `lexicon`, and counts it. A letter that was never assessed, or for which another
 * version stands, is not counted.
 *
 * @returns what came of it; null where nothing was run
 */
export async function countReplayed(
  ports: Pick<ReplayPorts, 'texts'>,
  chain: readonly LetterEvent[],
  lexicon: Lexicon,
  summary: ReplaySummary,
): Promise<Replayed | 'failed' | null> {
  const run = lastRun(chain);
  if (run === null || chain.some(({ type }) => type === 'letter-superseded')) return null;
  summary.letters++;
  let replayed: Replayed;
  try {
    replayed = await replayRun(ports, run, lexicon);
  } catch (error) {
    if (!(error instanceof TextDocumentError)) throw error;
    summary.failed++;
    return 'failed';
  }
  summary[replayed.same ? 'same' : 'different']++;
  for (const kind of ['more', 'fewer', 'other'] as const)
    for (const { code, display } of replayed[kind]) {
      const counted = summary.codes.get(code ?? display) ?? { more: 0, fewer: 0, other: 0, display };
      summary.codes.set(code ?? display, counted);
      counted[kind]++;
      summary[kind]++;
    }
  return replayed;
}

/** Code by code, in their order. */
export function byCode({ codes }: ReplaySummary) {
  return [...codes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, counts]) => ({ code, ...counts }));
}
