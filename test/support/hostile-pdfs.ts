import { deflateSync } from 'node:zlib';

/** One object of a hand-written PDF: a dictionary or other value, with or without a stream. */
type PdfObject = string | { readonly dictionary: string; readonly stream: Uint8Array | string };

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

const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';

function page(more = '', contents = '4 0 R'): string {
  return `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${contents} /Resources << /Font << /F1 5 0 R >> ${more} >> >>`;
}

const WORDS = 'Diagnosis: adenocarcinoma of the colon, seen in the clinic with her husband';

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

export const GOOD_LETTER = onePage(deflateSync(showing(WORDS)), '/FlateDecode');
export const GOOD_WORDS = WORDS;

export interface HostilePdf {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The outcomes allowed: a named reason, or 'read'. */
  readonly ends: readonly string[];
}

const DAMAGED = ['damaged'];
const BOMB = ['inflates-too-far'];
const STOPPED = ['took-too-long', 'inflates-too-far'];

/** Files that no printer makes, each with the ends it may come to. */
export function hostilePdfs(): HostilePdf[] {
  return [
    ...truncated(),
    ...flipped(),
    ...brokenStructure(),
    ...pageTrees(),
    ...bombs(),
    ...endlessWork(),
    ...activeContent(),
    ...unreadableText(),
    ...notPdfs(),
  ];
}

function truncated(): HostilePdf[] {
  return Array.from({ length: 9 }, (_, index) => ({
    name: `cut off after ${index + 1} tenths`,
    bytes: GOOD_LETTER.subarray(0, Math.floor((GOOD_LETTER.length * (index + 1)) / 10)),
    // Cut behind the last stream it is whole but for its table, which can be made again.
    ends: index < 4 ? DAMAGED : ['damaged', 'no-readable-text', 'read'],
  }));
}

function flipped(): HostilePdf[] {
  const packed = GOOD_LETTER.indexOf('stream\n') + 7;
  return [3, 9, 20, 40].map((offset) => {
    const bytes = Buffer.from(GOOD_LETTER);
    bytes[packed + offset]! ^= 0x5a;
    return { name: `byte ${offset} of the packed text changed`, bytes, ends: DAMAGED };
  });
}

function brokenStructure(): HostilePdf[] {
  const good = GOOD_LETTER.toString('latin1');
  const changed = (name: string, from: string | RegExp, to: string, ends: readonly string[]): HostilePdf => {
    const text = good.replace(from, to);
    if (text === good) throw new Error(`${name}: nothing changed`);
    return { name, bytes: Buffer.from(text, 'latin1'), ends };
  };
  return [
    { name: 'header only', bytes: Buffer.from('%PDF-1.7\n'), ends: DAMAGED },
    { name: 'header and end only', bytes: Buffer.from('%PDF-1.7\n%%EOF\n'), ends: DAMAGED },
    changed('a table of contents that points elsewhere', /\d{10} 00000 n/g, '0000000007 00000 n', ['read', 'damaged']),
    changed('a startxref far behind the end', /startxref\n\d+/, 'startxref\n99999999999', ['read', 'damaged']),
    changed('a startxref before the start', /startxref\n\d+/, 'startxref\n-1', ['read', 'damaged']),
    changed('no trailer', /trailer[\s\S]*/, '', ['read', 'damaged']),
    changed('a catalog that is missing', '/Root 1 0 R', '/Root 77 0 R', ['read', 'damaged']),
    changed('a page that is its own font', '/F1 5 0 R', '/F1 3 0 R', [
      'read',
      'damaged',
      'no-readable-text',
      'garbled-text',
    ]),
    changed('contents that are the catalog', '/Contents 4 0 R', '/Contents 1 0 R', ['damaged', 'no-readable-text']),
    changed('a stream length that lies', /\/Length \d+/, '/Length 3', ['read', 'damaged', 'no-readable-text']),
    changed('a stream length without end', /\/Length \d+/, '/Length 999999999999', ['read', 'damaged']),
    changed('NULs over the whole trailer', /trailer[\s\S]*/, '\0'.repeat(400), ['read', 'damaged']),
    changed('a previous table that is this table', '/Root 1 0 R', '/Root 1 0 R /Prev 0', ['read', 'damaged']),
  ];
}

