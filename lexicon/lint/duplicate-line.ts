import { at, type LintRule } from './rule.ts';

/** No line stands twice, in one file or in two files of one table. */
export const duplicateLine: LintRule = {
  name: 'duplicate-line',
  check({ files }) {
    const first = new Map<string, string>();
    return files.flatMap(({ path, content }) => {
      const table = path.split('/')[0]!;
      return content.split(/\r?\n/).flatMap((text, i) => {
        if (i === 0 || text.trim() === '') return [];
        const key = `${table}|${text.trimEnd()}`;
        const before = first.get(key);
        first.set(key, before ?? `${path}:${i + 1}`);
        return before === undefined
          ? []
          : [at({ file: path, line: i + 1 }, 'duplicate-line', `the same line as ${before}`)];
      });
    });
  },
};
