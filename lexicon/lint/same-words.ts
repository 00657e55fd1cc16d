import type { Placed, Tables } from '../data-files.ts';
import { phrasesOf } from '../phrases.ts';

/** A line that gives words a meaning in one layer of matching: a category of concepts, the tumour types, or the sites. */
export interface Meaning {
  readonly placed: Placed<{ term: string; kind: string; guard: string }>;
  /** Within a layer one mention hides another; between layers never. */
  readonly layer: string;
  /** What decides between two mentions of the same words: the smaller one is kept (`longestByLayer` in core/reading/mentions.ts). */
  readonly means: string;
  readonly words: string;
  readonly exact: string | null;
}

/** Lines of one layer whose words are the same to the matcher, in groups of two and more. */
export function sameWords(tables: Tables): Meaning[][] {
  const groups = new Map<string, Meaning[]>();
  for (const meaning of meaningsOf(tables)) {
    const key = `${meaning.layer}|${meaning.words}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [meaning]);
    else group.push(meaning);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

export function meaningsOf(tables: Tables): Meaning[] {
  const { wordsOf, exactOf } = phrasesOf(tables);
  const category = new Map(tables.concepts.map(({ row }) => [row.id, row.category]));
  const meaning = (placed: Meaning['placed'], layer: string, means: string): Meaning => ({
    placed,
    layer,
    means,
    words: wordsOf(placed),
    exact: exactOf(placed),
  });
  return [
    ...tables.descriptions.map((placed) => meaning(placed, category.get(placed.row.target) ?? '?', placed.row.target)),
    ...tables.morphologies.map((placed) => meaning(placed, 'tumour type', placed.row.morphology)),
    ...tables.sites.map((placed) => meaning(placed, 'site', placed.row.site)),
  ];
}

/** Whether some text is matched by both: an abbreviation only where it is written as both want it. */
export function canMeet(a: Meaning, b: Meaning): boolean {
  return a.exact === null || b.exact === null || a.exact === b.exact;
}
