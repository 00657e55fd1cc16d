/**
 * The characters of a plain-text letter, with LF line ends and no byte order mark; null when the bytes are not text.
 *
 * UTF-16 is believed only by its byte order mark and UTF-8 only when every byte fits. What is left is read as
 * windows-1252, the code page of the systems that still write such letters, provided no byte is a control other than
 * tab, line feed, form feed or carriage return: a NUL or an escape means that it is no text at all.
 */
export function decodePlainText(bytes: Uint8Array): string | null {
  const decoded = decode(bytes);
  if (decoded === null || FORBIDDEN_CONTROL.test(decoded)) return null;
  return decoded.replace(/\r\n?/g, '\n');
}

function decode(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeStrictly(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeStrictly(bytes, 'utf-16be');
  return decodeStrictly(bytes, 'utf-8') ?? decodeWindows1252(bytes);
}

function decodeStrictly(bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** By our own table: Node's decoder for this label differs between releases (some read it as latin-1). */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(/[\x80-\x9f]/g, (character) => AT_0X80[character.charCodeAt(0) - 0x80] ?? '\ufffd');
}

/** 0x80 to 0x9F; U+FFFD where windows-1252 leaves the byte without a meaning. */
const AT_0X80 = [
  ...'\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd',
  ...'\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178',
];

const FORBIDDEN_CONTROL = /[\0-\x08\x0b\x0e-\x1f\x7f]/;
