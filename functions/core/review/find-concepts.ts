import type { Category } from '../answer.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';

export interface ConceptMatch {
  readonly category: Category;
  /** A concept id, or an idea that the lexicon knows without an id. */
  readonly id: string;
  readonly display: string;
  /** The phrase that fitted. */
  readonly matched: string;
}

export const MOST_MATCHES = 25;

/**
 * Finds concepts by the words of their descriptions, in any order, the beginnings of words included; spelling variants and
 * slips are taken as the reading of letters takes them. Best first: the very phrase, then whole words, then the shorter.
 */
export function conceptFinder(lexicon: Lexicon): (words: string, category: Category | undefined) => ConceptMatch[] {
  let index: readonly Phrase[] | undefined;
  return (words, category) => {
    index ??= phrasesOf(lexicon);
    const wanted = lexicon.prepare(words).flatMap(({ word, start, end }) => {
      const written = words.slice(start, end).toLowerCase();
      return /[\p{L}\p{N}]/u.test(written) ? [{ word, written }] : [];
    });
    if (wanted.length === 0) return [];
    const best = new Map<string, Ranked>();
    for (const phrase of index) {
      if (category !== undefined && lexicon.concepts.get(phrase.target)?.category !== category) continue;
      const rank = rankOf(phrase, wanted);
      if (rank === null) continue;
      const before = best.get(phrase.target);
      if (before === undefined || isBetter({ phrase, rank }, before)) best.set(phrase.target, { phrase, rank });
    }
    return [...best.values()]
      .sort((a, b) => (isBetter(a, b) ? -1 : 1))
      .slice(0, MOST_MATCHES)
      .flatMap(({ phrase }) => {
        const concept = lexicon.concepts.get(phrase.target);
        if (concept === undefined) return [];
        return [{ category: concept.category, id: concept.id, display: concept.display, matched: phrase.term }];
      });
  };
}

interface Phrase {
  readonly target: string;
  readonly term: string;
  readonly words: readonly string[];
}
interface Ranked {
  readonly phrase: Phrase;
  readonly rank: number;
}
interface WantedWord {
  /** As letters are compared. */
  readonly word: string;
  /** As typed: perhaps the beginning of a word. */
  readonly written: string;
}

function phrasesOf(lexicon: Lexicon): Phrase[] {
  const described = lexicon.descriptions.map(({ target, term, words }) => ({ target, term, words: words.split(' ') }));
  const displayed = [...lexicon.concepts.values()].map(({ id, display }) => ({
    target: id,
    term: display,
    words: lexicon.prepare(display).map(({ word }) => word),
  }));
  return [...displayed, ...described];
}

/** Words that are there only by their beginning, then words that nobody asked for; null when one is not there. */
function rankOf({ words }: Phrase, wanted: readonly WantedWord[]): number | null {
  let begun = 0;
  for (const { word, written } of wanted) {
    if (words.includes(word) || words.includes(written)) continue;
    if (!words.some((one) => one.startsWith(written))) return null;
    begun++;
  }
  return begun * 100 + Math.max(0, words.length - wanted.length);
}

function isBetter(a: Ranked, b: Ranked): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  if (a.phrase.term.length !== b.phrase.term.length) return a.phrase.term.length < b.phrase.term.length;
  return a.phrase.term !== b.phrase.term ? a.phrase.term < b.phrase.term : a.phrase.target < b.phrase.target;
}
