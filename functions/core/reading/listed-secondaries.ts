import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { type Sentence, withHeading } from './sentences.ts';
import { firstSiteIn, labelAt } from './spread-labels.ts';

/** Where a statement begins to list sites of spread without a word for metastasis beside them. */
export interface SiteList {
  /** The words that say so. */
  readonly by: Mention;
  /** The token at which the list begins. */
  readonly from: number;
  /** Whether it counts only where it is all that is left of the statement. */
  readonly isRest: boolean;
}

/**
 * Lists of where a cancer has spread to: a line labelled `Sites`, the bracket behind `met gastric ca` or `M1b`, and "stage IV (liver,
 * lung)". Cancers of the blood have sites as well, and those are no secondaries.
 */
export function siteListsIn(
  sentence: Sentence,
  itemOf: Sentence | null,
  types: readonly Mention[],
  letter: LetterRead,
): SiteList[] {
  const { tokens } = letter;
  const lists: SiteList[] = [];
  const label = labelAt(sentence, tokens);
  if (types.some((type) => isOfBlood(type, letter.lexicon))) return lists;
  if (label !== null && !isAboutBlood(letter))
    lists.push({ by: asMetastasis(withHeading(sentence, tokens), label, sentence), from: label, isRest: false });
  if (label === null && itemOf !== null && !isAboutBlood(letter))
    lists.push({
      by: asMetastasis(itemOf.to - 2, itemOf.to - 1, itemOf),
      from: firstSiteIn(sentence, letter),
      isRest: false,
    });
  for (const type of types) {
    const begin = behindSpread(type, tokens);
    if (begin !== null) lists.push({ by: asMetastasis(type.to - 1, type.to, sentence), from: begin, isRest: true });
  }
  for (let i = sentence.from + 1; i < sentence.to - 1; i++) {
    if (M1.test(tokens[i]!.raw)) {
      const begin = behindDash(i, tokens);
      if (begin !== null) lists.push({ by: asMetastasis(i, i + 1, sentence), from: begin, isRest: true });
    }
    // "Metastases: Y  Sites: liver, bone".
    if (tokens[i]!.raw === ':' && SITES.has(tokens[i - 1]!.word) && saysSpread(sentence.from, i, tokens))
      lists.push({ by: asMetastasis(i - 1, i, sentence), from: i + 1, isRest: false });
    // "Distant relapse: retroperitoneal nodes, pelvis".
    if (tokens[i]!.raw === ':' && AGAIN.has(tokens[i - 1]!.word) && !isAboutBlood(letter))
      lists.push({ by: asMetastasis(i - 1, i, sentence), from: i + 1, isRest: true });
    // "Relapse Feb 2024 bone, liver": a date says that more than the organ's own is meant.
    if (AGAIN.has(tokens[i]!.word) && sentence.section !== 'past-history' && !isAboutBlood(letter)) {
      const begin = behindDate(i + 1, sentence, tokens);
      const at = tokens[begin]?.word === 'in' ? begin + 1 : begin;
      if (begin > i + 1) lists.push({ by: asMetastasis(i, i + 1, sentence), from: at, isRest: true });
    }
    if (tokens[i]!.raw !== '(') continue;
    const type = types.find(({ to }) => to === i || (to === i - 1 && SIDE.test(tokens[i - 1]!.raw)));
    const spread =
      M1.test(tokens[i - 1]!.raw) ||
      (WIDESPREAD.has(tokens[i - 1]!.word) && !isAboutBlood(letter)) ||
      (/^(?:IV[ABC]?|4[abc]?)$/i.test(tokens[i - 1]!.raw) &&
        tokens[i - 2]?.word === 'stage' &&
        (types.length > 0 || !isAboutBlood(letter))) ||
      (type !== undefined &&
        (hasSpread(type, tokens) || (type.from > sentence.from && METASTATIC.has(tokens[type.from - 1]!.word))));
    if (spread)
      lists.push({ by: asMetastasis(i - 1, i, sentence), from: behindGenes(i + 1, sentence, tokens), isRest: false });
  }
  return lists;
}
/** "His melanoma is widespread (lung, brain)". */
const WIDESPREAD = new Set(['widespread', 'metastatic', 'disseminated', 'metastasised', 'spread']);
const AGAIN = new Set([
  'relapse',
  'recurrence',
  'progression',
  'relapsed',
  'recurred',
  'progressed',
  'progressing',
  'pd',
]);
const SITES = new Set(['sites', 'site', 'where', 'locations']);

function saysSpread(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  for (let i = Math.max(from, to - FARTHEST_SPREAD); i < to; i++)
    if (METASTATIC.has(tokens[i]!.word) || M1.test(tokens[i]!.raw)) return true;
  return false;
}
const FARTHEST_SPREAD = 8;

const SIDE = /^[LRlr]$/;
/** Alone, or at the end of a stage run together: "pT3N2M1b". */
const M1 = /^[cpyr]{0,2}(?:T[0-4x][a-d]?)?(?:N[0-3x][a-c]?)?M1[a-d]?$/;

