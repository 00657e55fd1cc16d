import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';

/** A page of a letter made with pdfkit: lines of a text file, or the picture of a sheet that was scanned. */
export type Page = Lines | { readonly picture: string };

/** `lines` names the text file. Laboratory systems print in Courier, letter systems in the others. */
export interface Lines {
  readonly lines: string;
  readonly font: keyof typeof faces;
}

/** A page with its text or its picture read in. */
export type ReadPage = { readonly text: string; readonly font: Lines['font'] } | { readonly picture: Buffer };

/**
 * Writes a letter line by line, as the systems do that keep letters as lines and print them. In a text, `# ` begins
 * a bold line, and ` || ` divides a line into two columns: the left part and the right part are stored one after the
 * other, row by row, which is how two-column letters are most often stored.
 *
 * @param written the letter's date, `YYYY-MM-DD`; the document carries no other, so that it is always the same bytes.
 */
export async function writeWithPdfkit(pages: readonly ReadPage[], written: string, password?: string): Promise<Buffer> {
  const moment = new Date(`${written}T12:00:00Z`);
  const document = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    info: { CreationDate: moment, ModDate: moment },
    ...(password ? { userPassword: password, ownerPassword: password } : {}),
  });
  for (const page of pages) {
    document.addPage();
    if ('text' in page) drawLines(document, page.text, page.font);
    else document.image(page.picture, 0, 0, { width: document.page.width });
  }
  document.end();
  return buffer(document);
}

const faces = {
  Courier: { plain: 'Courier', bold: 'Courier-Bold', size: 9.5 },
  Helvetica: { plain: 'Helvetica', bold: 'Helvetica-Bold', size: 10.5 },
  'Times-Roman': { plain: 'Times-Roman', bold: 'Times-Bold', size: 11 },
} as const;

/** In points from the page's left and top edges. */
const leftEdge = 62;
const secondColumn = 320;
const topEdge = 56;

function drawLines(document: PDFKit.PDFDocument, text: string, font: Lines['font']): void {
  const { plain, bold, size } = faces[font];
  const lineHeight = size * 1.28;
  for (const [row, line] of text.trimEnd().split('\n').entries()) {
    const heading = line.startsWith('# ');
    const [left = '', right] = (heading ? line.slice(2) : line).split(' || ');
    const y = topEdge + row * lineHeight;
    if (y + lineHeight > document.page.height) throw new Error(`line ${row + 1} runs off the page: ${line}`);
    document.font(heading ? bold : plain).fontSize(size);
    document.text(left, leftEdge, y, { lineBreak: false });
    if (right) document.text(right, secondColumn, y, { lineBreak: false });
  }
}
