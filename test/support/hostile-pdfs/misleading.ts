import { GOOD_LETTER } from './good-letter.ts';
import { DAMAGED, type HostilePdf } from './hostile-pdf.ts';
import { CATALOG, FONT, onePage, PAGES, type PdfObject, page, pdfOf, showing, WORDS } from './pdf.ts';

export function activeContent(): HostilePdf[] {
  const withCatalog = (name: string, entries: string, more: PdfObject[] = []): HostilePdf => ({
    name,
    bytes: pdfOf([
      `<< /Type /Catalog /Pages 2 0 R ${entries} >>`,
      ...[PAGES, page(), { dictionary: '<< >>', stream: showing(WORDS) }, FONT],
      ...more,
    ]),
    ends: ['read'],
  });
  return [
    withCatalog('a script that runs on opening', '/OpenAction << /S /JavaScript /JS (while (true) {}) >>'),
    withCatalog('a program to launch on opening', '/OpenAction << /S /Launch /F (/bin/sh) >>'),
    withCatalog('a form to submit on opening', '/OpenAction << /S /SubmitForm /F (http://192.0.2.1/) >>'),
    withCatalog('an outline that is its own chapter', '/Outlines 6 0 R', [
      '<< /First 6 0 R /Last 6 0 R /Next 6 0 R /Title (x) >>',
    ]),
    withCatalog('a file within', '/Names << /EmbeddedFiles << /Names [(a.pdf) 6 0 R] >> >>', [
      '<< /Type /Filespec /F (a.pdf) /EF << /F 7 0 R >> >>',
      { dictionary: '<< /Type /EmbeddedFile >>', stream: GOOD_LETTER },
    ]),
    withCatalog('an XML form', '/AcroForm << /XFA 6 0 R >>', [
      { dictionary: '<< >>', stream: '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><!DOCTYPE x></xdp:xdp>' },
    ]),
    {
      name: 'a font program written as PostScript',
      bytes: onePage(
        showing(WORDS),
        '',
        [],
        '/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /X /FontMatrix [1 2 3 4 5 (0\\); process.exit\\(0\\))] >> >>',
      ),
      ends: ['read', 'damaged', 'no-readable-text'],
    },
  ];
}

export function unreadableText(): HostilePdf[] {
  const glyphs = Array.from({ length: 26 }, (_, index) => `/g${index + 1}`).join(' ');
  const noMap = `<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Secret /Encoding << /Type /Encoding /Differences [97 ${glyphs}] >> >>`;
  const shifted = [...'the patient was seen in the clinic and has a cancer of the colon with metastases '.repeat(9)]
    .map((letter) => (/[a-z]/.test(letter) ? String.fromCharCode(((letter.charCodeAt(0) - 97 + 7) % 26) + 97) : letter))
    .join('');
  const lines = shifted.match(/.{1,80}/g)!.map((line) => `(${line}) Tj 0 -14 Td`);
  return [
    { name: 'no text', bytes: onePage('0 0 100 100 re f'), ends: ['no-readable-text'] },
    { name: 'a page number and nothing else', bytes: onePage(showing('1')), ends: ['no-readable-text'] },
    {
      name: 'letters moved along the alphabet',
      bytes: onePage(`BT /F1 9 Tf 40 800 Td ${lines.join(' ')} ET`),
      ends: ['garbled-text'],
    },
    {
      name: 'a font without a map to letters',
      bytes: pdfOf([
        CATALOG,
        PAGES,
        page(),
        {
          dictionary: '<< >>',
          stream: `BT /F1 9 Tf 40 800 Td ${'(abcdefghij klmnopqrst uvwxyz) Tj 0 -14 Td '.repeat(20)} ET`,
        },
        noMap,
      ]),
      ends: ['garbled-text', 'no-readable-text'],
    },
    {
      name: 'control characters for letters',
      bytes: onePage(
        showing('\\001\\002\\003\\004'.repeat(30)),
        '',
        [],
        '/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /StandardEncoding >> >>',
      ),
      ends: ['garbled-text', 'no-readable-text'],
    },
  ];
}

export function notPdfs(): HostilePdf[] {
  return [
    { name: 'nothing', bytes: new Uint8Array(0), ends: ['empty'] },
    { name: 'white space', bytes: Buffer.from(' \r\n\t\f '), ends: ['empty'] },
    { name: 'NULs', bytes: Buffer.alloc(5000), ends: ['unsupported-type'] },
    { name: 'a picture', bytes: Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), ends: ['unsupported-type'] },
    { name: 'an archive', bytes: Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'), ends: ['unsupported-type'] },
    { name: 'rich text', bytes: Buffer.from('{\\rtf1\\ansi Dear Dr Anand}'), ends: ['unsupported-type'] },
    { name: 'a web page', bytes: Buffer.from('<!DOCTYPE html><p>Dear Dr Anand'), ends: ['unsupported-type'] },
    { name: 'XML', bytes: Buffer.from('\ufeff<?xml version="1.0"?><letter/>'), ends: ['unsupported-type'] },
    {
      name: 'a mark of a PDF in the middle of nothing',
      bytes: Buffer.concat([Buffer.alloc(900), Buffer.from('%PDF-1.4')]),
      ends: DAMAGED,
    },
    { name: 'a text file named letter.pdf', bytes: Buffer.from('Dear Dr Anand, all is well.'), ends: ['read'] },
  ];
}
