import { groupBy } from './group-by.ts';
import { type PhraseTrie, phraseTrie } from './phrase-trie.ts';
import type { GuardRow } from './rows.ts';

export interface Guard extends Omit<GuardRow, 'words' | 'distance'> {
  readonly distance: number;
  readonly classes: ReadonlySet<string>;
  readonly phrases: PhraseTrie<true>;
  readonly sections: ReadonlySet<string>;
}

export function compileGuards(
  rows: readonly GuardRow[],
  prepared: Readonly<Record<string, string>>,
  numbers: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly Guard[]> {
  const guards = rows.map((row): Guard => {
    const choices = row.words.split('|').map((choice) => choice.trim());
    const phrases = phraseTrie<true>(numbers);
    for (const choice of choices) if (!choice.startsWith('@')) phrases.add(prepared[choice]!, true);
    return {
      guard: row.guard,
      condition: row.condition,
      note: row.note,
      distance: row.distance === '' ? Number.POSITIVE_INFINITY : Number(row.distance),
      classes: new Set(choices.filter((choice) => choice.startsWith('@'))),
      phrases,
      sections: new Set(choices),
    };
  });
  return groupBy(guards, (guard) => guard.guard);
}
