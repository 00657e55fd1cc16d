import type { Lexicon } from '../lexicon/lexicon.ts';
import { isOfThePatientNow } from './assertion.ts';
import { held, isActive, type Meant } from './meant.ts';
import { isMoreSpecific, isSameTumour } from './tumour-codes.ts';

/** Sections in which a tumour stands because it is there; an impression or a meeting's record also weighs what is not. */
const DIAGNOSES: ReadonlySet<string> = new Set(['diagnosis', 'staging', 'summary']);

/**
 * Holds as suspected what a letter only asks about or denies: "?BCC … mimics squamous cell carcinoma … the SCC question is settled". Where a
 * tumour is questioned or denied somewhere, a bare mention of it elsewhere is no statement that it is there, unless
 * the letter names it as a diagnosis, says that it is present, or gives it a stage. A false cancer code follows a patient for
 * life; what is held is shown.
 */
export function holdDoubted(meant: readonly Meant[], lexicon: Lexicon): readonly Meant[] {
  if (meant.some(({ finding }) => isStageOfATumour(finding))) return meant;
  const doubted = new Set(meant.filter(isDoubt).map(({ finding }) => finding.target));
  if (doubted.size === 0) return meant;
  const stated = new Set(meant.filter(isStated).map(({ finding }) => finding.target));
  // "Bladder cancer. No mets on CT" doubts no bladder cancer, though a metastasis may be one of the bladder.
  const isSpread = (target: string) => lexicon.concepts.get(target)?.mdsItem === 'secondary-site';
  const isOne = (targets: ReadonlySet<string>, target: string) =>
    [...targets].some((other) => isSameTumour(other, target, lexicon) && isSpread(other) === isSpread(target));
  // "?mets … Conclusion: cerebral metastases": where it has spread to is the answer, not what was asked.
  const answers = (target: string) => isSpread(target) && !doubted.has(target) && isExacter(target, doubted, lexicon);
  return meant.map((one) => {
    if (!isActive(one) || isStated(one)) return one;
    const { target } = one.finding;
    return isOne(doubted, target) && !isOne(stated, target) && !answers(target) ? held(one, 'suspected') : one;
  });
}

/** Says more than each of them that is of its kind. */
function isExacter(target: string, others: ReadonlySet<string>, lexicon: Lexicon): boolean {
  return [...others].every((other) => !isMoreSpecific(other, target, lexicon));
}

/**
 * Holds a tumour that the letter only names. A tumour is active where, in at least one place, words say that the patient has it.
 */
export function holdOnlyNamed(meant: readonly Meant[], lexicon: Lexicon): readonly Meant[] {
  const named = meant.filter((one) => isActive(one) && one.finding.onlyNamed);
  if (named.length === 0) return meant;
  const grounded = [
    ...new Set(meant.filter((one) => isActive(one) && !one.finding.onlyNamed).map(({ finding }) => finding.target)),
  ];
  return meant.map((one) => {
    if (!isActive(one) || !one.finding.onlyNamed) return one;
    const { target } = one.finding;
    if (grounded.some((other) => isSameTumour(other, target, lexicon))) return one;
    const rule = `${one.finding.rule}; only named`;
    return { finding: { ...one.finding, rule }, meaning: { ...one.meaning, held: 'suspected' } };
  });
}

/** How well somebody is, or a receptor, stages no tumour. */
function isStageOfATumour(finding: Meant['finding']): boolean {
  return finding.category === 'stage' && isOfThePatientNow(finding.assertion) && !OF_NO_TUMOUR.test(finding.rule);
}
const OF_NO_TUMOUR = /^stage: (?:ecog|karnofsky)/;

function isDoubt({ finding }: Meant): boolean {
  const { certainty, subject } = finding.assertion;
  return finding.category === 'diagnosis' && certainty !== 'confirmed' && subject === 'patient';
}

function isStated(one: Meant): boolean {
  return (
    isActive(one) &&
    (one.finding.said.has('current') || one.finding.asserted === true || DIAGNOSES.has(one.finding.section))
  );
}
