import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { Lexicon } from '../core/lexicon/lexicon.ts';
import { type Explanation, explainSpan } from '../core/reading/explain-span.ts';
import { loadBuiltLexicon } from './built-lexicon.ts';

const HELP = `npm run --silent explain -- --text "…" --phrase "…"
npm run --silent explain -- --ndjson

Shows what the words around a phrase say of it, whether or not the lexicon knows the phrase.

  --text TEXT      a sentence or a letter
  --phrase PHRASE  the target: its first occurrence in the text
  --ndjson         lines {"id","text","start","end"} on standard input (half-open UTF-16 offsets); on standard output
                   one {"id","assertion","modifiers","section"} a line, in the same order; a bad line gives
                   {"id"?,"line","error"} and the rest goes on
Exit codes: 0 all explained, 1 a line or the phrase could not be, 2 wrong usage.
`;

const Request = z.object({ id: z.string(), text: z.string(), start: z.int().min(0), end: z.int().min(0) });

async function main(): Promise<number> {
  let options: { text?: string; phrase?: string; ndjson?: boolean; help?: boolean };
  try {
    options = parseArgs({
      options: {
        text: { type: 'string' },
        phrase: { type: 'string' },
        ndjson: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return usage((error as Error).message);
  }
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (options.ndjson) return explainLines(loadBuiltLexicon());
  if (options.text === undefined || options.phrase === undefined)
    return usage('--text and --phrase are needed, or --ndjson');
  const start = options.text.indexOf(options.phrase);
  if (start === -1 || options.phrase.trim() === '') {
    process.stderr.write('the phrase is not in the text\n');
    return 1;
  }
  const end = start + options.phrase.length;
  process.stdout.write(
    inWords(options.text, { start, end }, explainSpan(options.text, { start, end }, loadBuiltLexicon())),
  );
  return 0;
}

async function explainLines(lexicon: Lexicon): Promise<number> {
  let exitCode = 0;
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === '') continue;
    const answer = explainLine(line, number, lexicon);
    if ('error' in answer) exitCode = 1;
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`))
      await new Promise((go) => process.stdout.once('drain', go));
  }
  return exitCode;
}

function explainLine(line: string, number: number, lexicon: Lexicon): object {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { line: number, error: 'not JSON' };
  }
  const request = Request.safeParse(json);
  const id =
    typeof json === 'object' && json !== null && 'id' in json && typeof json.id === 'string' ? { id: json.id } : {};
  if (!request.success) return { ...id, line: number, error: 'expected {"id","text","start","end"}' };
  const { text, start, end } = request.data;
  if (start >= end || end > text.length)
    return { ...id, line: number, error: `no span of the text: ${start} to ${end}` };
  try {
    const { assertion, modifiers, section } = explainSpan(text, { start, end }, lexicon);
    return { id: request.data.id, assertion, modifiers, section };
  } catch (error) {
    if (error instanceof RangeError) return { ...id, line: number, error: error.message };
    throw error;
  }
}

/** The statement with the target in `[[…]]` and each modifier in `{…}`, and what came of it. */
function inWords(text: string, target: { start: number; end: number }, explanation: Explanation): string {
  const marks = [
    { ...target, open: '[[', close: ']]' },
    ...explanation.modifiers.map(({ start, end, category }) => ({ start, end, open: '{', close: `|${category}}` })),
  ].sort((a, b) => b.start - a.start);
  let statement = text;
  for (const { start, end, open, close } of marks)
    statement = statement.slice(0, start) + open + statement.slice(start, end) + close + statement.slice(end);
  const { certainty, temporality, subject } = explanation.assertion;
  const triggers = explanation.modifiers.map(({ trigger, category }) => `  ${category}: "${trigger}"`);
  return [
    statement,
    `section: ${explanation.section}`,
    `${certainty}, ${temporality}, ${subject}`,
    ...triggers,
    '',
  ].join('\n');
}

function usage(problem: string): number {
  process.stderr.write(`${problem}\n\n${HELP}`);
  return 2;
}

process.exitCode = await main();
