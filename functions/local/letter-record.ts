import type { Conflict, Held, Stage, Suggestion } from '../core/answer.ts';
import type { LetterEvent } from '../core/events.ts';
import type { HeldInEvent, SuggestionInEvent } from '../core/happenings/service.ts';
import type { LetterId, LetterObject } from '../core/letter.ts';
import type { EventStore, TextStore } from '../core/ports.ts';
import type { TextDocument } from '../core/text-document.ts';
import { type LetterView, makeViews } from '../core/views.ts';

/** A letter as people read it: its events, with the words they point at cut from its text document. */
export interface LetterRecord {
  readonly letter: LetterView;
  readonly object: LetterObject;
  /** null where the letter was not read. */
  readonly document: TextDocument | null;
  readonly suggestions: readonly Suggestion[];
  readonly held: readonly Held[];
  readonly stages: readonly Stage[];
  readonly conflicts: readonly Conflict[];
}

/**
 * @returns null for a letter that is not known
 * @throws TextDocumentError when the text is absent or is not the one its event names
 */
export async function readLetterRecord(
  { events, texts }: { events: EventStore; texts: TextStore },
  letterId: LetterId,
): Promise<LetterRecord | null> {
  const chain = await events.read(letterId);
  const first = chain[0];
  const views = makeViews(chain);
  if (first?.type !== 'letter-received' || views === null) return null;
  const { textHash } = views.letter;
  const document = textHash === undefined ? null : await texts.get(letterId, textHash);
  return { letter: views.letter, object: first.data.object, document, ...madeOf(chain, document?.text ?? '') };
}

function madeOf(
  chain: readonly LetterEvent[],
  text: string,
): Pick<LetterRecord, 'suggestions' | 'held' | 'stages' | 'conflicts'> {
  const made = chain.findLast((event) => event.type === 'suggestions-made')?.data;
  return {
    suggestions: (made?.suggestions ?? []).map((suggestion) => withWords(suggestion, text)),
    held: (made?.held ?? []).map((held) => withWords(held, text)),
    stages: made?.stages ?? [],
    conflicts: made?.conflicts ?? [],
  };
}

function withWords<S extends SuggestionInEvent | HeldInEvent>(suggestion: S, text: string) {
  const evidence = suggestion.evidence.map((place) => ({ ...place, quote: text.slice(place.start, place.end) }));
  return { ...suggestion, evidence };
}
