import { type ExecFileException, execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { QuarantineReason } from '../functions/core/quarantine-reason.ts';
import { DEFAULT_LIMITS } from '../functions/extract/reading/limits.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const PACKAGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** Commands of the README that a test cannot run, each with its reason. */
const NOT_RUN: readonly { readonly line: string; readonly because: string }[] = [
  { line: 'npm ci && npm start', because: 'installs, and watches until it is stopped' },
  { line: 'npm ci && npm test', because: 'is what runs this test' },
  { line: 'npm ci && npm run build:lexicon', because: 'installs' },
  { line: 'npx cdk bootstrap', because: 'needs an AWS account' },
  {
    line: 'npx cdk deploy --all -c directory=my-directory.json -c operatorEmail=operators@example.org',
    because: 'needs an AWS account',
  },
];

describe('the README’s first screen', () => {
  it('gives the two commands, and no other', () => {
    const firstScreen = README.split('\n').slice(0, 24).join('\n');
    expect(snippetsIn(firstScreen).map(({ lines }) => lines)).toEqual([
      ['npm ci && npm start'],
      ['npm ci && npm test'],
    ]);
  });
});

describe('the README’s commands', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'readme-'));
  afterAll(() => rmSync(temporary, { recursive: true, force: true }));
  const snippets = snippetsIn(README);
  const toRun = snippets.filter(({ lines }) => lines.some((line) => !isNotRun(line)));

  it('are run, or listed with the reason why not', () => {
    const fences = README.match(/^```\w*$/gm)!.filter((fence) => fence !== '```');
    const shown = snippets.filter((snippet) => snippet.shown !== null);
    expect(fences.length, 'only sh, and text behind it').toBe(snippets.length + shown.length);
    const lines = snippets.flatMap((snippet) => snippet.lines);
    expect(NOT_RUN.filter(({ line }) => !lines.includes(line))).toEqual([]);
    expect(toRun.length).toBeGreaterThanOrEqual(5);
    for (const { lines: together } of toRun) expect(together.filter(isNotRun), 'skipped beside one run').toEqual([]);
  });

  it.each(toRun)('print what is shown: $name', async ({ lines, shown }) => {
    const { stdout, stderr, code } = await run(lines.join('\n'), temporary);
    expect(code, stderr).toBe(0);
    expect(shown, 'a command that is run shows what it prints').not.toBeNull();
    expect(stdout, `the README shows:\n${shown}`).toMatch(patternOf(shown!));
  });
});

describe('what the README shows', () => {
  it.each([
    ['a\nb\n', 'a\nb', true],
    ['a\nb\n', 'a', false],
    ['a\nb\n', 'b', false],
    ['a\nx\ny\nb\n', 'a\n…\nb', true],
    ['a\nb\n', 'a\n…\nb', true],
    ['a\nb\n', '…\nb', true],
    ['a\nb\n', 'a\n…', true],
    ['a b c\n', 'a…c', true],
    ['a b\nc\n', 'a…c', false],
    ['a.c\n', 'a.c', true],
    ['abc\n', 'a.c', false],
  ])('%j as %j: %s', (printed, shown, fits) => {
    expect(patternOf(shown).test(printed)).toBe(fits);
  });
});

