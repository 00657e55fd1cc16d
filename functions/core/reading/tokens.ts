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
}

/** `paragraph`: at least one empty line, or a form feed. `hyphen` and `line-hyphen` join two halves of what may be one word. */
export type Gap = 'none' | 'space' | 'hyphen' | 'line-hyphen' | 'line' | 'paragraph';

const TOKEN =
  /\p{N}+(?:[.,]\p{N}+)*(?!\p{L})|[\p{L}\p{N}]+(?:\p{M}|[\p{L}\p{N}])*(?:['’](?:s|S)(?![\p{L}\p{N}]))?|[^\s\p{L}\p{N}\p{M}\-‐‑'’]|\t/gu;

/**
 * Cuts text into tokens, in order, with their UTF-16 offsets. The one tokenizer: it reads letters and compiles the
 * lexicon, so that what is the same to one is the same to the other.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const raw = match[0];
    const start = match.index;
    tokens.push({
      start,
      end: start + raw.length,
      raw,
      norm: normalize(raw),
      kind: kindOf(raw),
      gap: gapOf(text, end, start),
    });
    end = start + raw.length;
  }
  return tokens;
}

/** Lower case, compatibility-composed (ligatures, full-width forms), without accents and possessive `'s`. */
export function normalize(word: string): string {
  if (/^[A-Za-z0-9]+$/.test(word)) return word.toLowerCase();
  return word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/['’]s$/i, '')
    .toLowerCase();
}

function kindOf(raw: string): Token['kind'] {
  return /^[\p{L}\p{N}]/u.test(raw) ? 'word' : 'mark';
}

function gapOf(text: string, from: number, to: number): Gap {
  if (from === to) return 'none';
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
