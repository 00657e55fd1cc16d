import type { Category } from '../answer.ts';
import type { Actor, Happening, LetterEvent } from '../events.ts';
import type { Coded } from '../happenings/review.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { suggestionId } from '../reading/suggest.ts';
import type { Span } from '../span.ts';
import { codedByHand } from './coded-by-hand.ts';
import { letterOf, openLetter } from './open-letter.ts';
import { RefusedError } from './refusal.ts';

export interface WantedCode {
  readonly category: Category;
  readonly coded: Coded;
  /** Half-open spans of the letter's text. */
  readonly evidence: readonly Span[];
}

/**
 * A code that the service had not suggested, on words the reviewer selected; null when this person has added it already.
 * It may rest on no words only where some of the letter could not be read.
 *
 * @throws RefusedError
 */
export function addCode(
  chain: readonly LetterEvent[],
  { category, coded: given, evidence }: WantedCode,
  by: Actor,
  lexicon: Lexicon,
): Happening | null {
  const { letterId, letter, suggestions } = letterOf(chain);
  const { coded, target } = codedByHand(letterId, category, given, lexicon, null);
  const id = suggestionId(letterId, category, target, coded.assertion);
  const there = suggestions.find((suggestion) => suggestion.id === id);
  if (there?.origin === 'reviewer' && there.decidedBy === by.id) return null;
  openLetter(chain);
  if (there !== undefined) {
    const touching = chain[there.touched - 1]!;
    throw new RefusedError(letterId, 'already-suggested', { now: there, by: touching.actor.id, at: touching.at });
  }
  const characters = chain.findLast((event) => event.type === 'text-extracted')?.data.coverage.characters ?? 0;
  const readInFull = letter.pages !== undefined && letter.pages === letter.pagesRead;
  if (evidence.length === 0 && readInFull) throw new RefusedError(letterId, 'evidence-missing');
  if (evidence.some(({ start, end }) => start >= end || end > characters))
    throw new RefusedError(letterId, 'evidence-outside-the-letter');
  const inOrder = [...evidence].sort((a, b) => a.start - b.start || a.end - b.end);
  return { type: 'code-added', data: { suggestionId: id, category, coded, evidence: inOrder } };
}
