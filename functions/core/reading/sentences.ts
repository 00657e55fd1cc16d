import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { type Bystander, bystandersOf } from './bystanders.ts';
import { LIST_MARKER, type Line, linesOf } from './letter-lines.ts';
import type { Part } from './parts.ts';

import { type Retraction, refutationIn, retractionIn } from './retractions.ts';

/** A stretch of tokens, half-open in token indices, that is read as one statement: a sentence, a list item, a table row. */
export interface Sentence {
  readonly from: number;
  readonly to: number;
  readonly section: string;
  /** The statement that introduces this list item: "No evidence of:". What it says of its items, it says of this one. */
  readonly leadIn?: Sentence;
  /** Who is meant where it goes on about somebody else: "Her mother is 80. She has …". */
  readonly bystander?: Bystander;
  /** Where the next statement takes this one back. */
  readonly retraction?: Retraction;
}

/** Text without any punctuation is cut, so that the work on a statement stays bounded. */
const LONGEST_TOKENS = 150;

/** Words whose full stop ends no sentence. */
const ABBREVIATIONS = new Set(
  'dr mr mrs ms prof st rev approx ca cf e.g eg etc fig i.e ie inc pt pts vs viz yrs yr hx dx rx tx wk wks mths hr hrs bd tds od qds prn re ref hosp dept tel cons reg resp onc haem diff adj neoadj neo bilat prev hist path lap inv rt lt poss prob mod inf sup ant post lat med susp prelim incl excl max min temp mat pat bro sis dau mgm pgm mgf pgf'.split(
    ' ',
  ),
);

const GO_ON_BEHIND_A_LINE = new Set('approx dept hosp prof cons incl excl prev prob poss bilat'.split(' '));

/** Cuts the parts that are read into sentences. A wrapped line goes on; a new list item, row or heading does not. */
export function findSentences(text: string, tokens: readonly MatchToken[], parts: readonly Part[]): Sentence[] {
  const starts = lineStartsOfStatements(linesOf(text));
  const isDictated = DICTATED.test(text);
  const sentences: Sentence[] = [];
  let from = NONE;
  let section = '';
  let partIndex = 0;
  const close = (to: number) => {
    if (from !== NONE) sentences.push(statement(from, to, section));
    from = NONE;
  };
  for (let i = 0; i < tokens.length; i++) {
    const { start } = tokens[i]!;
    while (partIndex < parts.length && parts[partIndex]!.end <= start) partIndex++;
    const part = parts[partIndex];
    if (part === undefined || start < part.start || !part.read) {
      close(i);
      continue;
    }
    const ends = from !== NONE && (section !== part.section || i - from >= LONGEST_TOKENS);
    if (ends || endsBefore(tokens, i) || starts.has(start) || (isDictated && isDictatedBreak(tokens, i))) close(i);
    if (from === NONE) [from, section] = [i, part.section];
  }
  close(tokens.length);
  return withNeighbours(withLeadIns(sentences, text, tokens), tokens);
}

const NONE = -1;

/** All statements have all fields, in one order: what reads them by the thousand stays fast. */
function statement(
  from: number,
  to: number,
  section: string,
  leadIn?: Sentence,
  bystander?: Bystander,
  retraction?: Retraction,
): Sentence {
  return { from, to, section, leadIn, bystander, retraction };
}

/** Looks back a few characters only: a line may be as long as the letter. */
function beginsItem(text: string, { start, end }: MatchToken): boolean {
  const from = Math.max(0, start - 12);
  const lineEnd = text.slice(from, start).lastIndexOf('\n');
  if (lineEnd === -1 && from > 0) return false;
  return LIST_MARKER.test(text.slice(from + lineEnd + 1, end + 12));
}

/** Ties the items of a list to the line with a colon above them, up to the next empty line. */
function withLeadIns(sentences: readonly Sentence[], text: string, tokens: readonly MatchToken[]): Sentence[] {
  let leadIn: Sentence | undefined;
  return sentences.map((sentence) => {
    const first = tokens[sentence.from]!;
    const isItem = first.gap !== 'paragraph' && beginsItem(text, first);
    if (!isItem) leadIn = tokens[sentence.to - 1]!.raw === ':' ? sentence : undefined;
    return isItem && leadIn !== undefined ? statement(sentence.from, sentence.to, sentence.section, leadIn) : sentence;
  });
}

