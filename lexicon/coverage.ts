import type { Tables } from './data-files.ts';

/** How far the lexicon covers one item of the minimum dataset. */
export interface ItemCoverage {
  readonly item: string;
  readonly categories: readonly string[];
  /** Concepts with an id. */
  readonly concepts: number;
  /** Phrases that lead to any concept or idea of the item. */
  readonly descriptions: number;
  /** Ideas that are recognised and shown as "no code held". */
  readonly ideas: number;
}

export interface Coverage {
  readonly items: readonly ItemCoverage[];
  readonly concepts: number;
  readonly descriptions: number;
  readonly ideas: number;
  /** Of the ids that public sources hold: offered, left out with a reason, and neither. */
  readonly reference: { readonly offered: number; readonly leftOut: number; readonly unaccounted: readonly string[] };
}

/** Counts what is there for every item, those without anything included: a gap must show. */
export function coverageOf(
  { concepts, descriptions, leftOut }: Tables,
  mdsItems: ReadonlyMap<string, readonly string[]>,
  referenceIds: Iterable<string>,
): Coverage {
  const itemOf = new Map(concepts.map(({ row }) => [row.id, row.mdsItem]));
  const phrases = new Map<string, number>();
  for (const { row } of descriptions) {
    const item = itemOf.get(row.target);
    if (item !== undefined) phrases.set(item, (phrases.get(item) ?? 0) + 1);
  }
  const isIdea = (id: string) => id.startsWith('idea:');
  const items = [...mdsItems].map(([item, categories]): ItemCoverage => {
    const rows = concepts.filter(({ row }) => row.mdsItem === item);
    return {
      item,
      categories,
      concepts: rows.filter(({ row }) => !isIdea(row.id)).length,
      descriptions: phrases.get(item) ?? 0,
      ideas: rows.filter(({ row }) => isIdea(row.id)).length,
    };
  });
  const out = new Set(leftOut.map(({ row }) => row.id));
  const reference = [...referenceIds];
  return {
    items,
    concepts: concepts.filter(({ row }) => !isIdea(row.id)).length,
    descriptions: descriptions.length,
    ideas: concepts.filter(({ row }) => isIdea(row.id)).length,
    reference: {
      offered: reference.filter((id) => itemOf.has(id)).length,
      leftOut: reference.filter((id) => out.has(id)).length,
      unaccounted: reference.filter((id) => !itemOf.has(id) && !out.has(id)),
    },
  };
}

/** The table in words, for a terminal or, as Markdown, for docs/lexicon-coverage.md. */
export function coverageTable(coverage: Coverage, form: 'text' | 'markdown'): string {
  const rows = [
    ['item', 'category', 'concepts', 'descriptions', 'no code held'],
    ...coverage.items.map(({ item, categories, concepts, descriptions, ideas }) =>
      [item, categories.join(', '), concepts, descriptions, ideas].map(String),
    ),
    ['all', '', coverage.concepts, coverage.descriptions, coverage.ideas].map(String),
  ];
  if (form === 'markdown')
    return [rows[0]!, ['---', '---', '--:', '--:', '--:'], ...rows.slice(1)]
      .map((cells) => `| ${cells.join(' | ')} |\n`)
      .join('');
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((cells) => cells[i]!.length)));
  return rows
    .map((cells) => cells.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

export function referenceInWords({ reference }: Coverage): string {
  const { offered, leftOut, unaccounted } = reference;
  const all = offered + leftOut + unaccounted.length;
  return `Of the ${all} concepts that the public sources hold, ${offered} are offered, ${leftOut} are left out with a reason, and ${unaccounted.length} are neither.\n`;
}
