import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import * as z from 'zod';
import type { Answer } from '../core/answer.ts';

/** One answer, or what was wrong with a line: never a word of the line itself. */
export type LineAnswer = Answer | { readonly id?: string; readonly line: number; readonly error: string };

export interface NdjsonReport {
  readonly lines: number;
  /** Lines that are no letter, and letters that could not be read. */
  readonly failed: number;
}

export const LONGEST_LINE_BYTES = 16_000_000;

/** A lone surrogate in an id could not be given back as it came. */
const Id = z
  .string()
  .min(1)
  .refine((id) => id.isWellFormed());
const LetterLine = z.object({ id: Id, text: z.string() });

/** Reads letters a line at a time and answers each before the next is read, so memory does not grow with the input. */
export async function assessLines(
  input: Readable,
  output: Writable,
  assess: (letter: { id: string; text: string }) => Answer,
): Promise<NdjsonReport> {
  let lines = 0;
  let failed = 0;
  for await (const { number, bytes } of linesOf(input)) {
    const answer = answerTo(number, bytes, assess);
    if (answer === null) continue;
    lines++;
    if ('error' in answer || answer.outcome === 'unreadable') failed++;
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, 'drain');
  }
  return { lines, failed };
}

/** null for an empty line. */
function answerTo(
  line: number,
  bytes: Buffer | null,
  assess: (letter: { id: string; text: string }) => Answer,
): LineAnswer | null {
  if (bytes === null) return { line, error: `the line is longer than ${LONGEST_LINE_BYTES} bytes` };
  const text = decoded(bytes);
  if (text === null) return { line, error: 'the line is not UTF-8' };
  if (text.trim() === '') return null;
  const parsed = parseJson(text);
  if (parsed === undefined) return { line, error: 'the line is not JSON' };
  const letter = LetterLine.safeParse(parsed);
  const id = z.object({ id: Id }).safeParse(parsed).data?.id;
  const named = id === undefined ? { line } : { id, line };
  if (!letter.success) {
    const wrong = [...new Set(letter.error.issues.map((issue) => issue.path.join('.')))].filter((path) => path !== '');
    return { ...named, error: wrong.length === 0 ? EXPECTED : `${EXPECTED}: look at ${wrong.join(' and ')}` };
  }
  try {
    return assess(letter.data);
  } catch (error) {
    return { ...named, error: `the letter could not be assessed (${error instanceof Error ? error.name : 'unknown'})` };
  }
}

const EXPECTED = 'a line is an object with the strings "id" (not empty) and "text"';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

interface Line {
  /** Counted from 1, empty lines included. */
  readonly number: number;
  /** Without its line end; null when there were more than {@link LONGEST_LINE_BYTES}. */
  readonly bytes: Buffer | null;
}

async function* linesOf(input: Readable): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let held = 0;
  let number = 0;
  const take = (part: Buffer) => {
    held += part.length;
    if (held <= LONGEST_LINE_BYTES) parts.push(part);
    else parts = [];
  };
  const finished = (): Line => {
    const line = { number: ++number, bytes: held > LONGEST_LINE_BYTES ? null : Buffer.concat(parts) };
    parts = [];
    held = 0;
    return line;
  };
  for await (const chunk of input as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, from)) {
      take(chunk.subarray(from, end));
      from = end + 1;
      yield finished();
    }
    if (from < chunk.length) take(chunk.subarray(from));
  }
  if (held > 0) yield finished();
}

const LINE_FEED = 0x0a;
