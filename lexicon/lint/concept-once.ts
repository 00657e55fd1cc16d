import { at, type LintRule } from './rule.ts';

/** A concept has one line: of two, the later file would silently win. And what is offered is not listed as left out. */
export const conceptOnce: LintRule = {
  name: 'concept-once',
  check({ tables }) {
    const first = new Map<string, string>();
    const twice = tables.concepts.flatMap((placed) => {
      const before = first.get(placed.row.id);
      if (before === undefined) first.set(placed.row.id, `${placed.file}:${placed.line}`);
      return before === undefined ? [] : [at(placed, 'concept-once', `${placed.row.id} is a concept at ${before} too`)];
    });
    const leftOut = tables.leftOut
      .filter(({ row }) => first.has(row.id))
      .map((placed) =>
        at(placed, 'concept-once', `${placed.row.id} is left out here and offered at ${first.get(placed.row.id)}`),
      );
    return [...twice, ...leftOut];
  },
};
