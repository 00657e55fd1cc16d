import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStartOptions, parseSuggestOptions, UsageError } from '../../functions/local/options.ts';

describe('the options of start', () => {
  it.each([
    [[], { once: false, port: 8321, data: resolve('.data'), samples: true }],
    [['--once', '--no-samples'], { once: true, port: 8321, data: resolve('.data'), samples: false }],
    [['--port', '0', '--data', '/tmp/x'], { once: false, port: 0, data: '/tmp/x', samples: true }],
    [['--port=65535'], { once: false, port: 65535, data: resolve('.data'), samples: true }],
  ])('%j', (args, expected) => expect(parseStartOptions(args)).toEqual(expected));

  it.each([['--help'], ['-h'], ['--once', '--help']])('%s asks for help', (...args) => {
    expect(parseStartOptions(args)).toBe('help');
  });

  it.each([
    [['--prot', '1'], "Unknown option '--prot'"],
    [['--port', '65536'], "--port needs a number from 0 to 65535, not '65536'"],
    [['--port', '-1'], '--port'],
    [['--port', '1e3'], "not '1e3'"],
    [['--port', ''], '--port needs'],
    [['--port'], '--port'],
    [['--data', ''], '--data needs a folder'],
    [['--once=yes'], '--once'],
    [['letters'], "expected options only, not 'letters'"],
  ])('%j is refused', (args, message) => {
    expect(() => parseStartOptions(args)).toThrow(UsageError);
    expect(() => parseStartOptions(args)).toThrow(message);
  });
});

describe('the options of suggest', () => {
  it.each([
    [['a.pdf', 'b.txt'], { form: 'table', files: ['a.pdf', 'b.txt'] }],
    [['--json', 'a.pdf'], { form: 'json', files: ['a.pdf'] }],
    [['--', '--json'], { form: 'table', files: ['--json'] }],
    [['--ndjson'], { form: 'ndjson', files: [] }],
  ])('%j', (args, expected) => expect(parseSuggestOptions(args)).toEqual(expected));

  it.each([
    [[], 'name at least one file'],
    [['--json'], 'name at least one file'],
    [['--ndjson', 'a.pdf'], 'standard input'],
    [['--ndjson', '--json'], 'do not go together'],
    [['--jsonl', 'a.pdf'], "Unknown option '--jsonl'"],
  ])('%j is refused', (args, message) => expect(() => parseSuggestOptions(args)).toThrow(message));
});
