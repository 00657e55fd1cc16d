import { Category } from '../../functions/core/answer.ts';
import { at, type LintRule } from './rule.ts';

/**
 * A context rule's fields go together: what points somewhere has a direction and a reach; what hides has none; what ends a scope ends
 * it both ways, or only forward.
 */
export const contextRuleFields: LintRule = {
  name: 'context-rule-fields',
  check: ({ tables }) =>
    tables.contextRules.flatMap((placed) => {
      const { trigger, category, direction, targets } = placed.row;
      const pointless = category === 'pseudo' || category === 'termination' || category === 'aspect';
      const strange = targets
        .split('|')
        .filter((target) => !Category.safeParse(target).success && targets !== 'finding');
      const problem =
        !pointless && direction === '-'
          ? `a ${category} trigger needs a direction`
          : pointless && direction !== '-' && !(category === 'termination' && direction === 'forward')
            ? `a ${category} trigger has no direction; write -`
            : targets !== 'any' && strange.length > 0
              ? `${strange.join(', ')} is no category`
              : isNever(category, targets)
                ? `a ${targets === 'finding' ? 'finding' : 'tumour'} is never ${category}`
                : null;
      return problem === null ? [] : [at(placed, 'context-rule-fields', `"${trigger}": ${problem}`)];
    }),
};

/** A span that is explained may also be an errand or an event of which the lexicon knows nothing: arranged, or done. */
function isNever(category: string, targets: string): boolean {
  return targets === 'diagnosis' ? STATES.has(category) : targets === 'finding' && NOT_OF_FINDINGS.has(category);
}

/** States of a treatment. */
const STATES: ReadonlySet<string> = new Set(['planned', 'ongoing', 'completed', 'declined', 'stopped']);
const NOT_OF_FINDINGS: ReadonlySet<string> = new Set(['ongoing', 'declined', 'stopped']);