const LONGEST_HEADING = 5;

/** Where the words of a statement begin with the heading on its line, which is no part of it. */
export function withHeading({ from }: Sentence, tokens: readonly MatchToken[]): number {
  for (let i = from - 1; i >= 0 && from - i <= LONGEST_HEADING; i--) {
    const next = tokens[i + 1]!;
    const { raw } = tokens[i]!;
    if (next.gap === 'line' || next.gap === 'paragraph' || raw === '.' || raw === ';') return i + 1;
    if (i === 0) return 0;
  }
  return from;
}

/** What the statements before and behind say of this one. */
function withNeighbours(sentences: readonly Sentence[], tokens: readonly MatchToken[]): Sentence[] {
  const bystanders = bystandersOf(sentences, tokens);
  return sentences.map((sentence, i) => {
    const { from, to, section, leadIn } = sentence;
    const next = sentences[i + 1];
    const retraction =
      next === undefined || next.from !== to || tokens[next.from]!.gap === 'paragraph'
        ? undefined
        : (retractionIn(next, tokens) ?? refutationIn(next, sentence, tokens));
    return statement(from, to, section, leadIn, bystanders[i], retraction ?? undefined);
  });
}

/** "Site of tumour: ........ Ascending colon": dots that lead to an answer. */
function isLeader(tokens: readonly MatchToken[], dot: number): boolean {
  let first = dot;
  while (tokens[first - 1]?.raw === '.' && tokens[first]!.gap === 'none') first--;
  return dot - first >= 3 || (dot - first === 2 && tokens[first]!.gap !== 'none');
}

