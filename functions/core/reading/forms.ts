import { allMatches } from '../all-matches.ts';
import type { Span } from '../span.ts';
import { chosen as tickedChoices } from '../stage/boxes.ts';
import { endAt } from './letter-lines.ts';

/** What a form answers to an item: `open` where nobody answered. */
export type FormAnswer = 'yes' | 'no' | 'open';

const FARTHEST_BEFORE = 40;
const FARTHEST_BEHIND = 90;

/**
 * What a form says to what stands at `span`: by a box before it, by an answer behind it (`No`, `[No]`, `Yes [ ] No [x]`, `[ ] Y [x] N`,
 * `Y / N / [NK]`, `n/a`, a line left to write on), or by a mark under a column headed Yes or No. null where it is no form.
 */
export function formAnswer(text: string, { start, end }: Span): FormAnswer | null {
  const line = oneLine(text.slice(end, end + FARTHEST_BEHIND));
  const before = lastLine(text.slice(Math.max(0, start - FARTHEST_BEFORE), start));
  const among = BOX_NEAR.test(line) || BOX_NEAR.test(before) ? amongChoices(text, { start, end }) : null;
  if (among !== null) return among;
  const question = OF_THE_QUESTION.exec(line)?.[0].length ?? 0;
  const asWritten = line.slice(question);
  if (RUNS_ON.test(asWritten)) return boxBefore(before);
  // Cells are padded to the width of their column.
  const behind = asWritten.replace(/ {4,}/g, '   ');
  return (
    choiceBehind(behind, before) ??
    tickedAnswer(behind) ??
    (CROSSED.test(behind) ||
    AXIS_NO.test(line) ||
    STAGED_NO.test(behind) ||
    ANSWERED_NO.test(behind) ||
    NEXT_CELL_NO.test(asWritten) ||
    CAPITAL_NO.test(behind)
      ? 'no'
      : null) ??
    markedColumn(text, end + question, asWritten) ??
    boxBefore(before) ??
    (/^[ \t:]{0,12}(?:\[\s?\]|☐|□)[ \t]{0,3}(?:$|[,;|])/.test(behind) ? 'no' : null)
  );
}

const BOX_NEAR = /[[☐□☒☑]/;
const LONGEST_ROW = 300;

/** Of several choices with their boxes in a row: whether this one is ticked. null where it is none of them, or nothing is ticked at all. */
function amongChoices(text: string, { start, end }: Span): FormAnswer | null {
  const behind = oneLine(text.slice(start, end + LONGEST_ROW));
  const before = lastLine(text.slice(Math.max(0, start - LONGEST_ROW), start));
  const from = start - before.length;
  const row = before + behind;
  if (!MANY_BOXES.test(row) || !/[xX✓✔☒☑]\]|[☒☑]/.test(row)) return null;
  // A site before the boxes may be part of what is asked: `Site: calf   [ ] BCC  [x] Melanoma`.
  const asked = row.slice(start - from, end - from).replace(A_BOX, (box) => ' '.repeat(box.length));
  const shown = tickedChoices(row).slice(start - from, end - from);
  return shown !== asked ? 'no' : boxBefore(row.slice(0, start - from)) === 'yes' ? 'yes' : null;
}
const A_BOX = /\[[ xX✓✔]{0,2}\]|[☐□☒☑]/g;
const MANY_BOXES = /(?:\[[ xX✓✔]{0,2}\]|[☐□☒☑])[^\n]{0,300}(?:\[[ xX✓✔]{0,2}\]|[☐□☒☑])/;

/** Nothing, or a word that begins like no answer and no mark, if need be behind the end of a clause. */
const RUNS_ON = /^ *[.,;)]? ?(?:$|[a-ce-mo-tvwz])/i;

/** "Metastases present?", "Mets known N", "lymphoma confirmed? [ ]". */
const OF_THE_QUESTION =
  /^(?:[ 	]{1,3}(?:histologically|radiologically|clinically|proven|reported|noted|found|previously|in (?:the )?family|on imaging|at diagnosis|on speculum|known|present|confirmed|suspected|seen|identified|detected|evident|ever|history|status|diagnosed)(?!\w)){1,3}|^ {0,2}\((?:[^)\n]{1,20}\)(?= {3})|y?[cp]?[TNM][01xX]?\)(?=[ \t]{0,6}[:=]))/i;

