import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LetterReader, Reading } from '../../core/ports.ts';
import type { QuarantineReason } from '../../core/quarantine-reason.ts';
import { DEFAULT_LIMITS, type ReadingLimits } from './limits.ts';
import { createPdfProcess } from './pdf-process.ts';
import { decodePlainText } from './plain-text.ts';
import { sniff } from './sniff.ts';
import { judgePage } from './text-quality.ts';

export type { LetterReader, Reading } from '../../core/ports.ts';

/** Raised whenever the same bytes might give another text. The second number is that of pdf.js. */
export const EXTRACTOR = { name: 'letter-coder-reader', version: '1+pdfjs-5.4.296' } as const;

export interface LetterReaderOptions {
  readonly limits?: Partial<ReadingLimits>;
  /** The child process's code. @default `pdf-child.mjs` beside this bundle, else `pdf-child.ts` beside this file */
  readonly childEntry?: string;
}

/**
 * Turns a letter's bytes into text. Whatever the bytes are it answers, in bounded time and memory, with the text or
 * one named reason; the same bytes always give the same text.
 *
 * `read` throws only what is no fault of the letter, since setting letters aside for it would hide it:
 * ReaderUnavailableError when the child process cannot be started, ReaderFaultError for a bug of ours.
 */
export function createLetterReader(options: LetterReaderOptions = {}): LetterReader {
  const limits: ReadingLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const pdf = createPdfProcess(options.childEntry ?? childBesideThisFile(), limits);

  async function readPages(bytes: Uint8Array): Promise<Pages | QuarantineReason> {
    switch (sniff(bytes)) {
      case 'empty':
        return 'empty';
      case 'unsupported':
        return 'unsupported-type';
      case 'text':
        return readPlainText(bytes);
      case 'pdf': {
        const answer = await pdf.read(bytes);
        return answer.outcome === 'read' ? { texts: answer.pages, floor: PDF_PAGE_FLOOR } : answer.reason;
      }
    }
  }
  return {
    async read(bytes) {
      if (bytes.length > limits.sizeBytes) return unreadable('too-large');
      const pages = await readPages(bytes);
      return typeof pages === 'string' ? unreadable(pages) : assemble(pages, limits);
    },
    close: () => pdf.close(),
  };
}

interface Pages {
  readonly texts: readonly string[];
  /** Fewest letters and digits for a page to count as read. */
  readonly floor: number;
}

/** A page number or a stamp over a scanned page is less than this; a last page with only a signature is more. */
const PDF_PAGE_FLOOR = 8;

function readPlainText(bytes: Uint8Array): Pages | QuarantineReason {
  const text = decodePlainText(bytes);
  if (text === null) return 'unsupported-type';
  if (text.trim() === '') return 'empty';
  return { texts: text.replace(/\f$/, '').split('\f'), floor: 1 };
}

/** One text of all pages, a blank line between them; each page's span reaches to where the next begins. */
function assemble({ texts, floor }: Pages, limits: ReadingLimits): Reading {
  if (texts.length > limits.pages) return unreadable('too-many-pages');
  const parts = texts.map(
    (text, index) => text.replace(LONE_SURROGATE, '\ufffd') + (index < texts.length - 1 ? '\n\n' : ''),
  );
  const text = parts.join('');
  if (text.length > limits.characters) return unreadable('too-much-text');

  const qualities = texts.map((page) => judgePage(page, floor));
  if (!qualities.includes('readable')) {
    return unreadable(qualities.includes('garbled') ? 'garbled-text' : 'no-readable-text');
  }
  let start = 0;
  const pages = parts.map((part, index) => {
    const page = { start, end: start + part.length, readable: qualities[index] === 'readable' };
    start = page.end;
    return page;
  });
  return { outcome: 'read', text, pages, extractor: { ...EXTRACTOR } };
}

/** It would not survive being stored as UTF-8. */
const LONE_SURROGATE = /\p{Cs}/gu;

function childBesideThisFile(): string {
  const bundled = fileURLToPath(new URL('./pdf-child.mjs', import.meta.url));
  return existsSync(bundled) ? bundled : fileURLToPath(new URL('./pdf-child.ts', import.meta.url));
}

function unreadable(reason: QuarantineReason): Reading {
  return { outcome: 'unreadable', reason };
}