const ONE_LETTER = /^\p{L}$/u;
const CAPITAL = /^\p{Lu}/u;
const OPENS_A_SENTENCE = /^[\p{Lu}\d(?]/u;
const BULLETS = new Set('•●▪○◦►');

const DICTATED = /\b(?:new\s+paragraph|full\s+stop)\b/i;

/** "New paragraph", "full stop", typed as they were said. */
function isDictatedBreak(tokens: readonly MatchToken[], i: number): boolean {
  const behind = tokens[i - 1]?.norm;
  if (behind === 'paragraph') return tokens[i - 2]?.norm === 'new';
  if (behind === 'stop') return tokens[i - 2]?.norm === 'full';
  return tokens[i]!.norm === 'new' && tokens[i + 1]?.norm === 'paragraph';
}

function endsBefore(tokens: readonly MatchToken[], i: number): boolean {
  const token = tokens[i]!;
  const before = tokens[i - 1];
  if (before === undefined) return false;
  if (token.gap === 'paragraph') return true;
  if (token.kind === 'mark' && BULLETS.has(token.raw)) return true;
  if (token.gap === 'none') return false;
  if (before.raw === '?' || before.raw === '!') return i > 1 && before.gap === 'none' && /^[\p{Lu}\d]/u.test(token.raw);
  if (before.raw !== '.' || isLeader(tokens, i - 1)) return false;
  const word = tokens[i - 2];
  if ((word?.norm === 'no' || word?.norm === 'nos') && /^\d/.test(token.raw)) return false;
  // "Dotatate PET no mets.\nNET MDT 23/6": at the end of a line only a title goes on.
  // "?focal ca. Had a polyp": the word at the end of its sentence, not "ca. 2 cm" or "Ca. prostate".
  if (word?.raw === 'ca' && /^\p{Lu}/u.test(token.raw)) return true;
  const endsLine = token.gap === 'line' && before.gap === 'none' && !GO_ON_BEHIND_A_LINE.has(word?.norm ?? '');
  if (
    word !== undefined &&
    ((ABBREVIATIONS.has(word.norm) && word.raw !== 'RT') ||
      (ONE_LETTER.test(word.raw) && tokens[i - 3]?.raw !== '&')) &&
    before.gap === 'none'
  )
    return endsLine && word.raw.length > 3 && CAPITAL.test(token.raw);
  // Terse letters go on in small letters: "FH: nil. dad bowel ca".
  return (
    OPENS_A_SENTENCE.test(token.raw) || (token.gap === 'space' && before.gap === 'none' && (word?.raw.length ?? 0) >= 3)
  );
}

/**
 * Offsets of the first characters of lines that begin a new statement although no full stop stands before them.
 * A line goes on from the one before when that one is about as wide as its paragraph.
 */
function lineStartsOfStatements(lines: readonly Line[]): ReadonlySet<number> {
  const starts = new Set<number>();
  let width = 0;
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (before === undefined || line.emptyBefore > 0) width = widthOfParagraph(lines, index);
    // A hyphen is no token: the statement begins with the word behind it.
    const first = line.start + (/^\s*(?:[-‐‑]+\s*)?/.exec(line.text)?.[0].length ?? 0);
    if (before === undefined || line.emptyBefore > 0) starts.add(first);
    else if (LIST_MARKER.test(line.text)) starts.add(first);
    else if (ROW.test(line.text) || ROW.test(before.text)) {
      if (!ROW_GOES_ON.test(line.text)) starts.add(first);
    } else if (/\)\s*$/.test(before.text) && /^\s*\p{Lu}/u.test(line.text)) starts.add(first);
    else if (/:\s*$/.test(before.text)) starts.add(first);
    else if (/^\s*[A-Z][\w ()/&-]{0,40}:(?:\s|$)/.test(line.text)) starts.add(first);
    else if (OF_A_RELATIVE.test(line.text)) starts.add(first);
    else if (DATED_ROW.test(line.text) || CAUSE_OF_DEATH.test(line.text)) starts.add(first);
    else if (/^[A-Z][\w()/&-]{1,20}(?: [\w()/&-]{1,15}){0,2} {3,}\S/.test(line.text)) starts.add(first);
    else if (
      before.text.trimEnd().length < width * 0.75 &&
      /^\s*[\p{Lu}\d?]/u.test(line.text) &&
      !/[,(]\s*$|\b(?:and|or|of|the|with|a|to|in|for|by|from)\s*$/i.test(before.text)
    )
      starts.add(first);
  });
  return starts;
}

/** A row of a table, its cells parted by tabs or bars. */
const ROW = /\t|^\s{0,8}\||\|[^|]*\|/;
/** A row whose first cell is empty goes on in the others. */
const ROW_GOES_ON = /^\s{0,8}\|\s*\|/;

/** A row of a problem list: `08-Aug-2008  Basal cell ca`, `1999   Appendicectomy`. */
const DATED_ROW =
  /^\s{0,20}(?:\d{1,2}[-/. ](?:\d{1,2}|[A-Z][a-z]{2})[-/. ]\d{2,4}|(?:[A-Z][a-z]{2} )?(?:19|20)\d\d) {2,}\S/;

/** A line of a pedigree: `father - melanoma 62`, `mat gm: ovary`, `2 sisters – well`. */
const OF_A_RELATIVE =
  /^\s{0,8}(?:\d |one |two |three |half[- ])?(?:(?:mat(?:ernal)?|pat(?:ernal)?|m|p)\.? )?(?:mother|father|mum|dad|brothers?|sisters?|sons?|daughters?|aunts?|uncles?|grandmother|grandfather|cousins?|nieces?|nephews?|[mp]?g[mf]|half[- ](?:brother|sister))\s{0,3}(?:[-–—:=]|\()/i;

/** The lines of a certificate: `1a  Pneumonia`, `I(b) Lung cancer`. */
const CAUSE_OF_DEATH = /^\s{0,12}(?:1|I)\s?\(?[a-d]\)?[.):]?\s{1,20}\S/;

function widthOfParagraph(lines: readonly Line[], from: number): number {
  let width = 40;
  for (let i = from; i < lines.length && (i === from || lines[i]!.emptyBefore === 0); i++)
    width = Math.max(width, lines[i]!.text.trimEnd().length);
  return width;
}
