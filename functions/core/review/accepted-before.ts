import type { Category } from '../answer.ts';
import { canonicalJson, type Json } from '../canonical-json.ts';
import type { Actor, Happening, LetterEvent } from '../events.ts';
import type { Coded } from '../happenings/review.ts';
import type { LetterId } from '../letter.ts';
import { codedBy, type ReviewedSuggestion } from '../suggestion-review.ts';
import type { LetterView } from '../views.ts';
import { decideSuggestion } from './decide-suggestion.ts';
import { letterOf } from './open-letter.ts';
import { RefusedError } from './refusal.ts';

export type AcceptedCode = Coded & { readonly category: Category };

/** What was coded on another letter of the same patient. */
export interface OtherLetter {
  readonly letter: LetterView;
  readonly accepted: readonly AcceptedCode[];
}

/** The codes of a letter that reviewers accepted, amended or added, as its events leave them. */
export function otherLetter(chain: readonly LetterEvent[]): OtherLetter {
  const { letter, suggestions } = letterOf(chain);
  const accepted = suggestions.flatMap((suggestion) => {
    const coded = codedBy(suggestion);
    return coded === null ? [] : [{ ...coded, category: suggestion.category }];
  });
  return { letter, accepted };
}

/**
 * For each suggestion, the latest earlier letter of this patient, in this practice, on which the very same was accepted:
 * same category, concept, assertion and value. An idea without a code was never entered anywhere, so it never counts.
 *
 * @param others letters of the same patient in the same practice, this one not among them
 */
export function acceptedBefore(
  letter: LetterView,
  suggestions: readonly ReviewedSuggestion[],
  others: readonly OtherLetter[],
): ReadonlyMap<string, LetterId> {
  const latestFirst = others
    .filter((other) => other.letter.practice === letter.practice && isEarlier(other.letter, letter))
    .sort((a, b) => (isEarlier(a.letter, b.letter) ? 1 : -1));
  const found = new Map<string, LetterId>();
  for (const suggestion of suggestions) {
    const same = latestFirst.find(({ accepted }) => accepted.some((code) => isTheSame(code, suggestion)));
    if (same !== undefined) found.set(suggestion.id, same.letter.letterId);
  }
  return found;
}

function isEarlier(a: LetterView, b: LetterView): boolean {
  return a.receivedAt < b.receivedAt || (a.receivedAt === b.receivedAt && a.letterId < b.letterId);
}

type Comparable = Pick<AcceptedCode, 'category' | 'concept' | 'assertion' | 'value'>;

function isTheSame(a: Comparable, b: Comparable): boolean {
  if (a.concept === null || b.concept === null) return false;
  const key = ({ category, concept, assertion, value }: Comparable) =>
    canonicalJson([category, concept!.code, assertion, value ?? null] as Json);
  return key(a) === key(b);
}

/**
 * Accepts one of the suggestions that were accepted on an earlier letter of this patient, and no other.
 *
 * @throws RefusedError
 */
export function acceptAsBefore(
  chain: readonly LetterEvent[],
  { id, basedOn }: { readonly id: string; readonly basedOn: number },
  by: Actor,
  others: readonly OtherLetter[],
): Happening | null {
  const { letterId, letter, suggestions } = letterOf(chain);
  if (suggestions.some((suggestion) => suggestion.id === id) && !acceptedBefore(letter, suggestions, others).has(id))
    throw new RefusedError(letterId, 'not-accepted-before');
  const decision = { kind: 'accepted', because: 'accepted-before' } as const;
  return decideSuggestion(chain, { suggestionId: id, basedOn, decision }, by);
}
