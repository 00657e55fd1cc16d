import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { FindingTarget } from './finding-context.ts';
import { FOUND } from './finding-lists.ts';

/** A short line above ends a denial: notes put each finding on its own line. */
export function beginsRow(tokens: readonly MatchToken[], at: number): boolean {
  const { gap, word, start } = tokens[at]!;
  if (gap !== 'line' || at === 0 || /^(?:and|or|nor|of|with|to)$/.test(word)) return false;
  if (/^(?:,|and|or|of|with|no|any|the|a|in)$/.test(tokens[at - 1]!.word)) return false;
  let first = at - 1;
  while (first > 0 && at - first < 12 && tokens[first]!.gap !== 'line' && tokens[first]!.gap !== 'paragraph') first--;
  return start - tokens[first]!.start < SHORT_LINE && at - first < 12;
}
/** Behind a dash between spaces, or a wide gap: "no fracture - sprain". */
export function isSetApart(tokens: readonly MatchToken[], at: number): boolean {
  const { gap, start, raw } = tokens[at]!;
  return raw === '–' || raw === '—' || (gap === 'space' && at > 0 && start - tokens[at - 1]!.end >= 3);
}

const SHORT_LINE = 45;

/** "Nil vomiting 3 loose stools": in notes without commas a number begins what is there. */
export function isCounted(at: number, { from }: FindingTarget, tokens: readonly MatchToken[]): boolean {
  if (!/^\d{1,2}$/.test(tokens[at]!.raw) || tokens[at - 1]!.kind !== 'word' || NUMBERED.has(tokens[at - 1]!.word))
    return false;
  return (
    !OF_TIME.test(tokens[at + 1]?.word ?? '') &&
    !tokens.slice(at + 1, from).some(({ word, kind }) => kind === 'mark' || /^(?:or|nor|and)$/.test(word))
  );
}
const NUMBERED = new Set(
  'type grade stage for in x of at to than over last past the level vitamin factor nerve day week lead zone over under within on after since'.split(
    ' ',
  ),
);
const OF_TIME = /^(?:\d.*|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?|am|pm|mg|mm|cm|ml|h|d|w|out|of|times)$/;

/** "No fracture seen soft tissue swelling": what was looked for is told, and another finding begins. */
export function isFoundBefore(at: number, { from }: FindingTarget, tokens: readonly MatchToken[]): boolean {
  if (!FOUND.has(tokens[at]!.word) || /^[,;(]$/.test(tokens[at - 1]!.raw)) return false;
  return tokens.slice(at + 1, from).every(({ raw }) => /^[#?~↑↓]$/.test(raw));
}
