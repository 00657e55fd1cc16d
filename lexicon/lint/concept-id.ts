import { isConceptId } from '../../functions/core/sctid.ts';
import { identifiersOf } from './identifiers.ts';
import { at, type LintRule } from './rule.ts';

/** Every id is a concept id: its check digit is right and its partition is that of concepts, not of descriptions. */
export const conceptId: LintRule = {
  name: 'concept-id',
  check: ({ tables }) =>
    identifiersOf(tables)
      .filter(({ id }) => /^\d/.test(id) && !isConceptId(id))
      .map(({ placed, column, id }) =>
        at(placed, 'concept-id', `${column} ${id} is no concept id: check digit or partition is wrong`),
      ),
};
