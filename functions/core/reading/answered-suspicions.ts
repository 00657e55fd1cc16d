import type { Lexicon } from '../lexicon/lexicon.ts';
import { writingOrder } from './last-word.ts';
import type { LetterRead } from './letter-read.ts';
import { held, isActive, type Meant } from './meant.ts';
import { isSameTumour } from './tumour-codes.ts';

/** A suspicion of what the letter says is there is one no longer. */
export function hideConfirmedSuspicions(meant: readonly Meant[], lexicon: Lexicon): readonly Meant[] {
  const active = [...new Set(meant.filter(isActive).map(({ meaning }) => meaning.target))];
  if (active.length === 0) return meant;
  return meant.map((one) => {
    if (one.meaning.held !== null || one.finding.category !== 'diagnosis' || !isSuspicion(one)) return one;
    const asked = suspectedTumour(one.finding.target, lexicon);
    const confirmed = active.some((target) => asked.some((tumour) => isSameTumour(target, tumour, lexicon)));
    return confirmed ? held(one, 'less-specific') : one;
  });
}

/** "2 week wait: ?breast Ca … there is no evidence of breast cancer": the last word on it counts. */
export function hideAnsweredSuspicions(meant: readonly Meant[], letter: LetterRead): readonly Meant[] {
  const { lexicon } = letter;
  const excluded = lastPlaces(meant.filter(isExclusion), letter);
  if (excluded.size === 0) return meant;
  const isAsked = (one: Meant) => one.finding.category === 'diagnosis' && isSuspicion(one);
  const answered = new Set<string>();
  for (const [target, place] of lastPlaces(meant.filter(isAsked), letter)) {
    const asked = suspectedTumour(target, lexicon);
    for (const [other, answer] of excluded)
      if (answer > place && asked.some((tumour) => isSameTumour(other, tumour, lexicon))) answered.add(target);
  }
  return meant.map((one) =>
    one.meaning.held === null && isAsked(one) && answered.has(one.finding.target) ? held(one, 'negated') : one,
  );
}

/** Where each tumour is spoken of for the last time. */
function lastPlaces(meant: readonly Meant[], letter: LetterRead): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  if (meant.length === 0) return places;
  const writtenAt = writingOrder(letter);
  for (const { finding } of meant) {
    const place = writtenAt(finding.evidence[0]!.start);
    places.set(finding.target, Math.max(places.get(finding.target) ?? place, place));
  }
  return places;
}

function isExclusion({ finding }: Meant): boolean {
  const { certainty, temporality, subject } = finding.assertion;
  return (
    finding.category === 'diagnosis' && certainty === 'negated' && temporality === 'current' && subject === 'patient'
  );
}

function isSuspicion({ finding, meaning }: Meant): boolean {
  return meaning.assertion.certainty === 'suspected' && finding.assertion.subject === 'patient';
}

/** What "Suspected lung cancer" suspects: the tumours whose suspicion it is. */
function suspectedTumour(target: string, lexicon: Lexicon): readonly string[] {
  if (lexicon.concepts.get(target)?.mdsItem !== 'suspected-cancer') return [target];
  return [...lexicon.contexts.values()].filter(({ suspected }) => suspected === target).map(({ id }) => id);
}
