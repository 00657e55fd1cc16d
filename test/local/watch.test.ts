import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LetterWatch, watchLetters } from '../../functions/local/watch.ts';

const LOOK_AGAIN_MILLISECONDS = 300;
let root: string;
let watch: LetterWatch;
let seen: string[];
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'letter-coder-'));
  mkdirSync(join(root, 'incoming'));
  writeFileSync(join(root, 'incoming', 'before.txt'), 'was there before');
  seen = [];
  watch = await watchLetters(
    root,
    (key) => seen.push(key.includes('\ufffd') ? key : `${key}: ${readFileSync(join(root, key), 'utf8').length}`),
    (error) => {
      throw error;
    },
    LOOK_AGAIN_MILLISECONDS,
  );
});
afterEach(async () => {
  await watch.close();
  rmSync(root, { recursive: true, force: true });
});

describe('the watch on the letters folder', () => {
  it('tells of a file once it has stopped growing, and of no half of one', async () => {
    const file = join(root, 'incoming', 'RZZ01', 'Y90001', 'grows.txt');
    mkdirSync(join(file, '..'), { recursive: true });
    for (let i = 0; i < 8; i++) {
      appendFileSync(file, 'x'.repeat(100));
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    await until(() => seen.length > 0);
    expect(new Set(seen)).toEqual(new Set(['incoming/RZZ01/Y90001/grows.txt: 800']));
  });

  it('tells of what is renamed into place and of what is written over, not of hidden or half-written files', async () => {
    writeFileSync(join(root, '.hidden'), 'x');
    writeFileSync(join(root, 'letter.txt.part'), 'xx');
    renameSync(join(root, 'letter.txt.part'), join(root, 'letter.txt'));
    await until(() => seen.length > 0);
    writeFileSync(join(root, 'letter.txt'), 'xxxx');
    await until(() => seen.includes('letter.txt: 4'));
    expect([...new Set(seen)]).toEqual(['letter.txt: 2', 'letter.txt: 4']);
  });

  it('tells of every letter in folders made together with their letters, without waiting to look again', async () => {
    await watch.close();
    const keys = new Set<string>();
    watch = await watchLetters(
      root,
      (key) => keys.add(key),
      () => {},
      3_600_000,
    );
    const made = Array.from({ length: 400 }, (_, index) => `incoming/S${index}/P${index}/a.txt`);
    for (const key of made) {
      mkdirSync(join(root, key, '..'), { recursive: true });
      writeFileSync(join(root, key), 'x');
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => keys.size === made.length);
    expect([...keys].sort()).toEqual(made.sort());
  });

  it.runIf(process.platform === 'linux')('tells, once, of a file whose name cannot be said', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${root}/M`), Buffer.from([0xfc]), Buffer.from('ller.txt')]), 'x');
    await until(() => seen.length > 0);
    writeFileSync(join(root, 'after.txt'), 'xx');
    await until(() => seen.length > 1);
    expect(seen.filter((key) => key.includes('\ufffd'))).toEqual(['M\ufffdller.txt']);
  });
});

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
