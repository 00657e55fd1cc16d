import type { Stage } from '../answer.ts';

/** A stage as written, before its context is known. Offsets are half-open, into the stored text. */
export type StageReading = Omit<Stage, 'assertion'>;

/** One statement of the letter, as the stage grammars see it. */
export interface Statement {
  /** The statement's own text. */
  readonly text: string;
  /** Where it begins in the letter. */
  readonly offset: number;
  /** The text of the statement before, in the same section: for tables and headings. */
  readonly before: string;
  /** What stands on its line before it: a heading such as `Primary tumour (pT): `, a mark, a box. */
  readonly label: string;
  readonly section: string;
  /** It is a line that holds one axis (`N: 1a`), and the line before or after holds another. */
  readonly axisBeside: boolean;
}

/** Facts about the whole letter that decide between systems. */
export interface LetterFacts {
  readonly lymphoma: boolean;
  /** Its only cancers are of women's genital tract, which are staged by FIGO. */
  readonly gynaecological: boolean;
}

const ROMAN: Readonly<Record<string, string>> = { '0': '0', '1': 'I', '2': 'II', '3': 'III', '4': 'IV', '5': 'V' };

/** `3`, `iii` or `III` as `III`. */
export function toRoman(numeral: string): string {
  return ROMAN[numeral] ?? numeral.toUpperCase();
}

const ARABIC: Readonly<Record<string, string>> = {
  I: '1',
  II: '2',
  III: '3',
  IV: '4',
  NOUGHT: '0',
  ZERO: '0',
  ONE: '1',
  WON: '1',
  TOO: '2',
  TWO: '2',
  THREE: '3',
  FOUR: '4',
};

/** `III`, `three` or `3` as `3`. */
export function arabic(numeral: string): string {
  return ARABIC[numeral.toUpperCase()] ?? numeral;
}

export function readingAt(
  statement: Statement,
  start: number,
  end: number,
  system: string,
  value: string,
): StageReading {
  return { system, axis: null, prefix: null, value, start: statement.offset + start, end: statement.offset + end };
}