function pageTrees(): HostilePdf[] {
  const tree = (
    name: string,
    pages: string,
    third: string,
    ends: readonly string[],
    more: PdfObject[] = [],
  ): HostilePdf => ({
    name,
    bytes: pdfOf([CATALOG, pages, third, { dictionary: '<< >>', stream: showing(WORDS) }, FONT, ...more]),
    ends,
  });
  const manyPages = Array.from({ length: 10_000 }, (_, index) => `${index + 6} 0 R`);
  const nested = Array.from({ length: 3000 }, (_, index) => `<< /Type /Pages /Kids [${index + 7} 0 R] /Count 1 >>`);
  return [
    tree('no pages', '<< /Type /Pages /Kids [] /Count 0 >>', page(), ['damaged', 'no-readable-text']),
    tree('a page tree that is its own child', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>', page(), ['damaged', 'read']),
    tree('a million pages by its own account', PAGES.replace('/Count 1', '/Count 1000000'), page(), [
      'too-many-pages',
      'damaged',
      'read',
    ]),
    tree('fewer than no pages', PAGES.replace('/Count 1', '/Count -5'), page(), [
      'damaged',
      'no-readable-text',
      'read',
    ]),
    tree(
      'ten thousand pages',
      `<< /Type /Pages /Kids [${manyPages.join(' ')}] /Count 10000 >>`,
      page(),
      ['too-many-pages'],
      manyPages.map(() => page()),
    ),
    tree(
      'pages three thousand deep',
      '<< /Type /Pages /Kids [6 0 R] /Count 1 >>',
      page(),
      ['damaged', 'read', ...STOPPED],
      [...nested, page()],
    ),
    tree('a page larger than the world', PAGES, page().replace('595 842', '1e30 1e30'), [
      'read',
      'damaged',
      'no-readable-text',
    ]),
    tree('a page of no size', PAGES, page().replace('595 842', '0 0'), ['read', 'damaged', 'no-readable-text']),
    tree('contents ten thousand times over', PAGES, page('', `[${'4 0 R '.repeat(10_000)}]`), [
      'read',
      'too-much-text',
      ...STOPPED,
    ]),
  ];
}

function bombs(): HostilePdf[] {
  const blanks = Buffer.alloc(30_000_000, 0x20);
  const packed = deflateSync(blanks, { level: 9 });
  const twice = deflateSync(packed, { level: 9 });
  const bomb = (name: string, content: Uint8Array | string, filter: string): HostilePdf => ({
    name,
    bytes: onePage(content, filter),
    ends: BOMB,
  });
  const objectStream = pdfOf([
    CATALOG,
    PAGES,
    page(),
    { dictionary: '<< >>', stream: showing(WORDS) },
    FONT,
    { dictionary: '<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode >>', stream: packed },
  ]);
  return [
    bomb('a deflate bomb', packed, '/FlateDecode'),
    bomb('a deflate bomb under an escaped name', packed, '/Fl#61teDecode'),
    bomb('a deflate bomb under an abbreviated name', packed, '/Fl'),
    bomb('a deflate bomb packed twice', twice, '[/FlateDecode /FlateDecode]'),
    bomb('a deflate bomb in hexadecimal', `${packed.toString('hex')}>`, '[/ASCIIHexDecode /FlateDecode]'),
    bomb('a deflate bomb in base 85', ascii85(packed), '[/ASCII85Decode /FlateDecode]'),
    bomb('a run-length bomb', Buffer.alloc(1_000_000, Buffer.from([0x81, 0x20])), '/RunLengthDecode'),
    bomb('an LZW bomb', lzwBomb(3500, 4), '/LZWDecode'),
    { name: 'a bomb whose filter is named elsewhere', bytes: onePage(packed, '6 0 R', ['/FlateDecode']), ends: BOMB },
    { name: 'a bomb among the objects', bytes: objectStream, ends: BOMB },
    {
      name: 'many small bombs that add up',
      bytes: pdfOf([
        CATALOG,
        PAGES,
        page(),
        { dictionary: '<< >>', stream: showing(WORDS) },
        FONT,
        ...Array.from({ length: 12 }, () => ({
          dictionary: '<< /Filter /FlateDecode >>',
          stream: deflateSync(blanks.subarray(0, 1_000_000)),
        })),
      ]),
      ends: BOMB,
    },
  ];
}

/** LZW codes that make each entry one longer than the last, over and over. */
function lzwBomb(codes: number, times: number): Buffer {
  let bits = '';
  for (let time = 0; time < times; time++) {
    bits += (256).toString(2).padStart(9, '0') + (32).toString(2).padStart(9, '0');
    for (let code = 258; code < 258 + codes; code++) {
      const entries = code - 258 + 1;
      const next = entries - 1 + 258 + 2;
      const width = next > 2048 ? 12 : next > 1024 ? 11 : next > 512 ? 10 : 9;
      bits += code.toString(2).padStart(width, '0');
    }
  }
  const bytes = bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2));
  return Buffer.from(bytes);
}

