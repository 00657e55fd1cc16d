import type { Fragment } from './rows.ts';

/**
 * Sets the lines of a cell that is centred beside a taller one level with the taller cell's first line, as if the table
 * had been set from the top: browsers centre the cells of a row, and a label between the lines of its value would be
 * read in the middle of a sentence.
 */
export function topAligned(fragments: readonly Fragment[]): Fragment[] {
  const stacks = stacksOf(fragments);
  const tall = stacks.filter(({ lines }) => lines.length >= 2);
  const raised = new Map<Fragment, Fragment>();
  if (tall.length === 0 || stacks.length > MOST_STACKS) return [...fragments];
  for (const stack of stacks) {
    const beside = tall.filter((other) => isCentredBeside(stack, other) && isAlone(stack, other, stacks));
    const tallest = beside.reduce<Stack | null>(
      (best, one) => (best && best.lines.length >= one.lines.length ? best : one),
      null,
    );
    if (tallest === null) continue;
    const by = stack.top - tallest.top;
    for (const line of stack.lines) raised.set(line, { ...line, baseline: line.baseline - by });
  }
  return fragments.map((fragment) => raised.get(fragment) ?? fragment);
}

/** More than any page of a letter holds; what follows compares each with each. */
const MOST_STACKS = 600;

/** Lines set solid, one under the other from one left edge. */
interface Stack {
  readonly lines: readonly Fragment[];
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Line distance over font size within a cell; rows of a table stand farther apart. */
const SET_SOLID = 1.3;
const SAME_EDGE = 0.5;

function stacksOf(fragments: readonly Fragment[]): Stack[] {
  const open: Fragment[][] = [];
  const stacks: Fragment[][] = [];
  for (const fragment of [...fragments].sort((a, b) => a.baseline - b.baseline || a.left - b.left)) {
    const above = open.findIndex((lines) => goesUnder(lines.at(-1)!, fragment));
    if (above === -1) {
      open.push([fragment]);
      stacks.push(open.at(-1)!);
    } else open[above]!.push(fragment);
    while (open.length > 0 && fragment.baseline - open[0]!.at(-1)!.baseline > 3 * fragment.size) open.shift();
  }
  return stacks.map((lines) => ({
    lines,
    top: lines[0]!.baseline,
    bottom: lines.at(-1)!.baseline,
    left: lines[0]!.left,
    right: lines.reduce((most, { right }) => Math.max(most, right), 0),
  }));
}

function goesUnder(above: Fragment, below: Fragment): boolean {
  const gap = (below.baseline - above.baseline) / Math.max(above.size, below.size);
  return Math.abs(below.left - above.left) < SAME_EDGE && gap > 0.9 && gap < SET_SOLID;
}

function isCentredBeside(stack: Stack, tall: Stack): boolean {
  if (stack.lines.length >= tall.lines.length) return false;
  if (stack.left < tall.right && tall.left < stack.right) return false;
  const offCentre = Math.abs(stack.top + stack.bottom - tall.top - tall.bottom) / 2;
  return stack.top > tall.top && offCentre < 0.25 * stack.lines[0]!.size;
}

/** Nothing else stands above or below it within the height of the taller cell: it is that row's only cell there. */
function isAlone(stack: Stack, tall: Stack, stacks: readonly Stack[]): boolean {
  const margin = 0.9 * stack.lines[0]!.size;
  return !stacks.some(
    (other) =>
      other !== stack &&
      other !== tall &&
      other.left < stack.right &&
      stack.left < other.right &&
      other.bottom > tall.top - margin &&
      other.top < tall.bottom + margin,
  );
}
