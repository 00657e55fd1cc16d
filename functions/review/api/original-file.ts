/**
 * The file as an answer that can do nothing in the reader's browser: its type is judged by its bytes and fixed, its name
 * is ours. A text, or bytes of no known kind, may run nothing and is no page of this origin (`sandbox`). A PDF goes
 * without `sandbox`, in which browsers refuse to show one; `nosniff` keeps it a PDF.
 */
export function originalFile(letterId: string, bytes: Uint8Array, download: boolean): Response {
  const { type, extension } = kindOf(bytes);
  const isPdf = extension === 'pdf';
  const inline = !download && extension !== 'bin';
  return new Response(Buffer.from(bytes), {
    status: 200,
    headers: {
      'content-type': type,
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename="letter-${letterId}.${extension}"`,
      'content-security-policy': `default-src 'none'; ${isPdf ? '' : 'sandbox; '}base-uri 'none'; form-action 'none'; frame-ancestors 'self'`,
      'x-content-type-options': 'nosniff',
    },
  });
}

function kindOf(bytes: Uint8Array): { type: string; extension: 'pdf' | 'txt' | 'bin' } {
  const beginning = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (beginning.includes('%PDF-')) return { type: 'application/pdf', extension: 'pdf' };
  if (isText(bytes)) return { type: 'text/plain; charset=utf-8', extension: 'txt' };
  return { type: 'application/octet-stream', extension: 'bin' };
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0');
  } catch {
    return false;
  }
}
