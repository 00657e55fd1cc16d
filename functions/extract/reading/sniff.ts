/** What the bytes are, whatever the file was called. */
export type ContentKind = 'pdf' | 'text' | 'empty' | 'unsupported';

/**
 * A PDF may begin with up to 1,024 bytes of anything (ISO 32000-1, implementation note 13): mail headers, a byte
 * order mark. So the mark is looked for before anything else is ruled out.
 */
export function sniff(bytes: Uint8Array): ContentKind {
  if (bytes.length === 0) return 'empty';
  const head = latin1(bytes.subarray(0, 1024 + '%PDF-'.length));
  if (head.includes('%PDF-')) return 'pdf';
  const opening = head
    .replace(/^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/, '')
    .replaceAll('\0', '')
    .trimStart();
  return OTHER_KINDS.some((kind) => kind.test(opening)) ? 'unsupported' : 'text';
}

/**
 * Text-like forms whose words are wrapped in marks of their own: reading the marks as words would be wrong, and
 * reading around them is not built. Binary forms fall out later, by their control bytes.
 */
const OTHER_KINDS: readonly RegExp[] = [
  /^\{\\rtf/,
  /^<(?:\?xml|!doctype|!--|html|head|body|svg|[a-z][\w.-]*:[a-z]|[a-z][\w.-]*(?:\s[^<>]*)?>)/i,
  /^PK[\x03\x05\x07]/,
  /^(?:\x89PNG|GIF8|\xFF\xD8\xFF|BM[\s\S]{4}\0\0|II\*|MM\*|RIFF|\xD0\xCF\x11\xE0)/,
  /^%!PS/,
  /^MIME-Version:/i,
];

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
