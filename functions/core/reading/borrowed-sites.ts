import { isAsserted } from './asserted.ts';
import { isOfThePatientNow } from './assertion.ts';
import type { Context } from './context.ts';
import { lateralityOf } from './laterality.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { namesSpecimens } from './organ-of-specimen.ts';
import { siteNearby, siteOfItem, specimenNearby } from './sites-of-report.ts';
import { isMoreSpecific, isWithin, lookUp } from './tumour-codes.ts';
import { slugOf } from './tumour-sites.ts';
import type { Tumour } from './tumours.ts';

/** A tumour with what the words around it say of it. */
export interface SaidTumour {
  readonly tumour: Tumour;
  readonly context: Context;
}

/**
 * Gives tumour types whose statement names no site the site that the letter does: the line labelled Site above the one labelled Type,
 * the lesion that was biopsied, or else the site of the one tumour of that kind that the patient has. A type that stays
 * without a site keeps its own concept, or says nothing when it has none.
 */
export function withBorrowedSites(said: readonly SaidTumour[], letter: LetterRead): SaidTumour[] {
  const unplaced = said.filter(({ tumour }) => tumour.unplaced !== undefined);
  if (unplaced.length === 0) return [...said];
  const fromLetter = oneSiteOf(said, letter);
  const named = namesSpecimens(letter);
  const known = knownCancerOf(said, letter);
  const ofOthers = new Set(said.filter((one) => !mayBeOwn(one)).map(({ tumour }) => tumour.anchor.sentence));
  return said.flatMap((one) => {
    const morphology = one.tumour.unplaced;
    if (morphology === undefined) return [one];
    if (morphology === 'recurrence') return known === null ? [] : recurrenceOf(known, one, letter);
    const isCarcinoma = isWithin(morphology, 'carcinoma', letter.lexicon.morphologyParents);
    const isOfSkin = isWithin(morphology, 'skin-cancer', letter.lexicon.morphologyParents);
    const specimen = named ? specimenNearby(morphology, one.tumour.anchor, ofOthers, letter) : null;
    if (!isCarcinoma && !isOfSkin && morphology !== IN_SITU && specimen === null)
      return one.tumour.target === '' ? [] : [one];
    const near = siteOfItem(one.tumour.anchor, letter) ?? siteNearby(morphology, one.tumour.anchor, ofOthers, letter);
    const placed =
      near !== null
        ? placedAt(one.tumour, near, letter)
        : (fromLetter(one.tumour) ?? (specimen === null ? null : placedAt(one.tumour, specimen, letter)));
    if (placed !== null) return [{ ...one, tumour: placed }];
    return one.tumour.target === '' ? [] : [one];
  });
}

/** The patient's, now, and there or suspected: what was biopsied may be that. */
function mayBeOwn({ context: { assertion } }: SaidTumour): boolean {
  return assertion.certainty !== 'negated' && assertion.temporality === 'current' && assertion.subject === 'patient';
}

/** The one cancer that the letter knows the patient to have, or to have had. */
function knownCancerOf(said: readonly SaidTumour[], { lexicon }: LetterRead): string | null {
  const targets = said.flatMap(({ tumour: { target, unplaced }, context: { assertion } }) =>
    unplaced === undefined &&
    assertion.subject === 'patient' &&
    assertion.certainty === 'confirmed' &&
    assertion.temporality !== 'hypothetical' &&
    lexicon.contexts.get(target)?.register === 'joins'
      ? [target]
      : [],
  );
  const isExactest = (one: string) => targets.every((other) => one === other || isMoreSpecific(one, other, lexicon));
  return targets.find(isExactest) ?? null;
}

/** "Left breast ca 2012. Local recurrence in the scar proven on core biopsy": of the one cancer that there was. */
function recurrenceOf(known: string, one: SaidTumour, letter: LetterRead): SaidTumour[] {
  const { tumour, context } = one;
  if (!isOfThePatientNow(context.assertion) || !(isAsserted(tumour.anchor, letter) || isSeen(tumour.anchor, letter)))
    return [];
  const places = letter.lexicon.parts.get(known) ?? [];
  const again = places.map(({ site }) => lookUp('recurrence', site, '', letter.lexicon, 'with parents'));
  const target = again.find((found) => found !== null) ?? known;
  const categories = new Set([...context.categories, 'current' as const]);
  return [
    {
      tumour: {
        target,
        anchor: tumour.anchor,
        others: tumour.others,
        rule: 'composition: recurrence of the one cancer',
      },
      context: { ...context, categories },
    },
  ];
}

