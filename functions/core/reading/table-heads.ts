import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Span } from '../span.ts';
import type { Line } from './letter-lines.ts';

/** What stands under each head of a table, from the left; null under a head that changes nothing. */
export type TableHeads = readonly (string | null)[];

/** A stretch of a row, under a head that says what it is or (null) under none. */
export interface HeadedCells extends Span {
  readonly section: string | null;
}

/**
 * The heads of a table when the line is nothing else: `Problem ⇥ Findings ⇥ Plan`. Only what is said under a head of treatment,
 * plan or family is read by itself; findings stay with what they are found of, or `Liver mets ⇥ none` would come apart.
 *
 * @param firstToken the line's first
 */
export function tableHeads(
  line: Line,
  tokens: readonly MatchToken[],
  firstToken: number,
  lexicon: Lexicon,
): TableHeads | null {
  if (!line.text.includes('\t') || line.text.length > LONGEST_HEADS || /[\d.]/.test(line.text)) return null;
  const cells = cellsOf(line);
  if (cells.length < 2) return null;
  let index = firstToken;
  const heads = cells.map(({ start, end }) => {
    while (index < tokens.length && tokens[index]!.start < start) index++;
    if (index === tokens.length) return null;
    const match = lexicon.headings.matchesAt(tokens, index).findLast(({ end: last }) => tokens[last - 1]!.end === end);
    return match?.values[0] ?? null;
  });
  const known = heads.filter((head) => head !== null).length;
  const areHeads = cells.every(({ start, end }) =>
    /^\p{Lu}\S*(?: \S+){0,2}$/u.test(line.text.slice(start - line.start, end - line.start)),
  );
  const own = heads.map((head) => (head !== null && READ_APART.has(head) ? head : null));
  return areHeads && (known === cells.length || known >= 2 || cells.length > 2) && own.some((head) => head !== null)
    ? own
    : null;
}
const LONGEST_HEADS = 120;
const READ_APART = new Set([
  'plan',
  'gp-actions',
  'options',
  'treatment',
  'procedure',
  'medications',
  'family-history',
]);

/** A row's cells, those that belong together as one; null where the line is no row of the table. */
export function cellsUnder(heads: TableHeads, line: Line): HeadedCells[] | null {
  const cells = cellsOf(line);
  if (cells.length < 2 || cells.length > heads.length) return null;
  const headed: HeadedCells[] = [];
  cells.forEach(({ start, end }, column) => {
    const section = heads[column]!;
    const before = headed.at(-1);
    if (section === null && before !== undefined) headed[headed.length - 1] = { ...before, end };
    else headed.push({ start, end, section });
  });
  return headed;
}

function cellsOf({ text, start }: Line): Span[] {
  const cells: Span[] = [];
  for (let from = 0; from <= text.length; ) {
    const tab = text.indexOf('\t', from);
    const to = tab === -1 ? text.length : tab;
    const cell = text.slice(from, to);
    const leading = cell.length - cell.trimStart().length;
    cells.push({ start: start + from + Math.min(leading, cell.length), end: start + from + cell.trimEnd().length });
    from = to + 1;
  }
  return cells;
}
