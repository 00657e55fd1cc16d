import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { Answer } from '../../functions/core/answer.ts';
import { type RunningCommand, runCommand, temporaryFolder } from './command.ts';

const SAMPLES = fileURLToPath(new URL('../../events/letters/incoming/', import.meta.url));
const PLAIN = join(SAMPLES, 'RZZ02', 'Y90002', 'cll-telephone-clinic.txt');
const HALF_SCANNED = join(SAMPLES, 'RZZ02', 'Y90001', 'thyroid-second-page-scanned.pdf');
const LOCKED = join(SAMPLES, 'RZZ02', 'Y90001', 'locked-letter.pdf');

const folder = temporaryFolder();
const running: RunningCommand[] = [];
function suggest(args: readonly string[], nodeArgs: readonly string[] = []): RunningCommand {
  const command = runCommand('suggest', args, { lexicon: folder.lexicon, nodeArgs });
  running.push(command);
  return command;
}
afterEach(async () => {
  for (const command of running.splice(0)) {
    command.child.kill('SIGKILL');
    await command.ended();
  }
});
afterAll(() => folder.remove());

const lines = (text: string) => text.split('\n').filter((line) => line !== '');

describe('suggest FILE...', () => {
  it('prints a table for each file, and says which pages were not read', async () => {
    const command = suggest([PLAIN, HALF_SCANNED]);
    expect(await command.ended(), command.stderr()).toBe(0);
    expect(command.stderr()).toBe('');
    expect(command.stdout()).toMatch(/Diagnosis +Chronic lymphocytic leukaemia +92814006 .*“CLL”/);
    expect(command.stdout()).toContain('Note: Page 2 of 2 could not be read.');
  });

  it('gives one JSON object a line with --json, in the order asked, whatever the files are', async () => {
    const absent = join(folder.path, 'absent.pdf');
    const command = suggest(['--json', LOCKED, PLAIN, absent, HALF_SCANNED]);
    expect(await command.ended()).toBe(1);
    const [locked, plain, missing, halfScanned, ...rest] = lines(command.stdout()).map((line) => JSON.parse(line));
    expect(rest).toEqual([]);
    for (const one of [locked, plain, halfScanned]) Answer.extend({ file: Answer.shape.id }).parse(one);
    expect(locked).toMatchObject({ file: LOCKED, outcome: 'unreadable', reason: 'encrypted', suggestions: [] });
    expect(plain).toMatchObject({
      file: PLAIN,
      outcome: 'assessed',
      coverage: { pages: 1, pagesRead: 1, characters: readFileSync(PLAIN, 'utf8').length },
    });
    expect(plain.suggestions[0].evidence[0].quote).toBe('CLL');
    expect(missing).toEqual({ file: absent, error: 'no such file' });
    expect(halfScanned.coverage).toMatchObject({ pages: 2, pagesRead: 1 });
    expect(command.stderr()).toBe(`${absent}: no such file\n`);
  });

  it('shows what it is for with --help, and refuses what it does not know', async () => {
    const [help, unknown, nothing, both] = [
      suggest(['--help']),
      suggest(['--jsno', PLAIN]),
      suggest([]),
      suggest(['--ndjson', PLAIN]),
    ];
    expect(await help.ended()).toBe(0);
    expect(help.stdout()).toMatch(/Exit codes: 0 .*; 1 .*; 2 /);
    for (const wrong of [unknown, nothing, both]) {
      expect(await wrong.ended()).toBe(2);
      expect(wrong.stdout()).toBe('');
      expect(wrong.stderr()).toContain('Usage: npm run --silent suggest');
    }
  });

  it('shows a file’s name and words without letting them steer the terminal', async () => {
    const hostile = join(folder.path, 'a\u001b[2Jb.txt');
    writeFileSync(hostile, 'Diagnosis: breast\u202ecancer\n');
    const command = suggest([hostile]);
    await command.ended();
    expect(command.stdout()).toContain('a\ufffd[2Jb.txt');
    expect(command.stdout()).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('suggest --ndjson', () => {
  it('answers in input order; a bad line says so, without its words, and the rest goes on', async () => {
    const command = suggest(['--ndjson']);
    const input = [
      '{"id":"a","text":"Diagnosis: breast cancer."}',
      '',
      '{"id":"b","text":"Diagnosis: secret',
      '{"id":"c","txt":"secret"}',
      '{"id":7,"text":"secret"}',
      '[]',
      '{"id":"d","text":"  "}',
      '{"id":"e\\ud800","text":"secret"}',
      '{"id":"f","text":"\\ud800 No evidence of breast cancer.","sender":"ignored"}',
    ];
    command.child.stdin.end(`\ufeff${input.join('\r\n')}`);
    expect(await command.ended()).toBe(1);
    const answers = lines(command.stdout()).map((line) => JSON.parse(line));
    expect(answers).toMatchObject([
      { id: 'a', outcome: 'assessed', coverage: { pages: 1, pagesRead: 1, characters: 25 } },
      { line: 3, error: 'the line is not JSON' },
      { id: 'c', line: 4, error: expect.stringContaining('look at text') },
      { line: 5, error: expect.stringContaining('look at id') },
      { line: 6, error: expect.stringContaining('a line is an object') },
      { id: 'd', outcome: 'unreadable', reason: 'empty' },
      { line: 8, error: expect.stringContaining('look at id') },
      { id: 'f', outcome: 'assessed', held: [{ reason: 'negated' }] },
    ]);
    expect(answers).toHaveLength(8);
    expect(command.stdout() + command.stderr()).not.toContain('secret');
    expect(command.stderr()).toBe('6 of 8 letters could not be read\n');
  });

  it('gives the same bytes for the same letters', async () => {
    const input = '{"id":"a","text":"Left breast cancer. ER positive. T2 N1 M0."}\n';
    const commands = [suggest(['--ndjson']), suggest(['--ndjson'])];
    for (const command of commands) command.child.stdin.end(input);
    for (const command of commands) expect(await command.ended()).toBe(0);
    expect(commands[0]!.stdout()).not.toBe('');
    expect(commands[0]!.stdout()).toBe(commands[1]!.stdout());
  });

  it('answers 20,000 letters in the memory it takes for the first 2,000', async () => {
    const command = suggest(['--ndjson'], ['--max-old-space-size=128']);
    const filler = 'She was seen in clinic with her husband and is well. '.repeat(2);
    const write = async (from: number, to: number) => {
      for (let i = from; i < to; i++) {
        const line = JSON.stringify({ id: `letter-${i}`, text: `Letter ${i}. Diagnosis: breast cancer. ${filler}` });
        if (!command.child.stdin.write(`${line}\n`))
          await new Promise((resolve) => command.child.stdin.once('drain', resolve));
      }
    };
    const writing = write(0, 20_000);
    await command.printed(/"id":"letter-2000"/);
    const early = peakMegabytes(command);
    await writing;
    // Its input stays open, so that it is still there to be measured behind its last answer.
    await command.printed(/"id":"letter-19999".*\n/);
    expect(peakMegabytes(command) - early).toBeLessThan(60);
    command.child.stdin.end();
    expect(await command.ended(), command.stderr()).toBe(0);
    const ids = lines(command.stdout()).map((line) => JSON.parse(line).id);
    expect(ids).toEqual(Array.from({ length: 20_000 }, (_, i) => `letter-${i}`));
  });

  it('goes quietly when nobody reads its answers any more', async () => {
    const command = suggest(['--ndjson']);
    command.child.stdin.write('{"id":"a","text":"Diagnosis: breast cancer."}\n');
    await command.printed(/"id":"a"/);
    command.child.stdout.destroy();
    const feed = setInterval(() => command.child.stdin.write('{"id":"b","text":"Diagnosis: CLL."}\n'), 5);
    expect(await command.ended()).toBe(0);
    clearInterval(feed);
    expect(command.stderr()).toBe('');
  });
});

/** Peak resident memory; 0 where the system does not tell, which makes the bound hold of itself. */
function peakMegabytes({ child }: RunningCommand): number {
  if (process.platform !== 'linux') return 0;
  const status = readFileSync(`/proc/${child.pid}/status`, 'latin1');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)![1]) / 1024;
}
