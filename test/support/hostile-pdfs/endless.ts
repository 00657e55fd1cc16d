import { deflateSync } from 'node:zlib';
import { BOMB, type HostilePdf, STOPPED } from './hostile-pdf.ts';
import { CATALOG, FONT, onePage, PAGES, type PdfObject, page, pdfOf, showing, WORDS } from './pdf.ts';

export function bombs(): HostilePdf[] {
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

export function endlessWork(): HostilePdf[] {
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
