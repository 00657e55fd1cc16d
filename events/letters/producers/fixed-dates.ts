import { createHash } from 'node:crypto';

/**
 * Gives a PDF the letter's own date and an identifier made from that date and `name`, in place of the moment and
 * the random number its producer wrote. Every replacement has the length of what it replaces, so the offsets in the
 * cross-reference table still hold.
 *
 * @param written the letter's date, `YYYY-MM-DD`.
 */
export function withFixedDates(pdf: Uint8Array, written: string, name: string): Buffer {
  const moment = `${written.replaceAll('-', '')}120000`;
  const identifier = createHash('md5').update(`${written} ${name}`).digest('hex').toUpperCase();
  const fixed = Buffer.from(pdf)
    .toString('latin1')
    .replace(/(\/(?:CreationDate|ModDate)\s*\(D:)\d{14}/g, `$1${moment}`)
    .replace(/(\/ID\s*\[\s*<)[0-9A-F]{32}(>\s*<)[0-9A-F]{32}(>)/g, `$1${identifier}$2${identifier}$3`)
    .replace(/(\/DocChecksum \/)[0-9A-F]{32}/g, `$1${identifier}`);
  return Buffer.from(fixed, 'latin1');
}
