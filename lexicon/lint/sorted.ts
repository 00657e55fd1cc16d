import { at, type LintRule } from './rule.ts';

/** Lines are sorted by code unit, without blank lines or trailing blanks, so that a diff is the change. `--fix` mends it. */
export const sorted: LintRule = {
  name: 'sorted',
  check: ({ files }) =>
    files.flatMap(({ path, content }) => {
      const lines = content.split(/\r?\n/);
      if (lines.at(-1) === '') lines.pop();
      return lines.flatMap((line, i) => {
        const place = { file: path, line: i + 1 };
        if (line.trim() === '') return [at(place, 'sorted', 'a blank line')];
        if (/ $| \t|\t /.test(line)) return [at(place, 'sorted', 'a blank beside a tab or at the end of the line')];
        const before = lines[i - 1];
        return i >= 2 && before !== undefined && line < before
          ? [at(place, 'sorted', `stands behind "${before.split('\t')[0]}", which sorts after it`)]
          : [];
      });
    }),
};

/** The same file sorted and trimmed: all that `--fix` does. */
export function sortedAndTrimmed(content: string): string {
  const lines = content.split('\n').map((line) =>
    line
      .replace(/\r$/, '')
      .split('\t')
      .map((cell) => cell.replace(/^ +| +$/g, ''))
      .join('\t'),
  );
  const [header = '', ...rows] = lines.filter((line) => line.trim() !== '');
  return `${[header, ...rows.sort()].join('\n')}\n`;
}
