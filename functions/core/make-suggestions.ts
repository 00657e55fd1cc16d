import { appendEvent } from './chain.ts';
import { currentRun } from './current-run.ts';
import { NotYetError } from './errors.ts';
import type { Actor, Happening, LetterEvent } from './events.ts';
import type { HeldInEvent, SuggestionInEvent } from './happenings/service.ts';
import type { LetterId } from './letter.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { Clock, EventStore, Log, TextStore, Worklist } from './ports.ts';
import { assessLetter } from './reading/assess-letter.ts';
import { writeViews } from './receive-letter.ts';
import type { TextDocument } from './text-document.ts';

export interface SuggestPorts {
  readonly texts: TextStore;
  readonly events: EventStore;
  readonly worklist: Worklist;
  readonly lexicon: Lexicon;
  readonly now: Clock;
  readonly log: Log;
}

const ACTOR: Actor = { kind: 'service', id: 'suggest' };

/** DynamoDB holds items up to 400 KB; an event that comes near is a letter for a person, not a crash loop. */
const MAXIMUM_EVENT_CHARACTERS = 350_000;

/**
 * Steps 5 and 6 of a letter's life. Called again it computes the same and finds it recorded; a letter that was set
 * aside or superseded is left as it is.
 *
 * @throws NotYetError when the text has not been recorded yet: notifications come in any order
 */
export async function makeSuggestions(ports: SuggestPorts, letterId: LetterId): Promise<void> {
  const chain = await ports.events.read(letterId);
  if (!isStillToBeAssessed(chain)) {
    const settled = ({ type }: LetterEvent) =>
      type === 'text-extracted' || type === 'letter-quarantined' || type === 'letter-superseded';
    if (!currentRun(chain).some(settled)) throw new NotYetError(letterId, 'its text');
    await writeViews(ports, chain);
    return;
  }
  const extracted = currentRun(chain).find((event) => event.type === 'text-extracted');
  if (extracted === undefined) throw new NotYetError(letterId, 'its text');
  const document = await ports.texts.get(letterId, extracted.data.textHash);
  const happening = assess(ports, document, extracted.data.textHash);
  const after = await appendEvent(ports, letterId, ACTOR, (before) => (isStillToBeAssessed(before) ? happening : null));
  if (happening.type === 'suggestions-made') {
    const { suggestions, held } = happening.data;
    ports.log({ event: 'letter.ready', letterId, suggestions: suggestions.length, held: held.length });
  }
  await writeViews(ports, after);
}

/** What one run of the engine over a letter's text has to say, as an event says it. */
export function assess(
  { lexicon }: Pick<SuggestPorts, 'lexicon'>,
  document: TextDocument,
  textHash: string,
): Extract<Happening, { type: 'suggestions-made' | 'letter-quarantined' }> {
  const answer = assessLetter({ id: document.letterId, text: document.text, pages: document.pages }, lexicon);
  const happening = {
    type: 'suggestions-made' as const,
    data: {
      textHash,
      lexiconVersion: answer.lexiconVersion,
      engineVersion: answer.engineVersion,
      outcome: answer.outcome === 'assessed' ? ('assessed' as const) : ('nothing-recognised' as const),
      suggestions: answer.suggestions.map(withoutWords) as SuggestionInEvent[],
      held: answer.held.map(withoutWords) as HeldInEvent[],
      stages: answer.stages,
      conflicts: answer.conflicts,
    },
  };
  const tooLarge = JSON.stringify(happening).length > MAXIMUM_EVENT_CHARACTERS;
  return tooLarge ? { type: 'letter-quarantined', data: { reason: 'too-much-text' } } : happening;
}

/** Events hold no words of the letter: quotes are cut from the text document when they are shown. */
function withoutWords<S extends { evidence: { quote: string }[] }>(suggestion: S) {
  return { ...suggestion, evidence: suggestion.evidence.map(({ quote: _, ...place }) => place) };
}

function isStillToBeAssessed(chain: readonly LetterEvent[]): boolean {
  const types = new Set(currentRun(chain).map((event) => event.type));
  return (
    types.has('text-extracted') &&
    !types.has('suggestions-made') &&
    !types.has('letter-quarantined') &&
    !types.has('letter-superseded')
  );
}
