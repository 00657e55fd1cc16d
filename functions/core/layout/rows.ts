import type { PlacedText } from '../reading-order.ts';
import { topAligned } from './centred-cells.ts';
import { healLetterSpacing } from './letter-spacing.ts';

/** Words that stand close together on one baseline. */
export interface Fragment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
}

/** Everything on one baseline, from left to right, across the whole region. */
export interface Row {
  readonly fragments: readonly Fragment[];
  readonly baseline: number;
  readonly size: number;
}

/** Rows from the top of the page to the bottom. */
export function rowsOf(placed: readonly PlacedText[]): Row[] {
  const pieces = lowerSuperscripts(placed.map(asFragment));
  const fragments = groupRows(pieces).flatMap((row) =>
    joinJustified(joinMarkers(joinNeighbours(healLetterSpacing(withoutOverprint(row.fragments))))),
  );
  return groupRows(topAligned(fragments));
}

export function rowOf(fragments: readonly Fragment[]): Row {
  const largest = fragments.reduce((most, fragment) => (fragment.size > most.size ? fragment : most));
  return { fragments, baseline: largest.baseline, size: largest.size };
}

/** Fragments into rows, each from left to right. Words that were joined before stay as they are. */
export function groupRows(fragments: readonly Fragment[]): Row[] {
  const sorted = [...fragments].sort((a, b) => a.baseline - b.baseline || a.left - b.left);
  const rows: Fragment[][] = [];
  for (const fragment of sorted) {
    const row = rows.at(-1);
    const first = row?.[0];
    const onRow =
      first !== undefined && fragment.baseline - first.baseline <= SAME_BASELINE * Math.min(first.size, fragment.size);
    if (onRow) row!.push(fragment);
    else rows.push([fragment]);
  }
  return rows.map((row) => rowOf(row.sort((a, b) => a.left - b.left || a.baseline - b.baseline)));
}

/** Shares of the font size. */
const SAME_BASELINE = 0.3;
const NO_SPACE = 0.1;
const WORD_SPACE = 0.6;

function asFragment({ str, x, y, width, height }: PlacedText): Fragment {
  const perCharacter = str.length === 0 ? 0 : width / str.length;
  const leading = str.length - str.trimStart().length;
  const trailing = str.length - str.trimEnd().length;
  return {
    text: str.trim().replace(/\s+/g, ' ').replace(SYMBOL_BULLET, '•'),
    left: x + leading * perCharacter,
    right: x + width - trailing * perCharacter,
    baseline: y,
    size: height > 0 ? height : 10,
  };
}

/** The bullets of the Symbol and Wingdings fonts, which word processors leave in the private-use area. */
const SYMBOL_BULLET = /^[\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf06f\uf02d]$/;

/** A smaller piece that touches a larger one and stands a little above or below it is set on its baseline. */
function lowerSuperscripts(fragments: readonly Fragment[]): Fragment[] {
  const order = [...fragments].sort((a, b) => a.baseline - b.baseline);
  const largest = order.reduce((most, { size }) => Math.max(most, size), 0);
  return fragments.map((small) => {
    let at = firstNotBefore(order, small.baseline - largest);
    for (let tried = 0; at < order.length && tried < 500; at++, tried++) {
      const host = order[at]!;
      if (host.baseline > small.baseline + largest) break;
      if (isHostOf(host, small)) return { ...small, baseline: host.baseline };
    }
    return small;
  });
}

function isHostOf(host: Fragment, small: Fragment): boolean {
  if (small.size > 0.85 * host.size) return false;
  const raised = (host.baseline - small.baseline) / host.size;
  if (raised < -0.35 || raised > 0.65 || Math.abs(raised) < 0.01) return false;
  const distance = Math.min(Math.abs(small.left - host.right), Math.abs(host.left - small.right));
  return distance < 0.35 * host.size;
}

function firstNotBefore(order: readonly Fragment[], baseline: number): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order[middle]!.baseline < baseline) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Bold is sometimes made by printing the same word twice, a hair apart. */
function withoutOverprint(fragments: readonly Fragment[]): Fragment[] {
  return fragments.filter((fragment, index) => {
    const before = fragments[index - 1];
    return !(before && before.text === fragment.text && Math.abs(before.left - fragment.left) < 0.15 * fragment.size);
  });
}

function joinNeighbours(fragments: readonly Fragment[]): Fragment[] {
  const joined: Fragment[] = [];
  for (const fragment of fragments) {
    const before = joined.at(-1);
    const gap = before && (fragment.left - before.right) / Math.min(before.size, fragment.size);
    if (before === undefined || gap === undefined) joined.push(fragment);
    else if (gap < NO_SPACE) joined[joined.length - 1] = join(before, fragment, '');
    else if (gap <= WORD_SPACE || isValueOf(before, fragment)) joined[joined.length - 1] = join(before, fragment, ' ');
    else joined.push(fragment);
  }
  return joined;
}

/** `NHS No      : 999 751 9663`: a value that brings its colon with it stays with its label. */
function isValueOf(label: Fragment, value: Fragment): boolean {
  return value.text.startsWith(':') && !label.text.includes(':') && value.left - label.right < 20 * label.size;
}

/** A line stretched to the width of its column: three and more blanks of the same width are no gutters. */
function joinJustified(fragments: readonly Fragment[]): readonly Fragment[] {
  const gaps = fragments.slice(1).map((fragment, index) => (fragment.left - fragments[index]!.right) / fragment.size);
  const narrowest = gaps.reduce((least, gap) => Math.min(least, gap), Number.POSITIVE_INFINITY);
  const isJustified = gaps.length >= 3 && gaps.every((gap) => gap < 1.5 && gap < 1.15 * narrowest);
  return isJustified ? [fragments.reduce((line, fragment) => join(line, fragment, ' '))] : fragments;
}

/** A list's bullet or number belongs to the words after it, however far it hangs: it is no column of its own. */
function joinMarkers(fragments: readonly Fragment[]): Fragment[] {
  const joined: Fragment[] = [];
  for (const fragment of fragments) {
    const before = joined.at(-1);
    const isMarker = before !== undefined && (joined.length === 1 ? LIST_MARKER : CERTAIN_MARKER).test(before.text);
    const hangs = isMarker && fragment.left - before.right < 4 * before.size;
    if (hangs) joined[joined.length - 1] = join(before, fragment, ' ');
    else joined.push(fragment);
  }
  return joined;
}

const LIST_MARKER = /^(?:[•●○◦▪■□‣–—*·➢✓o-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])$/i;

/** In the middle of a row a dash may be a table's empty cell. */
const CERTAIN_MARKER = /^(?:[•●○◦▪■□‣➢✓]|\(?\d{1,2}[.)])$/;

/** Whether a line begins a new item of a list. */
export function beginsWithMarker(text: string): boolean {
  const [first = '', second] = text.split(' ', 2);
  return second !== undefined && LIST_MARKER.test(first);
}

export function join(a: Fragment, b: Fragment, by: string): Fragment {
  const larger = a.size >= b.size ? a : b;
  return {
    text: a.text + by + b.text,
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    baseline: larger.baseline,
    size: larger.size,
  };
}

/** A row as one line of text: a wide blank becomes a tab, since what stands behind it may be another matter. */
export function lineText(fragments: readonly Fragment[]): string {
  let text = '';
  for (const [index, fragment] of fragments.entries()) {
    const before = fragments[index - 1];
    if (before !== undefined)
      text += fragment.left - before.right > WIDE_BLANK * Math.max(before.size, fragment.size) ? '\t' : ' ';
    text += fragment.text;
  }
  return text;
}

const WIDE_BLANK = 1.8;
