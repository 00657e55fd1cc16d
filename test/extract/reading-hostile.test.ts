import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createLetterReader } from '../../functions/extract/reading/read-letter.ts';
import { GOOD_LETTER, GOOD_WORDS } from '../support/hostile-pdfs/good-letter.ts';
import { hostilePdfs } from '../support/hostile-pdfs.ts';
import { bundleReadingChild } from '../support/reading-child.ts';

/** Small bounds, so that what must be stopped is stopped soon. */
const child = bundleReadingChild();
const reader = createLetterReader({
  childEntry: child.entry,
  limits: { timeoutMilliseconds: 5_000, memoryBytes: 900_000_000, inflatedBytes: 10_000_000 },
});
afterAll(async () => {
  await reader.close();
  child.remove();
  rmSync(temporary, { recursive: true });
});

const cases = hostilePdfs();
const listeners = process.listenerCount('exit');
/** Where the child would put a temporary file, and nobody else does. */
const temporary = mkdtempSync(join(tmpdir(), 'reading-'));
process.env.TMPDIR = temporary;

describe('every hostile file ends in a reading or one named reason', () => {
  it('there are at least forty', () => expect(cases.length).toBeGreaterThanOrEqual(40));

  it.each(cases)('$name', async ({ bytes, ends }) => {
    const reading = await reader.read(bytes);
    expect(ends).toContain(reading.outcome === 'read' ? 'read' : reading.reason);
    if (reading.outcome === 'read') expect(reading.pages.at(-1)!.end).toBe(reading.text.length);
  });

  it('and after them all the same reader reads a good letter', async () => {
    expect(await reader.read(GOOD_LETTER)).toMatchObject({ outcome: 'read', text: GOOD_WORDS });
  });

  it('and nothing is left behind', async () => {
    await reader.close();
    expect(process.listenerCount('exit')).toBe(listeners);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('a changed letter is never read as another', () => {
  it('one byte changed anywhere in the packed text: damaged, or the very same words', async () => {
    const from = GOOD_LETTER.indexOf('stream\n') + 'stream\n'.length;
    const to = GOOD_LETTER.indexOf('\nendstream');
    for (let at = from; at < to; at += 5) {
      const bytes = Buffer.from(GOOD_LETTER);
      bytes[at]! ^= 1 << (at % 8);
      const reading = await patient.read(bytes);
      const said = reading.outcome === 'read' ? reading.text : reading.reason;
      expect([GOOD_WORDS, 'damaged']).toContain(said);
    }
  });
  const patient = createLetterReader({ childEntry: child.entry });
  afterAll(() => patient.close());
});
