import { GOOD_LETTER } from './good-letter.ts';
import { DAMAGED, type HostilePdf, STOPPED } from './hostile-pdf.ts';
import { CATALOG, FONT, PAGES, type PdfObject, page, pdfOf, showing, WORDS } from './pdf.ts';

export function truncated(): HostilePdf[] {
  return Array.from({ length: 9 }, (_, index) => ({
    name: `cut off after ${index + 1} tenths`,
    bytes: GOOD_LETTER.subarray(0, Math.floor((GOOD_LETTER.length * (index + 1)) / 10)),
    // Cut behind the last stream it is whole but for its table, which can be made again.
    ends: index < 4 ? DAMAGED : ['damaged', 'no-readable-text', 'read'],
  }));
}

export function flipped(): HostilePdf[] {
  const packed = GOOD_LETTER.indexOf('stream\n') + 7;
  return [3, 9, 20, 40].map((offset) => {
    const bytes = Buffer.from(GOOD_LETTER);
    bytes[packed + offset]! ^= 0x5a;
    return { name: `byte ${offset} of the packed text changed`, bytes, ends: DAMAGED };
  });
}

export function brokenStructure(): HostilePdf[] {
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

export function pageTrees(): HostilePdf[] {
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
