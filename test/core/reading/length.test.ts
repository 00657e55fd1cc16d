import { describe, expect, it } from 'vitest';
import type { Lexicon } from '../../../functions/core/lexicon/lexicon.ts';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { labelledLetters } from '../../accuracy/labels.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

/**
 * Work grows with the length of a letter, not with its square. It is counted, not timed: tokens looked at, characters that
 * regular expressions went over, and calls of the functions given to list methods. Times are in test/bench.
 */

const letters = labelledLetters('dev')
  .map(({ text }) => text)
  .join('\n\n');

const LENGTH = 8_000;
const TIMES = 4;
/** Four times the text may cost four times the steps, and a little for sorting. */
const MOST = TIMES * 1.15;

const filled = (unit: string) => (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

describe(`${TIMES} times the text takes about ${TIMES} times the work`, () => {
  it.each([
    ['letters', filled(letters.slice(0, 7_000))],
    ['letters on one line', filled(letters.slice(0, 7_000).replace(/\s+/g, ' '))],
    ['one word without end', filled('carcinoma')],
    ['a list of cancers', filled('breast cancer, lung cancer and ')],
    ['sites and types apart', filled('breast lung colon liver carcinoma metastases ')],
    ['triggers', filled('no evidence of breast cancer or possible ')],
    ['triggers that end others', filled('no cancer but who has ; ')],
    ['questions', filled('breast cancer? ')],
    ['headings', filled('Diagnosis: breast cancer\nPlan: surgery\n')],
    ['headings on one line', filled('Diagnosis: cancer. Plan: CT. ')],
    ['list items', filled('1. breast cancer\n- lung cancer\n')],
    ['items of one introduction', (length) => `No evidence of:\n${filled('1. lung cancer\n')(length)}`],
    ['table rows', filled('breast cancer\tno\tT2\n')],
    ['the same line over and over', filled('City Hospital NHS Trust page 1\n\nbreast cancer\n')],
    ['dates', filled('12/03/2026 and March 2025 and 1999 ')],
    ['cancers with dates', filled('breast cancer 12/03/2026 ')],
    ['stages', filled('pT2 N1 M0 stage IIB Gleason 3+4=7 ER 8/8 ')],
    ['stages that contradict each other', filled('T1 N0 M0 T2 N1 M1 T3 N2 stage I stage IV ')],
    ['NHS numbers', filled('NHS No: 999 000 0018 ')],
    ['brackets', filled('(')],
    ['blanks', (length) => `Stage ${' '.repeat(length)}II`],
    ['empty lines', filled('\n')],
    ['digits', filled('7')],
    ['hyphens at line ends', filled('carci-\nnoma ')],
    ['accents', filled('e\u0301')],
    [
      'unknown long words',
      (length) => Array.from({ length: length / 12 }, (_, i) => `adenoxyz${letterOf(i)}`).join(' '),
    ],
    ['nothing but marks', filled('.,;:?!')],
  ])('%s', (_what, make) => {
    const small = stepsFor(make(LENGTH));
    const large = stepsFor(make(LENGTH * TIMES));
    expect(small).toBeGreaterThan(LENGTH);
    expect(large / small).toBeLessThan(MOST);
  });

  it('and a step that looks back at every step before it would be seen', () => {
    const quadratic = (length: number) =>
      stepsOf(() => {
        const seen: number[] = [];
        for (let i = 0; i < length; i++) if (!seen.some((one) => one === -1)) seen.push(i);
      });
    expect(quadratic(400) / quadratic(100)).toBeGreaterThan(MOST);
    const lookingBehind = (length: number) =>
      stepsOf(() => {
        const text = 'a'.repeat(length);
        for (let i = 0; i < length; i++) /b/.test(text.slice(i));
      });
    expect(lookingBehind(400) / lookingBehind(100)).toBeGreaterThan(MOST);
  });
});

function letterOf(number: number): string {
  return number
    .toString(26)
    .replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)]!)
    .padStart(3, 'q');
}

function stepsFor(text: string): number {
  return stepsOf((count) => assessLetter({ id: 'long', text }, counted(lexicon, count)));
}

/** The lexicon, handing out tokens that count every look at one of them. */
function counted(plain: Lexicon, count: () => void): Lexicon {
  return {
    ...plain,
    prepare: (text) =>
      new Proxy(plain.prepare(text), {
        get(list, name, receiver) {
          if (typeof name === 'string' && name >= '0' && name < ':') count();
          return Reflect.get(list, name, receiver);
        },
      }),
  };
}

type Method = (this: unknown, ...values: unknown[]) => unknown;

const LIST_METHODS = [
  'some',
  'every',
  'find',
  'findIndex',
  'filter',
  'map',
  'flatMap',
  'forEach',
  'reduce',
  'sort',
] as const;

/** Runs the work with list methods and regular expressions that count. */
function stepsOf(work: (count: () => void) => void): number {
  let steps = 0;
  const count = () => {
    steps++;
  };
  const restore: (() => void)[] = [];
  const replace = (prototype: object, name: string, by: (original: Method) => Method) => {
    const original = Object.getOwnPropertyDescriptor(prototype, name)!;
    restore.push(() => Object.defineProperty(prototype, name, original));
    Object.defineProperty(prototype, name, { ...original, value: by(original.value) });
  };
  for (const name of LIST_METHODS)
    replace(
      Array.prototype,
      name,
      (original) =>
        function counting(given?: unknown, ...rest: unknown[]) {
          if (typeof given !== 'function') return original.call(this, given, ...rest);
          const callback = function (this: unknown, ...values: unknown[]) {
            steps++;
            return given.apply(this, values);
          };
          return original.call(this, callback, ...rest);
        },
    );
  replace(
    RegExp.prototype,
    'exec',
    (original) =>
      function counting(text: unknown) {
        const { global, sticky, lastIndex } = this as RegExp;
        const from = global || sticky ? lastIndex : 0;
        const match = original.call(this, text) as RegExpExecArray | null;
        const to = match === null ? (sticky ? from : String(text).length) : match.index + match[0].length;
        steps += 1 + Math.max(0, to - from);
        return match;
      },
  );
  try {
    work(count);
  } finally {
    for (const put of restore.reverse()) put();
  }
  return steps;
}
