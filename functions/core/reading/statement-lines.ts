import { LIST_MARKER, type Line } from './letter-lines.ts';

/** Offsets of lines that begin a statement: wherever they stand, and those that do in a plan alone, which is typed line by line. */
interface LineStarts {
  readonly starts: ReadonlySet<number>;
  readonly ofPlans: ReadonlySet<number>;
}

/**
 * Offsets of the first characters of lines that begin a new statement although no full stop stands before them.
 * A line goes on from the one before when that one is about as wide as its paragraph.
 */
export function lineStartsOfStatements(lines: readonly Line[]): LineStarts {
  const starts = new Set<number>();
  const ofPlans = new Set<number>();
  let width = 0;
  let number = 0;
  let isRow = false;
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (before === undefined || line.emptyBefore > 0) {
      width = widthOfParagraph(lines, index);
      number = 0;
    }
    const wasRow = isRow;
    isRow = MAY_BE_A_ROW.test(line.text) && ROW.test(line.text);
    const next = Number(NUMBERED.exec(line.text)?.[1] ?? Number.NaN) === number + 1;
    if (next) number++;
    // A hyphen is no token: the statement begins with the word behind it.
    const first = line.start + (/^\s*(?:[-‐‑]+\s*)?/.exec(line.text)?.[0].length ?? 0);
    if (before === undefined || line.emptyBefore > 0) starts.add(first);
    else if (LIST_MARKER.test(line.text) || next) starts.add(first);
    else if (UNDER_AN_ITEM.test(line.text) && !GOES_ON.test(before.text)) starts.add(first);
    else if (isRow || wasRow) {
      if (!ROW_GOES_ON.test(line.text) && (isRow || !isWrappedCell(before, line))) starts.add(first);
    } else if (before.text.trimEnd().endsWith(')') && /^\s*\p{Lu}/u.test(line.text)) starts.add(first);
    else if (before.text.trimEnd().endsWith(':')) starts.add(first);
    else if (/^\s*[A-Z][\w ()/&-]{0,40}:(?:\s|$)/.test(line.text)) starts.add(first);
    else if (STAGED_LINE.test(line.text) || isSpecimenLine(line.text)) starts.add(first);
    else if (OF_A_RELATIVE.test(line.text)) starts.add(first);
    else if (DATED.test(line.text) && isAmongDated(index, lines) && !GOES_ON.test(before.text)) starts.add(first);
    else if (DATED_ROW.test(line.text) || CAUSE_OF_DEATH.test(line.text)) starts.add(first);
    else if (/^[A-Z][\w()/&-]{1,20}(?: [\w()/&-]{1,15}){0,2} {3,}\S/.test(line.text)) starts.add(first);
    else if (
      before.text.trimEnd().length < width * 0.75 &&
      /^\s*[\p{Lu}\d?]/u.test(line.text) &&
      !/[,(]\s*$|\b(?:and|or|of|the|with|a|to|in|for|by|from)\s*$/i.test(before.text)
    )
      starts.add(first);
    else if (before.text.trimEnd().length < width * FAR_FROM_FULL && !GOES_ON.test(before.text)) ofPlans.add(first);
  });
  return { starts, ofPlans };
}

