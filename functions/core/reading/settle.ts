import type { HeldReason } from '../answer.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { hideCleared } from './clearances.ts';
import { holdDoubted, holdOnlyNamed } from './doubts.ts';
import { isSaidMoreExactly } from './general-facts.ts';
import { respectAddenda, respectFinalDiagnoses, writingOrder } from './last-word.ts';
import type { LetterRead } from './letter-read.ts';
import type { Meaning } from './meaning.ts';
import { respectBearers } from './pointing-back.ts';
import { respectSpread } from './spread-now.ts';
import type { Meant } from './suggest.ts';
import { isMoreSpecific, saysWhereFrom } from './tumour-codes.ts';

/**
 * Settles what the letter says of one tumour in several places. The whole letter decides: a history said once is not
 * made active by a later plain mention; a suspicion that was confirmed or excluded is no longer a suspicion; the more specific
 * hides the more general.
 */
export function settle(meant: readonly Meant[], letter: LetterRead): readonly Meant[] {
  const { lexicon } = letter;
  const historySaid = holdOnlyNamed(
    holdDoubted(
      respectBearers(
        respectHistory(respectSpread(respectFinalDiagnoses(respectAddenda(meant, letter), letter), lexicon), lexicon),
        lexicon,
      ),
      lexicon,
    ),
    lexicon,
  );
  const open = hideAnsweredSuspicions(hideConfirmedSuspicions(historySaid, lexicon), letter);
  return hideGeneral(hideCleared(open, letter), lexicon);
}

/** Sections in which a tumour is named because it is there. */
const NAMING_SECTIONS = new Set(['diagnosis', 'histology', 'impression', 'mdt', 'staging', 'recurrence']);

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

function isHistory({ finding }: Meant): boolean {
  const { certainty, temporality, subject } = finding.assertion;
  return (
    finding.category === 'diagnosis' &&
    certainty === 'confirmed' &&
    temporality === 'historical' &&
    subject === 'patient'
  );
}

/** "History of breast cancer in 2009 … her breast cancer was treated with …": the plain mention is the same history. */
function respectHistory(meant: readonly Meant[], lexicon: Lexicon): readonly Meant[] {
  const histories = meant.filter(isHistory);
  if (histories.length === 0) return meant;
  // A general word in the section that lists the history by its name: "Hodgkin lymphoma 1998 … Lymphoma: no sign of recurrence".
  const isListedHistory = ({ finding: { target, section } }: Meant) =>
    histories.some(({ finding }) => finding.section === section && isMoreSpecific(finding.target, target, lexicon));
  // "Metastatic breast cancer (prev L IDC 2017)": the primary of what has spread is here.
  const spread = new Set(
    meant
      .filter((one) => isActive(one) && saysWhereFrom(one.finding.target, lexicon))
      .map(({ finding }) => finding.evidence[0]!.start),
  );
  const stated = new Set(
    meant.filter(
      (one) =>
        isActive(one) &&
        (one.finding.said.has('current') ||
          spread.has(one.finding.evidence[0]!.start) ||
          isNextLesion(one, lexicon) ||
          (NAMING_SECTIONS.has(one.finding.section) && !isListedHistory(one))),
    ),
  );
  const statedTargets = [...new Set([...stated].map(({ finding }) => finding.target))];
  return meant.map((one) => {
    if (!isActive(one) || stated.has(one)) return one;
    const target = one.finding.target;
    if (statedTargets.some((other) => isSameTumour(other, target, lexicon))) return one;
    const history = histories.find(({ finding }) => isSameTumour(finding.target, target, lexicon));
    return history === undefined ? one : { ...one, meaning: { ...history.meaning } };
  });
}

/** "Excision R temple: SCC. Prev SCCs x4": of the skin there is often another. */
function isNextLesion({ finding }: Meant, lexicon: Lexicon): boolean {
  return finding.asserted === true && lexicon.concepts.get(finding.target)?.group === 'skin';
}

function hideConfirmedSuspicions(meant: readonly Meant[], lexicon: Lexicon): readonly Meant[] {
  const active = distinctTargets(meant.filter(isActive));
  if (active.length === 0) return meant;
  return meant.map((one) => {
    if (one.meaning.held !== null || one.finding.category !== 'diagnosis' || !isSuspicion(one)) return one;
    const asked = suspectedTumour(one.finding.target, lexicon);
    const confirmed = active.some((target) => asked.some((tumour) => isSameTumour(target, tumour, lexicon)));
    return confirmed ? held(one, 'less-specific') : one;
  });
}

