import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../lexicon/command.ts';
import { DATA_FOLDER, readData } from '../../lexicon/data-files.ts';
import { lintData } from '../../lexicon/lint/lint.ts';

const guide = readFileSync('docs/lexicon.md', 'utf8');
const readme = readFileSync(`${DATA_FOLDER}README.md`, 'utf8');

describe('the guide', () => {
  const commands = [...guide.matchAll(/npm run --silent lexicon -- ([a-z]+)((?: [^\n`]*)?)/g)];

  it.each(commands.map(([line, name, rest]) => [line, name!, rest!]))(
    '%s is a command with these options',
    async (_line, name, rest) => {
      const options = rest.match(/--[a-z0-9-]+/g) ?? [];
      let help = '';
      const write = process.stdout.write;
      process.stdout.write = ((text: string) => {
        help += text;
        return true;
      }) as typeof write;
      try {
        expect(await runCommand([name, '--help'])).toBe(0);
      } finally {
        process.stdout.write = write;
      }
      for (const option of options) expect(help).toContain(option);
    },
  );

  it('names every command', () => {
    expect(new Set(commands.map(([, name]) => name))).toEqual(new Set(['find', 'lint', 'diff', 'coverage', 'release']));
    expect(guide).toMatch(/`export --format csv --out DIR`/);
  });

  it('names only files that are there', () => {
    for (const [, path] of guide.matchAll(/`((?:lexicon|docs)\/[\w./-]+\.(?:ts|tsv|md))`/g))
      expect(() => readFileSync(path!), path).not.toThrow();
  });
});

describe('lexicon/data/README.md', () => {
  it('says every column of every table', () => {
    for (const { path, content } of readData().files)
      for (const column of content.slice(0, content.indexOf('\n')).split('\t'))
        expect(readme, `${path} ${column}`).toContain(column);
  });

  it('names the items of the minimum dataset that lint allows', () => {
    const { mdsItems } = lintData(readData());
    expect([...mdsItems.keys()].filter((item) => !readme.includes(`\`${item}\``))).toEqual([]);
  });
});
