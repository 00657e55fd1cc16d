import type { Lexicon } from '../lexicon/lexicon.ts';
import type { LetterRead } from './letter-read.ts';
import type { Meant } from './suggest.ts';
import { isMoreSpecific } from './tumour-codes.ts';

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
  const holds = (some: readonly Meant[], one: Meant) => some.some((other) => isSame(other, one, lexicon));
  return meant.map((one) =>
    isActive(one) && one.finding.evidence[0]!.start < begin && holds(denied, one) && !holds(stands, one)
      ? { ...one, meaning: { ...one.meaning, held: 'negated' } }
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

function isActive({ finding, meaning }: Meant): boolean {
  const { certainty, temporality, subject } = meaning.assertion;
  return (
    meaning.held === null &&
    finding.category === 'diagnosis' &&
    certainty === 'confirmed' &&
    temporality === 'current' &&
    subject === 'patient'
  );
}

function isDenied({ finding: { assertion } }: Meant): boolean {
  return assertion.certainty === 'negated' && assertion.temporality === 'current' && assertion.subject === 'patient';
}

function isSame({ finding: a }: Meant, { finding: b }: Meant, lexicon: Lexicon): boolean {
  return (
    a.target === b.target || isMoreSpecific(a.target, b.target, lexicon) || isMoreSpecific(b.target, a.target, lexicon)
  );
}