/** "2 week wait: ?breast Ca … there is no evidence of breast cancer": the last word on it counts. */
function hideAnsweredSuspicions(meant: readonly Meant[], letter: LetterRead): readonly Meant[] {
  const { lexicon } = letter;
  const excluded = lastPlaces(meant.filter(isExclusion), letter);
  if (excluded.size === 0) return meant;
  const isAsked = (one: Meant) => one.finding.category === 'diagnosis' && isSuspicion(one);
  const answered = new Set<string>();
  for (const [target, place] of lastPlaces(meant.filter(isAsked), letter)) {
    const asked = suspectedTumour(target, lexicon);
    for (const [other, answer] of excluded)
      if (answer > place && asked.some((tumour) => isSameTumour(other, tumour, lexicon))) answered.add(target);
  }
  return meant.map((one) =>
    one.meaning.held === null && isAsked(one) && answered.has(one.finding.target) ? held(one, 'negated') : one,
  );
}

/** Where each tumour is spoken of for the last time. */
function lastPlaces(meant: readonly Meant[], letter: LetterRead): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const writtenAt = writingOrder(letter);
  for (const { finding } of meant) {
    const place = writtenAt(finding.evidence[0]!.start);
    places.set(finding.target, Math.max(places.get(finding.target) ?? place, place));
  }
  return places;
}

function isExclusion({ finding }: Meant): boolean {
  const { certainty, temporality, subject } = finding.assertion;
  return (
    finding.category === 'diagnosis' && certainty === 'negated' && temporality === 'current' && subject === 'patient'
  );
}

function isSuspicion({ finding, meaning }: Meant): boolean {
  return meaning.assertion.certainty === 'suspected' && finding.assertion.subject === 'patient';
}

/** What "Suspected lung cancer" suspects: the tumours whose suspicion it is. */
function suspectedTumour(target: string, lexicon: Lexicon): readonly string[] {
  if (lexicon.concepts.get(target)?.mdsItem !== 'suspected-cancer') return [target];
  return [...lexicon.contexts.values()].filter(({ suspected }) => suspected === target).map(({ id }) => id);
}

function hideGeneral(meant: readonly Meant[], lexicon: Lexicon): readonly Meant[] {
  const active = distinctTargets(meant.filter(isActive));
  const treatments = meant.filter(({ meaning }) => meaning.held === null && meaning.category === 'treatment');
  const itemOf = ({ target }: Meaning) => lexicon.concepts.get(target)?.mdsItem;
  const specificItems = new Set(
    treatments
      .filter((one) => !isGeneralTreatment(one) && !CHEMORADIATION.has(one.meaning.target))
      .map(({ meaning }) => itemAndTime(meaning, lexicon)),
  );
  const named = treatments.some(({ meaning }) => itemOf(meaning) !== 'treatment-status');
  const besideCombined = placesBeside(treatments.filter(({ meaning }) => CHEMORADIATION.has(meaning.target)));
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
    const partOfIt = besideCombined.has(placeOf(start)) || besideCombined.has(placeOf(end));
    return partOfIt || specificItems.has(itemAndTime(one.meaning, lexicon)) ? held(one, 'less-specific') : one;
  });
}

const NOTHING: ReadonlySet<string> = new Set();

/** "Chemoradiotherapy with weekly cisplatin, 66 Gy": its two halves said beside it are not two more treatments. */
const CHEMORADIATION = new Set(['703423002', '394934009']);
const TOGETHER_CHARACTERS = 50;
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

function itemAndTime({ target, assertion }: Meaning, lexicon: Lexicon): string {
  return `${lexicon.concepts.get(target)?.mdsItem}|${assertion.temporality}`;
}

function isSameTumour(one: string, other: string, lexicon: Lexicon): boolean {
  return one === other || isMoreSpecific(one, other, lexicon) || isMoreSpecific(other, one, lexicon);
}

function held(one: Meant, reason: HeldReason): Meant {
  return { ...one, meaning: { ...one.meaning, held: reason } };
}

function distinctTargets(meant: readonly Meant[]): readonly string[] {
  return [...new Set(meant.map(({ meaning }) => meaning.target))];
}
