/** One object of a hand-written PDF: a dictionary or other value, with or without a stream. */
export type PdfObject = string | { readonly dictionary: string; readonly stream: Uint8Array | string };

/** A PDF of these objects, numbered from 1; the first is the catalog. The cross-reference table is correct. */
export function pdfOf(objects: readonly PdfObject[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    if (typeof object === 'string') add(Buffer.from(`${index + 1} 0 obj\n${object}\nendobj\n`, 'latin1'));
    else {
      const stream = Buffer.from(object.stream as string, 'latin1');
      const dictionary = object.dictionary.replace(/>>$/, `/Length ${stream.length} >>`);
      add(Buffer.from(`${index + 1} 0 obj\n${dictionary}\nstream\n`, 'latin1'));
      add(stream);
      add(Buffer.from('\nendstream\nendobj\n'));
    }
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const xref = `xref\n0 ${count}\n0000000000 65535 f \n${entries}`;
  add(Buffer.from(`${xref}trailer\n<< /Size ${count} /Root 1 0 R ${trailer}>>\nstartxref\n${length}\n%%EOF\n`));
  return Buffer.concat(parts);
}

export const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';
export const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
export const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';

export function page(more = '', contents = '4 0 R'): string {
  return `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${contents} /Resources << /Font << /F1 5 0 R >> ${more} >> >>`;
}

export const WORDS = 'Diagnosis: adenocarcinoma of the colon, seen in the clinic with her husband';

export function showing(text: string): string {
  return `BT /F1 11 Tf 72 700 Td (${text}) Tj ET`;
}

/** One page, one content stream, packed or not. */
export function onePage(
  content: Uint8Array | string,
  filter = '',
  more: readonly PdfObject[] = [],
  resources = '',
): Buffer {
  const dictionary = filter === '' ? '<< >>' : `<< /Filter ${filter} >>`;
  return pdfOf([CATALOG, PAGES, page(resources), { dictionary, stream: content }, FONT, ...more]);
}
