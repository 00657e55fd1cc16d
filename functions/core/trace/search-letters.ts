import type { LetterEvent } from '../events.ts';
import type { LetterId } from '../letter.ts';
import type { EventStore } from '../ports.ts';
import { makeViews } from '../views.ts';
import { readChains } from './read-chains.ts';
import { mayConcern, type Question, select } from './select.ts';
import { storyOf } from './story.ts';
import type { TracedLetter } from './trace-letters.ts';

/** A letter that says something to a question, without its words: nobody is shown a letter by finding it. */
export type FoundLetter = Omit<TracedLetter, 'textProblem'>;

export interface Found {
  readonly letters: readonly FoundLetter[];
  /** Letters whose record cannot be read as events: they may say something, and nobody knows what. */
  readonly broken: readonly LetterId[];
  readonly lookedThrough: number;
  /** The letter behind which to go on; absent when every letter was looked through. */
  readonly next?: LetterId;
}

/** Where one answer ends. */
export interface SearchBounds {
  readonly mostLookedThrough: number;
  readonly mostFound: number;
}

/** What the events of some letters say to a question, as far as the bounds let it look. Reads no text. */
export async function searchLetters(
  events: Pick<EventStore, 'read'>,
  letterIds: AsyncIterable<LetterId> | Iterable<LetterId>,
  question: Question,
  { mostLookedThrough, mostFound }: SearchBounds,
): Promise<Found> {
  const letters: FoundLetter[] = [];
  const broken: LetterId[] = [];
  let lookedThrough = 0;
  let last: LetterId | undefined;
  for await (const { letterId, chain } of readChains(events, letterIds)) {
    if (last !== undefined && (letters.length >= mostFound || lookedThrough >= mostLookedThrough))
      return { letters, broken, lookedThrough, next: last };
    last = letterId;
    lookedThrough++;
    const found = chain === null ? null : foundIn(chain, question);
    if (chain === null) broken.push(letterId);
    if (found !== null) letters.push(found);
  }
  return { letters, broken, lookedThrough };
}

function foundIn(chain: readonly LetterEvent[], question: Question): FoundLetter | null {
  const views = makeViews(chain);
  if (views === null || !mayConcern(chain, question)) return null;
  const lines = select(storyOf(chain, new Map()), question);
  const { letterId, state, practice } = views.letter;
  return lines.length === 0 ? null : { letterId, state, practice, lines };
}
