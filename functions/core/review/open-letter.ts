import type { LetterEvent } from '../events.ts';
import type { LetterId } from '../letter.ts';
import { followSuggestions, type ReviewedSuggestion } from '../suggestion-review.ts';
import { type LetterView, makeViews } from '../views.ts';
import { type Refusal, RefusedError } from './refusal.ts';

export interface OpenLetter {
  readonly letterId: LetterId;
  readonly letter: LetterView;
  readonly suggestions: readonly ReviewedSuggestion[];
}

/** @throws TypeError for a chain without events: who asks has found the letter before */
export function letterOf(chain: readonly LetterEvent[]): OpenLetter {
  const views = makeViews(chain);
  if (views === null) throw new TypeError('a letter that is reviewed has events');
  return { letterId: views.letter.letterId, letter: views.letter, suggestions: followSuggestions(chain) };
}

/** @throws RefusedError for a letter whose suggestions cannot be decided as it stands */
export function openLetter(chain: readonly LetterEvent[]): OpenLetter {
  const found = letterOf(chain);
  const refusal = NOT_OPEN[found.letter.state];
  if (refusal !== null) throw new RefusedError(found.letterId, refusal);
  return found;
}

const NOT_OPEN: Readonly<Record<LetterView['state'], Refusal | null>> = {
  received: 'letter-not-ready',
  quarantined: 'letter-quarantined',
  ready: null,
  completed: 'letter-completed',
  superseded: 'letter-superseded',
};

/** @throws RefusedError when it has been touched since the event it is based on */
export function checkUntouched(
  chain: readonly LetterEvent[],
  letterId: LetterId,
  suggestion: ReviewedSuggestion,
  basedOn: number,
): void {
  if (suggestion.touched === basedOn) return;
  const touching = chain[suggestion.touched - 1];
  throw new RefusedError(letterId, 'changed-meanwhile', {
    now: suggestion,
    ...(touching === undefined ? {} : { by: touching.actor.id, at: touching.at }),
  });
}
