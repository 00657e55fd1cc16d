import { allMatches } from '../all-matches.ts';
import { firstFrom } from './first-from.ts';
import type { LetterRead } from './letter-read.ts';
import { held, isActive, type Meant } from './meant.ts';
import { isSameTumour } from './tumour-codes.ts';

/** Where, in the order in which they were written, words stand: what an e-mail quotes was written before it. */
export function writingOrder(letter: LetterRead): (start: number) => number {
  const { text } = letter;
  let older = olderMessages.get(letter);
  if (older === undefined) {
    older = olderMessageIn(text);
    olderMessages.set(letter, older);
  }
  const from = older ?? Number.POSITIVE_INFINITY;
  return (start) => (start >= from ? start - text.length : start);
}
/** Looked for once in each letter. */
const olderMessages = new WeakMap<LetterRead, number | null>();

function olderMessageIn(text: string): number | null {
  for (const { index } of allMatches(text, OLDER_MESSAGE)) if (text.slice(0, index).trim() !== '') return index;
  return null;
}
const OLDER_MESSAGE =
  /^>[^\n]*\n>|^[-_ ]{2,12}(?:original|forwarded) message|^on [^\n]{4,80} wrote:|^from:[^\n]*\n(?:sent|to|date|subject):/gim;

/**
 * "New RUL nodule: pulmonary metastases. ADDENDUM … There are therefore no lung metastases": what an addendum denies, and does not name again, is
 * taken back.
 */
export function respectAddenda(meant: readonly Meant[], { text, lexicon }: LetterRead): readonly Meant[] {
  if (!meant.some(isActive)) return meant;
  const begin = addendumIn(text);
  if (begin === null) return meant;
  const behind = meant.filter(({ finding }) => finding.category === 'diagnosis' && finding.evidence[0]!.start > begin);
  const denied = behind.filter(isDenied);
  if (denied.length === 0) return meant;
  const stands = behind.filter(isActive);
  const holds = (some: readonly Meant[], one: Meant) =>
    some.some((other) => isSameTumour(other.finding.target, one.finding.target, lexicon));
  return meant.map((one) =>
    isActive(one) && one.finding.evidence[0]!.start < begin && holds(denied, one) && !holds(stands, one)
      ? held(one, 'negated')
      : one,
  );
}

/** Where the last addendum begins: labelled as such, at the beginning of a line. */
function addendumIn(text: string): number | null {
  return allMatches(text, ADDENDUM).at(-1)?.index ?? null;
}
const ADDENDUM =
  /^[ \t*#-]{0,6}(?:addend(?:um|a)|amendment|amended|correction|corrected|supplementary|revised|re-?reported|erratum)\b/gim;

/**
 * "Clinical diagnosis: melanoma / Histological diagnosis: naevus", "Diagnosis on admission: lung cancer / Diagnosis on discharge: TB": where a
 * letter goes on to a final diagnosis and names no cancer there, what stands only under the first one was the question.
 */
export function respectFinalDiagnoses(meant: readonly Meant[], { text }: LetterRead): readonly Meant[] {
  if (!meant.some(isActive)) return meant;
  const questions = allMatches(text, FIRST_DIAGNOSIS).flatMap(({ index, 0: said }) =>
    questionAt(index, /ly$/i.test(said) ? SAME_STRETCH : FARTHEST_FINAL, text),
  );
  if (questions.length === 0) return meant;
  const said = meant
    .filter((one) => isActive(one) || one.finding.category === 'stage')
    .flatMap(({ finding }) => finding.evidence.map(({ start }) => ({ from: start })))
    .sort((x, y) => x.from - y.from);
  const open = questions.filter(({ final, end }) => (said[firstFrom(said, final + 1)]?.from ?? end) >= end);
  // None reaches farther than the next begins, or a few of them.
  const isAsked = (start: number) => {
    const last = firstFrom(open, start) - 1;
    for (let i = last; i >= 0 && open[i]!.from > start - FARTHEST_FINAL; i--) if (start < open[i]!.final) return true;
    return false;
  };
  return meant.map((one) => (isActive(one) && isAsked(one.finding.evidence[0]!.start) ? held(one, 'suspected') : one));
}

/** A diagnosis that a letter began with, and where it goes on to the final one: to the end of its line, or of the letter. */
function questionAt(first: number, farthest: number, text: string): { from: number; final: number; end: number }[] {
  const final = finalDiagnosisBehind(first, farthest, text);
  if (final === null) return [];
  const line = text.slice(first, first + LONGEST_LINE).indexOf('\n');
  const lineEnd = first + (line < 0 ? LONGEST_LINE : line);
  return [{ from: first, final, end: final < lineEnd ? lineEnd : text.length }];
}

const FARTHEST_FINAL = 1500;
/** "Clinically a melanoma" is no heading. */
const SAME_STRETCH = 400;
const LONGEST_LINE = 2000;

function finalDiagnosisBehind(first: number, farthest: number, text: string): number | null {
  const stretch = text.slice(first, first + farthest);
  const found = allMatches(stretch, FINAL_DIAGNOSIS).find(
    ({ index, 0: said }) =>
      !SAYS_NOTHING_ELSE.test(stretch.slice(index + said.length, index + said.length + LONGEST_REPLY)),
  );
  return found === undefined ? null : first + found.index;
}
const LONGEST_REPLY = 80;

const FIRST_DIAGNOSIS =
  /\b(?:(?:clin(?:ical)?|pre-?\s?op(?:erative)?|referral|referring|admission|admitting|initial|presumptive)\s+(?:diagnosis|dx|impression)|(?:diagnosis|dx)\s+(?:on|at)\s+(?:admission|referral)|clinically)\b/gi;
const FINAL_DIAGNOSIS =
  /\b(?:(?:histo\w*|path\w*|final|post-?\s?op(?:erative)?|discharge|definitive|established|clinic)\s+(?:diagnosis|dx|impression)|(?:diagnosis|dx)\s+(?:on|at)\s+discharge)\b|(?:^\W*|[.;,–-]\s*)(?:histology|histopathology|histo|pathology|path|microscopy)\b(?!\s+(?:pending|awaited|report awaited|requested|sent))/gim;
/** "Histology: awaited", "post-op diagnosis: same". */
const SAYS_NOTHING_ELSE =
  /^\W*(?:(?:is|are|was|report|result|results)\W+)*(?:(?:the )?same|as (?:above|before)|confirm\w*|concordant|consistent|in keeping|agrees?|pending|await\w*|to follow|tbc|tba|not (?:yet|available|done|taken)|n\/?a|outstanding|unavailable|insufficient|inadequate|non-?diagnostic|unsatisfactory|no (?:result|tissue|report)|see)\b/i;

function isDenied({ finding: { assertion } }: Meant): boolean {
  return assertion.certainty === 'negated' && assertion.temporality === 'current' && assertion.subject === 'patient';
}
