import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAudit } from './audit-command.ts';
import { openAuditedFolder } from './questions.ts';

const DOCS = new URL('../../docs/audit.md', import.meta.url);

describe('twenty questions of an auditor, over at least 500 suggestions', () => {
  let folder: Awaited<ReturnType<typeof openAuditedFolder>>;
  beforeAll(async () => {
    execFileSync(process.execPath, ['--import', 'tsx', 'lexicon/build.ts', '--quiet'], { stdio: 'inherit' });
    folder = await openAuditedFolder();
  });
  afterAll(() => folder?.remove());

  it('has so many suggestions', () => {
    const suggestions = new Set(
      folder.chains
        .flat()
        .flatMap((event) => (event.type === 'suggestions-made' ? event.data.suggestions : []))
        .map(({ id }) => id),
    );
    expect(suggestions.size).toBeGreaterThanOrEqual(500);
    expect(folder.questions).toHaveLength(20);
  });

  it.each(Array.from({ length: 20 }, (_, index) => index))('question %i is answered by one command', async (index) => {
    const { question, command, answer, code = 0, environment } = folder.questions[index]!;
    const ran = await runAudit(command, environment);
    expect(ran.stderr, question).toBe('');
    expect(ran.stdout, question).toMatch(answer);
    expect(ran.code, question).toBe(code);
    expect(ran.stdout + ran.stderr).not.toMatch(/999 ?000 ?00/);
  });

  it('are listed in docs/audit.md, each with its command', () => {
    const docs = readFileSync(DOCS, 'utf8');
    for (const { question, command } of folder.questions) {
      expect(docs).toContain(question);
      for (const flag of command.filter((word) => word.startsWith('--') && word !== '--data'))
        expect(docs).toContain(flag);
    }
  });
});
