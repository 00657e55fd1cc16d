import type { ContextRuleRow } from '../../functions/core/lexicon/rows.ts';
import { phrasesOf } from '../phrases.ts';
import { grouped } from './grouped.ts';
import { at, type LintRule } from './rule.ts';

/** A trigger says a thing once: a second line with the same words and category adds nothing, or hides a slip. */
export const contextRuleShadowed: LintRule = {
  name: 'context-rule-shadowed',
  check({ tables }) {
    const { wordsOf } = phrasesOf(tables);
    const byWords = grouped(tables.contextRules, (placed) => `${wordsOf(placed)}|${placed.row.category}`);
    return [...byWords.values()].flatMap((lines) =>
      lines.flatMap((placed, i) => {
        const before = lines.slice(0, i).find(({ row }) => covers(row, placed.row));
        return before === undefined
          ? []
          : [
              at(
                placed,
                'context-rule-shadowed',
                `"${placed.row.trigger}" says ${placed.row.category} as ${before.file}:${before.line} does ("${before.row.trigger}")`,
              ),
            ];
      }),
    );
  },
};

/** Whether some target is reached by both. Two directions, or two kinds of target, are two rules; a line for findings replaces others. */
function covers(a: ContextRuleRow, b: ContextRuleRow): boolean {
  const meet = a.direction === b.direction || a.direction === 'both' || b.direction === 'both';
  if ((a.targets === 'finding') !== (b.targets === 'finding')) return false;
  if (!meet || a.targets === 'any' || b.targets === 'any') return meet;
  return a.targets.split('|').some((target) => b.targets.split('|').includes(target));
}
