import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

/** No line of a release is nearly as long; a file without line ends is no release file and must not fill the memory. */
const LONGEST_LINE = 1 << 20;
const PROGRESS_ROWS = 500_000;

/**
 * Streams the rows of one RF2 file (tab-separated, a header, CRLF, no quoting) through `onRow`, in the order of `columns`.
 * Memory does not grow with the file.
 *
 * @returns the number of rows
 * @throws Error when a column is missing, or at a row with too few cells: a release cut short is not read as a small one
 */
export async function eachRow<C extends string>(
  file: string,
  columns: readonly C[],
  onRow: (cells: Readonly<Record<C, string>>) => void,
  onProgress: (message: string) => void = () => {},
): Promise<number> {
  const name = basename(file);
  let places: readonly number[] | null = null;
  let width = 0;
  let rows = 0;
  const read = (line: string) => {
    const cells = (line.endsWith('\r') ? line.slice(0, -1) : line).split('\t');
    if (places === null) {
      const header = cells.map((cell) => cell.replace(/^\uFEFF/, ''));
      const missing = columns.filter((column) => !header.includes(column));
      if (missing.length > 0) throw new Error(`${name} has no column ${missing.join(', ')}`);
      width = header.length;
      places = columns.map((column) => header.indexOf(column));
      return;
    }
    rows++;
    if (cells.length !== width) throw new Error(`${name}, row ${rows}: ${cells.length} cells; expected ${width}`);
    onRow(Object.fromEntries(places.map((place, i) => [columns[i], cells[place]])) as Record<C, string>);
    if (rows % PROGRESS_ROWS === 0) onProgress(`${name}: ${rows.toLocaleString('en-GB')} rows`);
  };
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const text = rest + (chunk as string);
    let from = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      read(text.slice(from, end));
      from = end + 1;
    }
    rest = text.slice(from);
    if (rest.length > LONGEST_LINE) throw new Error(`${name} has a line of more than ${LONGEST_LINE} characters`);
  }
  if (rest !== '') read(rest);
  if (places === null) throw new Error(`${name} is empty`);
  onProgress(`${name}: ${rows.toLocaleString('en-GB')} rows, read`);
  return rows;
}
