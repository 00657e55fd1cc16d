import type { QuarantineReason } from '../../core/quarantine-reason.ts';
import { FILTERS, unpackFlate } from './pdf-filters.ts';

/** The PDF's compressed streams unpack beyond the bound, or one of them is damaged. Retrying cannot help. */
export class InflationError extends Error {
  override readonly name = 'InflationError';
  readonly reason: Extract<QuarantineReason, 'inflates-too-far' | 'damaged'>;
  constructor(reason: InflationError['reason']) {
    super(`compressed streams: ${reason}`);
    this.reason = reason;
  }
}

/**
 * Unpacks every stream of the PDF once, before pdf.js sees it, and counts: at no time are more than `mostBytes` held.
 * Streams are found by their keyword, not through the cross-reference table, so that a table that lies hides nothing.
 *
 * A stream that breaks off or fails its checksum is an error too: pdf.js would give what it could unpack as if it were
 * all there is (a third of a letter, without a word). Pictures are let off, and encrypted files, whose streams are
 * noise until pdf.js has decrypted them; those are left to the watch on the child's time and memory.
 *
 * @returns the bytes all streams unpack to, every layer counted
 * @throws InflationError
 */
export function measureInflation(bytes: Uint8Array, mostBytes: number): number {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const encrypted = file.includes('/Encrypt', 0, 'latin1');
  let total = 0;
  for (const { dictionary, data } of findStreams(file)) {
    const mustBeWhole = !encrypted && !/\/Subtype\s*\/Image\b/.test(dictionary);
    let layer: Uint8Array = data;
    for (const unpack of filtersOf(dictionary, data)) {
      const unpacked = unpack(layer, mostBytes - total);
      if (unpacked === 'beyond-bound') throw new InflationError('inflates-too-far');
      if (unpacked === 'broken') {
        if (mustBeWhole && namesFilter(dictionary)) throw new InflationError('damaged');
        break;
      }
      total += unpacked.length;
      if (total > mostBytes) throw new InflationError('inflates-too-far');
      layer = unpacked;
    }
  }
  return total;
}

interface PdfStream {
  /** What stands between `obj` and `stream`, names unescaped (`/Fl#61te` is `/Flate`). */
  readonly dictionary: string;
  readonly data: Uint8Array;
}

function* findStreams(file: Buffer): Generator<PdfStream> {
  let end = -1;
  for (let at = file.indexOf(STREAM); at !== -1; at = file.indexOf(STREAM, at + STREAM.length)) {
    if (file.toString('latin1', at - 3, at) === 'end') continue;
    const start = afterLineEnd(file, at + STREAM.length);
    if (end < start) end = file.indexOf('endstream', start, 'latin1');
    if (end === -1) end = file.length;
    const before = file.toString('latin1', Math.max(0, at - LONGEST_DICTIONARY), at);
    const data = withoutLastLineEnd(file.subarray(start, end));
    if (data.length > 0) yield { dictionary: unescapeNames(before.slice(before.lastIndexOf('obj') + 1)), data };
  }
}

const STREAM = 'stream';
/** Bytes. A longer one is not searched for its filter; its data is then known by its first two bytes. */
const LONGEST_DICTIONARY = 4096;

function afterLineEnd(file: Buffer, from: number): number {
  let at = from;
  while (at < file.length && at < from + 200 && file[at] !== 10 && file[at] !== 13) at++;
  return file[at] === 13 && file[at + 1] === 10 ? at + 2 : at + 1;
}

function withoutLastLineEnd(data: Uint8Array): Uint8Array {
  const blank = /^[\r\n ]*$/.test(Buffer.from(data.subarray(0, 8)).toString('latin1')) && data.length <= 8;
  return blank ? data.subarray(0, 0) : data;
}

function unescapeNames(dictionary: string): string {
  return dictionary.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function namesFilter(dictionary: string): boolean {
  return FILTER_ENTRY.test(dictionary);
}

/** Filters in the order they are undone, up to the first that is not ours. Unnamed data is tried if it looks packed. */
function filtersOf(
  dictionary: string,
  data: Uint8Array,
): ((bytes: Uint8Array, most: number) => Uint8Array | 'beyond-bound' | 'broken')[] {
  const entry = FILTER_ENTRY.exec(dictionary)?.[1];
  if (entry === undefined) return looksDeflated(data) ? [unpackFlate] : [];
  const filters = (entry.match(/[^/[\]\s]+/g) ?? []).map((name) => FILTERS[name]);
  const stop = filters.indexOf(undefined);
  return filters.slice(0, stop === -1 ? filters.length : stop).filter((filter) => filter !== undefined);
}

const FILTER_ENTRY = /\/Filter\s*(\[[^\]]*\]|\/[^/[\]()<>\s]+)/;

/** The header pdf.js itself demands (RFC 1950): method 8, no preset dictionary, divisible by 31. */
function looksDeflated(data: Uint8Array): boolean {
  const [method = 0, flags = 0] = data;
  return (method & 15) === 8 && (flags & 32) === 0 && (method * 256 + flags) % 31 === 0;
}
