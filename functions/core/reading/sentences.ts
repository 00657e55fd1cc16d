import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { type Bystander, bystandersOf } from './bystanders.ts';
import { isHarmlessResult } from './harmless-results.ts';
import { LIST_MARKER, linesOf } from './letter-lines.ts';
import { beginsNextEpisode } from './next-episode.ts';
import type { Part } from './parts.ts';
import { type Retraction, refutationIn, retractionIn } from './retractions.ts';
import { endsBefore } from './sentence-ends.ts';
import { lineStartsOfStatements } from './statement-lines.ts';

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

/** Cuts the parts that are read into sentences. A wrapped line goes on; a new list item, row or heading does not. */
export function findSentences(text: string, tokens: readonly MatchToken[], parts: readonly Part[]): Sentence[] {
  const { starts, ofPlans } = lineStartsOfStatements(linesOf(text));
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
    const beginsLine = starts.has(start) || (ofPlans.has(start) && PLANS.has(part.section));
    if (ends || endsBefore(tokens, i) || beginsLine || (isDictated && isDictatedBreak(tokens, i))) close(i);
    else if (from !== NONE && beginsNextEpisode(tokens, from, i)) close(i);
    if (from === NONE) [from, section] = [i, part.section];
  }
  close(tokens.length);
  return withNeighbours(withLeadIns(sentences, text, tokens), tokens);
}

const NONE = -1;
const PLANS = new Set(['plan', 'gp-actions']);

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
      next === undefined || tokens[to]?.gap === 'paragraph'
        ? undefined
        : next.from === to
          ? (retractionIn(next, tokens) ?? refutationIn(next, sentence, tokens))
          : resultUnderHeading(next, to, tokens);
    return statement(from, to, section, leadIn, bystanders[i], retraction ?? undefined);
  });
}

/** "?lung cancer. Biopsy: granuloma", "Discharge diagnosis: colitis": a heading right behind a statement may answer it. */
function resultUnderHeading(next: Sentence, behind: number, tokens: readonly MatchToken[]): Retraction | null {
  const isNext = next.from - behind <= LONGEST_HEADING;
  return isNext && isHarmlessResult(behind, next.to, tokens) ? 'explained next' : null;
}

const DICTATED = /\b(?:new\s+paragraph|full\s+stop)\b/i;

/** "New paragraph", "full stop", typed as they were said. */
function isDictatedBreak(tokens: readonly MatchToken[], i: number): boolean {
  const behind = tokens[i - 1]?.norm;
  if (behind === 'paragraph') return tokens[i - 2]?.norm === 'new';
  if (behind === 'stop') return tokens[i - 2]?.norm === 'full';
  return tokens[i]!.norm === 'new' && tokens[i + 1]?.norm === 'paragraph';
}
