import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { LetterRead } from './letter-read.ts';
import { type Sentence, withHeading } from './sentences.ts';

/**
 * For each statement the label above it that announces sites of spread, where it is one of the items under it: with a mark of its own,
 * or a short line that begins with a site.
 */
export function labelsOfSpread(letter: LetterRead): readonly (Sentence | null)[] {
  const { sentences, tokens } = letter;
  let open: Sentence | null = null;
  let metastatic: Sentence | null = null;
  let behind = 0;
  return sentences.map((sentence) => {
    // A heading is no part of any statement.
    const length = sentence.from - behind;
    const above = length < 2 || length > LONGEST_LEAD_IN ? null : { ...sentence, from: behind, to: sentence.from };
    behind = sentence.to;
    if (above !== null && isHeading(above, tokens)) open = above;
    if (sentence.leadIn !== undefined && listsSpread(sentence.leadIn, tokens)) return sentence.leadIn;
    if (listsSpread(sentence, tokens)) {
      open = sentence;
      return null;
    }
    metastatic = metastaticAt(sentence, tokens) ?? (isLabelledSite(sentence, letter) ? metastatic : null);
    if (metastatic !== null && metastatic.from < sentence.from) return metastatic;
    if (open === null) return null;
    const isItem =
      tokens[sentence.from]!.gap === 'line' &&
      sentence.to - sentence.from <= LONGEST_ITEM &&
      (firstSiteIn(sentence, letter) > sentence.from || isSiteAt(sentence, letter));
    if (!isItem) open = null;
    return open;
  });
}
const LONGEST_ITEM = 14;

/** "Metastatic adenoca lung", with a line for each site under it: the word that says so, as if it were a label. */
function metastaticAt(sentence: Sentence, tokens: readonly MatchToken[]): Sentence | null {
  const { from, to } = sentence;
  for (let i = from; i < Math.min(to, from + OPENING); i++)
    if (OF_SPREAD.has(tokens[i]!.word)) return { ...sentence, from: i, to: i + 2 };
  return null;
}
const OPENING = 4;

/** "Bone - sternum, T6", "pleural: drained": the site of a line of its own, set apart from what is said of it. */
function isLabelledSite(sentence: Sentence, { text, tokens, mentionsIn }: LetterRead): boolean {
  const { from, to } = sentence;
  const { gap, start } = tokens[from]!;
  const isSetIn = gap === 'line' && text.slice(Math.max(0, start - SET_IN), start).trim() === '';
  if (!isSetIn || to - from > LONGEST_SITE_LINE) return false;
  const site = mentionsIn(sentence).find(({ meaning, from: at }) => meaning.layer === 'site' && at === from);
  if (site === undefined || site.to >= to) return false;
  const next = tokens[site.to]!;
  return /^[:–—-]$/.test(next.raw) || next.start - tokens[site.to - 1]!.end >= 3;
}
const SET_IN = 3;
const LONGEST_SITE_LINE = 20;

/** Where the sites of an item begin: "single cerebellar lesion", "large volume peritoneal disease". */
export function firstSiteIn(item: Sentence, { mentionsIn }: LetterRead): number {
  const site = mentionsIn(item).find(({ meaning }) => meaning.layer === 'site');
  return site !== undefined && site.from - item.from <= FARTHEST_SITE ? site.from : item.from;
}
const FARTHEST_SITE = 5;

function isHeading(above: Sentence, tokens: readonly MatchToken[]): boolean {
  return listsSpread(above, tokens) || isLabel(above.from, above.to, tokens);
}

function isSiteAt(sentence: Sentence, { mentionsIn }: LetterRead): boolean {
  return mentionsIn(sentence).some(({ meaning, from }) => meaning.layer === 'site' && from === sentence.from);
}

/** "Metastases:", "Known sites of disease:" above a list. */
function listsSpread({ from, to }: Sentence, tokens: readonly MatchToken[]): boolean {
  if (to - from < 2 || to - from > LONGEST_LEAD_IN || tokens[to - 1]!.raw !== ':') return false;
  return (to - from <= 5 && OF_SPREAD.has(tokens[to - 2]!.word)) || isLabel(from, to - 1, tokens);
}

function isLabel(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  const words = tokens.slice(from, to).map(({ word }) => word);
  while (words.length > 1 && BEFORE_A_LABEL.has(words[0]!)) words.shift();
  return LABELS.has(words.join(' '));
}
const LONGEST_LEAD_IN = 9;
const BEFORE_A_LABEL = new Set('known current present all other the her his new measurable main'.split(' '));

const OF_SPREAD = new Set(['met', 'metastatic', 'mets', 'metastasis', 'metastasised', 'disseminated']);

/** The end of the label, where a statement begins with one that announces sites of spread. */
export function labelAt(sentence: Sentence, tokens: readonly MatchToken[]): number | null {
  let from = withHeading(sentence, tokens);
  const { to } = sentence;
  while (from + 1 < to && BEFORE_A_LABEL.has(tokens[from]!.word)) from++;
  if (!OPENS_A_LABEL.has(tokens[from]!.word)) return null;
  let words = '';
  for (let i = from; i < Math.min(to, from + 5); i++) {
    words = words === '' ? tokens[i]!.word : `${words} ${tokens[i]!.word}`;
    const next = tokens[i + 1];
    if (!LABELS.has(words) && !(CELLS.has(words) && /^[|\t]$/.test(next?.raw ?? ''))) continue;
    if (next === undefined || i + 1 >= to) return null;
    if (/^[:|\t]$/.test(next.raw)) return i + 2;
    // A label set apart by a gap: capitals or the first word of its line.
    if (/^\p{Lu}/u.test(tokens[withHeading(sentence, tokens)]!.raw) && next.start - tokens[i]!.end >= 2) return i + 1;
  }
  return null;
}
/** In the first cell of a row; before a colon its sites are read beside it. */
const CELLS = new Set(['metastasis', 'mets', 'metastases', 'distant metastasis', 'distant mets', 'distant metastases']);
const LABELS = new Set([
  'sites',
  'sites of disease',
  'disease sites',
  'site of disease',
  'sites of spread',
  'sites involved',
  'metastatic sites',
  'sites of metastasis',
  'sites of metastatic disease',
  'metastasis sites',
  'secondary sites',
  'secondaries',
  'spread',
  'extent of spread',
  'distant disease',
  'met sites',
  'nodal disease',
  'metastatic disease',
  'metastatic deposit',
  'metastatic spread',
  'disease extent',
  'recurrence',
  'relapse',
  'distant recurrence',
  'distant relapse',
  'metastatic recurrence',
  'metastatic relapse',
  'sites of recurrence',
  'sites of relapse',
  'site of relapse',
  'site of recurrence',
]);

const OPENS_A_LABEL = new Set([...LABELS].map((label) => label.split(' ', 1)[0]!));
