import type { Assertion, Category, HeldReason } from '../answer.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Finding } from './letter-read.ts';

/** What a finding means for the record: the concept to offer, or why it is held back. */
export interface Meaning {
  readonly category: Category;
  readonly target: string;
  readonly assertion: Assertion;
  /** null: it is suggested. */
  readonly held: HeldReason | null;
}

/**
 * A tumour's context decides its code (contexts.tsv): active, suspected, history of, family history of, or none. Coding
 * any of the last three as an active cancer is the failure this product must not have.
 */
export function meaningOf(finding: Finding, lexicon: Lexicon): Meaning {
  return finding.category === 'diagnosis' ? meaningOfDiagnosis(finding, lexicon) : meaningOfOther(finding, lexicon);
}

function meaningOfDiagnosis(finding: Finding, lexicon: Lexicon): Meaning {
  const { target, category, assertion, said } = finding;
  const plain = { category, target, assertion };
  const concept = lexicon.concepts.get(target);
  const context = lexicon.contexts.get(target);
  if (said.has('attributive')) return asHeld(plain, 'do-not-code');
  if (assertion.subject === 'other') return asHeld(plain, 'not-the-patient');
  if (assertion.certainty === 'negated') {
    const absence = finding.section === 'family-history' ? absenceInFamily(plain, context?.familyHistory) : null;
    return absence ?? asHeld(plain, 'negated');
  }
  if (assertion.temporality === 'hypothetical') return asHeld(plain, 'hypothetical');
  if (context === undefined) {
    if (concept?.mdsItem === 'history-of-cancer' || concept?.mdsItem === 'suspected-cancer')
      return contextual(plain, concept.mdsItem);
    if (assertion.subject === 'family') return asHeld(plain, 'family');
    return asHeld(plain, assertion.certainty === 'suspected' ? 'suspected' : null);
  }
  if (assertion.subject === 'family') return inContext(plain, context.familyHistory, 'family', 'family-history');
  // "Rectal ca - this was queried in 2012": what was once suspected is nothing to record.
  if (assertion.certainty === 'suspected' && assertion.temporality === 'historical') return asHeld(plain, 'suspected');
  if (assertion.certainty === 'suspected') return inContext(plain, context.suspected, 'suspected', 'diagnosis');
  if (assertion.temporality === 'historical') return inContext(plain, context.historyOf, 'historical', 'diagnosis');
  return inContext(plain, context.active, 'do-not-code', 'diagnosis');
}

/** "FH: no breast cancer": a denial that has a concept of its own. */
function absenceInFamily(plain: Omit<Meaning, 'held'>, familyHistory: string | undefined): Meaning | null {
  const absence = familyHistory === undefined ? undefined : NONE_IN_FAMILY.get(familyHistory);
  if (plain.assertion.subject !== 'family' || absence === undefined) return null;
  const assertion = { ...plain.assertion, certainty: 'confirmed' as const };
  return { category: 'family-history', target: absence, assertion, held: null };
}
/** Family history of malignant neoplasm of breast: no family history of breast carcinoma. */
const NONE_IN_FAMILY: ReadonlyMap<string, string> = new Map([['429740004', '313376005']]);

/** Concepts that say their own context ("History of …", "Suspected …") carry it in their assertion. */
function contextual(plain: Omit<Meaning, 'held'>, mdsItem: string): Meaning {
  const { assertion } = plain;
  if (assertion.subject === 'family') return asHeld(plain, 'family');
  return mdsItem === 'history-of-cancer'
    ? { ...plain, assertion: { ...assertion, temporality: 'historical' }, held: null }
    : { ...plain, assertion: { ...assertion, certainty: 'suspected' }, held: null };
}

function inContext(plain: Omit<Meaning, 'held'>, code: string, reason: HeldReason, category: Category): Meaning {
  if (code === 'do-not-code') return asHeld(plain, reason);
  return { category, target: code, assertion: plain.assertion, held: null };
}

/** Written out: there is one for every finding, and a spread with more behind it is slow to make. */
function asHeld({ category, target, assertion }: Omit<Meaning, 'held'>, held: HeldReason | null): Meaning {
  return { category, target, assertion, held };
}

function meaningOfOther(finding: Finding, lexicon: Lexicon): Meaning {
  const { target, category, assertion, said } = finding;
  // An inherited condition stands among the family history, and is the patient's own or the relative's as the words say.
  const ownOrRelatives = lexicon.concepts.get(target)?.mdsItem === 'genetic-risk';
  const ofRelative = category === 'family-history' && !ownOrRelatives;
  const plain = { category, target, assertion: ofRelative ? { ...assertion, subject: 'family' as const } : assertion };
  if (said.has('other-person') || assertion.subject === 'other') return asHeld(plain, 'not-the-patient');
  if (assertion.subject === 'family' && !ofRelative) return asHeld(plain, 'family');
  if (assertion.certainty === 'negated') return asHeld(plain, 'negated');
  if (assertion.temporality === 'hypothetical') return asHeld(plain, 'hypothetical');
  // "Gran ?ovarian": the family's history is suspected, as it is where the tumour is read by its own name.
  if (assertion.certainty === 'suspected' && !ofRelative) return asHeld(plain, 'suspected');
  return asHeld(plain, NEVER_ALONE.has(lexicon.concepts.get(target)?.mdsItem ?? '') ? 'do-not-code' : null);
}

/** An intent without its treatment, and what is noted but nobody has a code to record: shown on request only. */
const NEVER_ALONE = new Set(['treatment-intent', 'noted-only']);
