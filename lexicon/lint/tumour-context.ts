import type { LintRule } from './rule.ts';
import { at } from './rule.ts';

/**
 * Every tumour says what it becomes when it is suspected, past or a relative's: exactly one line of contexts.tsv, with a
 * reason wherever nothing is coded. Without the line a suspicion would have nothing but the active code.
 */
export const tumourContext: LintRule = {
  name: 'tumour-context',
  check({ tables }) {
    const composed = new Set(tables.compositions.map(({ row }) => row.target));
    const first = new Map<string, string>();
    const problems = tables.contexts.flatMap((placed) => {
      const { id, active, suspected, historyOf, familyHistory, reason } = placed.row;
      const before = first.get(id);
      first.set(id, before ?? `${placed.file}:${placed.line}`);
      if (before !== undefined) return [at(placed, 'tumour-context', `${id} has another line at ${before}`)];
      const uncoded = [active, suspected, historyOf, familyHistory].includes('do-not-code');
      return uncoded && reason.trim() === ''
        ? [at(placed, 'tumour-context', `${id} is not coded in some context, without a reason`)]
        : [];
    });
    const missing = tables.concepts
      .filter(({ row }) => row.category === 'diagnosis' && !first.has(row.id))
      .filter(({ row }) => TUMOUR_ITEMS.has(row.mdsItem) || composed.has(row.id))
      .map((placed) =>
        at(
          placed,
          'tumour-context',
          `${placed.row.id} ${placed.row.display} is a tumour without a line in contexts.tsv`,
        ),
      );
    return [...problems, ...missing];
  },
};

export const TUMOUR_ITEMS = new Set(['primary-tumour', 'secondary-site', 'in-situ', 'recurrence']);
