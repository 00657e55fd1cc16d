import { TextDocumentError } from '../errors.ts';
import type { LetterEvent } from '../events.ts';
import type { LetterId } from '../letter.ts';
import type { EventStore, TextStore } from '../ports.ts';
import { type LetterState, makeViews } from '../views.ts';
import { chainsOf } from './read-chains.ts';
import { mayConcern, type Question, select } from './select.ts';
import { type StoryLine, storyOf } from './story.ts';

export interface TracedLetter {
  readonly letterId: LetterId;
  readonly state: LetterState;
  readonly practice: string | null;
  /** What is wrong with a text that events point into; null when every one of them is the one its event names. */
  readonly textProblem: string | null;
  readonly lines: readonly StoryLine[];
}

export interface TracePorts {
  readonly events: EventStore;
  readonly texts: TextStore;
}

/** What the events say to a question, letter by letter: of these letters, or of every one. */
export async function* traceLetters(
  ports: TracePorts,
  question: Question,
  letterIds: readonly LetterId[] | null,
): AsyncGenerator<TracedLetter> {
  const chains = letterIds === null ? ports.events.all() : chainsOf(ports.events, letterIds);
  for await (const chain of chains) {
    const views = makeViews(chain);
    if (views === null || !mayConcern(chain, question)) continue;
    if (select(storyOf(chain, new Map()), question).length === 0) continue;
    const { texts, problem } = await textsOf(ports, chain);
    const { letterId, state, practice } = views.letter;
    yield { letterId, state, practice, textProblem: problem, lines: select(storyOf(chain, texts), question) };
  }
}

/** The store proves each text by the hash its event names; one that is not the same is not shown. */
async function textsOf(ports: TracePorts, chain: readonly LetterEvent[]) {
  const texts = new Map<string, string>();
  let problem: string | null = null;
  for (const event of chain) {
    if (event.type !== 'text-extracted') continue;
    const { textHash } = event.data;
    try {
      texts.set(textHash, (await ports.texts.get(event.letterId, textHash)).text);
    } catch (error) {
      if (!(error instanceof TextDocumentError)) throw error;
      problem = error.message;
    }
  }
  return { texts, problem };
}