/** "M1 - peritoneum", "M1b: liver, bone". A dash between spaces is no token. */
function behindDash(at: number, tokens: readonly MatchToken[]): number | null {
  const next = tokens[at + 1]!;
  if (next.raw === ':') return at + 2;
  return next.kind === 'word' && next.gap !== 'line' && next.start - tokens[at]!.end === 3 ? at + 1 : null;
}

/** "Metastatic melanoma (BRAF wt; lung, small bowel)": what comes first in the bracket may be another matter. */
function behindGenes(from: number, { to }: Sentence, tokens: readonly MatchToken[]): number {
  for (let i = from; i < Math.min(to, from + LONGEST_GENES); i++) {
    if (tokens[i]!.raw === ')') return from;
    if (tokens[i]!.raw === ';') return i + 1;
  }
  return from;
}
const LONGEST_GENES = 6;

const METASTATIC = new Set(['met', 'metastatic', 'mets', 'metastasis', 'metastasised', 'disseminated']);

/** "Metastatic melanoma: lungs and brain", "stage 4 colon cancer - liver": where a list may begin behind a cancer that has spread. */
function behindSpread({ from, to, sentence }: Mention, tokens: readonly MatchToken[]): number | null {
  if (to >= sentence.to) return null;
  const before = wordsUpTo({ from, sentence }, tokens);
  // "Advanced colon cancer involving the liver and both lungs".
  const advanced = before.some((word) => ADVANCED.has(word)) && INVOLVING.has(tokens[to]!.word);
  if (advanced) return to + 1;
  if (!hasSpread({ from, sentence }, tokens)) return null;
  const at = behindDate(to, sentence, tokens);
  if (at >= sentence.to) return null;
  const next = tokens[at]!;
  // "Mets ca prostate '21 (bone)".
  if (/^[:,]$/.test(next.raw) || (next.raw === '(' && at > to)) return at + 1;
  if (tokens[at - 1]!.raw === '(') return at;
  return next.kind === 'word' && next.start - tokens[at - 1]!.end >= 3 ? at : null;
}

/** "Metastatic breast cancer", "stage IV lung adenocarcinoma", "mCRPC", "M1 prostate cancer", "advanced colorectal cancer" but not "locally". */
function hasSpread({ from, sentence }: Pick<Mention, 'from' | 'sentence'>, tokens: readonly MatchToken[]): boolean {
  const before = wordsUpTo({ from, sentence }, tokens);
  const stage = before.indexOf('stage');
  return (
    /^(?:CUP|MUO|MBC|m[A-Z]{2,5})$/.test(tokens[from]!.raw) ||
    SPREAD.has(before.at(-1)!) ||
    METASTATIC.has(before.at(-2) ?? '') ||
    (from > sentence.from && M1.test(tokens[from - 1]!.raw)) ||
    (before.at(-2) === 'advanced' && before.at(-3) !== 'locally') ||
    (stage !== -1 && /^(?:iv[abc]?|4[abc]?)$/.test(before[stage + 1] ?? ''))
  );
}

/** The first word of a tumour and the three before it. */
function wordsUpTo({ from, sentence }: Pick<Mention, 'from' | 'sentence'>, tokens: readonly MatchToken[]): string[] {
  return tokens.slice(Math.max(sentence.from, from - 3), from + 1).map(({ word }) => word);
}

const ADVANCED = new Set(['advanced', 'metastatic', 'widespread', 'incurable', 'iv', 'ivb', '4', 'disseminated']);
const INVOLVING = new Set(['involving', 'affecting']);

/** "Metastatic prostate cancer (Jun 2024) - nodal and bone", "metastatic melanoma dx 2025: lung". */
function behindDate(from: number, { to }: Sentence, tokens: readonly MatchToken[]): number {
  let i = from;
  let dated = false;
  while (i < Math.min(to, from + LONGEST_DATE) && OF_A_DATE.test(tokens[i]!.norm)) {
    dated ||= /\d/.test(tokens[i]!.raw);
    i++;
  }
  return dated ? i : from;
}
const LONGEST_DATE = 9;
const OF_A_DATE =
  /^(?:[(),/]|\d{1,4}|dx|diagnosed|in|since|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;

const SPREAD = new Set(['met', 'metastatic', 'metastasised', 'disseminated']);

function asMetastasis(from: number, to: number, sentence: Sentence): Mention {
  return { from, to, meaning: { layer: 'morphology', morphology: 'metastasis' }, phrase: 'sites of spread', sentence };
}

/** Whether the letter names a cancer of the blood or lymph nodes. */
function isAboutBlood({ mentions, lexicon }: LetterRead): boolean {
  return mentions.some((one) => isOfBlood(one, lexicon));
}

function isOfBlood({ meaning }: Mention, lexicon: Lexicon): boolean {
  if (meaning.layer === 'morphology') return /lymphoma|leukaemia|myeloma/.test(meaning.morphology);
  return meaning.layer === 'concept' && BLOOD.has(lexicon.concepts.get(meaning.target)?.group ?? '');
}
const BLOOD = new Set(['lymphoma', 'leukaemia', 'myeloma', 'myeloid-other']);
