import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Answer, type Held, type Suggestion } from '../../../functions/core/answer.ts';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { labelledLetters } from '../../accuracy/labels.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

/** Letters of the dev half, broken in every way that paper, scanners and software break them. `LONG=1` breaks ten times more. */

const RUNS = process.env.LONG === '1' ? 20_000 : 2_000;
const SEED = 20260314;

const letters = labelledLetters('dev').map(({ text }) => text);

describe('a letter, however broken', () => {
  it(`is answered: ${RUNS} mutated letters`, { timeout: 600_000 }, () => {
    let suggestions = 0;
    fc.assert(
      fc.property(brokenLetter(), (text) => {
        suggestions += expectWholeAnswer(text);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: process.env.LONG !== '1' },
    );
    expect(suggestions).toBeGreaterThan(RUNS);
  });

  it.each([
    ['nothing', ''],
    ['blanks and line ends', ' \n\n\t \r\n\f'],
    ['one word', 'cancer'],
    ['NULs', 'breast\0cancer \0\0 T2\0N0'],
    ['lone surrogates', '\ud83d breast cancer \udc00 \udc00\ud83d'],
    ['a letter of accents only', '\u0301\u0302 breast cance\u0301r \u0308'],
    ['a right-to-left override', '\u202ebreast cancer\u202c stage II'],
    ['letters that are more than one unit', '𝐁𝐫𝐞𝐚𝐬𝐭 𝐜𝐚𝐧𝐜𝐞𝐫, stage Ⅳ, ½ dose, T２N０'],
    ['letters that grow when compared', 'ﬃ ß İ ŉ breast cancer, ﷺ stage II'],
    ['zero-width characters inside words', 'breast can\u200bcer, carci\u00adnoma of the lung\ufeff'],
    ['a number without end', `PSA ${'9'.repeat(5_000)} T${'2'.repeat(5_000)}`],
    ['one line without end', 'breast cancer and '.repeat(3_000)],
    ['lines without end', 'Diagnosis:\n'.repeat(2_000)],
    ['brackets without end', `${'('.repeat(3_000)}breast cancer${')'.repeat(3_000)}`],
    ['hyphens without end', `carci${'-\n'.repeat(2_000)}noma`],
    ['names of the language', 'constructor __proto__ toString hasOwnProperty: breast cancer'],
  ])('is answered: %s', (_what, text) => {
    expectWholeAnswer(text);
  });
});

/** @returns how many suggestions there were, so that a run that finds nothing is seen */
function expectWholeAnswer(text: string): number {
  const answer = assessLetter({ id: 'fuzz', text }, lexicon);
  expect(JSON.stringify(assessLetter({ id: 'fuzz', text }, lexicon))).toBe(JSON.stringify(answer));
  const parsed = Answer.safeParse(answer);
  if (!parsed.success) throw parsed.error;
  for (const suggestion of [...answer.suggestions, ...answer.held]) expectEvidenceIsQuoted(suggestion, text);
  const { nhsNumber, dateOfBirth, name } = answer.patient;
  const places = [nhsNumber, dateOfBirth, name].filter((place) => place !== undefined);
  for (const { start, end } of [...places, ...answer.stages, ...answer.conflicts.flatMap(({ between }) => between)])
    if (!(start >= 0 && start < end && end <= text.length)) throw new Error(`no span of the text: ${start}–${end}`);
  const ids = answer.suggestions.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw new Error(`ids twice: ${ids}`);
  return ids.length;
}

function expectEvidenceIsQuoted({ display, evidence }: Suggestion | Held, text: string): void {
  for (const { start, end, quote } of evidence)
    if (!(start < end && end <= text.length) || quote !== text.slice(start, end))
      throw new Error(`${display}: "${quote}" is not what stands at ${start}–${end}`);
}

function brokenLetter(): fc.Arbitrary<string> {
  const mutation = fc.tuple(fc.constantFrom(...MUTATIONS), fc.nat(), fc.nat(), noise());
  return fc
    .tuple(fc.constantFrom(...letters), fc.array(mutation, { minLength: 1, maxLength: 4 }))
    .map(([letter, mutations]) =>
      mutations.reduce((text, [mutate, a, b, other]) => mutate(text, a, b, other), letter).slice(0, LONGEST),
    );
}

const LONGEST = 20_000;

function noise(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '\0',
      '\ud800',
      '\udfff\ud800',
      '\r\n',
      '\f',
      '\t',
      '\u00ad',
      '\ufb01',
      '\u202e',
      '((((',
      '::::',
      '----',
    ),
  );
}

/** Each takes the text, two numbers to choose places by, and some noise. */
const MUTATIONS: readonly ((text: string, a: number, b: number, other: string) => string)[] = [
  function cut(text, a, b) {
    const [from, to] = placesIn(text, a, b);
    return text.slice(from, to);
  },
  function lose(text, a, b) {
    const [from, to] = placesIn(text, a, b);
    return text.slice(0, from) + text.slice(Math.min(to, from + 200));
  },
  function double(text, a, b) {
    const [from, to] = placesIn(text, a, b);
    return text.slice(0, to) + text.slice(from);
  },
  function shuffleLines(text, a) {
    const keyed = text.split('\n').map((line, i) => ({ line, key: (Math.imul(i + 1, 2654435761) ^ a) >>> 0 }));
    return keyed
      .sort((x, y) => x.key - y.key)
      .map(({ line }) => line)
      .join('\n');
  },
  function insert(text, a, _b, other) {
    const at = a % (text.length + 1);
    return text.slice(0, at) + other + text.slice(at);
  },
  function insertOften(text, a, _b, other) {
    const step = 20 + (a % 80);
    return [...pieces(text, step)].join(other);
  },
  function oneLine(text) {
    return text.replace(/\s+/g, ' ');
  },
  function noBlanks(text, a, b) {
    const [from, to] = placesIn(text, a, b);
    return text.slice(0, from) + text.slice(from, to).replace(/\s+/g, '') + text.slice(to);
  },
  function capitals(text) {
    return text.toUpperCase();
  },
  function narrow(text, a) {
    return [...pieces(text, 5 + (a % 40))].join('\n');
  },
  function decomposed(text) {
    return text.normalize('NFD').replace(/[aeiou]/g, '$&\u0301');
  },
  function carriageReturns(text) {
    return text.replaceAll('\n', '\r\n');
  },
];

function placesIn(text: string, a: number, b: number): [number, number] {
  const [x, y] = [a % (text.length + 1), b % (text.length + 1)];
  return x < y ? [x, y] : [y, x];
}

function* pieces(text: string, size: number): Generator<string> {
  for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
}
