import type { HeldReason } from '../answer.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Meaning } from './meaning.ts';
import type { Meant } from './suggest.ts';
import { isMoreSpecific } from './tumours.ts';

/**
 * Settles what the letter says of one tumour in several places. The whole letter decides: a history said once is not
 * made active by a later plain mention; a suspicion that was confirmed is no longer a suspicion; the more specific hides the
 * more general.
 */
export function settle(meant: readonly Meant[], lexicon: Lexicon): readonly Meant[] {
  const historySaid = respectHistory(meant, lexicon);
  return hideGeneral(hideConfirmedSuspicions(historySaid, lexicon), lexicon);
}

/** Sections in which a tumour is named because it is there. */
const NAMING_SECTIONS = new Set(['diagnosis', 'histology', 'impression', 'mdt', 'staging', 'recurrence']);

function isActive({ finding, meaning }: Meant): boolean {
  const { certainty, temporality, subject } = finding.assertion;
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
  const stated = new Set(
    meant.filter(
      (one) => isActive(one) && (NAMING_SECTIONS.has(one.finding.section) || one.finding.said.has('current')),
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

function hideConfirmedSuspicions(meant: readonly Meant[], lexicon: Lexicon): readonly Meant[] {
  const active = distinctTargets(meant.filter(isActive));
  if (active.length === 0) return meant;
  return meant.map((one) => {
    if (one.meaning.held !== null || one.finding.category !== 'diagnosis' || !isSuspicion(one)) return one;
    const confirmed = active.some((target) => isSameTumour(target, one.finding.target, lexicon));
    return confirmed ? held(one, 'less-specific') : one;
  });
}

function isSuspicion({ finding }: Meant): boolean {
  return finding.assertion.certainty === 'suspected' && finding.assertion.subject === 'patient';
}

function hideGeneral(meant: readonly Meant[], lexicon: Lexicon): readonly Meant[] {
  const active = distinctTargets(meant.filter(isActive));
  const treatments = meant.filter(({ meaning }) => meaning.held === null && meaning.category === 'treatment');
  const specificItems = new Set(
    treatments
      .filter(({ meaning }) => !GENERAL_TREATMENTS.has(meaning.target))
      .map(({ meaning }) => itemAndTime(meaning, lexicon)),
  );
  return meant.map((one) => {
    if (one.meaning.held !== null) return one;
    if (isActive(one) && active.some((other) => isMoreSpecific(other, one.meaning.target, lexicon)))
      return held(one, 'less-specific');
    const general = one.meaning.category === 'treatment' && GENERAL_TREATMENTS.has(one.meaning.target);
    return general && specificItems.has(itemAndTime(one.meaning, lexicon)) ? held(one, 'less-specific') : one;
  });
}

/** Chemotherapy, radiotherapy, hormone therapy, immunotherapy, surgery: said beside the kind they are, they add nothing. */
const GENERAL_TREATMENTS = new Set(['367336001', '53438000', '108290001', '387713003', '363688001']);

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
