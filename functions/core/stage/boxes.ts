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
  const behind = /\w/.test(lastField(line.slice(0, boxes[0]!.index)));
  let result = '';
  let from = 0;
  for (const [i, box] of boxes.entries()) {
    const end = box.index + box[0].length;
    const ticked = TICKED.test(box[0]);
    if (behind) {
      const label = i === 0 ? box.index - lastField(line.slice(0, box.index)).length : from;
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

const MAY_HOLD = /[[☐□☒☑]|\([\sx✓✔]\)|\.{3}/;
const BOX = /\[[ xX✓✔]{0,2}\]|☐|□|☒|☑|\(\s\)|\([x✓✔]\)/g;
const TICKED = /[xX✓✔☒☑]/;

/** Before the next box, and before the label that stands before that: `T: ☐ 1 ☒ 2   N: ☒ 0`. */
function endOfOption(line: string, from: number, to: number): number {
  const label = /(?<=\S\s{0,5})\t|\s(?=[A-Za-z][A-Za-z ]{0,20}:\s{0,5}$)/.exec(line.slice(from, to));
  return label === null ? to : from + label.index;
}

/** What stands behind the last colon, tab or wide gap: the first choice, or nothing where the boxes stand before their choices. */
function lastField(head: string): string {
  return /[^:\t]*$/.exec(head)![0].replace(/^.*\s{3,}(?=\S)/s, '');
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}
