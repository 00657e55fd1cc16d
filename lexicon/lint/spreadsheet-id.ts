import { isConceptId } from '../../functions/core/sctid.ts';
import { at, type LintRule } from './rule.ts';

/** What a spreadsheet makes of ids: rounded behind the 15th digit, in scientific notation, or with digits too many. */
export const spreadsheetId: LintRule = {
  name: 'spreadsheet-id',
  check: ({ files }) =>
    files.flatMap(({ path, content }) =>
      content.split(/\r?\n/).flatMap((line, i) =>
        line.split('\t').flatMap((cell) => {
          const problem = problemOf(cell);
          return problem === null ? [] : [at({ file: path, line: i + 1 }, 'spreadsheet-id', `${cell} ${problem}`)];
        }),
      ),
    ),
};

function problemOf(cell: string): string | null {
  if (/^\d{19,}$/.test(cell)) return `has ${cell.length} digits; an id has at most 18`;
  if (/^\d(?:[.,]\d+)?[eE]\+?\d+$/.test(cell)) return 'is a number in scientific notation; keep ids as text';
  const rounded = /^\d{15}0{1,3}$/.test(cell) && !isConceptId(cell);
  return rounded ? 'looks rounded by a spreadsheet behind its 15th digit; keep ids as text' : null;
}
