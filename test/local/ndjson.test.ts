import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { assessLines, LONGEST_LINE_BYTES } from '../../functions/local/ndjson.ts';
import { assessText } from '../../functions/local/suggest.ts';
import { smallLexicon } from '../support/small-lexicon.ts';

const lexicon = smallLexicon();
const assess = (letter: { id: string; text: string }) => assessText(letter, lexicon);

async function answersTo(chunks: Iterable<Buffer>): Promise<{ answers: Record<string, unknown>[]; failed: number }> {
  let written = '';
  const output = new Writable({
    write(chunk, _, done) {
      written += chunk;
      done();
    },
  });
  const { failed } = await assessLines(Readable.from(chunks), output, assess);
  const answers = written.split('\n').filter((line) => line !== '');
  return { answers: answers.map((line) => JSON.parse(line)), failed };
}

describe('letters a line at a time', () => {
  it('are the same however the input is cut, in the middle of a character too', async () => {
    const input = Buffer.from('{"id":"ä","text":"Diagnosis: breast cancer – née Müller"}\n{"id":"b","text":"CLL"}\n');
    const whole = await answersTo([input]);
    const bytes = await answersTo([...input].map((byte) => Buffer.from([byte])));
    expect(whole.answers.map(({ id }) => id)).toEqual(['ä', 'b']);
    expect(bytes).toEqual(whole);
  });

  it('may be as long as the bound and no longer; the rest goes on', async () => {
    const wrapping = '{"id":"a","text":""}'.length;
    const lineOf = (length: number) => Buffer.from(`{"id":"a","text":"${'x'.repeat(length - wrapping)}"}\n`);
    const { answers, failed } = await answersTo([
      lineOf(LONGEST_LINE_BYTES),
      lineOf(LONGEST_LINE_BYTES + 1),
      Buffer.from('{"id":"b","text":"CLL"}'),
    ]);
    expect(answers).toMatchObject([
      { id: 'a', outcome: 'unreadable', reason: 'too-much-text' },
      { line: 2, error: 'the line is longer than 16000000 bytes' },
      { id: 'b', outcome: 'assessed' },
    ]);
    expect(failed).toBe(2);
  });

  it('that are not UTF-8 are refused, not guessed at', async () => {
    const { answers } = await answersTo([Buffer.from('{"id":"a","text":"M\xfcller"}\n', 'latin1')]);
    expect(answers).toEqual([{ line: 1, error: 'the line is not UTF-8' }]);
  });

  it('are not read ahead of a reader who is slow', async () => {
    let taken = 0;
    function* letters() {
      for (; taken < 1000; taken++) yield Buffer.from('{"id":"a","text":"CLL"}\n');
    }
    let release = () => {};
    const output = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        release = done;
      },
    });
    const done = assessLines(Readable.from(letters(), { highWaterMark: 1 }), output, assess);
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(taken).toBeLessThan(10);
    for (let stop = false; !stop; ) {
      release();
      stop = await Promise.race([done.then(() => true), new Promise<boolean>((go) => setImmediate(() => go(false)))]);
    }
    expect((await done).lines).toBe(1000);
  });

  it('that cannot be assessed are said so by the error’s name alone', async () => {
    let written = '';
    const output = new Writable({
      write(chunk, _, done) {
        written += chunk;
        done();
      },
    });
    const failing = () => {
      throw new RangeError('secret words');
    };
    const input = Readable.from([Buffer.from('{"id":"a","text":"secret words"}\n')]);
    expect(await assessLines(input, output, failing)).toEqual({ lines: 1, failed: 1 });
    expect(JSON.parse(written)).toEqual({ id: 'a', line: 1, error: 'the letter could not be assessed (RangeError)' });
  });
});
