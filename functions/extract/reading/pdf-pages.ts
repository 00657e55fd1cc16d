import './pdf-globals.ts';
import { PDFParse, VerbosityLevel } from 'pdf-parse';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { QuarantineReason } from '../../core/quarantine-reason.ts';
import { type PlacedText, readingOrder } from '../../core/reading-order.ts';
import { InflationError, measureInflation } from './inflation.ts';
import type { ReadingLimits } from './limits.ts';

export type PdfAnswer =
  | { readonly outcome: 'read'; readonly pages: readonly string[] }
  | { readonly outcome: 'unreadable'; readonly reason: QuarantineReason };

/**
 * The text of each page of a PDF in reading order. Runs only inside the child process: pdf.js can loop and grow without
 * end, and nothing in here tries to stop it.
 *
 * Takes ownership of `bytes` (pdf.js detaches them).
 */
export async function readPdf(bytes: Uint8Array<ArrayBuffer>, limits: ReadingLimits): Promise<PdfAnswer> {
  try {
    measureInflation(bytes, limits.inflatedBytes);
  } catch (error) {
    if (error instanceof InflationError) return unreadable(error.reason);
    throw error;
  }
  const pages = await placePages(bytes, limits);
  return typeof pages === 'string' ? unreadable(pages) : { outcome: 'read', pages: pages.map(readingOrder) };
}

/** Whatever pdf.js throws is about the file. Our own errors are not caught here: they would pass for damage. */
async function placePages(
  bytes: Uint8Array<ArrayBuffer>,
  limits: ReadingLimits,
): Promise<PlacedText[][] | QuarantineReason> {
  const parser = new PDFParse({ ...SAFE_OPTIONS, data: bytes });
  try {
    return await textOfPages(await openDocument(parser), limits);
  } catch (error) {
    return error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged';
  } finally {
    await parser.destroy().catch(() => {});
  }
}

/**
 * Nothing is fetched, drawn, evaluated, printed or loaded from disk; and nothing is passed over: where pdf.js would
 * skip a broken part and give the rest of the page as if it were all of it, it stops instead.
 */
const SAFE_OPTIONS = {
  stopAtErrors: true,
  isEvalSupported: false,
  enableXfa: false,
  disableFontFace: true,
  useSystemFonts: false,
  useWasm: false,
  useWorkerFetch: false,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  disableAutoFetch: true,
  disableRange: true,
  disableStream: true,
  verbosity: VerbosityLevel.ERRORS,
};

/** pdf-parse opens the document lazily and keeps it private; its own `getText` gives no geometry. */
async function openDocument(parser: PDFParse): Promise<PDFDocumentProxy> {
  // biome-ignore lint/complexity/useLiteralKeys: the brackets are what lets TypeScript reach a private member
  return await parser['load']();
}

async function textOfPages(
  document: PDFDocumentProxy,
  limits: ReadingLimits,
): Promise<PlacedText[][] | QuarantineReason> {
  if (document.numPages > limits.pages) return 'too-many-pages';
  const pages: PlacedText[][] = [];
  let characters = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const placed = await placedTexts(page, limits.characters - characters);
    if (placed === null) return 'too-much-text';
    characters += placed.reduce((sum, { str }) => sum + str.length, 0);
    pages.push(placed);
    page.cleanup();
  }
  return pages;
}

/**
 * The page's text with its place; null when there is more than allowed. Taken in parts, so that a page of endless text is
 * cut off while it comes and not when it is all in memory.
 */
async function placedTexts(page: PDFPageProxy, mostCharacters: number): Promise<PlacedText[] | null> {
  const parts: ReadableStreamDefaultReader<TextContent> = page.streamTextContent().getReader();
  const placed: PlacedText[] = [];
  let characters = 0;
  for (let part = await parts.read(); !part.done; part = await parts.read()) {
    for (const item of part.value.items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      characters += item.str.length;
      if (characters > mostCharacters) {
        await parts.cancel(new Error('enough'));
        return null;
      }
      placed.push(placeOf(item, page));
    }
  }
  return placed;
}

type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;
type TextItem = Extract<TextContent['items'][number], { str: string }>;

/** As the page is shown: turned as its /Rotate says, y growing downwards. */
function placeOf(item: TextItem, page: PDFPageProxy): PlacedText {
  const viewport = page.getViewport({ scale: 1 });
  const [a, b, , , e, f] = item.transform as [number, number, number, number, number, number];
  const [x, y] = viewport.convertToViewportPoint(e, f) as [number, number];
  const [tipX, tipY] = viewport.convertToViewportPoint(e + a, f + b) as [number, number];
  return {
    str: item.str.replace(CONTROL, '\ufffd'),
    x,
    y,
    width: item.width * (page.userUnit || 1),
    height: item.height * (page.userUnit || 1),
    page: page.pageNumber,
    rotation: (Math.atan2(tipY - y, tipX - x) * 180) / Math.PI,
  };
}

/** No letter means to say one; blanks among them are left as blanks. */
const CONTROL = /[\0-\x08\x0e-\x1f\x7f]/g;

function unreadable(reason: QuarantineReason): PdfAnswer {
  return { outcome: 'unreadable', reason };
}
