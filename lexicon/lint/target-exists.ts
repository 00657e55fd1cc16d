import { identifiersOf } from './identifiers.ts';
import { at, type LintRule } from './rule.ts';

/** What a line leads to is a concept of `concepts/`, so that it has a display and a category. */
export const targetExists: LintRule = {
  name: 'target-exists',
  check({ tables }) {
    const known = new Set(tables.concepts.map(({ row }) => row.id));
    return identifiersOf(tables)
      .filter(({ column, id }) => !NOT_TARGETS.has(column) && !known.has(id))
      .filter(({ placed, column }) => !(column === 'id' && placed.file === 'left-out.tsv'))
      .map(({ placed, column, id }) => at(placed, 'target-exists', `${column} ${id} is no concept of concepts/`));
  },
};

/** A concept passed over need not be held, and a heading is no suggestion. */
const NOT_TARGETS = new Set(['over', 'prsbConceptId']);
