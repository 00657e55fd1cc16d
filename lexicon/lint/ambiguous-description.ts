import { at, type LintRule } from './rule.ts';
import { canMeet, type Meaning, sameWords } from './same-words.ts';

/** The same words never mean two things in one category, unless guards tell them apart or a preference chooses. */
export const ambiguousDescription: LintRule = {
  name: 'ambiguous-description',
  check({ tables }) {
    const decided = new Set(
      tables.preferences.flatMap(({ row }) => [`${row.chosen}|${row.over}`, `${row.over}|${row.chosen}`]),
    );
    const clash = (a: Meaning, b: Meaning) =>
      a.means !== b.means &&
      a.placed.row.guard === b.placed.row.guard &&
      canMeet(a, b) &&
      !(a.placed.row.guard === '' && decided.has(`${a.means}|${b.means}`));
    return sameWords(tables).flatMap((group) =>
      group.flatMap((one, i) => {
        const other = group.slice(0, i).find((before) => clash(before, one));
        if (other === undefined) return [];
        const { term } = one.placed.row;
        const place = `${other.placed.file}:${other.placed.line}`;
        return [
          at(
            one.placed,
            'ambiguous-description',
            `"${term}" means ${one.means} here and ${other.means} at ${place}; guard them apart, or choose in preferences.tsv`,
          ),
        ];
      }),
    );
  },
};
