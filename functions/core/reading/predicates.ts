import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { isNegation } from './unsettled.ts';

/** A verb with its auxiliaries and adverbs, at half-open token indices, and the word that decides what it says. */
export interface Predicate {
  readonly from: number;
  readonly head: number;
  readonly to: number;
  readonly negated: boolean;
  /** Not done, but to be done: "needs to be excluded", "yet to be confirmed". */
  readonly open: boolean;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const FARTHEST = 9;
const LONGEST = 10;

/**
 * The verb of which the stretch is the subject: behind it and what belongs to it ("of the left knee", ", although considered,"), in
 * the same clause, or in a clause that begins with "which".
 */
export function firstPredicateAfter(
  { to, sentence }: { readonly to: number; readonly sentence: Stretch },
  tokens: readonly MatchToken[],
): Predicate | null {
  const last = Math.min(sentence.to, to + FARTHEST);
  for (let i = to; i < last; i++) {
    const { word, raw } = tokens[i]!;
    if (raw === ',') {
      const next = tokens[i + 1]?.word ?? '';
      if (CONCEDES.has(next)) {
        const closes = commaBehind(i + 1, sentence.to, tokens);
        if (closes === -1) return null;
        i = closes;
        continue;
      }
      if (next !== 'which' && !isAdverb(next)) return null;
      continue;
    }
    if (/^[.;:()|•→?!]$/.test(raw) || ENDS.has(word)) return null;
    if (begins(i, tokens)) return predicateAt(i, sentence.to, tokens);
  }
  return null;
}

function commaBehind(from: number, to: number, tokens: readonly MatchToken[]): number {
  for (let i = from; i < Math.min(to, from + 8); i++) if (tokens[i]!.raw === ',') return i;
  return -1;
}

function begins(i: number, tokens: readonly MatchToken[]): boolean {
  const { word } = tokens[i]!;
  // "Hasn't" may be two tokens.
  const contracted = tokens[i + 1]?.word === 't' && /^(?:has|is|was|were|are|do|does|did|had|could|ca)n$/.test(word);
  return AUXILIARIES.has(word) || isNegation(i, tokens) || contracted;
}

export function predicateAt(from: number, end: number, tokens: readonly MatchToken[]): Predicate | null {
  let negated = false;
  let open = false;
  for (let i = from; i < Math.min(end, from + LONGEST); i++) {
    const { word, raw } = tokens[i]!;
    if (isNegation(i, tokens)) negated = true;
    else if (word === 'to') open ||= OWED.has(tokens[i - 1]!.word) || i === from;
    else if (MUST.has(word)) open = true;
    else if (THINKING.has(word) && i > from && goesOn(i + 1, end, tokens)) continue;
    else if (
      !AUXILIARIES.has(word) &&
      !isAdverb(word) &&
      word !== 'the' &&
      !/^(?:has|is|was|were|are|do|does|did|had|could|ca)n$/.test(word)
    ) {
      if (/^[,.;:()]$/.test(raw)) return null;
      return { from, head: i, to: tokens[i + 1]?.word === 'out' ? i + 2 : i + 1, negated, open };
    }
  }
  return null;
}

/** "Was felt to have been excluded", "is thought unlikely", "not considered likely". */
function goesOn(i: number, end: number, tokens: readonly MatchToken[]): boolean {
  return (
    i < end &&
    (/^(?:to|not|less|more|likely|unlikely|probable|possible|very|most|highly)$/.test(tokens[i]!.word) ||
      isNegation(i, tokens))
  );
}

export function isAdverb(word: string): boolean {
  return ADVERBS.has(word) || (/ly$/.test(word) && !/^(?:likely|unlikely|family|early)$/.test(word));
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const AUXILIARIES = setOf(
  'is are was were be been being has have had can could may might must should will would does did do needs need needed requires remains remained appears appear appeared seems seem seemed to',
);
const MUST = setOf('must should needs need needed requires would');
/** "Needs to be excluded", "has to be", "yet to be", "remains to be"; "felt to have been excluded" has been. */
const OWED = setOf('needs need needed requires has have had yet remains is are');
const THINKING = setOf('thought felt believed considered deemed judged said reported');
const ADVERBS = setOf(
  'also now since therefore yet still ever even so far then again thus hence however more less most very highly rather quite well soon later always often this',
);
const CONCEDES = setOf('although though while whilst if albeit');
const ENDS = setOf(
  'but although though because as he she they we i you who with without no nor when if while whilst until after before then due',
);
