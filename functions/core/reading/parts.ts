import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Span } from '../span.ts';
import { isFurniture, isOrganisation, LEAFLET, VALEDICTION } from './furniture.ts';
import { LIST_MARKER, type Line, linesOf } from './letter-lines.ts';
import { OTHER_PATIENT, otherPatientsIn } from './other-patients.ts';
import { cellsUnder, type TableHeads, tableHeads } from './table-heads.ts';

/** A stretch of the letter under one heading (or under none: `letter`), or one that is not read at all. */
export interface Part extends Span {
  readonly section: string;
  /** False for letterheads, signatures, copies, addresses and notices: never matched. */
  readonly read: boolean;
}

/** A heading as found: its own words are not matched. */
interface Heading extends Span {
  readonly section: string;
  /** `alone`: the line holds nothing else, so the section lasts to the next heading. */
  readonly form: 'alone' | 'inline';
}

const BODY = 'letter';
/** A longer line goes on with the letter behind "Dear Doctor,". */
const LONGEST_SALUTATION = 60;
const NOT_READ = new Set(['distribution', 'signature', 'patient', 'people']);
/** `Stage: IIIB`, `PS: 1`: the heading is half of the notation. `MDT 01/07: …`: it says that there was one. `Smoking: never`. */
const SAYS_SOMETHING = new Set(['staging', 'mdt', 'social']);
/** `Consultant: Dr B` says nothing of the next line. */
const OF_ONE_LINE = new Set(['patient', 'people', 'service']);

/** A line behind `FH: …` that goes on with the family: in small letters, in brackets, or with a relative among its first words. */
const OF_RELATIVES =
  /^[\s\-–—•*·()\d.]{0,12}(?:.{0,40}\b(?:moth|fath|mum|mam\b|dad|sist|sis\b|broth|bro\b|aunt|uncle|cousin|niece|nephew|gran|daught|dtr|dau\b|son\b|sons\b|twin|sib|parent|mat\b|pat\b|maternal|paternal|m?gm\b|m?gf\b|pgm|pgf|mgm|mgf|relativ|family|fdr|sdr|half-))/i;
