import { groupBy } from './group-by.ts';
import { type PhraseTrie, phraseTrie } from './phrase-trie.ts';
import type { GuardRow } from './rows.ts';

export interface Guard extends Omit<GuardRow, 'words' | 'distance'> {
  readonly distance: number;
  readonly classes: ReadonlySet<string>;
  readonly sections: ReadonlySet<string>;
  /** In the words letters are compared with. */
  readonly phrases: readonly string[];
}

export interface Guards {
  /** The lines of each guard, by its name. */
  readonly lines: ReadonlyMap<string, readonly Guard[]>;
  /** The phrases of the lines that look beside what is guarded, each leading to the lines that name it. */
  readonly beside: PhraseTrie<Guard>;
  /** The phrases of the lines that look anywhere in the letter. */
  readonly anywhere: PhraseTrie<string>;
}

export function compileGuards(
  rows: readonly GuardRow[],
  prepared: Readonly<Record<string, string>>,
  numbers: ReadonlyMap<string, number>,
): Guards {
  const beside = phraseTrie<Guard>(numbers);
  const anywhere = phraseTrie<string>(numbers);
  const filed = new Set<string>();
  const lines = rows.map((row): Guard => {
    const choices = row.words.split('|').map((choice) => choice.trim());
    const phrases = choices.filter((choice) => !choice.startsWith('@')).map((choice) => prepared[choice]!);
    const line = {
      guard: row.guard,
      condition: row.condition,
      note: row.note,
      distance: row.distance === '' ? Number.POSITIVE_INFINITY : Number(row.distance),
      classes: new Set(choices.filter((choice) => choice.startsWith('@'))),
      sections: new Set(choices),
      phrases,
    };
    const isOfLetter = /-letter$/.test(row.condition);
    for (const phrase of phrases)
      if (!isOfLetter) beside.add(phrase, line);
      else if (!filed.has(phrase)) {
        filed.add(phrase);
        anywhere.add(phrase, phrase);
      }
    return line;
  });
  return { lines: groupBy(lines, ({ guard }) => guard), beside, anywhere };
}
