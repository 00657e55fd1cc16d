import { at, type LintRule } from './rule.ts';

/** A combination of tumour type, site and side has one line: of two, the later would silently win. */
export const compositionOnce: LintRule = {
  name: 'composition-once',
  check({ tables }) {
    const first = new Map<string, number>();
    return tables.compositions.flatMap((placed) => {
      const { morphology, site, laterality, target } = placed.row;
      const key = `${morphology}|${site}|${laterality}`;
      const before = first.get(key);
      first.set(key, before ?? placed.line);
      return before === undefined
        ? []
        : [
            at(
              placed,
              'composition-once',
              `${[morphology, site, laterality].filter(Boolean).join(' × ')} leads to ${target} here; see line ${before}`,
            ),
          ];
    });
  },
};