const SMALL_LETTER = /^[\s\-–—•*·()\d.]{0,12}[a-z(&+/]/;
const OF_THE_PATIENT =
  /^\s{0,8}(?:(?:she|he|i|we|they|you|this (?:lady|gentleman|man|woman|patient)|(?:the )?patient|pt)\s|o\/e\b|on exam|exam\b|mammo|u\/?s\b|uss\b|ct\b|mri\b|pet\b|bloods?\b|psa\b|biops|histo|no evidence|reassured|discharge|today\b|imp\b|outcome\b|results?\b|full (?:skin|body)|skin (?:exam|check)|findings\b|lesions?\b)/i;

/**
 * Cuts a letter into parts: headed sections (stand-alone lines and `Heading: …`), and what is no part of the message.
 * Parts are in order and do not overlap.
 */
export function findParts(text: string, tokens: readonly MatchToken[], lexicon: Lexicon): Part[] {
  const lines = linesOf(text);
  const salutation = lines.findIndex(({ text: line }) => /^\s*Dear\b/i.test(line));
  const repeated = repeatedLines(lines);
  const parts: Part[] = [];
  let section = BODY;
  let form: Heading['form'] = 'alone';
  let heads: TableHeads | null = null;
  let tokenIndex = 0;

  lines.forEach((line, index) => {
    while (tokenIndex < tokens.length && tokens[tokenIndex]!.start < line.start) tokenIndex++;
    const cells = heads === null || line.emptyBefore > 0 ? null : cellsUnder(heads, line);
    if (cells !== null) {
      const read = !isFurniture(line.text);
      for (const { start, end, section: own } of cells) parts.push({ start, end, section: own ?? BODY, read });
      return;
    }
    heads = tableHeads(line, tokens, tokenIndex, lexicon);
    if (heads !== null) {
      [section, form] = [BODY, 'alone'];
      parts.push({ start: line.start, end: line.end, section, read: false });
      return;
    }
    const headings = headingsIn(line, text, tokens, tokenIndex, lexicon);
    const startsWithHeading = headings[0] !== undefined && isAtStart(line, headings[0]);
    if (VALEDICTION.test(line.text)) [section, form] = ['signature', 'alone'];
    else if (index === salutation) [section, form] = [BODY, 'alone'];
    else if (!startsWithHeading && LEAFLET.test(line.text)) [section, form] = ['information-given', 'alone'];
    else if (!startsWithHeading && form === 'inline' && OF_ONE_LINE.has(section)) [section, form] = [BODY, 'alone'];
    else if (!startsWithHeading && form === 'inline' && line.emptyBefore > 0 && !LIST_MARKER.test(line.text))
      [section, form] = [BODY, 'alone'];

    if (!startsWithHeading && form === 'inline' && section === 'family-history' && !goesOnWithFamily(line.text))
      [section, form] = [BODY, 'alone'];

    const beforeTheLetter = index < salutation && section === BODY;
    const unread =
      repeated.has(index) ||
      isFurniture(line.text) ||
      (index === salutation && line.text.trim().length <= LONGEST_SALUTATION) ||
      (beforeTheLetter && !startsWithHeading && isOrganisation(line.text));
    let from = line.start;
    for (const heading of headings) {
      if (heading.start > from)
        parts.push({ start: from, end: heading.start, section, read: !unread && !NOT_READ.has(section) });
      ({ section, form } = heading);
      parts.push({ start: heading.start, end: heading.end, section, read: !unread && SAYS_SOMETHING.has(section) });
      from = heading.end;
    }
    const behindName = section === 'patient' && form === 'inline' ? behindANameIn(text.slice(from, line.end)) : null;
    if (behindName !== null) {
      parts.push({ start: from, end: from + behindName, section, read: false });
      parts.push({ start: from + behindName, end: line.end, section: BODY, read: !unread });
    } else if (from < line.end)
      parts.push({ start: from, end: line.end, section, read: !unread && !NOT_READ.has(section) });
  });
  return withOtherPatients(parts, text);
}

function goesOnWithFamily(line: string): boolean {
  return OF_RELATIVES.test(line) || (SMALL_LETTER.test(line) && !OF_THE_PATIENT.test(line));
}

function withOtherPatients(parts: Part[], text: string): Part[] {
  const others = otherPatientsIn(text);
  if (others.length === 0) return parts;
  return parts.map((part) =>
    others.some(({ start, end }) => start <= part.start && part.start < end)
      ? { ...part, section: OTHER_PATIENT }
      : part,
  );
}

/** `Re: Mrs A Bell, 01/02/1950 - rectal cancer T3 N1`, `Re: M. Petrov. 3/12 post excision …`: what the letter is about, behind whom. @returns where it begins */
function behindANameIn(line: string): number | null {
  const ends = [BEHIND_A_NAME, BEHIND_A_STOP].flatMap((divider) => {
    const found = divider.exec(line);
    return found === null ? [] : [found.index + found[0].length];
  });
  return ends.length === 0 ? null : Math.min(...ends);
}
const BEHIND_A_NAME =
  /\s[-–—]\s{1,3}(?=[\p{L}?])(?!(?:d\.?o\.?b|born|nhs|hosp|mrn|crn|unit|ward|clinic|tel|male|female|m|f|aged?|address|no)\b)/iu;
/** `Re: M. Petrov. 3/12 post excision of …`: a full stop behind a name, and much more behind it. */
const BEHIND_A_STOP =
  /(?<=\p{L}{3})\.\s{1,3}(?=[\p{Lu}\d?][^\n]{30})(?!(?:D\.?O\.?B|[Bb]orn|NHS|Hosp|MRN|CRN|Unit|Ward|Tel|Aged?|Address|No|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,4}\s\p{Lu}\p{Ll}+\s(?:Road|Street|Lane|Avenue|Close|Drive|Way))\b)/u;

/** Headings at the start of a line, and, behind the end of a sentence or a wide gap, ones that end in a colon. */
function headingsIn(
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
  if (before !== undefined && start - before.end < 3 && !ENDS_STATEMENT.has(before.raw)) return false;
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
    const section = ofAPractice(values[0]!, tokens[from]!.norm, rest);
    const start = tokens[from]!.start;
    const alone = atStart && startsLikeAHeading(tokens[from]!.raw) && last.end + LONGEST_DIVIDER > line.end;
    if (/^\s*(?:\([^)]{0,40}\)\s*)?:?\s*$/.test(rest))
      return alone ? { start, end: line.end, section, form: 'alone' } : null;
    const divider =
      (atStart ? DIVIDER : /^\s{0,5}:\s{0,5}/).exec(rest) ??
      (atStart && !NOT_READ.has(section) && startsLikeAHeading(tokens[from]!.raw)
        ? (HISTORY.test(tokens[from]!.raw) && end === from + 1 ? /^ (?=\S)/ : COLUMN_GAP).exec(rest)
        : null);
    if (divider !== null) return { start, end: last.end + divider[0].length, section, form: 'inline' };
  }
  return null;
}

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
const TELLS = /^\s{0,3}:\s{0,3}\S[^\n]{45}/;
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

function isAtStart(line: Line, heading: Heading): boolean {
  return heading.start - line.start <= markerLength(line) + /^\s*/.exec(line.text)![0].length;
}

function markerLength({ text }: Line): number {
  return LIST_MARKER.exec(text)?.[0].length ?? 0;
}

/** Running heads and feet, by index: the same line, but for numbers, at least twice, and far apart. */
function repeatedLines(lines: readonly Line[]): ReadonlySet<number> {
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
