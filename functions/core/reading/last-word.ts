import type { LetterRead } from './letter-read.ts';
import { held, isActive, type Meant } from './meant.ts';
import { isSameTumour } from './tumour-codes.ts';

/** Where, in the order in which they were written, words stand: what an e-mail quotes was written before it. */
export function writingOrder({ text }: LetterRead): (start: number) => number {
  const older = olderMessageIn(text);
  return (start) => (older !== null && start >= older ? start - text.length : start);
}

function olderMessageIn(text: string): number | null {
  for (const { index } of text.matchAll(OLDER_MESSAGE)) if (text.slice(0, index).trim() !== '') return index;
  return null;
}
const OLDER_MESSAGE =
  /^>[^\n]*\n>|^[-_ ]{2,12}(?:original|forwarded) message|^on [^\n]{4,80} wrote:|^from:[^\n]*\n(?:sent|to|date|subject):/gim;

/**
 * "New RUL nodule: pulmonary metastases. ADDENDUM … There are therefore no lung metastases": what an addendum denies, and does not name again, is
 * taken back.
 */
export function respectAddenda(meant: readonly Meant[], { text, lexicon }: LetterRead): readonly Meant[] {
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
  let last: number | null = null;
  for (const { index } of text.matchAll(ADDENDUM)) last = index;
  return last;
}
const ADDENDUM =
  /^[ \t*#-]{0,6}(?:addend(?:um|a)|amendment|amended|correction|corrected|supplementary|revised|re-?reported|erratum)\b/gim;

/**
 * "Clinical diagnosis: melanoma / Histological diagnosis: naevus", "Diagnosis on admission: lung cancer / Diagnosis on discharge: TB": where a
 * letter goes on to a final diagnosis and names no cancer there, what stands only under the first one was the question.
 */
export function respectFinalDiagnoses(meant: readonly Meant[], { text }: LetterRead): readonly Meant[] {
  const first = text.search(FIRST_DIAGNOSIS);
  if (first < 0) return meant;
  const final = finalDiagnosisBehind(first, text);
  if (final === null) return meant;
  const isOfTheEnd = ({ finding }: Meant) => finding.evidence[0]!.start > final;
  if (meant.some((one) => isOfTheEnd(one) && (isActive(one) || one.finding.category === 'stage'))) return meant;
  return meant.map((one) => {
    const { start } = one.finding.evidence[0]!;
    return isActive(one) && start > first && start < final ? held(one, 'suspected') : one;
  });
}

const FARTHEST_FINAL = 400;

function finalDiagnosisBehind(first: number, text: string): number | null {
  const stretch = text.slice(first, first + FARTHEST_FINAL);
  const found = FINAL_DIAGNOSIS.exec(stretch);
  if (found === null || SAYS_NOTHING_ELSE.test(stretch.slice(found.index + found[0].length))) return null;
  return first + found.index;
}

const FIRST_DIAGNOSIS =
  /\b(?:(?:clinical|pre-?\s?op(?:erative)?|referral|referring|admission|admitting|initial|presumptive)\s+(?:diagnosis|dx|impression)|(?:diagnosis|dx)\s+(?:on|at)\s+(?:admission|referral))\b/i;
const FINAL_DIAGNOSIS =
  /\b(?:(?:histo\w*|path\w*|final|post-?\s?op(?:erative)?|discharge|definitive|established|clinic)\s+(?:diagnosis|dx|impression)|(?:diagnosis|dx)\s+(?:on|at)\s+discharge)\b|^\W*(?:histology|histopathology|pathology|microscopy)\b/im;
/** "Histology: awaited", "post-op diagnosis: same". */
const SAYS_NOTHING_ELSE =
  /^\W*(?:(?:is|are|was|report|result|results)\W+)*(?:(?:the )?same|as (?:above|before)|confirm\w*|concordant|consistent|in keeping|agrees?|pending|await\w*|to follow|tbc|tba|not (?:yet|available|done|taken)|n\/?a|outstanding|unavailable|see)\b/i;

function isDenied({ finding: { assertion } }: Meant): boolean {
  return assertion.certainty === 'negated' && assertion.temporality === 'current' && assertion.subject === 'patient';
}
