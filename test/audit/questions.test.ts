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

  it('are answered the same by the views that find letters as by every letter’s events', async () => {
    const byViews = folder.questions.filter(({ command }) =>
      ['--suggestion', '--patient', '--concept', '--actor'].some((flag) => command.includes(flag)),
    );
    expect(byViews.length).toBeGreaterThanOrEqual(4);
    const letters = (answer: string) =>
      answer
        .split(/\n\n(?=Letter )/)
        .map((letter) => letter.trim())
        .sort();
    for (const { command, environment } of byViews) {
      const found = await runAudit(command, environment);
      const through = await runAudit([...command, '--every-letter'], environment);
      expect(letters(found.stdout)).toEqual(letters(through.stdout));
    }
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
