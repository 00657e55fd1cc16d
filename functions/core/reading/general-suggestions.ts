import type { Lexicon } from '../lexicon/lexicon.ts';
import { isSaidMoreExactly } from './general-facts.ts';
import type { Meaning } from './meaning.ts';
import { held, isActive, isHistory, type Meant } from './meant.ts';
import { isMoreSpecific, saysWhereFrom } from './tumour-codes.ts';

/** Holds what says less than another suggestion of the letter does. */
export function hideGeneral(meant: readonly Meant[], lexicon: Lexicon): readonly Meant[] {
  const active = [...new Set(meant.filter(isActive).map(({ meaning }) => meaning.target))];
  const treatments = meant.filter(({ meaning }) => meaning.held === null && meaning.category === 'treatment');
  const itemOf = ({ target }: Meaning) => lexicon.concepts.get(target)?.mdsItem;
  const specificItems = new Set(
    treatments
      .filter((one) => !isGeneralTreatment(one) && !NO_KIND_OF_IT.has(one.meaning.target))
      .map((one) => itemAndTime(one, lexicon)),
  );
  const named = treatments.some(({ meaning }) => itemOf(meaning) !== 'treatment-status');
  const combined = treatments.filter(({ meaning }) => CHEMORADIATION.has(meaning.target));
  const besideCombined = placesBeside(combined.filter((one) => !isOver(one)));
  const besideOver = placesBeside(combined.filter(isOver));
  const spreadKnown = active.some((target) =>
    (lexicon.parts.get(target) ?? []).some(({ morphology, site }) => morphology === 'metastasis' && site !== ''),
  );
  const isSpreadOfThePast = (one: Meant) =>
    isHistory(one) && lexicon.concepts.get(one.finding.target)?.mdsItem === 'secondary-site';
  const facts = new Map<string, Set<string>>();
  for (const { meaning } of meant)
    if (meaning.held === null && meaning.category !== 'treatment' && meaning.category !== 'diagnosis') {
      const ofTime = facts.get(meaning.assertion.temporality) ?? new Set();
      facts.set(meaning.assertion.temporality, ofTime.add(meaning.target));
    }
  const ofTumours = meant.some((one) => !isSpreadOfThePast(one) && (isActive(one) || isHistory(one)));
  return meant.map((one) => {
    if (one.meaning.held !== null) return one;
    // "The liver metastasis seen before is gone": the cancer that it came from says more.
    if (ofTumours && isSpreadOfThePast(one)) return held(one, 'historical');
    if (isSaidMoreExactly(one.meaning.target, facts.get(one.meaning.assertion.temporality) ?? NOTHING))
      return held(one, 'less-specific');
    // Where a cancer has spread to says more than that it has.
    if (isActive(one) && spreadKnown && saysWhereFrom(one.meaning.target, lexicon)) return held(one, 'less-specific');
    if (isActive(one) && active.some((other) => isMoreSpecific(other, one.meaning.target, lexicon)))
      return held(one, 'less-specific');
    if (one.meaning.category !== 'treatment') return one;
    if (named && itemOf(one.meaning) === 'treatment-status') return held(one, 'less-specific');
    if (!isGeneralTreatment(one)) return one;
    const { start, end } = one.finding.evidence[0]!;
    const beside = isOver(one) ? besideOver : besideCombined;
    const partOfIt = beside.has(placeOf(start)) || beside.has(placeOf(end));
    return partOfIt || specificItems.has(itemAndTime(one, lexicon)) ? held(one, 'less-specific') : one;
  });
}

const NOTHING: ReadonlySet<string> = new Set();

/** "Chemoradiotherapy with weekly cisplatin, 66 Gy": its two halves said beside it are not two more treatments. */
const CHEMORADIATION = new Set(['703423002', '394934009']);
/** Chemoradiotherapy, and radioiodine, which nobody calls radiotherapy. */
const NO_KIND_OF_IT = new Set([...CHEMORADIATION, '228698009']);
const TOGETHER_CHARACTERS = 50;
/** "Concurrent phase complete, adjuvant TMZ cycle 3 of 6" are two treatments. */
const isOver = ({ meaning }: Meant) => meaning.assertion.temporality === 'completed';
const placeOf = (offset: number) => Math.floor(offset / 10);

/** Tens of characters in and around the words of each; a set, since a letter may repeat itself without end. */
function placesBeside(meant: readonly Meant[]): ReadonlySet<number> {
  const places = new Set<number>();
  for (const { finding } of meant) {
    const { start, end } = finding.evidence[0]!;
    for (let i = placeOf(start - TOGETHER_CHARACTERS); i <= placeOf(end + TOGETHER_CHARACTERS); i++) places.add(i);
  }
  return places;
}

/** Chemotherapy, radiotherapy, hormone therapy, immunotherapy, surgery: said beside the kind they are, they add nothing. Nor
 * does a state ("treatment completed", "declined surgery") where the treatments are named with theirs. */
const GENERAL_TREATMENTS = new Set(['367336001', '53438000', '108290001', '387713003', '363688001']);

function isGeneralTreatment({ finding, meaning }: Meant): boolean {
  if (GENERAL_TREATMENTS.has(meaning.target)) return true;
  return (
    (meaning.assertion.temporality === 'planned' && JUST_SURGERY.test(finding.rule)) ||
    CANCER_SURGERY.test(finding.rule)
  );
}
/** "Surgery planned August (WLE + ANC)" */
const CANCER_SURGERY = /^phrase: (?:cancer surgery|surgery for cancer)\b/;
const JUST_SURGERY = /^phrase: (?:an )?(?:surgery|operation)\b(?! )/;

/** What was done for an illness of the past is no kind of what is done now. */
function itemAndTime({ meaning: { target, assertion }, finding: { section } }: Meant, lexicon: Lexicon): string {
  return `${lexicon.concepts.get(target)?.mdsItem}|${assertion.temporality}|${section === 'past-history'}`;
}
