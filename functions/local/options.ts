import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface StartOptions {
  /** Exit after the letters that are there now. */
  readonly once: boolean;
  /** Of the page, on loopback; 0 takes any that is free. */
  readonly port: number;
  /** The data folder, absolute. */
  readonly data: string;
  readonly samples: boolean;
}

export const START_USAGE = `Usage: npm start -- [options]

Reads the letters under DIR/letters/incoming/<sender ODS>/<practice ODS>/, suggests codes for each, and goes on
watching that folder. Serves a page on this machine only. It suggests; a person decides.

Options:
  --once         exit when the letters that are there now have been read
  --port N       port of the page (default 8321; 0 takes any that is free)
  --data DIR     where letters, texts and tables are kept (default .data)
  --no-samples   do not put the sample letters in
  --help         show this

Ctrl-C stops it after the letter in hand; starting again goes on where it stopped.

Exit codes: 0 stopped or, with --once, every letter has ended in a state; 1 it could not start, or a letter was
given up on; 2 wrong usage.
`;

/** The command line was not understood. Retrying cannot help; `--help` says what is. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function parseStartOptions(args: readonly string[]): StartOptions | 'help' {
  const { values, positionals } = parse(args, {
    once: { type: 'boolean' },
    port: { type: 'string' },
    data: { type: 'string' },
    'no-samples': { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  if (positionals.length > 0) throw new UsageError(`expected options only, not '${positionals[0]}'`);
  if (values.data === '') throw new UsageError('--data needs a folder');
  return {
    once: values.once === true,
    port: portOf(values.port),
    data: resolve(values.data ?? '.data'),
    samples: values['no-samples'] !== true,
  };
}

function portOf(written: string | undefined): number {
  if (written === undefined) return 8321;
  const port = /^\d{1,5}$/.test(written) ? Number(written) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`--port needs a number from 0 to 65535, not '${written}'`);
  return port;
}

export interface SuggestOptions {
  readonly form: 'table' | 'json' | 'ndjson';
  readonly files: readonly string[];
}

export const SUGGEST_USAGE = `Usage: npm run --silent suggest -- FILE...
       npm run --silent suggest -- --json FILE...
       npm run --silent suggest -- --ndjson < letters.ndjson

Suggests SNOMED CT codes for hospital letters, PDF or plain text. Nothing is stored. It suggests; a person decides.

  FILE...    prints a table of what is suggested in each
  --json     prints one JSON object a line for each file, in the order given
  --ndjson   reads lines {"id": "...", "text": "..."} from standard input and prints one JSON object a line for each,
             in input order. Other members are ignored, empty lines skipped. A line that is no letter gives
             {"id"?, "line", "error"} and the rest goes on. A line may have up to 16 MB.
  --help     show this

Answers go to standard output, problems to standard error.

Exit codes: 0 every letter was assessed; 1 something could not be read; 2 wrong usage.
`;

/** @throws UsageError */
export function parseSuggestOptions(args: readonly string[]): SuggestOptions | 'help' {
  const { values, positionals: files } = parse(args, {
    json: { type: 'boolean' },
    ndjson: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) return 'help';
  if (values.json && values.ndjson) throw new UsageError('--json and --ndjson do not go together');
  if (values.ndjson && files.length > 0) throw new UsageError('--ndjson reads standard input, not files');
  if (!values.ndjson && files.length === 0) throw new UsageError('name at least one file');
  return { form: values.ndjson ? 'ndjson' : values.json ? 'json' : 'table', files };
}

type Flags = Record<string, { type: 'boolean' | 'string'; short?: string }>;
interface Parsed<F extends Flags> {
  values: { [K in keyof F]?: F[K]['type'] extends 'boolean' ? boolean : string };
  positionals: string[];
}

function parse<F extends Flags>(args: readonly string[], options: F): Parsed<F> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true }) as Parsed<F>;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.replace(/\. To specify a positional.*$/s, ''), { cause: error });
  }
}
