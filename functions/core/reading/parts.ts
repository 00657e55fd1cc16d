import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Span } from '../span.ts';
import { isFurniture, isOrganisation, LEAFLET, VALEDICTION } from './furniture.ts';
import { BODY, type Heading, headingsIn, isAtStart, NOT_READ } from './headings.ts';
import { LIST_MARKER, linesOf } from './letter-lines.ts';
import { OTHER_PATIENT, otherPatientsIn } from './other-patients.ts';
import { repeatedLines } from './running-heads.ts';
import { cellsUnder, type TableHeads, tableHeads } from './table-heads.ts';

/** A stretch of the letter under one heading (or under none: `letter`), or one that is not read at all. */
export interface Part extends Span {
  readonly section: string;
  /** False for letterheads, signatures, copies, addresses and notices: never matched. */
  readonly read: boolean;
}

/** A longer line goes on with the letter behind "Dear Doctor,". */
const LONGEST_SALUTATION = 60;
/** `Stage: IIIB`, `PS: 1`: the heading is half of the notation. `MDT 01/07: …`: it says that there was one. `Smoking: never`. */
const SAYS_SOMETHING = new Set(['staging', 'mdt', 'social']);
/** `Consultant: Dr B` says nothing of the next line. */
const OF_ONE_LINE = new Set(['patient', 'people', 'service']);

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
  let headedAt = -1;
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
    const closes = VALEDICTION.test(line.text);
    const atTheTop = closes && isNoteAtTheTop(line, text);
    if (closes && !atTheTop) [section, form] = ['signature', 'alone'];
    else if (index === salutation) [section, form] = [BODY, 'alone'];
    else if (!startsWithHeading && LEAFLET.test(line.text)) [section, form] = ['information-given', 'alone'];
    else if (!startsWithHeading && form === 'inline' && OF_ONE_LINE.has(section)) [section, form] = [BODY, 'alone'];
    else if (!startsWithHeading && form === 'inline' && line.emptyBefore > 0 && !LIST_MARKER.test(line.text))
      [section, form] = [BODY, 'alone'];

    const underAName = form === 'alone' && line.emptyBefore > 0 && index > headedAt + 1;
    if (!startsWithHeading && underAName && isOverAtAGap(section, line.text)) section = BODY;

    if (!startsWithHeading && form === 'inline' && section === 'family-history' && !goesOnWithFamily(line.text))
      [section, form] = [BODY, 'alone'];

    const beforeTheLetter = index < salutation && section === BODY;
    const unread =
      repeated.has(index) ||
      atTheTop ||
      isFurniture(line.text) ||
      (index === salutation && line.text.trim().length <= LONGEST_SALUTATION) ||
      (beforeTheLetter && !startsWithHeading && isOrganisation(line.text));
    let from = line.start;
    for (const heading of headings) {
      if (heading.start > from)
        parts.push({ start: from, end: heading.start, section, read: !unread && !NOT_READ.has(section) });
      ({ section, form } = heading);
      headedAt = index;
      parts.push({ start: heading.start, end: heading.end, section, read: !unread && SAYS_SOMETHING.has(section) });
      from = heading.end;
    }
    const behindName = form === 'inline' ? behindNamesIn(text.slice(from, line.end), section) : null;
    if (behindName !== null) {
      parts.push({ start: from, end: from + behindName, section, read: false });
      parts.push({ start: from + behindName, end: line.end, section: BODY, read: !unread });
    } else if (from < line.end)
      parts.push({ start: from, end: line.end, section, read: !unread && !NOT_READ.has(section) });
  });
  return withOtherPatients(parts, text);
}

/** `Re` and `cc` above names: an empty line ends whom the letter is about, and prose behind one ends the copies. */
function isOverAtAGap(section: string, line: string): boolean {
  return OF_ONE_LINE.has(section) || (section === 'distribution' && line.trim().length > LONGEST_COPY);
}
const LONGEST_COPY = 75;

/** "Dictated but not signed", "Electronically verified by …" above a letter, where it closes nothing. */
function isNoteAtTheTop(line: { readonly start: number; readonly text: string }, text: string): boolean {
  return line.start < text.length / 4 && !/^\s*(?:yours|with|kind|best|warm)/i.test(line.text);
}

/** A line behind `FH: …` that goes on with the family: in small letters, in brackets, or with a relative among its first words. */
function goesOnWithFamily(line: string): boolean {
  return OF_RELATIVES.test(line) || (SMALL_LETTER.test(line) && !OF_THE_PATIENT.test(line));
}
const OF_RELATIVES =
  /^[\s\-–—•*·()\d.]{0,12}(?:.{0,40}\b(?:moth|fath|mum|mam\b|dad|sist|sis\b|broth|bro\b|aunt|uncle|cousin|niece|nephew|gran|daught|dtr|dau\b|son\b|sons\b|twin|sib|parent|mat\b|pat\b|maternal|paternal|m?gm\b|m?gf\b|pgm|pgf|mgm|mgf|relativ|family|fdr|sdr|half-))/i;
const SMALL_LETTER = /^[\s\-–—•*·()\d.]{0,12}[a-z(&+/]/;
const OF_THE_PATIENT =
  /^\s{0,8}(?:(?:she|he|i|we|they|you|this (?:lady|gentleman|man|woman|patient)|(?:the )?patient|pt)\s|o\/e\b|on exam|exam\b|mammo|u\/?s\b|uss\b|ct\b|mri\b|pet\b|bloods?\b|psa\b|biops|histo|no evidence|reassured|discharge|today\b|imp\b|outcome\b|results?\b|full (?:skin|body)|skin (?:exam|check)|findings\b|lesions?\b)/i;

function withOtherPatients(parts: Part[], text: string): Part[] {
  const others = otherPatientsIn(text);
  if (others.length === 0) return parts;
  return parts.map((part) =>
    others.some(({ start, end }) => start <= part.start && part.start < end)
      ? { ...part, section: OTHER_PATIENT }
      : part,
  );
}

/** Where a line of names begins to say something again, or null. */
function behindNamesIn(line: string, section: string): number | null {
  if (section === 'patient') return behindANameIn(line);
  return section === 'people' ? (KEY_WORKER.exec(line)?.index ?? null) : null;
}
/** `Consultant: Miss A Bell   CNS: Liz`: whose the patient is. */
const KEY_WORKER = /\b(?:CNS|KW|key ?worker|(?:specialist|named) nurse|nurse specialist)\b\s{0,3}[:=-]/i;

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
