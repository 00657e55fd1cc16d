import { type Token, tokenize, WrittenToken } from '../reading/tokens.ts';
import type { LexiconRows, PreparedPhrases } from './rows.ts';
import type { Speller } from './speller.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';
import { UNKNOWN } from './word-table.ts';

/**
 * Cuts every phrase of the lexicon into the words that letters are compared by. Phrases are prepared as letters are, so that
 * "post-operative" is one word in both as soon as "postoperative" is known.
 */
export function preparePhrases(rows: LexiconRows): PreparedPhrases {
  const variants = new Map(rows.variants.map(({ variant, word }) => [firstWord(variant), firstWord(word)]));
  const phrases = guardPhrasesOf(rows);
  const known = [...wordsOf(rows, phrases, variants)].sort();
  const vocabulary = vocabularyOf(known, variants);
  const words = (phrase: string) =>
    prepareTokens(phrase, vocabulary)
      .map(({ word }) => word)
      .join(' ');
  return {
    vocabulary: known,
    variants: [...variants],
    descriptions: rows.descriptions.map(({ term }) => words(term)),
    morphologies: rows.morphologies.map(({ term }) => words(term)),
    sites: rows.sites.map(({ term }) => words(term)),
    sectionHeadings: rows.sectionHeadings.map(({ heading }) => words(heading)),
    contextRules: rows.contextRules.map(({ trigger }) => words(trigger)),
    guardPhrases: Object.fromEntries(phrases.map((phrase) => [phrase, words(phrase)])),
    abbreviations: Object.fromEntries(
      [...rows.descriptions, ...rows.morphologies, ...rows.sites]
        .filter(({ kind }) => kind === 'abbreviation')
        .map(({ term }) => [term, asWritten(tokenize(term))]),
    ),
  };
}

/** Tokens without what stands between them: what an abbreviation is compared by. */
export function asWritten(tokens: readonly Token[], from = 0, to = tokens.length): string {
  let written = '';
  for (let i = from; i < to; i++) written += tokens[i]!.raw;
  return written;
}

/**
 * The tokens of a letter as the tries compare them: spelling variants united, words broken by a hyphen joined where the whole is
 * known, and, with a speller, typing errors healed.
 */
export function prepareTokens(text: string, vocabulary: Vocabulary, speller?: Speller): Token[] {
  const { numbers, words, spellings } = vocabulary;
  const prepared: Token[] = [];
  for (const token of tokenize(text, spellings)) {
    const { start, end, raw, norm, kind, gap } = token;
    const before = gap === 'hyphen' || gap === 'line-hyphen' ? prepared[prepared.length - 1] : undefined;
    if (before !== undefined) {
      const whole = before.norm + norm;
      const number = numbers.get(whole);
      if (number !== undefined) {
        const { start, kind, gap } = before;
        const word = words[number]!;
        prepared[prepared.length - 1] = new WrittenToken(start, end, before.raw + raw, whole, kind, gap, word, number);
        continue;
      }
    }
    const meant = token.number === UNKNOWN && kind === 'word' ? speller?.correct(norm) : undefined;
    const number = meant === undefined || meant === norm ? undefined : numbers.get(meant)!;
    prepared.push(
      number === undefined ? token : new WrittenToken(start, end, raw, norm, kind, gap, words[number]!, number),
    );
  }
  return prepared;
}

/** Every word of every phrase, spelling variants united: what hyphens and misspellings are healed to. */
function wordsOf(
  rows: LexiconRows,
  guardPhrases: readonly string[],
  variants: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const vocabulary = new Set<string>([...variants.keys(), ...variants.values()]);
  const phrases = [
    ...rows.descriptions.map(({ term }) => term),
    ...rows.morphologies.map(({ term }) => term),
    ...rows.sites.map(({ term }) => term),
    ...rows.sectionHeadings.map(({ heading }) => heading),
    ...rows.contextRules.map(({ trigger }) => trigger),
    ...guardPhrases,
  ];
  for (const phrase of phrases) for (const { norm } of tokenize(phrase)) vocabulary.add(variants.get(norm) ?? norm);
  return vocabulary;
}

function guardPhrasesOf({ guards }: LexiconRows): string[] {
  const choices = guards.flatMap(({ words }) => words.split('|').map((choice) => choice.trim()));
  return [...new Set(choices.filter((choice) => !choice.startsWith('@')))].sort();
}

function firstWord(word: string): string {
  return tokenize(word)[0]?.norm ?? '';
}