/** "CT shows local recurrence", "flexi sig: local recurrence at the anastomosis", "now with locoregional relapse". */
function isSeen({ from, sentence }: Mention, { tokens }: LetterRead): boolean {
  for (let i = from - 1; i >= Math.max(sentence.from, from - FARTHEST_SEEN); i--) {
    const { word, raw } = tokens[i]!;
    if (SEEN.has(word) || raw === ':') return true;
    if (!BETWEEN_SEEN.has(word)) return false;
  }
  return false;
}
const FARTHEST_SEEN = 5;
const SEEN = new Set(
  'shows showed showing shown demonstrates demonstrated developed develops with now found had presented'.split(' '),
);
const BETWEEN_SEEN = new Set(
  'a an the there is was to be new extensive small large obvious definite biopsy proven an early further another isolated'.split(
    ' ',
  ),
);

function placedAt(tumour: Tumour, site: Mention, { tokens, lexicon }: LetterRead): Tumour | null {
  const laterality = lateralityOf([tumour.anchor, site], tokens);
  const target = lookUp(tumour.unplaced!, slugOf(site), laterality, lexicon, 'with parents');
  const rule = `composition: ${tumour.unplaced} of ${slugOf(site)}, said beside it`;
  return target === null ? null : { target, anchor: tumour.anchor, others: [...tumour.others, site], rule };
}

/** Places a type at the one site at which the patient has a tumour of its kind: "rectal cancer … biopsies: adenocarcinoma". */
function oneSiteOf(said: readonly SaidTumour[], letter: LetterRead): (tumour: Tumour) => Tumour | null {
  const { lexicon } = letter;
  const own = said.filter(
    ({ tumour, context }) => tumour.unplaced === undefined && isOfThePatientNow(context.assertion),
  );
  const parts = [...new Set(own.map(({ tumour }) => tumour.target))].flatMap((target) =>
    (lexicon.parts.get(target) ?? []).filter(
      ({ morphology, site }) => site !== '' && !/node$/.test(site) && !/^(?:metasta|recurren)/.test(morphology),
    ),
  );
  const isBreast = (site: string) => isWithin(site, 'breast', lexicon.siteParents);
  return (tumour) => {
    const morphology = tumour.unplaced!;
    // "TCC bladder … CIS in random biopsies": of whatever kind the tumour beside it is.
    const isAnyKind = morphology === IN_SITU;
    const kin = parts.filter((part) => isAnyKind || isWithin(morphology, part.morphology, lexicon.morphologyParents));
    const deepest = kin.find(({ site }) => kin.every((other) => isWithin(site, other.site, lexicon.siteParents)));
    // IDC is short for the breast's.
    if (deepest !== undefined && /^(?:IDC|ILC|NST)$/i.test(tumour.anchor.phrase) && !isBreast(deepest.site))
      return null;
    if (deepest === undefined || hasOtherSite(tumour.anchor, deepest.site, letter)) return null;
    const target = lookUp(morphology, deepest.site, deepest.laterality, lexicon, 'with parents');
    const rule = `composition: ${morphology} of ${deepest.site}, said elsewhere`;
    return target === null ? null : { target, anchor: tumour.anchor, others: tumour.others, rule };
  };
}

const IN_SITU = 'carcinoma-in-situ';

function hasOtherSite({ sentence }: Mention, site: string, { mentionsIn, lexicon }: LetterRead): boolean {
  return mentionsIn(sentence).some(
    (one) =>
      one.meaning.layer === 'site' &&
      !isWithin(slugOf(one), site, lexicon.siteParents) &&
      !isWithin(site, slugOf(one), lexicon.siteParents),
  );
}