const FAR_FROM_FULL = 0.55;
const GOES_ON =
  /[,(:&+/-]\s*$|\b(?:and|or|of|the|an?|with|w|to|in|for|by|from|on|at|is|was|are|no|not|has|had|her|his|my|our|your|this|that|which|who|as|if|unless|than|but|then|re|dr|mr|mrs)\.?\s*$/i;

/** An item of a list that is numbered without a mark, where its number is the next: ` 2 Osimertinib`. */
const NUMBERED = /^\s{0,6}(\d{1,2}) {1,3}[\p{L}?]/u;

/** A line under an item, set in and opened by a word of its own: `     bone    - sternum, T6`. */
const UNDER_AN_ITEM = /^ {3,}\p{L}[\p{L}\d/&]*(?: \p{L}[\p{L}\d/&]*)? {1,12}[-–—] +\S/u;

/** A row of a table, its cells parted by tabs or bars. */
const ROW = /\t|^\s{0,8}\||\|[^|]*\|/;
const MAY_BE_A_ROW = /[\t|]/;
/** A row whose first cell is empty goes on in the others. */
const ROW_GOES_ON = /^\s{0,8}\|\s*\|/;

/** The last cell of a row, wrapped: `CT head:⇥no bleed, no infarct, no` and `   metastases` below it. */
function isWrappedCell(row: Line, { text }: Line): boolean {
  const written = row.text.trimEnd();
  return written.length >= WIDE_ROW && !/[.;:!?]$/.test(written) && /^\s*\p{Ll}/u.test(text);
}
const WIDE_ROW = 60;

/** A row of a problem list: `08-Aug-2008  Basal cell ca`, `1999   Appendicectomy`. */
const DATED_ROW =
  /^\s{0,20}(?:\d{1,2}[-/. ](?:\d{1,2}|[A-Z][a-z]{2})[-/. ]\d{2,4}|(?:[A-Z][a-z]{2} )?(?:19|20)\d\d) {2,}\S/;

/** `03/2020 ADT (Decapeptyl) ongoing`, `Sept 2019: docetaxel`: one line of several that begin with a date. */
const DATED =
  /^\s{0,20}(?:\d{1,2}[-/.]\d{1,2}[-/.](?:20|19)?\d\d|\d{1,2}[- ][A-Z][a-z]{2,8}[- ](?:19|20)\d\d|(?:0?[1-9]|1[0-2])[/.](?:19|20)\d\d|(?:[A-Z][a-z]{2,8}\.? )?(?:19|20)\d\d)(?![\w/])/;
function isAmongDated(index: number, lines: readonly Line[]): boolean {
  const next = lines[index + 1];
  return DATED.test(lines[index - 1]!.text) || (next !== undefined && next.emptyBefore === 0 && DATED.test(next.text));
}

/** A line of a pedigree: `father - melanoma 62`, `mat gm: ovary`, `2 sisters – well`. */
const OF_A_RELATIVE =
  /^\s{0,8}(?:\d |one |two |three |half[- ])?(?:(?:mat(?:ernal)?|pat(?:ernal)?|m|p)\.? )?(?:mother|father|mum|dad|brothers?|sisters?|sons?|daughters?|aunts?|uncles?|grandmother|grandfather|cousins?|nieces?|nephews?|[mp]?g[mf]|half[- ](?:brother|sister))\s{0,3}(?:[-–—:=]|\()/i;

/** A line of a staging form: `pNX: Regional lymph nodes cannot be assessed`, `_X_ pN1a`. */
const STAGED_LINE = /^\s*(?:_{1,3}[xX]?_{1,3}\s|y?[cp][TNM](?:is|[0-4xX])[a-d]?\d?\s?(?:[:=–]|-\s))/;

/** What was taken out, above what was found in it: `Omentum, biopsy:`. */
function isSpecimenLine(line: string): boolean {
  return line.trimEnd().endsWith(':') && SPECIMEN_LINE.test(line);
}
const SPECIMEN_LINE =
  /^\s*\p{Lu}[^.;:]{2,90}\b(?:biops(?:y|ies)|excision|resection|\w{3,}ectomy|curettings?|fna|aspirate|washings)\b[^.;:]{0,30}:\s*$/iu;

/** The lines of a certificate: `1a  Pneumonia`, `I(b) Lung cancer`. */
const CAUSE_OF_DEATH = /^\s{0,12}(?:1|I)\s?\(?[a-d]\)?[.):]?\s{1,20}\S/;

function widthOfParagraph(lines: readonly Line[], from: number): number {
  let width = 40;
  for (let i = from; i < lines.length && (i === from || lines[i]!.emptyBefore === 0); i++)
    width = Math.max(width, lines[i]!.text.trimEnd().length);
  return width;
}
