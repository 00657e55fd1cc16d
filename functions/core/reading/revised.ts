import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { HARMLESS, isHarmlessResult } from './harmless-results.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const FARTHEST_LINK = 14;
const LONGEST_SUBJECT = 6;
const LONGEST_NAME = 4;

/**
 * Whether the statement goes on to say that the tumour was something harmless: "reported as lung cancer but this is now thought to be
 * organising pneumonia", "treated as ovarian cancer until the histology said endometriosis". What is said of something else
 * ("but the liver lesion is a cyst"), or comes with it ("complicated by pneumonia"), revises nothing; nor does a test of a cancer that
 * nobody doubts: "prostate cancer but the bone scan was normal".
 */
export function isRevisedBehind({ from, to }: Stretch, sentence: Stretch, tokens: readonly MatchToken[]): boolean {
  for (let i = to; i < Math.min(sentence.to, to + FARTHEST_LINK); i++) {
    const { word, raw } = tokens[i]!;
    if (isArrow(i, tokens)) return isChain(from, sentence, tokens) && endsHarmless(i, sentence.to, tokens);
    if (LINKS.has(word) || raw === ';' || raw === '→') {
      const says = whatSaysHarmless(i + 1, sentence.to, tokens);
      if (says === 'of it' || (says !== null && word === 'until')) return true;
      const result = says === 'of a test' || isHarmlessResult(i + 1, sentence.to, tokens);
      return result && isOnlySaid(sentence.from, i, tokens);
    }
    if (isOnReview(i, sentence.to, tokens)) return whatSaysHarmless(i, sentence.to, tokens, 'no verb') !== null;
    if (isSpaced(i, tokens) && isHarmlessResult(i, sentence.to, tokens)) return isOnlySaid(sentence.from, i, tokens);
  }
  return false;
}

/** Behind a hyphen with spaces around it, which is no token. */
function isSpaced(i: number, tokens: readonly MatchToken[]): boolean {
  return tokens[i]!.gap === 'space' && tokens[i]!.start - tokens[i - 1]!.end >= SPACED_HYPHEN;
}
const SPACED_HYPHEN = 3;

/** "?Ca stomach -> OGD -> benign GU". */
function isArrow(i: number, tokens: readonly MatchToken[]): boolean {
  return tokens[i]!.raw === '→' || tokens[i]!.raw === '>';
}

function isChain(from: number, sentence: Stretch, tokens: readonly MatchToken[]): boolean {
  return (
    isOnlySaid(sentence.from, from, tokens) ||
    tokens.slice(sentence.from, from).some(({ word }) => /^(?:changed|revised|amended|corrected)$/.test(word))
  );
}

function endsHarmless(arrow: number, last: number, tokens: readonly MatchToken[]): boolean {
  let behind = arrow + 1;
  for (let i = behind; i < last && !/^[.;,]$/.test(tokens[i]!.raw); i++) if (isArrow(i, tokens)) behind = i + 1;
  for (let i = behind; i < Math.min(last, behind + LONGEST_NAME); i++) {
    if (ENDS_NAME.has(tokens[i]!.word)) return false;
    if (HARMLESS.test(tokens[i]!.norm)) return true;
  }
  return false;
}

/** Thought, reported or asked about, and not found. */
function isOnlySaid(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  for (let i = from; i < to; i++) if (OF_A_TALE.has(tokens[i]!.word)) return true;
  return false;
}

/** "SCC lower leg (2017) - on review was a keratoacanthoma", "lymphoma (later shown to be TB)". */
function isOnReview(at: number, last: number, tokens: readonly MatchToken[]): boolean {
  if (at + 1 >= last || !BEFORE_A_REVIEW.has(tokens[at]!.word)) return false;
  const [before, next] = [tokens[at - 1]!, tokens[at + 1]!];
  const setOff = /^[-–—,(:]$/.test(before.raw) || tokens[at]!.start - before.end >= 3;
  return (
    setOff && (tokens[at]!.word !== 'on' || /^(?:review|excision|histology|biopsy|repeat|mri|ct)$/.test(next.word))
  );
}
const BEFORE_A_REVIEW: ReadonlySet<string> = new Set(
  'on later subsequently actually eventually proved turned reclassified revised downgraded'.split(' '),
);

/** Whether something harmless is said to be there, and of what: of the tumour itself, or of a test. */
function whatSaysHarmless(
  from: number,
  last: number,
  tokens: readonly MatchToken[],
  verbs: 'verb' | 'no verb' = 'verb',
): 'of it' | 'of a test' | null {
  let i = from;
  let ofIt = false;
  for (; i < Math.min(last, from + LONGEST_SUBJECT) && SUBJECTS.has(tokens[i]!.word); i++)
    if (OF_IT.has(tokens[i]!.word)) ofIt = true;
  const verb = i;
  for (; i < last && VERBS.has(tokens[i]!.word); i++) if (OF_IT.has(tokens[i]!.word)) ofIt = true;
  if (i === verb && verbs === 'verb') return null;
  for (let j = i; j < Math.min(last, i + LONGEST_NAME); j++) {
    const { word, norm } = tokens[j]!;
    if (ENDS_NAME.has(word)) return null;
    if (!HARMLESS.test(norm)) continue;
    if (/^(?:that|which|who)$/.test(tokens[j + 1]?.word ?? '')) return null;
    return ofIt ? 'of it' : 'of a test';
  }
  return null;
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const LINKS = setOf('but yet until however although though whereas');
const SUBJECTS = setOf(
  'on later subsequently actually eventually reclassified revised downgraded this it that which in fact the a final formal later expert second specialist repeat subsequent bronchoscopy ogd colonoscopy ercp eus fna histology biopsy biopsies pathology cytology scan mri ct pet review opinion report lesion of these they on actually',
);
const VERBS = setOf(
  'is was were are has have had been being turned out proved proven proves said says showed shown shows found revealed confirmed confirms thought felt known considered believed likely to be as now actually really just simply only in fact later subsequently eventually since a an the instead represents represented looks',
);
const ENDS_NAME = setOf(
  'by with from after of in on for no not without and or he she his her cancer carcinoma malignant',
);
/** Points back to the tumour, or takes up again what was said of it. */
const OF_IT = setOf(
  'this it that which these they later subsequently actually eventually reclassified revised downgraded fact review expert second opinion turned really now',
);
const OF_A_TALE = setOf(
  '? thought suspected presumed presumptive initially initial originally reported possible possibly possibility probable query told raised treated labelled concern concerns impression coded provisional working mentioned suggested abroad verbal considered queried misdiagnosed',
);
