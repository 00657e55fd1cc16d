import { NO_SPELLINGS, type Spellings } from '../lexicon/vocabulary.ts';
import { UNKNOWN } from '../lexicon/word-table.ts';
import type { Span } from '../span.ts';

/** A word, a number or a mark of punctuation. Hyphens, apostrophes, spaces and single line ends are not tokens. */
export interface Token extends Span {
  /** Lower case, without accents, possessive `'s` and ligatures: what terms are compared by. */
  readonly norm: string;
  /** As written. */
  readonly raw: string;
  readonly kind: 'word' | 'mark';
  /** What stands between this token and the one before. */
  readonly gap: Gap;
  /** What phrases are compared by: its norm, spelling variants united. */
  readonly word: string;
  /** The number of that word in the vocabulary it was cut with, or UNKNOWN. */
  readonly number: number;
}

/** `paragraph`: at least one empty line, or a form feed. `hyphen` and `line-hyphen` join two halves of what may be one word. */
export type Gap = 'none' | 'space' | 'hyphen' | 'line-hyphen' | 'line' | 'paragraph';

const TOKEN =
  /\p{N}+(?:[.,]\p{N}+)*(?![\p{L}\p{N}])|[\p{L}\p{N}]+(?:\p{M}|[\p{L}\p{N}])*(?:['’](?:s|S)(?![\p{L}\p{N}]))?|[^\s\p{L}\p{N}\p{M}\-‐‑'’]|\t/gu;

/**
 * Cuts text into tokens, in order, with their UTF-16 offsets. The one tokenizer: it reads letters and compiles the
 * lexicon, so that what is the same to one is the same to the other.
 *
 * @param spellings of the words to be known by their numbers at once
 */
export function tokenize(text: string, spellings: Spellings = NO_SPELLINGS): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (let at = 0; at < text.length; ) {
    const plainEnd = plainTokenEnd(text, at);
    if (plainEnd === at) {
      at++;
      continue;
    }
    if (plainEnd === null) {
      TOKEN.lastIndex = at;
      const match = TOKEN.exec(text);
      if (match === null) break;
      const raw = match[0];
      const start = match.index;
      at = start + raw.length;
      const kind = /^[\p{L}\p{N}]/u.test(raw) ? 'word' : 'mark';
      const norm = normalize(raw);
      const number = spellings.numberOf(norm);
      const word = number === UNKNOWN ? norm : spellings.words[number]!;
      tokens.push(new WrittenToken(start, at, raw, norm, kind, gapOf(text, end, start), word, number));
    } else {
      tokens.push(plainToken(text, at, plainEnd, gapOf(text, end, at), spellings));
      at = plainEnd;
    }
    end = at;
  }
  return tokens;
}

function plainToken(text: string, start: number, end: number, gap: Gap, spellings: Spellings): Token {
  const code = text.charCodeAt(start);
  if (CLASSES[code] === MARK) {
    const mark = text[start]!;
    const number = spellings.marks[code]!;
    return new WrittenToken(
      start,
      end,
      mark,
      mark,
      'mark',
      gap,
      number === UNKNOWN ? mark : spellings.words[number]!,
      number,
    );
  }
  const known = spellings.table.find(text, start, end);
  if (known === UNKNOWN) {
    const raw = text.slice(start, end);
    const norm = raw.toLowerCase();
    return new WrittenToken(start, end, raw, norm, 'word', gap, norm, UNKNOWN);
  }
  const norm = spellings.written[known]!;
  const raw = hasCapital(text, start, end) ? text.slice(start, end) : norm;
  const number = spellings.numbers[known]!;
  return new WrittenToken(start, end, raw, norm, 'word', gap, spellings.words[number]!, number);
}

/**
 * Tokens are made by a class, though nothing else here is: what V8 makes of a literal it may take for long-lived, by how the first few
 * fared, and put among the old objects from then on. That made tokens twice as dear.
 */
export class WrittenToken implements Token {
  constructor(
    readonly start: number,
    readonly end: number,
    readonly raw: string,
    readonly norm: string,
    readonly kind: Token['kind'],
    readonly gap: Gap,
    readonly word: string,
    readonly number: number,
  ) {}
}

function hasCapital(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code >= CAPITAL_A && code <= CAPITAL_Z) return true;
  }
  return false;
}
const [CAPITAL_A, CAPITAL_Z] = [65, 90];

const [BETWEEN, MARK, LETTER, DIGIT] = [0, 1, 2, 3];
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z]/i.test(character)) return LETTER;
  if (/\d/.test(character)) return DIGIT;
  return /[^\S\t]|[-']/.test(character) ? BETWEEN : MARK;
});

/**
 * Where the token that begins at `at` ends, as TOKEN would find it, for what nearly all of a letter is: words of plain letters, whole
 * numbers, marks. `at` itself where none begins; null where TOKEN must look.
 */
function plainTokenEnd(text: string, at: number): number | null {
  const code = text.charCodeAt(at);
  if (code >= CLASSES.length) return null;
  const first = CLASSES[code]!;
  if (first < LETTER) return first === MARK ? at + 1 : at;
  for (let i = at + 1; i < text.length; i++) {
    const next = text.charCodeAt(i);
    if (next >= CLASSES.length) return null;
    const one = CLASSES[next]!;
    if (first === LETTER ? one >= LETTER : one === DIGIT) continue;
    const goesOn = first === LETTER ? next === APOSTROPHE : one === LETTER || next === FULL_STOP || next === COMMA;
    return goesOn ? null : i;
  }
  return text.length;
}

const [APOSTROPHE, COMMA, FULL_STOP] = [39, 44, 46];

/** Lower case, compatibility-composed (ligatures, full-width forms), without accents and possessive `'s`. */
export function normalize(word: string): string {
  if (/^[A-Za-z0-9]+$/.test(word)) return word.toLowerCase();
  return word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/['’]s$/i, '')
    .toLowerCase();
}

function gapOf(text: string, from: number, to: number): Gap {
  if (from === to) return 'none';
  if (to === from + 1 && text[from] === ' ') return 'space';
  let lines = 0;
  let hyphen = false;
  let other = false;
  for (let i = from; i < to; i++) {
    const character = text[i]!;
    if (character === '\n') lines++;
    else if (character === '\f') lines += 2;
    else if (character === '-' || character === '‐' || character === '‑') hyphen = !other && lines === 0;
    else if (lines === 0) other = true;
  }
  if (lines >= 2) return 'paragraph';
  if (lines === 1) return hyphen && !other ? 'line-hyphen' : 'line';
  return hyphen && to - from === 1 ? 'hyphen' : 'space';
}