function oneLine(behind: string): string {
  const line = behind.slice(0, endAt(behind, '\n', 0));
  return line.slice(0, endAt(line, '\f', 0));
}

function lastLine(before: string): string {
  return before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\f')) + 1);
}

const BOX = String.raw`\[[ xX✓✔✗*]{0,2}\]|\([ xX✓✔]?\)|[☐☑☒□■✓✔]`;
const WORD = String.raw`(?:yes|no|not known|n\/k|n\/a|nk|y|n|dk|unknown)(?![a-z])`;
const CHOSEN = String.raw`[[(]\s?(?:yes|no|y|n|nk|n\/k)\s?[\])]`;
const RUN = new RegExp(String.raw`^[ \t:?.|=–-]{0,30}((?:(?:${CHOSEN}|${BOX}|${WORD}|[\/|,])[ \t]{0,6}){2,12})`, 'i');
const PIECES = new RegExp(`(${CHOSEN})|(${BOX})|(${WORD})`, 'gi');

/** "Smoker [ ] Ex [x] Never [ ]": choices in a row, each with its box behind it. */
function choiceBehind(behind: string, before: string): FormAnswer | null {
  if (!CHOICES.test(behind) || /^\s{0,9}[[(☐☑☒□■]/.test(before)) return null;
  return isTicked(/^[ \t:]{0,4}(\S{1,3}\s?\]?)/.exec(behind)![1]!) ? 'yes' : 'no';
}
const CHOICES = new RegExp(
  String.raw`^[ \t:]{0,4}(?:${BOX})(?:[ \t]{1,6}(?!(?:${WORD})[ \t])[A-Za-z/-]{2,20}(?: [A-Za-z-]{2,20})?[ \t]{1,6}(?:${BOX})){0,5}[ \t]{0,6}$`,
);

/** Of several answers offered side by side, the one that is ticked or bracketed. */
function tickedAnswer(behind: string): FormAnswer | null {
  const run = RUN.exec(behind)?.[1];
  if (run === undefined) return null;
  const pieces = allMatches(run, PIECES).map(([, chosen, box, word]) => ({ chosen, box, word }));
  const words = pieces.filter(({ word, chosen }) => word !== undefined || chosen !== undefined);
  if (words.length < 2) return null;
  const chosen = pieces.find((piece) => piece.chosen !== undefined)?.chosen;
  if (chosen !== undefined) return meaningOf(chosen.replace(/[[\]()\s]/g, ''));
  const boxFirst = pieces[0]!.box !== undefined;
  const at = pieces.findIndex(({ box }) => box !== undefined && isTicked(box));
  if (at === -1) return 'open';
  const answer = pieces[boxFirst ? at + 1 : at - 1]?.word;
  return answer === undefined ? 'open' : meaningOf(answer);
}

function isTicked(box: string): boolean {
  return /[xX✓✔✗*☑☒■]/.test(box);
}

function meaningOf(answer: string): FormAnswer {
  if (/^y/i.test(answer)) return 'yes';
  return /^(?:no?|n\/a)$/i.test(answer) ? 'no' : 'open';
}

/** `Distant metastasis (pM): MX`, `Nodal metastases: 0/12`. */
const AXIS_NO = /^ {0,2}\((?:y?[cp])?[NM]\)[ \t]{0,6}[:=][ \t]{0,4}(?:y?[cp]?[NM])? ?[0xX](?!\w)/;
const STAGED_NO =
  /^[ \t]{0,3}(?:[:=–—-]|\t| {3,40}\|?|\|)[ \t]{0,4}(?!Mx ?(?:and|[&+,]))(?:y?[cp]?[MN] ?[0xX](?:\([^)\n]{1,6}\))?(?![\w/])|0 ?(?:\/|of|out of) ?\d|(?:cannot|can ?not|could not) be (?:assessed|determined)\b)/;

