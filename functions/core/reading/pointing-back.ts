import type { Lexicon } from '../lexicon/lexicon.ts';
import type { LetterRead } from './letter-read.ts';
import { held, isActive, type Meant } from './meant.ts';
import type { Mention } from './mentions.ts';
import { isSameTumour } from './tumour-codes.ts';

/** Whether a tumour is spoken of as one already named: "the leukaemia relapsed", "that lymphoma". */
export function pointsBack({ from, sentence }: Mention, { tokens }: LetterRead): boolean {
  return from > sentence.from && /^(?:the|that|this|said)$/.test(tokens[from - 1]!.word);
}

const FARTHEST_CHARACTERS = 250;

/**
 * "Her best friend's leukaemia … The leukaemia relapsed at Christmas": a tumour that is spoken of as one already named is whose it was, unless the
 * letter names it as the patient's own elsewhere.
 */
export function respectBearers(meant: readonly Meant[], lexicon: Lexicon): readonly Meant[] {
  const isOfOthers = ({ finding }: Meant) =>
    finding.category === 'diagnosis' && finding.assertion.subject !== 'patient';
  if (!meant.some(isOfOthers)) return meant;
  const own = meant.filter((one) => isActive(one) && !one.finding.pointsBack).map(({ finding }) => finding.target);
  return meant.map((one, i) => {
    if (!isActive(one) || !one.finding.pointsBack) return one;
    const { target, evidence } = one.finding;
    if (own.some((other) => isSameTumour(other, target, lexicon))) return one;
    const before = meant
      .slice(0, i)
      .findLast(({ finding }) => finding.category === 'diagnosis' && isSameTumour(finding.target, target, lexicon));
    if (before === undefined || !isOfOthers(before)) return one;
    if (evidence[0]!.start - before.finding.evidence[0]!.start > FARTHEST_CHARACTERS) return one;
    return held(one, before.finding.assertion.subject === 'family' ? 'family' : 'not-the-patient');
  });
}
