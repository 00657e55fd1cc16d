import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Span } from '../span.ts';
import { LIST_MARKER, type Line } from './letter-lines.ts';

/** A heading as found: its own words are not matched. */
export interface Heading extends Span {
  readonly section: string;
  /** `alone`: the line holds nothing else, so the section lasts to the next heading. */
  readonly form: 'alone' | 'inline';
}

/** The section of what stands under no heading. */
export const BODY = 'letter';

/** Sections whose words are not matched. */
export const NOT_READ: ReadonlySet<string> = new Set(['distribution', 'signature', 'patient', 'people']);

/** Headings at the start of a line, and, behind the end of a sentence or a wide gap, ones that end in a colon. */
export function headingsIn(
  line: Line,
  text: string,
  tokens: readonly MatchToken[],
  firstToken: number,
  lexicon: Lexicon,
): Heading[] {
  const headings: Heading[] = [];
  const content = line.start + markerLength(line);
  let atStart = true;
  for (let i = firstToken; i < tokens.length && tokens[i]!.start < line.end; i++) {
    const token = tokens[i]!;
    if (token.kind !== 'word' || token.start < content) continue;
    const heading =
      atStart || opensStatement(line, text, tokens, i) ? headingAt(line, text, tokens, i, atStart, lexicon) : null;
    if (heading !== null && (atStart || !NOT_READ.has(heading.section))) headings.push(heading);
    atStart = false;
  }
  return headings;
}

/** Behind the end of a sentence, a tab or a wide gap. */
function opensStatement(line: Line, text: string, tokens: readonly MatchToken[], i: number): boolean {
  const { start } = tokens[i]!;
  const before = tokens[i - 1];
  if (before !== undefined && start - before.end < 3 && (before.kind === 'word' || !ENDS_STATEMENT.has(before.raw)))
    return false;
  return OPENING_GAP.test(text.slice(Math.max(line.start, start - 8), start));
}

const OPENING_GAP = /(?:[.;]\s+|\t\s*|\s{3,})$/;
const ENDS_STATEMENT = new Set(['.', ';', '\t']);

const LONGEST_DIVIDER = 60;

function headingAt(
  line: Line,
  text: string,
  tokens: readonly MatchToken[],
  from: number,
  atStart: boolean,
  lexicon: Lexicon,
): Heading | null {
  const matches = lexicon.headings.matchesAt(tokens, from);
  for (let i = matches.length - 1; i >= 0; i--) {
    const { end, values } = matches[i]!;
    const last = tokens[end - 1]!;
    if (last.end > line.end) continue;
    const rest = text.slice(last.end, Math.min(line.end, last.end + LONGEST_DIVIDER));
    const section = OF_THE_PAST.test(rest) ? 'past-history' : ofAPractice(values[0]!, tokens[from]!.norm, rest);
    const start = tokens[from]!.start;
    const alone = atStart && startsLikeAHeading(tokens[from]!.raw) && last.end + LONGEST_DIVIDER > line.end;
    if (/^\s*(?:\([^)]{0,40}\)\s*)?:?\s*$/.test(rest))
      return alone ? { start, end: line.end, section, form: 'alone' } : null;
    const divider =
      (atStart ? DIVIDER : /^\s{0,5}:\s{0,5}/).exec(rest) ??
      (atStart && !NOT_READ.has(section) && startsLikeAHeading(tokens[from]!.raw)
        ? (HISTORY.test(tokens[from]!.raw) && end === from + 1 ? /^ {1,40}(?=\S)/ : COLUMN_GAP).exec(rest)
        : null);
    if (divider !== null) return { start, end: last.end + divider[0].length, section, form: 'inline' };
  }
  return null;
}

/** `PROBLEMS (inactive)`, `Diagnoses - past`. */
const OF_THE_PAST =
  /^\s{0,3}(?:\(|[-–]\s)\s?(?:inactive|past|historical|resolved|previous|old|closed|minor past|significant past)\b[^\n:]{0,20}(?:$|\n|:)/i;
/** `Diagnosis: …`, `Dx - …`, `Plan – …`, a tab, or a remark in brackets or a date before the colon: `MDT 01/07: …`. */
const DIVIDER =
  /^(?:\s{0,3}\([^)]{0,40}\)|\s{1,3}(?:on\s)?\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?)?(?:\s{0,5}[:=]\s{0,5}|\s{1,5}[-–—]{1,3}\s{0,5}|\s{0,5}[–—]\s{1,5}|-\s{1,5}|\s{0,5}\t\s{0,5})/;

/** `GP: Dr Haigh, Fernhill Surgery` names the practice, `GP: please stop ramipril` asks something of it. */
function ofAPractice(section: string, heading: string, rest: string): string {
  // "Clinic: Dr Lee, Thursdays" names a service, "Clinic: 59M colon ca T4b N2 resected, on surveillance" tells of a visit.
  if (section === 'service' && heading === 'clinic' && TELLS.test(rest)) return BODY;
  const asks = section === 'people' && heading === 'gp' && /^\s{0,3}:\s{0,3}\S/.test(rest) && !NAMES.test(rest);
  return asks ? 'gp-actions' : section;
}
const TELLS = /^\s{0,3}:\s{0,3}\S[^\n.]{45}/;
const NAMES =
  /^\s{0,3}:\s{0,3}(?:Dr|Doctor|Prof|Mr|Mrs|Ms|Miss|The|[A-Z][A-Za-z]+,? [A-Z])\b|\b(?:[Ss]urgery|[Pp]ractice|[Mm]edical|[Cc]entre|[Hh]ealth|[Rr]oad|[Ss]treet|[Ll]ane)\b/;

/** `PMH   nil`, `DIAGNOSIS   …`: labels set apart by a wide gap. */
const COLUMN_GAP = /^[ ]{2,40}(?=\S)/;

/** `PMH asthma; …`: no sentence begins with these. */
const HISTORY = /^(?:PMHx?|PSHx?|PMSH)$/;

/** A line that only happens to hold a heading's word in running text begins with a small letter. */
function startsLikeAHeading(raw: string): boolean {
  return raw[0] !== raw[0]!.toLowerCase();
}

export function isAtStart(line: Line, heading: Heading): boolean {
  return heading.start - line.start <= markerLength(line) + /^\s*/.exec(line.text)![0].length;
}

function markerLength({ text }: Line): number {
  return LIST_MARKER.exec(text)?.[0].length ?? 0;
}