const ANSWERED_NO =
  /^[ \t]{0,6}(?:\?[ \t]{0,3}(?:no|none|nil|not(?!\s(?:sure|certain|clear|yet))|negative)(?![\w-])|(?:[:=|[(?\-–—]|\.{2,}|…|\t| {3,40}\|?)[ \t]{0,4}[|[(]?\s?(?:(?:none|nil|not)\s(?:submitted|received|sampled|taken|seen|identified|detected|present|found|known|reported|recorded)|no|n|nil|none|absent|false|0|✗|✘|×|n\/a|not applicable|not known|unknown|not assessed|_{2,})\s?[\])|]?[ \t]{0,90}(?:$|[,;.|]))/i;

/** `| DCIS        | No |`, `Mets (histol.)      not submitted`: the next cell, or what stands behind a wide gap, with the rest of the item before it. */
const NEXT_CELL_NO =
  /^(?:[ \t]{0,3}\([^)\n]{1,20}\))?(?:[ \t]{0,40}\||[ ]{4,40}|[ ]{0,40}\t)[ \t]{0,6}(?:(?:none|nil|not)\s(?:on|at|in|submitted|received|sampled|taken|seen|identified|detected|present|found|known|reported|recorded|assessed)|no|nil|none|absent)[ \t]{0,40}(?:$|[|,;.])/i;

/** "Breast cancer ✗": a cross alone, where a tick would be a yes. */
const CROSSED = /^[ \t:]{0,40}[✗✘×][ \t]{0,6}(?:$|[,;|])/;

/**
 * A capital alone at the end of its cell, of an item, or before the next answer: `Mets N | COPD Y |`, `breast ca N, VTE N`, `Liver mets N Bone mets Y`,
 * `Chemo in last 6/12    N    never had`; and `liver (-)`.
 */
const CAPITAL_NO =
  /^(?:[ \t]{1,30}(?:N|No|NO|NIL)[ \t]{0,3}(?:$|\|)|(?: [a-z\d/]{1,8}){0,4}(?: {3,}|[ ]{0,3}\t[ ]{0,3})N(?=[ ]{2,}\S|[ ]{0,3}\t|[ ]{0,3}$)|[ \t]N(?=[,;]|[ \t]{1,3}[A-Z][a-zA-Z]{1,12}(?: [a-z]{1,12}){0,2} [NY]\b)|[ \t]{0,2}\(-\)(?=[ \t]{0,3}(?:$|[,;.|]|[a-z])))/;

/** "[ ] Suspected renal ca": the box stands at the start of what is ticked or not. */
function boxBefore(before: string): FormAnswer | null {
  if (!MAY_HOLD_A_BOX.test(before)) return null;
  const found =
    /(\[[ xX✓✔*]{0,2}\]|\([ xX✓✔]?\)|[☐☑☒□■]|(?<![^\s])_{1,6}(?:[xX]_{1,3})?)[ \t]{0,3}(?:[\w?'’/-]{1,15}[ \t]{1,2}){0,3}$/.exec(
      before,
    );
  if (found === null) return null;
  return isTicked(found[1]!) ? 'yes' : 'no';
}

const MAY_HOLD_A_BOX = /[[(☐☑☒□■_]/;

const MOST_LINES_UP = 15;
const FARTHEST_HEADER = 3000;

/** A lone mark, or empty and ticked boxes, with no more than a remark behind them. */
const MARKS_IN_COLUMNS = /^[ \t|]{1,80}(?:[xX✓✔][ \t|]{0,40}$|(?:\[\s?\][ \t|]{1,20})?\[[xX✓✔]\])/;

/** A lone tick behind an item stands under the head of its column: `Yes` or `No`. */
function markedColumn(text: string, end: number, behind: string): FormAnswer | null {
  const mark = MARKS_IN_COLUMNS.exec(behind);
  if (mark === null) return null;
  const lines = text.slice(Math.max(0, end - FARTHEST_HEADER), end + mark[0].length).split('\n');
  const line = lines.at(-1)!;
  const at = columnOf(line, line.length - mark[0].length + mark[0].search(/[xX✓✔]/));
  for (const header of lines.slice(-1 - MOST_LINES_UP, -1).reverse()) {
    const yes = /\b(?:yes|y)\b/i.exec(header);
    const no = /\b(?:no|n)\b/i.exec(header);
    if (yes === null || no === null) continue;
    const [toYes, toNo] = [yes, no].map(({ index }) => Math.abs(columnOf(header, index) - at)) as [number, number];
    return toYes < toNo ? 'yes' : 'no';
  }
  return null;
}

/** By cells where the line has them, else by characters. */
function columnOf(line: string, at: number): number {
  const cells = line.slice(0, at).split(/[\t|]/).length - 1;
  return cells === 0 ? at : cells * 1000;
}
