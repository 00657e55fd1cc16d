import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/levenshtein_distance.js';
import type { Placed } from '../data-files.ts';
import { phrasesOf } from '../phrases.ts';
import { at, type LintRule } from './rule.ts';

/**
 * Two words of the lexicon one slip apart that variants.tsv does not unite: a typing error in the one may be the other, which
 * no speller can see. Each pair is united, or was looked at (distinct-words.tsv). Ordinary words outside the lexicon are
 * kept from being healed by common-words.tsv.
 */
export const confusableWords: LintRule = {
  name: 'confusable-words',
  check({ tables, commonWords, distinctWords }) {
    const { vocabulary, wordsOf } = phrasesOf(tables);
    const placeOf = new Map<string, Placed<unknown>>();
    for (const placed of [...tables.descriptions, ...tables.morphologies, ...tables.sites])
      for (const word of wordsOf(placed).split(' ')) if (!placeOf.has(word)) placeOf.set(word, placed);
    const united = new Set(tables.variants.map(({ row }) => row.variant));
    return oneSlipApart(vocabulary.filter((one) => !united.has(one) && !commonWords.has(one)))
      .filter(([a, b]) => placeOf.has(a) || placeOf.has(b))
      .filter(([a, b]) => !distinctWords.has(`${a}|${b}`) && `${a}s` !== b && `${a}d` !== b)
      .map(([a, b]) =>
        at(
          placeOf.get(b) ?? placeOf.get(a)!,
          NAME,
          `"${a}" and "${b}" are one slip apart; unite them in variants.tsv, or list them in lint/distinct-words.tsv`,
        ),
      );
  },
};

const NAME = 'confusable-words';

/** What the speller heals: words of at least eight letters with the same first two. */
const SHORTEST = 8;
const FIXED_LETTERS = 2;

/** Pairs of words at a Damerau–Levenshtein distance of one, each in order. Words that share no one-letter deletion are not compared. */
export function oneSlipApart(words: readonly string[]): [string, string][] {
  const byDeletion = new Map<string, string[]>();
  const healed = words.filter((word) => word.length >= SHORTEST && /^[a-z]+$/.test(word)).sort();
  for (const word of healed)
    for (let i = FIXED_LETTERS; i <= word.length; i++) {
      const key = word.slice(0, i) + word.slice(i + 1);
      const others = byDeletion.get(key);
      if (others === undefined) byDeletion.set(key, [word]);
      else if (others.at(-1) !== word) others.push(word);
    }
  const pairs = new Map<string, [string, string]>();
  for (const group of byDeletion.values())
    group.forEach((a, i) => {
      for (const b of group.slice(i + 1))
        if (!pairs.has(`${a}|${b}`) && DamerauLevenshteinDistance(a, b, { restricted: true }) === 1)
          pairs.set(`${a}|${b}`, [a, b]);
    });
  return [...pairs.values()].sort(([a], [b]) => (a < b ? -1 : 1));
}
