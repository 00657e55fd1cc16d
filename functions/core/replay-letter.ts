import { canonicalJson, type Json } from './canonical-json.ts';
import type { LetterEvent } from './events.ts';
import type { SuggestionInEvent } from './happenings/service.ts';
import type { LetterId } from './letter.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { assess } from './make-suggestions.ts';
import type { EventStore, TextStore } from './ports.ts';

type Run = Extract<LetterEvent, { type: 'suggestions-made' }>;

export interface Change {
  readonly suggestionId: string;
  readonly code: string | null;
  readonly display: string;
}

/** One recorded run, made again. */
export interface Replayed {
  readonly letterId: LetterId;
  /** The event of the run. */
  readonly sequence: number;
  readonly recorded: { readonly lexiconVersion: string; readonly engineVersion: string };
  /** Under the recorded lexicon and engine, byte for byte; of another lexicon, in what it says, versions aside. */
  readonly same: boolean;
  readonly more: readonly Change[];
  readonly fewer: readonly Change[];
  /** Suggested both times, and saying something else: another value, date, assertion or evidence. */
  readonly other: readonly Change[];
}

export interface ReplayPorts {
  readonly events: EventStore;
  readonly texts: TextStore;
}

/** The last recorded run over a letter; null for one that was never assessed. */
export function lastRun(chain: readonly LetterEvent[]): Run | null {
  return chain.findLast((event) => event.type === 'suggestions-made') ?? null;
}

/**
 * Runs the recorded text of a run again, under `lexicon`, and compares. The text is proven by its hash first.
 *
 * @throws TextDocumentError when the text is not the one the run was made over
 */
export async function replayRun({ texts }: Pick<ReplayPorts, 'texts'>, run: Run, lexicon: Lexicon): Promise<Replayed> {
  const { letterId, sequence, data } = run;
  const again = assess({ lexicon }, await texts.get(letterId, data.textHash), data.textHash);
  const made = again.type === 'suggestions-made' ? again.data : null;
  const isSameVersion = data.lexiconVersion === lexicon.version && data.engineVersion === lexicon.engineVersion;
  const { lexiconVersion, engineVersion } = data;
  return {
    letterId,
    sequence,
    recorded: { lexiconVersion, engineVersion },
    same: made !== null && comparable(made, isSameVersion) === comparable(data, isSameVersion),
    ...changes(data.suggestions, made?.suggestions ?? []),
  };
}

/** What a run says, as the bytes that are compared. How it came about (`because`) is no part of it. */
function comparable({ because: _, ...data }: Run['data'], withVersions: boolean): string {
  const { lexiconVersion: _lexicon, engineVersion: _engine, ...says } = data;
  return canonicalJson((withVersions ? data : says) as Json);
}

function changes(
  then: readonly SuggestionInEvent[],
  now: readonly SuggestionInEvent[],
): Pick<Replayed, 'more' | 'fewer' | 'other'> {
  const [before, after] = [byId(then), byId(now)];
  const changed = (suggestion: SuggestionInEvent) =>
    canonicalJson(suggestion as Json) !== canonicalJson(before.get(suggestion.id) as Json);
  return {
    more: now.filter(({ id }) => !before.has(id)).map(asChange),
    fewer: then.filter(({ id }) => !after.has(id)).map(asChange),
    other: now.filter((one) => before.has(one.id) && changed(one)).map(asChange),
  };
}

const byId = (suggestions: readonly SuggestionInEvent[]) => new Map(suggestions.map((one) => [one.id, one]));

const asChange = ({ id, concept, display }: SuggestionInEvent): Change => ({
  suggestionId: id,
  code: concept?.code ?? null,
  display,
});
