import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, temporaryFolder } from './command.ts';

/** Lines as strangers send them: each is answered in its place, and a bad one keeps nothing from the next. */
const LINES: readonly (readonly [what: string, line: string, answer: object])[] = [
  ['a plain statement', asked('a', 'No fever.', 3, 8), { id: 'a', section: 'letter' }],
  ['a no-break space', asked('b', 'No\u00a0fever', 3, 8), { id: 'b', assertion: expect.objectContaining({}) }],
  ['a line separator inside', asked('c', 'No fever.\u2028Cough', 3, 8), { id: 'c', section: 'letter' }],
  ['an emoji, halved', asked('d', '😀 no fever', 1, 2), { id: 'd', section: 'letter' }],
  ['a span inside a word', asked('e', 'no fevers', 4, 7), { id: 'e', section: 'letter' }],
  ['a span over two sentences', asked('f', 'No fever. Cough.', 3, 15), { id: 'f', section: 'letter' }],
  ['an empty span', asked('g', 'No fever', 3, 3), { id: 'g', line: 7, error: expect.stringContaining('no span') }],
  ['a span behind the end', asked('h', 'No fever', 3, 99), { id: 'h', line: 8, error: expect.any(String) }],
  ['a span of blanks', asked('i', 'No  fever', 2, 4), { id: 'i', line: 9, error: expect.stringContaining('no word') }],
  ['half a line', '{"id":"j"', { line: 10, error: 'not JSON' }],
  ['no object', 'null', { line: 11, error: expect.any(String) }],
  ['a megabyte', asked('l', `${'no fever, '.repeat(100_000)}cough`, 3, 8), { id: 'l', section: 'letter' }],
  ['Windows line ends', asked('m', 'PMH:\r\nasthma\r\nNo fever\r\n', 17, 22), { id: 'm' }],
];

function asked(id: string, text: string, start: number, end: number): string {
  return JSON.stringify({ id, text, start, end });
}

describe('explain --ndjson', () => {
  const folder = temporaryFolder();
  let answers: unknown[] = [];
  let code: number | string | null = null;
  beforeAll(async () => {
    const command = runCommand('explain', ['--ndjson'], { lexicon: folder.lexicon });
    command.child.stdin.end(`${LINES.map(([, line]) => line).join('\r\n')}\n\n`);
    code = await command.ended();
    answers = command
      .stdout()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }, 60_000);
  afterAll(folder.remove);

  it('answers each line once, and ends with 1 where one could not be', () => {
    expect([code, answers.length]).toEqual([1, LINES.length]);
  });

  it.each(LINES.map(([what, , answer], at) => [what, at, answer] as const))(
    'answers %s in its place',
    (_, at, answer) => {
      expect(answers[at]).toMatchObject(answer);
    },
  );
});
