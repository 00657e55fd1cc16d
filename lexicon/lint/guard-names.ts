import { at, type LintRule } from './rule.ts';

/** A guard that a phrase names exists (the phrase would never match), and a guard that exists is named (it guards nothing). */
export const guardNames: LintRule = {
  name: 'guard-names',
  check({ tables }) {
    const defined = new Set(tables.guards.map(({ row }) => row.guard));
    const guarded = [...tables.descriptions, ...tables.morphologies, ...tables.sites];
    const used = new Set(guarded.map(({ row }) => row.guard));
    const seen = new Set<string>();
    return [
      ...guarded
        .filter(({ row }) => row.guard !== '' && !defined.has(row.guard))
        .map((placed) =>
          at(
            placed,
            'guard-names',
            `"${placed.row.term}" names the guard ${placed.row.guard}, which does not exist: it never matches`,
          ),
        ),
      ...tables.guards
        .filter(({ row }) => !used.has(row.guard) && !seen.has(row.guard) && seen.add(row.guard))
        .map((placed) => at(placed, 'guard-names', `no phrase names the guard ${placed.row.guard}`)),
    ];
  },
};
