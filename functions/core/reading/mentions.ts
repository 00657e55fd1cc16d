import type { Guard } from '../lexicon/guards.ts';
import type { Lexicon, Term, TermMeaning } from '../lexicon/lexicon.ts';
import type { MatchToken, PhraseMatch } from '../lexicon/phrase-trie.ts';
import { asWritten } from '../lexicon/prepare.ts';
import { firstFrom } from './first-from.ts';
import { type GuardContext, holds, type Window } from './guards.ts';
import type { Sentence } from './sentences.ts';

/**
 * A phrase of the lexicon found in a letter. Token indices are half-open. Wherever one is made, its fields stand in this order: what
 * reads them by the thousand stays fast.
 */
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
  const inSentences = sentences.map((sentence) => candidatesIn(sentence, tokens, lexicon));
  // Made when the first guard asks: most letters hold few phrases that need one.
  let classes: ReadonlySet<string> | null = null;
  const letterHasClass = (name: string) => {
    classes ??= classesOf(inSentences, tokens, lexicon);
    return classes.has(name);
  };
  let ofLetter: ReadonlySet<string> | null = null;
  const letterHas = ({ phrases }: Guard) => {
    ofLetter ??= guardPhrasesIn(sentences, tokens, lexicon);
    for (const phrase of phrases) if (ofLetter.has(phrase)) return true;
    return false;
  };
  const found: Candidate[] = [];
  inSentences.forEach((candidates, i) => {
    if (!candidates.some(isGuarded)) {
      found.push(...candidates);
      return;
    }
    const sentence = sentences[i]!;
    let phrases: GuardPhrases | null = null;
    const context: GuardContext = {
      sentence,
      hasPhrase: (line, window) => {
        phrases ??= lexicon.guards.beside.matchesIn(sentence, tokens);
        return phraseWithin(line, window, phrases);
      },
      hasClass: (name, window, phrase) =>
        name === ITEM ? isItem(phrase, sentence, tokens) : classWithin(name, window, phrase, candidates, tokens),
      letterHas,
      letterHasClass,
    };
    for (const candidate of candidates) {
      const { lines } = candidate.term;
      if (lines === null || holds(lines, candidate.mention, context)) found.push(candidate);
    }
  });
  return longestByLayer(found);
}

function isGuarded({ term }: Candidate): boolean {
  return term.lines !== null;
}

/** The phrases of guards that stand anywhere in the parts that are read. */
function guardPhrasesIn(
  sentences: readonly Sentence[],
  tokens: readonly MatchToken[],
  { guards }: Lexicon,
): ReadonlySet<string> {
  const phrases = new Set<string>();
  for (const sentence of sentences)
    for (const { values } of guards.anywhere.matchesIn(sentence, tokens)) phrases.add(values[0]!);
  return phrases;
}

type GuardPhrases = readonly PhraseMatch<Guard>[];

function phraseWithin(line: Guard, window: Window, phrases: GuardPhrases): boolean {
  for (let i = firstFrom(phrases, window.from); i < phrases.length && phrases[i]!.from < window.to; i++)
    if (phrases[i]!.end <= window.to && phrases[i]!.values.includes(line)) return true;
  return false;
}

interface Candidate {
  readonly term: Term;
  readonly mention: Mention;
}

function candidatesIn(sentence: Sentence, tokens: readonly MatchToken[], lexicon: Lexicon): Candidate[] {
  const found: Candidate[] = [];
  for (const { from, end, values } of lexicon.terms.matchesIn(sentence, tokens)) {
    if (isNameAfterTitle(tokens, from, sentence)) continue;
    for (const term of values) {
      if (term.exact !== null && asWritten(tokens, from, end) !== term.exact) continue;
      found.push({ term, mention: { from, to: end, meaning: term.meaning, phrase: term.phrase, sentence } });
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

/** The classes of everything in the letter that needs no guard itself. */
function classesOf(
  inSentences: readonly (readonly Candidate[])[],
  tokens: readonly MatchToken[],
  { concepts }: Lexicon,
): ReadonlySet<string> {
  const classes = new Set<string>();
  for (const candidates of inSentences)
    for (const { mention, term } of candidates) {
      const name = term.lines === null ? classOf(mention.meaning) : null;
      if (name === null) continue;
      classes.add(name);
      if (name === TUMOUR && mention.meaning.layer === 'concept')
        classes.add(`${TUMOUR}:${concepts.get(mention.meaning.target)?.group}`);
    }
  if (tokens.some(isNumber)) classes.add(NUMBER);
  return classes;
}
const NUMBER = '@number';
const TUMOUR = '@tumour';
const ITEM = '@item';
const DIGIT_FIRST = /^\d/;

function isNumber({ norm }: MatchToken): boolean {
  return DIGIT_FIRST.test(norm);
}

/** "Taxi driver.", "58M, roofer, smokes": what stands between marks says no more than itself. */
function isItem({ from, to }: Window, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  return (
    (from === sentence.from || ENDS_AN_ITEM.test(tokens[from - 1]!.raw)) &&
    (to === sentence.to || ENDS_AN_ITEM.test(tokens[to]!.raw))
  );
}
const ENDS_AN_ITEM = /^[.,;:|()[\]/•–-]$/;

/** Whether something of a class reaches into the window beside a phrase; not through words of the phrase: it cannot be its own guard. */
function classWithin(
  name: string,
  window: Window,
  phrase: Window,
  candidates: readonly Candidate[],
  tokens: readonly MatchToken[],
): boolean {
  if (name === NUMBER) {
    for (let i = window.from; i < window.to; i++) if (isNumber(tokens[i]!)) return true;
    return false;
  }
  for (const { mention, term } of candidates) {
    if (mention.from >= window.to) break;
    if (term.lines !== null || classOf(mention.meaning) !== name) continue;
    const inPhrase = mention.from < phrase.to && phrase.from < mention.to;
    if (window.from < mention.to && !inPhrase) return true;
  }
  return false;
}

function classOf(meaning: TermMeaning): string | null {
  switch (meaning.layer) {
    case 'site':
      return '@site';
    case 'morphology':
      return '@morphology';
    case 'concept':
      return meaning.category === 'diagnosis' ? TUMOUR : meaning.category === 'treatment' ? '@drug' : null;
  }
}

/** Candidates come in text order, and of those that begin together the longest first. */
function longestByLayer(candidates: readonly Candidate[]): Mention[] {
  const takenTo = new Map<string, number>();
  const longest: Mention[] = [];
  for (const { mention, term } of candidates) {
    if (mention.from < (takenTo.get(term.layer) ?? 0)) continue;
    takenTo.set(term.layer, mention.to);
    longest.push(mention);
  }
  return longest;
}
