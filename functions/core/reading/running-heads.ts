import type { Line } from './letter-lines.ts';

/** Running heads and feet, by index: the same line, but for numbers, at least twice, and far apart. */
export function repeatedLines(lines: readonly Line[]): ReadonlySet<number> {
  const places = new Map<string, number[]>();
  if (lines.length < FEWEST_LINES) return new Set();
  lines.forEach(({ text }, index) => {
    if (!OF_A_HEAD.test(text)) return;
    const line = text.replace(/\d+/g, '0').replace(/\s+/g, ' ').trim();
    const known = places.get(line);
    if (known !== undefined) known.push(index);
    else if (line.length <= LONGEST_HEAD) places.set(line, [index]);
  });
  return new Set([...places.values()].filter((one) => one.at(-1)! - one[0]! >= FEWEST_LINES).flat());
}
const OF_A_HEAD = /hosp|trust|page|nhs|dob/i;
const FEWEST_LINES = 16;
const LONGEST_HEAD = 140;
