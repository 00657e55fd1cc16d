import type { Worklist } from '../core/ports.ts';
import { LetterState, type LetterView } from '../core/views.ts';

export interface Worklists {
  readonly practices: readonly string[];
  /** Oldest first. */
  readonly letters: readonly LetterView[];
  readonly counts: Readonly<Record<LetterState, number>>;
  /** False when a worklist was too long to be read to its end. */
  readonly complete: boolean;
}

/** More letters than this in one practice and state are not read for one page. */
const LONGEST = 1000;

/** @param practice only this one's letters; absent for all of `practices` */
export async function readWorklists(
  worklist: Worklist,
  practices: readonly string[],
  practice: string | undefined,
): Promise<Worklists> {
  const letters: LetterView[] = [];
  const counts = { received: 0, quarantined: 0, ready: 0, completed: 0, superseded: 0 };
  let complete = true;
  for (const of of practice === undefined ? practices : [practice])
    for (const state of LetterState.options) {
      const found = await lettersOf(worklist, of, state);
      letters.push(...found.letters);
      counts[state] += found.letters.length;
      complete &&= found.complete;
    }
  return { practices, letters: letters.sort(oldestFirst), counts, complete };
}

async function lettersOf(worklist: Worklist, practice: string, state: LetterState) {
  const letters: LetterView[] = [];
  let next: string | undefined;
  do {
    const page = await worklist.list({ practice, state, ...(next === undefined ? {} : { next }) });
    letters.push(...page.letters);
    next = page.next;
  } while (next !== undefined && letters.length < LONGEST);
  return { letters, complete: next === undefined };
}

function oldestFirst(a: LetterView, b: LetterView): number {
  const [x, y] = [`${a.receivedAt}#${a.letterId}`, `${b.receivedAt}#${b.letterId}`];
  return x < y ? -1 : x > y ? 1 : 0;
}
