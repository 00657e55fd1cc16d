import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleLetters } from '../../functions/local/sample-letters.ts';

const SAMPLES = fileURLToPath(new URL('../../events/letters/', import.meta.url));
const AMENDED = 'incoming/RZZ01/Y90001/colorectal-mdt-outcome.pdf';
const OTHER = 'incoming/RZZ02/Y90002/cll-telephone-clinic.txt';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'letter-coder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const open = () => sampleLetters(folder, join(folder, 'marker'));
const put = (key: string, content: string) => {
  mkdirSync(dirname(join(folder, key)), { recursive: true });
  writeFileSync(join(folder, key), content);
};
const bytes = (path: string) => readFileSync(path).toString('base64');

describe('the sample letters', () => {
  it('are put in, then amended, then left alone for good', async () => {
    const samples = await open();
    expect(samples.amended).toBe(1);
    await samples.putFirst();
    expect(bytes(join(folder, AMENDED))).toBe(bytes(join(SAMPLES, AMENDED)));
    expect(await samples.putAmended()).toEqual([AMENDED]);
    expect(bytes(join(folder, AMENDED))).toBe(bytes(join(SAMPLES, 'amended', AMENDED)));

    rmSync(join(folder, OTHER));
    const again = await open();
    expect(again.amended).toBe(0);
    await again.putFirst();
    expect(await again.putAmended()).toEqual([]);
    expect(existsSync(join(folder, OTHER))).toBe(false);
  });

  it('never take the place of a person’s own file', async () => {
    put(OTHER, 'mine');
    put(AMENDED, 'mine too');
    const samples = await open();
    await samples.putFirst();
    expect(await samples.putAmended()).toEqual([]);
    expect([OTHER, AMENDED].map((key) => readFileSync(join(folder, key), 'utf8'))).toEqual(['mine', 'mine too']);
  });

  it('that were cut short are put in by the next start, whole', async () => {
    put(`${OTHER}.part`, 'half');
    await (await open()).putFirst();
    expect(bytes(join(folder, OTHER))).toBe(bytes(join(SAMPLES, OTHER)));
    expect(existsSync(join(folder, `${OTHER}.part`))).toBe(false);
    expect(existsSync(join(folder, 'marker'))).toBe(false);
  });
});