describe('the README’s names', () => {
  it('every npm script it names exists, and every script is named', () => {
    const named = new Set(
      [...README.matchAll(/npm (?:run (?:--silent )?([a-z:]+)|(start|test))\b/g)].map((match) => match[1] ?? match[2]!),
    );
    const scripts = Object.keys(PACKAGE.scripts);
    // npm runs `prestart` before `start`: it is no command of its own.
    const own = scripts.filter((name) => !(name.startsWith('pre') && scripts.includes(name.slice(3))));
    expect([...named].sort()).toEqual(own.sort());
  });

  it('every path of the map exists, and every folder is on the map', () => {
    const map = firstColumn('## The map');
    expect(map.length).toBeGreaterThan(10);
    expect(map.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const onMap = (folder: string) => map.some((path) => path.startsWith(folder));
    const folders = [
      ...foldersOf('').filter((folder) => !isIgnored(folder)),
      ...foldersOf('functions/'),
      ...foldersOf('functions/core/').filter((folder) => folder !== 'functions/core/lexicon/'),
    ];
    expect(folders.filter((folder) => !onMap(folder))).toEqual([]);
  });

  it('every other path and link it gives exists', () => {
    const inCode = [...README.matchAll(/`((?:docs|events|functions|infra|lexicon|test)\/[\w./-]*)`/g)];
    const links = [...README.matchAll(/\]\(([^)#][^)]*)\)/g)];
    const given = [...inCode, ...links].map((match) => match[1]!);
    expect(given.length).toBeGreaterThan(20);
    expect(given.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('every link within it leads somewhere', () => {
    const anchors = [...README.matchAll(/^#+ (.*)$/gm)].map((match) =>
      match[1]!
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...README.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1]!);
    expect(links.length).toBeGreaterThan(2);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
  });

  it('every reason for setting a letter aside is explained once, in the order of the code', () => {
    expect(firstColumn('### When a letter is set aside')).toEqual(QuarantineReason.options);
  });

  it('the bounds it gives are those of the code', () => {
    const bounds = {
      'too-large': `${DEFAULT_LIMITS.sizeBytes / 1_000_000} MB`,
      'too-many-pages': `${DEFAULT_LIMITS.pages} pages`,
      'inflates-too-far': `${DEFAULT_LIMITS.inflatedBytes / 1_000_000} MB`,
      'took-too-long': `${DEFAULT_LIMITS.timeoutMilliseconds / 1000} seconds`,
    };
    for (const [reason, bound] of Object.entries(bounds))
      expect(README).toMatch(new RegExp(`^\\| \`${reason}\` \\|[^|]*\\b${bound}\\b`, 'm'));
  });

  it.each(['extract', 'suggest', 'sweep', 'review', 'archive', 'event-watch'] as const)(
    'every variable that %s reads is listed as its own',
    (name) => {
      const source = readFileSync(join(ROOT, 'functions', name, 'environment.ts'), 'utf8');
      const read = [...source.matchAll(/^ {2}([A-Z_0-9]+):/gm)].map((match) => match[1]!);
      const listed = [...README.matchAll(/^\| (`[A-Z_0-9]+`(?:, `[A-Z_0-9]+`)*) \| ([a-z, -]+) \|/gm)].flatMap(
        ([, variables, functions]) =>
          functions!.split(', ').includes(name)
            ? [...variables!.matchAll(/`([A-Z_0-9]+)`/g)].map((match) => match[1]!)
            : [],
      );
      expect(listed.sort()).toEqual(read.sort());
    },
  );
});

describe('the hazard log', () => {
  const LOG = readFileSync(join(ROOT, 'docs/hazard-log.md'), 'utf8');

  it('names only files that exist', () => {
    const given = [...LOG.matchAll(/`((?:docs|events|functions|infra|lexicon|test)\/[\w./-]*)`/g)].map((m) => m[1]!);
    expect(given.length).toBeGreaterThan(20);
    expect(given.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('says that it is a draft, before anything else', () => {
    expect(LOG.split('\n').slice(0, 4).join('\n')).toMatch(/draft/i);
  });
});

interface Snippet {
  readonly name: string;
  /** Commands, a continued one as it stands. */
  readonly lines: readonly string[];
  /** The `text` block right behind the `sh` block; null when there is none. */
  readonly shown: string | null;
}

function snippetsIn(markdown: string): Snippet[] {
  return [...markdown.matchAll(/^```sh\n(.*?)\n```\n(?:\n```text\n(.*?)\n```\n)?/gms)].map((match) => ({
    name: match[1]!.split('\n')[0]!.slice(0, 60),
    lines: match[1]!.split('\n'),
    shown: match[2] ?? null,
  }));
}

function isNotRun(line: string): boolean {
  return NOT_RUN.some((listed) => listed.line === line);
}

/** In what is shown, a line `…` stands for any lines or none, and `…` within a line for anything on that line. */
function patternOf(shown: string): RegExp {
  const lines = shown
    .split('\n')
    .map((line) => (line === '…' ? '(?:.*\\n)*' : `${line.split('…').map(literally).join('.*')}\\n`));
  return new RegExp(`^${lines.join('')}$`);
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** In a shell, as the README's reader does it; a child's temporary files go where they are cleared away. */
function run(script: string, temporary: string): Promise<{ stdout: string; stderr: string; code: number | string }> {
  const env: NodeJS.ProcessEnv = { ...process.env, TMPDIR: temporary };
  for (const name of ['COLUMNS', 'NODE_OPTIONS', 'LEXICON_FILE']) Reflect.deleteProperty(env, name);
  return new Promise((resolve) => {
    execFile('sh', ['-eu', '-c', script], { cwd: ROOT, env }, (error: ExecFileException | null, stdout, stderr) =>
      resolve({ stdout, stderr, code: error === null ? 0 : (error.code ?? 'killed') }),
    );
  });
}

/** The code in the first column of the table under a heading. */
function firstColumn(heading: string): string[] {
  const section = README.slice(README.indexOf(`${heading}\n`))
    .slice(heading.length)
    .split(/^#/m)[0]!;
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]!);
}

function foldersOf(parent: string): string[] {
  return readdirSync(join(ROOT, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => `${parent}${entry.name}/`);
}

function isIgnored(folder: string): boolean {
  return readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n').includes(folder);
}
