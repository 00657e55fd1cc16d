import { inflateRawSync, inflateSync } from 'node:zlib';

/** One layer of a stream's encoding unpacked; what went wrong instead when it could not be. */
export type Unpacked = Uint8Array | 'beyond-bound' | 'broken';

/**
 * The PDF stream filters that can make bytes out of fewer, or hide one that can (ISO 32000-1, 7.4). Each gives up at
 * `mostBytes`. Picture filters are left out: text extraction never decodes a picture.
 */
export const FILTERS: Readonly<Record<string, (bytes: Uint8Array, mostBytes: number) => Unpacked>> = {
  FlateDecode: unpackFlate,
  Fl: unpackFlate,
  LZWDecode: unpackLzw,
  LZW: unpackLzw,
  RunLengthDecode: unpackRunLength,
  RL: unpackRunLength,
  ASCIIHexDecode: unpackHex,
  AHx: unpackHex,
  ASCII85Decode: unpackAscii85,
  A85: unpackAscii85,
};

/**
 * The checksum at the end may be missing (some writers forget it) but not wrong: a wrong one means that the text
 * inside is not what was written, and pdf.js would never say so.
 */
export function unpackFlate(bytes: Uint8Array, mostBytes: number): Unpacked {
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(1, mostBytes) });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return 'beyond-bound';
    return code === 'Z_BUF_ERROR' ? unpackFlateWithoutChecksum(bytes.subarray(2), mostBytes) : 'broken';
  }
}

function unpackFlateWithoutChecksum(bytes: Uint8Array, mostBytes: number): Unpacked {
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(1, mostBytes) });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'beyond-bound' : 'broken';
  }
}

function unpackRunLength(bytes: Uint8Array, mostBytes: number): Unpacked {
  let size = 0;
  const runs: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at]!;
    if (length === 128) break;
    const run =
      length < 128 ? bytes.subarray(at + 1, at + 2 + length) : new Uint8Array(257 - length).fill(bytes[at + 1] ?? 0);
    at += length < 128 ? length + 2 : 2;
    size += run.length;
    if (size > mostBytes) return 'beyond-bound';
    runs.push(run);
  }
  return Buffer.concat(runs);
}

/** Codes of 9 to 12 bits, "early change" as PDF has it by default. */
function unpackLzw(bytes: Uint8Array, mostBytes: number): Unpacked {
  const [CLEAR, END] = [256, 257];
  let table: Uint8Array[] = [];
  let previous: Uint8Array | null = null;
  let size = 0;
  const parts: Uint8Array[] = [];
  let width = 9;
  let bits = 0;
  let bitCount = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffffff;
    bitCount += 8;
    if (bitCount < width) continue;
    bitCount -= width;
    const code = (bits >> bitCount) & ((1 << width) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      [table, previous, width] = [[], null, 9];
      continue;
    }
    const known = code < CLEAR ? Uint8Array.of(code) : table[code - 258];
    if (known === undefined && previous === null) return 'broken';
    const entry: Uint8Array = known ?? joined(previous!, previous![0]!);
    if (previous !== null && table.length < 4096 - 258) table.push(joined(previous, entry[0]!));
    previous = entry;
    size += entry.length;
    if (size > mostBytes) return 'beyond-bound';
    parts.push(entry);
    const next = table.length + 258 + 2;
    width = next > 2048 ? 12 : next > 1024 ? 11 : next > 512 ? 10 : 9;
  }
  return Buffer.concat(parts);
}

function joined(bytes: Uint8Array, last: number): Uint8Array {
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes);
  longer[bytes.length] = last;
  return longer;
}

function unpackHex(bytes: Uint8Array): Unpacked {
  const digits = latin1(bytes)
    .split('>', 1)[0]!
    .replace(/[^0-9a-f]/gi, '');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
}

function unpackAscii85(bytes: Uint8Array): Unpacked {
  const out: number[] = [];
  let group: number[] = [];
  const digits = latin1(bytes)
    .replace(/^\s*<~/, '')
    .split('~', 1)[0]!;
  for (const digit of digits.replace(/[^!-uz]/g, '').replaceAll('z', '!!!!!')) {
    group.push(digit.charCodeAt(0) - 33);
    if (group.length === 5) {
      out.push(...fourBytes(group));
      group = [];
    }
  }
  if (group.length > 1) out.push(...fourBytes([...group, 84, 84, 84, 84].slice(0, 5)).slice(0, group.length - 1));
  return Uint8Array.from(out);
}

function fourBytes(group: readonly number[]): number[] {
  const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
  return [(value / 0x1000000) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
