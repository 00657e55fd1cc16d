import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';

const HERE = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = 'node_modules/.cache/letter-coder';

/** A repository of two sources, in which the real start stands. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bundled start-'));
  for (const folder of ['functions/local', 'lexicon', 'node_modules'])
    mkdirSync(join(root, folder), { recursive: true });
  symlinkSync(join(HERE, 'node_modules/esbuild'), join(root, 'node_modules/esbuild'));
  cpSync(join(HERE, 'functions/local/bundled-start.mjs'), join(root, 'functions/local/bundled-start.mjs'));
  write('package-lock.json', '{}');
  write('lexicon/word.ts', `export const word: string = 'first'; export const where = import.meta.url;`);
  write(
    'functions/local/say.ts',
    `import { argv } from 'node:process';
     import { where, word } from '../../lexicon/word.ts';
     console.log(JSON.stringify({ word, where, own: import.meta.url, argv: argv.slice(1) }));`,
  );
});
afterEach(() => rmSync(root, { recursive: true }));

it('runs a command as if it had been started by itself', async () => {
  const address = (path: string) => new URL(`file://${encodeURI(join(root, path))}`).href;
  const said = { where: address('lexicon/word.ts'), own: address('functions/local/say.ts') };
  const argv = [join(root, 'functions/local/say.ts'), 'one', '--two'];
  expect(await say('one', '--two')).toEqual({ word: 'first', ...said, argv });
  expect(await say('one', '--two')).toEqual({ word: 'first', ...said, argv });
});

it('never runs what a source said before', async () => {
  expect((await say()).word).toBe('first');
  write('lexicon/word.ts', `export const word = 'second'; export const where = '';`);
  expect((await say()).word).toBe('second');
});

it('is made whole or not at all when several start at once', async () => {
  const said = await Promise.all(Array.from({ length: 4 }, () => say()));
  expect(said.map(({ word }) => word)).toEqual(['first', 'first', 'first', 'first']);
  expect(readdirSync(join(root, CACHE))).toEqual(['say.mjs']);
});

it('says what is wrong with a source that cannot be compiled, and runs nothing', async () => {
  await say();
  write('lexicon/word.ts', 'export const word = ;');
  await expect(say()).rejects.toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('word.ts:1') });
});

async function say(...args: readonly string[]) {
  const start = join(root, 'functions/local/bundled-start.mjs');
  const command = join(root, 'functions/local/say.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [start, command, ...args]);
  return JSON.parse(stdout);
}

function write(path: string, content: string): void {
  writeFileSync(join(root, path), content);
}
