import type { Finding, LetterRead } from './letter-read.ts';

const PROSTATE_CANCER = '399068003';
/** Enough to show why. */
const MOST_GRADES = 3;

/**
 * The cancer that a grade of its own says is there: "L 6/9 cores Gl 4+4=8" of a man whose letter names no prostate cancer, or only
 * suspects one. Gleason's patterns are given to adenocarcinoma of the prostate and to nothing else (ISUP 2014).
 */
export function impliedByStage(
  said: readonly Finding[],
  stages: readonly Finding[],
  { lexicon }: LetterRead,
): Finding[] {
  const grades = stages.filter(
    ({ rule, assertion }) =>
      rule === 'stage: gleason' && assertion.certainty === 'confirmed' && assertion.subject === 'patient',
  );
  if (grades.length === 0) return [];
  const isOfProstate = (target: string) => (lexicon.parts.get(target) ?? []).some(({ site }) => site === 'prostate');
  const isKnown = said.some(
    ({ category, target, assertion, onlyNamed }) =>
      category === 'diagnosis' &&
      isOfProstate(target) &&
      assertion.subject === 'patient' &&
      assertion.certainty === 'confirmed' &&
      assertion.temporality !== 'hypothetical' &&
      onlyNamed !== true,
  );
  if (isKnown) return [];
  return grades.slice(0, MOST_GRADES).map((grade) => ({
    target: PROSTATE_CANCER,
    category: 'diagnosis',
    assertion: grade.assertion,
    said: grade.said,
    evidence: grade.evidence,
    section: grade.section,
    rule: 'implied: a Gleason score is of prostate cancer',
    asserted: true,
  }));
}
