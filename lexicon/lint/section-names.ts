import type { Tables } from '../data-files.ts';
import { phrasesOf } from '../phrases.ts';
import { at, type LintRule } from './rule.ts';

/** A heading opens one section: of two lines with the same words the first would silently win. */
export const sectionNames: LintRule = {
  name: 'section-names',
  check({ tables }) {
    const first = new Map<string, (typeof tables.sectionHeadings)[number]>();
    return tables.sectionHeadings.flatMap((placed) => {
      const words = phrasesOf(tables).wordsOf(placed);
      const before = first.get(words);
      first.set(words, before ?? placed);
      if (words === '') return [at(placed, 'section-names', `"${placed.row.heading}" has no word`)];
      return before === undefined || before.row.section === placed.row.section
        ? []
        : [
            at(
              placed,
              'section-names',
              `"${placed.row.heading}" opens ${placed.row.section} here and ${before.row.section} at line ${before.line}`,
            ),
          ];
    });
  },
};

/** Sections that a heading opens, and those the reader knows without one (`functions/core/reading/parts.ts`). */
export function knownSections(tables: Tables): ReadonlySet<string> {
  return new Set([
    ...tables.sectionHeadings.map(({ row }) => row.section),
    'letter',
    'signature',
    'patient',
    'distribution',
  ]);
}
