import type { DescriptionRow } from '../functions/core/lexicon/rows.ts';
import type { Placed, Tables } from './data-files.ts';
import { phrasesOf } from './phrases.ts';

/**
 * Descriptions that lead to a concept passed over (preferences.tsv) while the same words lead to the chosen one, in the
 * same category and without a guard: the build leaves them out, so that the choice is the clinician's and never the
 * order of two ids.
 */
export function overruledDescriptions(tables: Tables): ReadonlySet<Placed<DescriptionRow>> {
  const chosenOver = new Map<string, Set<string>>();
  for (const { row } of tables.preferences) {
    const chosen = chosenOver.get(row.over) ?? new Set();
    chosenOver.set(row.over, chosen.add(row.chosen));
  }
  const candidates = tables.descriptions.filter(({ row }) => row.guard === '' && chosenOver.has(row.target));
  if (candidates.length === 0) return new Set();
  const { wordsOf } = phrasesOf(tables);
  const category = new Map(tables.concepts.map(({ row }) => [row.id, row.category]));
  const said = new Set(
    tables.descriptions
      .filter(({ row }) => row.guard === '')
      .map((placed) => `${wordsOf(placed)}|${category.get(placed.row.target)}|${placed.row.target}`),
  );
  return new Set(
    candidates.filter((placed) =>
      [...chosenOver.get(placed.row.target)!].some((chosen) =>
        said.has(`${wordsOf(placed)}|${category.get(placed.row.target)}|${chosen}`),
      ),
    ),
  );
}
