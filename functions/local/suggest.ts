import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { argv, exit, stderr, stdin, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Answer } from '../core/answer.ts';
import { letterIdOfContent } from '../core/letter.ts';
import type { Lexicon } from '../core/lexicon/lexicon.ts';
import type { LetterReader } from '../core/ports.ts';
import type { QuarantineReason } from '../core/quarantine-reason.ts';
import { REASON_IN_WORDS } from '../core/quarantine-words.ts';
import { assessLetter } from '../core/reading/assess-letter.ts';
import type { Page } from '../core/text-document.ts';
import { DEFAULT_LIMITS } from '../extract/reading/limits.ts';
import { createLetterReader } from '../extract/reading/read-letter.ts';
import { judgePage } from '../extract/reading/text-quality.ts';
import { loadBuiltLexicon } from './built-lexicon.ts';
import { letterTable, printable, widthOf } from './letter-table.ts';
import { assessLines } from './ndjson.ts';
import { parseSuggestOptions, SUGGEST_USAGE, UsageError } from './options.ts';

/** `npm run --silent suggest`: letters in, suggestions out; nothing is stored. @returns the exit code */
export async function main(args: readonly string[]): Promise<number> {
  const options = parseSuggestOptions(args);
  if (options === 'help') {
    stdout.write(SUGGEST_USAGE);
    return 0;
  }
  const lexicon = loadBuiltLexicon(process.env.LEXICON_FILE);
  if (options.form === 'ndjson') {
    const { lines, failed } = await assessLines(stdin, stdout, (letter) => assessText(letter, lexicon));
    if (failed > 0) stderr.write(`${failed} of ${lines} letters could not be read\n`);
    return failed > 0 ? 1 : 0;
  }
  const reader = createLetterReader();
  try {
    let failed = false;
    for (const file of options.files) {
      const assessed = await assessFile(file, reader, lexicon);
      failed ||= 'error' in assessed || assessed.answer.outcome === 'unreadable';
      stdout.write(options.form === 'json' ? jsonOf(file, assessed) : tableOf(file, assessed));
      if ('error' in assessed) stderr.write(`${printable(file)}: ${assessed.error}\n`);
    }
    return failed ? 1 : 0;
  } finally {
    await reader.close();
  }
}

type Assessed = { answer: Answer; text: string; pages: readonly Page[] } | { error: string };

async function assessFile(file: string, reader: LetterReader, lexicon: Lexicon): Promise<Assessed> {
  const bytes = await readContent(file);
  if (typeof bytes === 'string') return { error: bytes };
  try {
    const id = letterIdOfContent(bytes);
    const reading = await reader.read(bytes);
    if (reading.outcome === 'unreadable')
      return { answer: unreadable(id, reading.reason, lexicon), text: '', pages: [] };
    const { text, pages } = reading;
    return { answer: assessLetter({ id, text, pages }, lexicon), text, pages };
  } catch (error) {
    // The name alone: a message may quote what it met.
    return { error: `could not be assessed (${error instanceof Error ? error.name : 'unknown'})` };
  }
}

/** One byte more than a letter may have is enough for the reader to say so. @returns what is against it, in words */
async function readContent(file: string): Promise<Buffer | string> {
  try {
    if (!(await stat(file)).isFile()) return 'not a file';
    const chunks: Buffer[] = [];
    for await (const chunk of createReadStream(file, { end: DEFAULT_LIMITS.sizeBytes })) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return CANNOT_OPEN[code ?? ''] ?? `cannot be opened (${code})`;
  }
}

const CANNOT_OPEN: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'no permission to read it',
  EISDIR: 'a folder, not a file',
  ENOTDIR: 'no such file',
};

/** A text that came by itself: the same judgement as on a page of a file, so that nothing unread looks assessed. */
export function assessText({ id, text: given }: { id: string; text: string }, lexicon: Lexicon): Answer {
  // A lone surrogate is no character. Replaced, the offsets stay those of the text as given.
  const text = given.replace(/\p{Cs}/gu, '\ufffd');
  if (text.trim() === '') return unreadable(id, 'empty', lexicon);
  if (text.length > DEFAULT_LIMITS.characters) return unreadable(id, 'too-much-text', lexicon);
  const quality = judgePage(text, 1);
  if (quality === 'readable') return assessLetter({ id, text }, lexicon);
  return unreadable(id, quality === 'garbled' ? 'garbled-text' : 'no-readable-text', lexicon);
}

function unreadable(id: string, reason: QuarantineReason, lexicon: Lexicon): Answer {
  const nothing = assessLetter({ id, text: '', pages: [] }, lexicon);
  return { ...nothing, outcome: 'unreadable', reason };
}

function jsonOf(file: string, assessed: Assessed): string {
  return `${JSON.stringify('error' in assessed ? { file, error: assessed.error } : { ...assessed.answer, file })}\n`;
}

function tableOf(file: string, assessed: Assessed): string {
  if ('error' in assessed) return '';
  const { answer, text, pages } = assessed;
  const title = `${printable(file)}\n`;
  if (answer.outcome === 'unreadable')
    return `${title}    Could not be read. ${REASON_IN_WORDS[answer.reason as QuarantineReason]}\n\n`;
  return `${title}${letterTable({ ...answer, text, pages }, widthOf(stdout))}\n`;
}

/** Whoever reads the answers may stop reading them (`| head`): that is no error. */
function leaveQuietlyWhenNobodyReads(): void {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') exit(0);
    stderr.write(`standard output: ${error.code}\n`);
    exit(1);
  });
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  leaveQuietlyWhenNobodyReads();
  try {
    process.exitCode = await main(argv.slice(2));
  } catch (error) {
    const usage = error instanceof UsageError;
    stderr.write(
      usage ? `${error.message}\n\n${SUGGEST_USAGE}` : `${error instanceof Error ? error.message : error}\n`,
    );
    process.exitCode = usage ? 2 : 1;
  }
}