function ascii85(bytes: Buffer): string {
  let text = '';
  const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  for (let at = 0; at < padded.length; at += 4) {
    let value = padded.readUInt32BE(at);
    let group = '';
    for (let digit = 0; digit < 5; digit++) {
      group = String.fromCharCode(33 + (value % 85)) + group;
      value = Math.floor(value / 85);
    }
    text += group;
  }
  return `${text}~>`;
}

function endlessWork(): HostilePdf[] {
  const forms = (depth: number, fan: number): PdfObject[] =>
    Array.from({ length: depth }, (_, level) => ({
      dictionary: `<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 5 0 R >> ${level + 1 < depth ? `/XObject << /X ${level + 7} 0 R >>` : ''} >> >>`,
      stream: level + 1 < depth ? '/X Do '.repeat(fan) : showing('x'),
    }));
  const recursive: PdfObject = {
    dictionary: '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> >>',
    stream: '/X Do /X Do',
  };
  const xobject = '/XObject << /X 6 0 R >>';
  return [
    {
      name: 'forms within forms, ten to the tenth',
      bytes: onePage('/X Do', '', forms(11, 10), xobject),
      ends: [...STOPPED, 'too-much-text'],
    },
    {
      name: 'a form within itself',
      bytes: onePage('/X Do', '', [recursive], xobject),
      ends: [...STOPPED, 'damaged', 'no-readable-text'],
    },
    {
      name: 'a million operators',
      bytes: onePage(deflateSync('q 1 0 0 1 0 0 cm Q\n'.repeat(250_000)), '/FlateDecode'),
      ends: ['no-readable-text', ...STOPPED],
    },
    {
      name: 'a million shown characters',
      bytes: onePage(
        deflateSync(`BT /F1 9 Tf 9 700 Td ${`(${'the and for '.repeat(10)}) Tj `.repeat(10_000)}ET`),
        '/FlateDecode',
      ),
      ends: ['too-much-text', 'read', 'no-readable-text', 'garbled-text', ...STOPPED],
    },
    {
      name: 'arrays in arrays',
      bytes: onePage(`${'['.repeat(100_000)} TJ`),
      ends: ['damaged', 'no-readable-text', ...STOPPED],
    },
    {
      name: 'dictionaries in dictionaries',
      bytes: onePage(showing(WORDS), '', [`${'<< /A '.repeat(50_000)} 1`]),
      ends: ['read', 'damaged', ...STOPPED],
    },
    {
      name: 'a string that never ends',
      bytes: onePage(`BT /F1 9 Tf (${'('.repeat(200_000)}`),
      ends: ['damaged', 'no-readable-text', ...STOPPED],
    },
    {
      name: 'a string of five million characters',
      bytes: onePage(deflateSync(`BT /F1 1 Tf 9 700 Td (${'a'.repeat(5_000_000)}) Tj ET`), '/FlateDecode'),
      ends: ['too-much-text', 'read', 'garbled-text', ...STOPPED],
    },
    {
      name: 'saved states without end',
      bytes: onePage('q '.repeat(300_000)),
      ends: ['damaged', 'no-readable-text', ...STOPPED],
    },
    {
      name: 'numbers beyond all numbers',
      bytes: onePage(`BT /F1 1e308 Tf 1e308 1e308 Td (${WORDS}) Tj ET`),
      ends: ['read', 'damaged', 'no-readable-text'],
    },
    {
      name: 'no number at all',
      bytes: onePage(`BT /F1 0 Tf 0 0 Td 0 0 0 0 0 0 Tm (${WORDS}) Tj ET`),
      ends: ['read', 'damaged', 'no-readable-text'],
    },
  ];
}

function activeContent(): HostilePdf[] {
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

function unreadableText(): HostilePdf[] {
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

function notPdfs(): HostilePdf[] {
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
