import type { ContextRuleRow } from '../../functions/core/lexicon/rows.ts';
import { at, type LintRule } from './rule.ts';

/** A context rule stands in the file of what it says, so that whoever looks for it, and whoever reads a diff, finds it there. */
export const contextRulePlace: LintRule = {
  name: 'context-rule-place',
  check: ({ tables }) =>
    tables.contextRules.flatMap((placed) => {
      const place = placeOf(placed.row);
      return placed.file === place
        ? []
        : [
            at(
              placed,
              'context-rule-place',
              `"${placed.row.trigger}" says ${placed.row.category}: it belongs in ${place}`,
            ),
          ];
    }),
};

function placeOf({ category, targets }: ContextRuleRow): string {
  return `context-rules/${targets === 'finding' ? 'findings/' : ''}${category}.tsv`;
}
