import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../support/seeded.ts';
import { archivedLetters } from './archived-letters.ts';
import { openArchive, TAMPERINGS } from './tampering.ts';

const docs = readFileSync(new URL('../../docs/audit.md', import.meta.url), 'utf8');
const hasTools = ['jq', 'sha256sum', 'xxd'].every((tool) => {
  try {
    return execFileSync('which', [tool]).length > 0;
  } catch {
    return false;
  }
});

/** What docs/audit.md tells an auditor to type. */
describe.skipIf(!hasTools)('checking by hand', () => {
  let root: string;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ root, remove } = await archivedLetters({ seed: 51, letters: 9 }));
  });
  afterAll(() => remove());

  function typed(name: string, env: Record<string, string> = {}): string {
    const [, script] = new RegExp(`<!-- by hand: ${name} -->\\n\`\`\`sh\\n([\\s\\S]*?)\`\`\``).exec(docs)!;
    return execFileSync('bash', ['-c', script!], { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8' });
  }

  it('finds every chain to hold, and a changed event', () => {
    const archive = openArchive(root);
    for (const LETTER of archive.letters) expect(typed('chain', { LETTER })).toBe('');
    const named = TAMPERINGS['changed field']!(archive, seeded(3))!;
    expect(typed('chain', { LETTER: named!.letterId! })).toContain(`event ${named!.sequence}: `);
    archive.restore();
  });

  it('comes to the same roots', () => {
    for (const DAY of openArchive(root).days) {
      const { root: named } = JSON.parse(readFileSync(join(root, 'anchors', `${DAY}.json`), 'utf8'));
      expect(typed('root', { DAY })).toBe(`${named}\n`);
    }
  });

  it('finds the days linked and each chain to end where its anchor says, and one that does not', () => {
    expect(typed('links')).toBe('');
    const archive = openArchive(root);
    const named = TAMPERINGS['re-hashed chain']!(archive, seeded(4))!;
    expect(typed('links')).toContain(named.letterId);
    archive.restore();
  });
});
