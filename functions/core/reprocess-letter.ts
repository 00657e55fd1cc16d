import { canonicalJson, type Json } from './canonical-json.ts';
import { appendEvent } from './chain.ts';
import { currentRun } from './current-run.ts';
import type { Actor, Happening, LetterEvent } from './events.ts';
import type { LetterId } from './letter.ts';
import { assess, type SuggestPorts } from './make-suggestions.ts';
import { writeViews } from './receive-letter.ts';

/** What came of asking for a new run; all but `reprocessed` append nothing. */
export type Reprocessed =
  | 'reprocessed'
  /** The last run was by the same lexicon and engine. */
  | 'unchanged'
  /** Received or set aside: there is no run that could be made anew. */
  | 'not-assessed'
  /** A later version of the letter stands for it, and gets the new run. */
  | 'superseded'
  /** Somebody has put their name to it as finished. Reopen it first, if it is to be looked at again. */
  | 'completed'
  /** The new run has more to say than an event can hold; the old one stands. */
  | 'too-much';

/**
 * A new run over a letter's recorded text, under the lexicon and engine of `ports`, as an event. What was decided stands
 * beside it and is not asked again (see followSuggestions). Asked twice, it appends once.
 */
export async function reprocessLetter(ports: SuggestPorts, letterId: LetterId, actor: Actor): Promise<Reprocessed> {
  const chain = await ports.events.read(letterId);
  const objection = whyNotReprocessed(chain);
  if (objection !== null) return objection;
  const extracted = currentRun(chain).find((event) => event.type === 'text-extracted');
  if (extracted === undefined) return 'not-assessed';
  const { textHash } = extracted.data;
  const happening = assess(ports, await ports.texts.get(letterId, textHash), textHash);
  if (happening.type !== 'suggestions-made') return 'too-much';

  let outcome = 'unchanged' as Reprocessed;
  const after = await appendEvent(ports, letterId, actor, (before): Happening | null => {
    outcome = whyNotReprocessed(before) ?? (isLastRun(before, happening) ? 'unchanged' : 'reprocessed');
    const data = { ...happening.data, because: 'reprocessed' as const };
    return outcome === 'reprocessed' ? { type: 'suggestions-made', data } : null;
  });
  if (outcome === 'reprocessed') await writeViews(ports, after);
  return outcome;
}

function whyNotReprocessed(chain: readonly LetterEvent[]): Reprocessed | null {
  const run = currentRun(chain);
  const ended = (ends: LetterEvent['type'], but: LetterEvent['type']) =>
    run.findLastIndex(({ type }) => type === ends) > run.findLastIndex(({ type }) => type === but);
  if (run.some(({ type }) => type === 'letter-superseded')) return 'superseded';
  if (!run.some(({ type }) => type === 'suggestions-made')) return 'not-assessed';
  if (ended('letter-completed', 'letter-reopened')) return 'completed';
  return null;
}

/** By the same lexicon and engine, and with the same to say: it would be no news. */
function isLastRun(chain: readonly LetterEvent[], { data }: Extract<Happening, { type: 'suggestions-made' }>): boolean {
  const last = chain.findLast((event) => event.type === 'suggestions-made');
  if (last === undefined) return false;
  const { because: _, ...made } = last.data;
  return canonicalJson(made as Json) === canonicalJson(data as Json);
}
