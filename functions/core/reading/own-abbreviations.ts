import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Mention } from './mentions.ts';

/**
 * Drops the abbreviations of tumours that the letter itself spells out as something else: "AML (anterior mitral leaflet)", "home care
 * co-ordinator (HCC)". Where a tumour stands in the words spelt out, the abbreviation is of it.
 *
 * @param mentions in text order
 */
export function withoutOwnAbbreviations(mentions: readonly Mention[], tokens: readonly MatchToken[]): Mention[] {
  const others = new Set<string>();
  mentions.forEach((mention, i) => {
    const spelt = isAbbreviation(mention, tokens) ? speltOut(mention, tokens) : null;
    if (spelt === null) return;
    const beside = mentions.slice(Math.max(0, i - NEIGHBOURS), i).concat(mentions.slice(i + 1, i + 1 + NEIGHBOURS));
    if (!beside.some((one) => namesATumour(one) && one.from < spelt.to && one.to > spelt.from))
      others.add(tokens[mention.from]!.raw);
  });
  if (others.size === 0) return [...mentions];
  return mentions.filter((one) => !isAbbreviation(one, tokens) || !others.has(tokens[one.from]!.raw));
}

/** Mentions that may stand in the few words an abbreviation is spelt out in. */
const NEIGHBOURS = 12;

function isAbbreviation(mention: Mention, tokens: readonly MatchToken[]): boolean {
  return mention.to === mention.from + 1 && namesATumour(mention) && CAPITALS.test(tokens[mention.from]!.raw);
}
const CAPITALS = /^\p{Lu}{3,5}$/u;

function namesATumour({ meaning }: Mention): boolean {
  return meaning.layer === 'morphology' || (meaning.layer === 'concept' && meaning.category === 'diagnosis');
}

/** The words beside an abbreviation that begin with its letters, in token indices: behind it, or before it where it stands in brackets. */
function speltOut({ from, to }: Mention, tokens: readonly MatchToken[]): { from: number; to: number } | null {
  const letters = tokens[from]!.raw.toLowerCase();
  const first = tokens[to]?.raw === '(' ? to + 1 : to;
  const behind = wordsFrom(tokens, first, letters);
  if (behind !== null) return { from: first, to: behind };
  if (tokens[from - 1]?.raw !== '(' || tokens[to]?.raw !== ')') return null;
  for (let start = from - 1 - letters.length; start >= Math.max(0, from - 2 - 2 * letters.length); start--)
    if (wordsFrom(tokens, start, letters) === from - 1) return { from: start, to: from - 1 };
  return null;
}

/** Where the words end that begin with these letters, one each, over small words between; or null. */
function wordsFrom(tokens: readonly MatchToken[], start: number, letters: string): number | null {
  let at = start;
  for (let i = 0; i < letters.length; at++) {
    const token = tokens[at];
    if (token === undefined || token.kind !== 'word') return null;
    if (token.norm.length > 1 && token.norm[0] === letters[i]) i++;
    else if (i === 0 || !SMALL_WORDS.has(token.norm)) return null;
  }
  return at;
}
const SMALL_WORDS = new Set(['of', 'the', 'and', 'in', 'for', 'to', 'with']);
