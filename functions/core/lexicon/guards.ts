import { groupBy } from './group-by.ts';
import { type PhraseTrie, phraseTrie } from './phrase-trie.ts';
import type { GuardRow } from './rows.ts';

export interface Guard extends Omit<GuardRow, 'words' | 'distance'> {
  readonly distance: number;
  readonly classes: ReadonlySet<string>;
  readonly sections: ReadonlySet<string>;
  /** In the words letters are compared with. */
  readonly phrases: ReadonlySet<string>;
}

export interface Guards {
  /** The lines of each guard, by its name. */
  readonly lines: ReadonlyMap<string, readonly Guard[]>;
  /** The phrases of the lines that look beside what is guarded. */
  readonly beside: PhraseTrie<string>;
  /** Of those that look anywhere in the letter. */
  readonly anywhere: PhraseTrie<string>;
}

export function compileGuards(
  rows: readonly GuardRow[],
  prepared: Readonly<Record<string, string>>,
  numbers: ReadonlyMap<string, number>,
): Guards {
  const beside = new Set<string>();
  const anywhere = new Set<string>();
  const lines = rows.map((row): Guard => {
    const choices = row.words.split('|').map((choice) => choice.trim());
    const phrases = new Set(choices.filter((choice) => !choice.startsWith('@')).map((choice) => prepared[choice]!));
    const line = {
      guard: row.guard,
      condition: row.condition,
      note: row.note,
      distance: row.distance === '' ? Number.POSITIVE_INFINITY : Number(row.distance),
      classes: new Set(choices.filter((choice) => choice.startsWith('@'))),
      sections: new Set(choices),
      phrases,
    };
    const where = /-letter$/.test(row.condition) ? anywhere : beside;
    for (const phrase of phrases) where.add(phrase);
    return line;
  });
  return {
    lines: groupBy(lines, ({ guard }) => guard),
    beside: trieOf(beside, numbers),
    anywhere: trieOf(anywhere, numbers),
  };
}

function trieOf(phrases: ReadonlySet<string>, numbers: ReadonlyMap<string, number>): PhraseTrie<string> {
  const trie = phraseTrie<string>(numbers);
  for (const phrase of phrases) trie.add(phrase, phrase);
  return trie;
}
