import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { Assertion } from '../../functions/core/answer.ts';
import type { Half } from './labels.ts';

/** One row of `sentences/{dev,test}.tsv`: see README.md in that folder. */
const Row = z.strictObject({
  text: z.string().min(1),
  target: z.string().min(1),
  ...Assertion.shape,
  kind: z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'not a slug'),
});

export interface LabelledSentence {
  /** `<half>:<line>`. */
  readonly name: string;
  readonly text: string;
  /** The words the label is about, at half-open UTF-16 offsets. */
  readonly target: { readonly words: string; readonly start: number; readonly end: number };
  readonly assertion: Assertion;
  readonly kind: string;
}

const FOLDER = fileURLToPath(new URL('sentences/', import.meta.url));
const COLUMNS = Object.keys(Row.shape);

/** The sentences of one half, in the order of the file. */
export function labelledSentences(half: Half): LabelledSentence[] {
  return parseSentences(half, readFileSync(`${FOLDER}${half}.tsv`, 'utf8'));
}

/** The sentences of one of the further sets for working on: `dev2`, `dev3` … */
export function furtherSentences(set: string): LabelledSentence[] {
  return parseSentences(set, readFileSync(`${FOLDER}${set}.tsv`, 'utf8'));
}

/**
 * Reads a file of labelled sentences; `\n` in a text stands for a line break.
 *
 * @throws Error naming the line, when it is no row or its target does not stand in the text exactly once
 */
export function parseSentences(name: string, tsv: string): LabelledSentence[] {
  const [header, ...lines] = tsv.trimEnd().split('\n');
  if (header !== COLUMNS.join('\t')) throw new Error(`${name}: the first line is not ${COLUMNS.join(', ')}`);
  return lines.map((line, index) => readRow(`${name}:${index + 2}`, line));
}

function readRow(name: string, line: string): LabelledSentence {
  const cells = line.split('\t');
  if (cells.length !== COLUMNS.length) throw new Error(`${name}: ${cells.length} cells where ${COLUMNS.length} belong`);
  const row = Row.safeParse(Object.fromEntries(COLUMNS.map((column, index) => [column, cells[index]])));
  if (!row.success) throw new Error(`${name}: ${z.prettifyError(row.error)}`);
  const { kind, certainty, temporality, subject } = row.data;
  const text = withLineBreaks(row.data.text);
  const words = withLineBreaks(row.data.target);
  const start = text.indexOf(words);
  if (start === -1) throw new Error(`${name}: the target is not in the text`);
  if (text.indexOf(words, start + 1) !== -1) throw new Error(`${name}: the target is in the text more than once`);
  return {
    name,
    text,
    target: { words, start, end: start + words.length },
    assertion: { certainty, temporality, subject },
    kind,
  };
}

function withLineBreaks(cell: string): string {
  return cell.replaceAll('\\n', '\n');
}
