import type { MatchToken } from '../lexicon/phrase-trie.ts';

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
