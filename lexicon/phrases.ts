import { preparePhrases } from '../functions/core/lexicon/prepare.ts';
import { LexiconRows } from '../functions/core/lexicon/rows.ts';
import { withOrdinaryWords } from './common-words.ts';
import type { Placed, Tables } from './data-files.ts';

/** The phrases of the tables as the service compares them. */
export interface Phrases {
  /** The words of a line's phrase, spelling variants united, joined by spaces: equal for phrases that match the same text. */
  wordsOf(placed: Placed<unknown>): string;
  /** An abbreviation's tokens as they must be written; null where case does not count. */
  exactOf(placed: Placed<{ term: string; kind: string }>): string | null;
  readonly vocabulary: readonly string[];
}

const remembered = new WeakMap<Tables, Phrases>();

/** Prepared once per set of tables, by the very function that prepares them for the service. */
export function phrasesOf(tables: Tables): Phrases {
  const known = remembered.get(tables);
  if (known !== undefined) return known;
  const rows = Object.fromEntries(
    Object.keys(LexiconRows.shape).map((name) => [name, tables[name as keyof Tables].map(({ row }) => row)]),
  ) as unknown as LexiconRows;
  const prepared = preparePhrases(withOrdinaryWords(rows));
  const words = new Map<Placed<unknown>, string>();
  for (const name of ['descriptions', 'morphologies', 'sites', 'sectionHeadings', 'contextRules'] as const)
    tables[name].forEach((placed, i) => {
      words.set(placed, prepared[name][i]!);
    });
  const phrases: Phrases = {
    wordsOf: (placed) => words.get(placed)!,
    exactOf: ({ row }) => (row.kind === 'abbreviation' ? prepared.abbreviations[row.term]! : null),
    vocabulary: prepared.vocabulary,
  };
  remembered.set(tables, phrases);
  return phrases;
}
