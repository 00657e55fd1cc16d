import { allMatches } from '../all-matches.ts';
/**
 * A form's line with the choices that nobody ticked, the boxes and the leader dots made blank, one for one, so that what is left reads as
 * if it had been typed: `Differentiation: ...... Well/mod [ ]  Poor [X]` as `Differentiation: Poor`.
 */
export function chosen(text: string): string {
  if (!MAY_HOLD.test(text)) return text;
  const line = text.includes('...') ? text.replace(/\.{4,}|(?<=\s)\.{3}(?=\s)/g, blank) : text;
  const boxes = allMatches(line, BOX);
  if (boxes.length === 0) return line;
  const end = endOfFields(line);
  if (end !== -1) return chosen(line.slice(0, end)) + chosen(line.slice(end));
  const behind = standBehind(line, boxes[0]!.index, boxes.at(-1)!.index + boxes.at(-1)![0].length);
  let result = '';
  let from = 0;
  for (const [i, box] of boxes.entries()) {
    const end = box.index + box[0].length;
    const ticked = TICKED.test(box[0]);
    if (behind) {
      const label = i === 0 ? box.index - firstOption(line, box.index, end, boxes[1]?.index).length : from;
      const option = line.slice(label, box.index);
      const remark = ticked ? '' : (/^\s?\([^()\n]{0,40}\)/.exec(line.slice(end))?.[0] ?? '');
      result += line.slice(from, label) + (ticked ? option : blank(option)) + blank(box[0] + remark);
      from = end + remark.length;
    } else {
      const next = endOfOption(line, end, boxes[i + 1]?.index ?? line.length);
      const option = line.slice(end, next);
      result += line.slice(from, box.index) + blank(box[0]) + (ticked ? option : blank(option));
      from = next;
    }
  }
  return result + line.slice(from);
}

/**
 * `PS 0 [ ] 1 [x] 2 [ ]       Smoker: ☐ no ☒ yes`: where fields end whose boxes stand behind, the last of them before a wide gap; -1 where
 * none do.
 */
function endOfFields(line: string): number {
  const field = BEHIND_THEN_GAP.exec(line);
  return field === null ? -1 : field.index + field[0].length;
}
const BEHIND_THEN_GAP =
  /(?:(?:\[[ xX✓✔]{0,2}\]|[☐□☒☑])\s{1,2}\w[^[☐□☒☑\t]{0,30}?\s){1,6}(?:\[[ xX✓✔]{0,2}\]|[☐□☒☑])(?=\s{3,}[A-Za-z])/;

const MAY_HOLD = /[[☐□☒☑]|\([\sx✓✔]\)|\.{3}/;
const BOX = /\[[ xX✓✔]{0,2}\]|☐|□|☒|☑|\(\s\)|\([x✓✔]\)/g;
const TICKED = /[xX✓✔☒☑]/;

/**
 * Whether the boxes stand behind their choices: a choice stands between the label's colon and the first box, or, without a colon,
 * nothing stands behind the last one: `PS 0 [ ] 1 [x]`, but `SLNB [x] done [ ] declined`, and `Site: calf     [ ] SCC  [x] Melanoma`.
 */
function standBehind(line: string, first: number, lastEnd: number): boolean {
  const head = line.slice(0, first);
  if (!/\w/.test(lastField(head))) return false;
  const isApart = /\s{3}$/.test(head);
  return (!isApart && /:[^:\t]*$/.test(head)) || !/^\s{0,2}\w/.test(line.slice(lastEnd));
}

/** As many words as the second choice has: `PS 0 [ ] 1 [x]`, `Follow-up 3 monthly [x] 6 monthly [ ]`. */
function firstOption(line: string, box: number, end: number, next: number | undefined): string {
  const field = lastField(line.slice(0, box));
  if (next === undefined || /:[^:\t]*$/.test(line.slice(0, box))) return field;
  const words = line.slice(end, next).trim().split(/\s+/).length;
  return new RegExp(String.raw`(?:\S+\s*){0,${Math.min(words, 6)}}$`).exec(field)![0];
}

/** Before the next box, a wide gap, and the label that stands before that: `T: ☐ 1 ☒ 2 N: ☒ 0`, `Grade [ ] 1 [x] 2   FIGO IB`. */
function endOfOption(line: string, from: number, to: number): number {
  const label = /(?<=\S\s{0,5})\t|(?<=\S)\s{3,}(?=\S)|\s(?=[A-Za-z][A-Za-z ]{0,20}:\s{0,5}$)/.exec(
    line.slice(from, to),
  );
  return label === null ? to : from + label.index;
}

/** What stands behind the last colon, tab or wide gap: the first choice, or nothing where the boxes stand before their choices. */
function lastField(head: string): string {
  return /[^:\t]*$/.exec(head)![0].replace(/^.*\s{3,}(?=\S)/s, '');
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}
