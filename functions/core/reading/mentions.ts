import type { Lexicon, Term, TermMeaning } from '../lexicon/lexicon.ts';
import type { MatchToken, PhraseTrie } from '../lexicon/phrase-trie.ts';
import { asWritten } from '../lexicon/prepare.ts';
import { UNKNOWN } from '../lexicon/vocabulary.ts';
import { type GuardContext, holds } from './guards.ts';
import type { Sentence } from './sentences.ts';

/** A phrase of the lexicon found in a letter. Token indices are half-open. */
export interface Mention {
  readonly from: number;
  readonly to: number;
  readonly meaning: TermMeaning;
  readonly phrase: string;
  readonly sentence: Sentence;
}

/**
 * Finds every lexicon term: leftmost first, then longest, never overlapping within a category. So "type 2 diabetes"
 * hides the "diabetes" inside it, while a treatment's name does not hide the site inside it.
 *
 * @returns mentions in text order
 */
export function findMentions(
  tokens: readonly MatchToken[],
  sentences: readonly Sentence[],
  lexicon: Lexicon,
): Mention[] {
  const candidates = sentences.flatMap((sentence) => candidatesIn(sentence, tokens, lexicon));
  // Made when the first guard asks: most letters hold few phrases that need one.
  let made: { classes: ReturnType<typeof classesOf>; names: ReadonlySet<string> } | null = null;
  const classified = () => {
    if (made === null) {
      const classes = classesOf(candidates, tokens);
      made = { classes, names: new Set([...classes.values()].flat().map(({ name }) => name)) };
    }
    return made;
  };
  let places: ReturnType<typeof placesOf> | null = null;
  const letterHas = remember((phrases: PhraseTrie<true>) => {
    places ??= placesOf(tokens, sentences);
    for (const first of phrases.firstWords())
      if (places.get(first)?.some((place) => phrases.matchesAt(tokens, place).length > 0)) return true;
    return false;
  });
  const guarded = candidates.filter(({ term, mention }) => {
    const guard = term.guard === '' ? undefined : lexicon.guards.get(term.guard);
    if (guard === undefined) return term.guard === '';
    const { from, to, sentence } = mention;
    const context: GuardContext = {
      tokens,
      sentence,
      from,
      to,
      isOfClass: (index, name) =>
        (classified().classes.get(index) ?? []).some((one) => one.name === name && !(one.from < to && from < one.to)),
      letterHas,
      letterHasClass: (name) => classified().names.has(name),
    };
    return holds(guard, context);
  });
  return longestByLayer(
    guarded.map(({ mention }) => mention),
    lexicon,
  );
}

/** Where each word of the vocabulary stands in the parts that are read, by its number. */
function placesOf(
  tokens: readonly MatchToken[],
  sentences: readonly Sentence[],
): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (const { from, to } of sentences)
    for (let i = from; i < to; i++) {
      const { number } = tokens[i]!;
      const known = number === UNKNOWN ? undefined : places.get(number);
      if (known !== undefined) known.push(i);
      else if (number !== UNKNOWN) places.set(number, [i]);
    }
  return places;
}

interface Candidate {
  readonly term: Term;
  readonly mention: Mention;
}

function candidatesIn(sentence: Sentence, tokens: readonly MatchToken[], lexicon: Lexicon): Candidate[] {
  const found: Candidate[] = [];
  for (let from = sentence.from; from < sentence.to; from++) {
    const matches = lexicon.terms.matchesAt(tokens, from);
    if (matches.length === 0 || isNameAfterTitle(tokens, from, sentence)) continue;
    for (const { end, values } of matches) {
      if (end > sentence.to) break;
      for (const term of values) {
        if (term.exact !== null && asWritten(tokens.slice(from, end)) !== term.exact) continue;
        found.push({ term, mention: { from, to: end, meaning: term.meaning, phrase: term.phrase, sentence } });
      }
    }
  }
  return found;
}

/** "Mrs White", "Dr Hodgkin": a name is no finding. */
function isNameAfterTitle(tokens: readonly MatchToken[], index: number, sentence: Sentence): boolean {
  let before = index - 1;
  if (before >= sentence.from && tokens[before]!.raw === '.') before--;
  return before >= sentence.from && TITLES.has(tokens[before]!.norm) && /^\p{Lu}/u.test(tokens[index]!.raw);
}
const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'professor', 'sister']);

/** Which classes each token belongs to, and through which phrase: a phrase cannot be its own guard. */
function classesOf(candidates: readonly Candidate[], tokens: readonly MatchToken[]) {
  const classes = new Map<number, { name: string; from: number; to: number }[]>();
  const add = (index: number, name: string, from: number, to: number) => {
    const known = classes.get(index);
    if (known === undefined) classes.set(index, [{ name, from, to }]);
    else known.push({ name, from, to });
  };
  for (const { mention, term } of candidates) {
    if (term.guard !== '') continue;
    const name = classOf(mention.meaning);
    if (name !== null) for (let i = mention.from; i < mention.to; i++) add(i, name, mention.from, mention.to);
  }
  tokens.forEach((token, i) => {
    if (/^\d/.test(token.norm)) add(i, '@number', i, i + 1);
  });
  return classes;
}

function classOf(meaning: TermMeaning): string | null {
  switch (meaning.layer) {
    case 'site':
      return '@site';
    case 'morphology':
      return '@morphology';
    case 'concept':
      return meaning.category === 'diagnosis' ? '@tumour' : meaning.category === 'treatment' ? '@drug' : null;
  }
}

/** "Finished radiotherapy" is a state and does not hide the radiotherapy in it. */
function layerOf({ meaning }: Mention, lexicon: Lexicon): string {
  if (meaning.layer !== 'concept') return meaning.layer;
  return lexicon.concepts.get(meaning.target)?.mdsItem === 'treatment-status' ? 'treatment-status' : meaning.category;
}

function longestByLayer(mentions: readonly Mention[], lexicon: Lexicon): Mention[] {
  const ordered = [...mentions].sort((a, b) => a.from - b.from || b.to - a.to || compare(keyOf(a), keyOf(b)));
  const takenTo = new Map<string, number>();
  return ordered.filter((mention) => {
    const layer = layerOf(mention, lexicon);
    if (mention.from < (takenTo.get(layer) ?? 0)) return false;
    takenTo.set(layer, mention.to);
    return true;
  });
}

function keyOf({ meaning }: Mention): string {
  return meaning.layer === 'concept' ? meaning.target : meaning.layer === 'site' ? meaning.site : meaning.morphology;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function remember<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key)!;
  };
}
