import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyArchive } from '../../functions/audit/verify/archive-check.ts';
import { seeded } from '../support/seeded.ts';
import { archivedLetters } from './archived-letters.ts';
import { openArchive, TAMPERINGS } from './tampering.ts';

/** Ten archives, each tampered with in ten ways of each kind; views are tampered with in verify-table.test.ts. */
const ARCHIVES = 10;
const OF_EACH_KIND = 10;
const CLEAN = 100;

describe('an archive that was tampered with', () => {
  const archives: Awaited<ReturnType<typeof archivedLetters>>[] = [];
  beforeAll(async () => {
    for (let seed = 1; seed <= ARCHIVES; seed++) archives.push(await archivedLetters({ seed, letters: 8 + seed }));
  });
  afterAll(async () => {
    for (const { remove } of archives) await remove();
  });

  it.each(Object.keys(TAMPERINGS))('is found out and named, a hundred times: %s', (kind) => {
    let found = 0;
    for (const [index, { root }] of archives.entries()) {
      const chance = seeded(1000 * index + kind.length);
      const archive = openArchive(root);
      for (let done = 0; done < OF_EACH_KIND; ) {
        const named = TAMPERINGS[kind]!(archive, chance);
        if (named !== null) {
          expect(verifyArchive(root, []).findings[0], `archive ${index}, tampering ${done}`).toMatchObject(named);
          done++;
          found++;
        }
        archive.restore();
      }
      expect(verifyArchive(root, []).findings).toEqual([]);
    }
    expect(found).toBe(ARCHIVES * OF_EACH_KIND);
  });
});

describe('an archive that nobody touched', () => {
  it(`gives no alarm, ${CLEAN} times`, async () => {
    for (let seed = 100; seed < 100 + CLEAN; seed++) {
      const { root, remove } = await archivedLetters({ seed, letters: 1 + (seed % 9), days: 1 + (seed % 6) });
      const verdict = verifyArchive(root, []);
      expect(verdict.findings, `seed ${seed}`).toEqual([]);
      expect(verdict.days?.to).toBe('2026-03-09');
      expect(verdict.letters).toBeGreaterThanOrEqual(1 + (seed % 9));
      await remove();
    }
  });
});
