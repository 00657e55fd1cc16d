import type { Lexicon, TumourParts } from '../lexicon/lexicon.ts';

/** Metastases from the lung are put together from no parts: "metastatic carcinoma, lung" may be where it was found. */
export const ORIGINS: ReadonlyMap<string, string> = new Map([['315006004', 'lung']]);

/** "Metastasis from malignant tumour of breast" names the primary's site; "secondary of liver" is where it went. */
export function saysWhereFrom(target: string, lexicon: Lexicon): boolean {
  if (ORIGINS.has(target)) return true;
  const parts = lexicon.parts.get(target) ?? [];
  return (
    parts.some(({ morphology, site }) => morphology === 'metastatic-carcinoma' && site !== '') &&
    !parts.some(({ morphology }) => morphology === 'metastasis') &&
    lexicon.concepts.get(target)?.mdsItem === 'secondary-site'
  );
}

/**
 * The concept for a combination. Where it has no line, the parents of the morphology are tried, then those of the
 * site. A metastasis or a recurrence never falls back on a primary.
 */
export function lookUp(
  morphology: string,
  site: string,
  laterality: string,
  lexicon: Lexicon,
  how: 'exact' | 'with parents',
): string | null {
  const morphologies =
    how === 'exact' ? [morphology] : [morphology, ...(lexicon.morphologyParents.get(morphology) ?? [])];
  const sites = how === 'exact' ? [site] : [site, ...(lexicon.siteParents.get(site) ?? [])];
  const organs = OF_ONE_ORGAN.find(([kind]) => kind.test(morphology))?.[1];
  if (how !== 'exact' && organs !== undefined && site !== '' && !sites.some((one) => organs.has(one))) return null;
  for (const oneSite of sites)
    for (const oneMorphology of NEVER_A_PRIMARY.has(morphology) ? [morphology] : morphologies)
      for (const side of laterality === '' ? [''] : [laterality, '']) {
        const target = lexicon.compositions.get(`${oneMorphology}|${oneSite}|${side}`);
        if (target !== undefined) return target;
      }
  return null;
}

/**
 * Kinds that begin in certain organs only. Found elsewhere ("lung nodule, biopsy endometrioid adenocarcinoma") they came there, and are no
 * primary of where they were found.
 */
const OF_ONE_ORGAN: readonly (readonly [RegExp, ReadonlySet<string>])[] = [
  [/^endometrioid|serous/, setOf('ovary fallopian-tube uterus uterus-body endometrium cervix vagina peritoneum')],
  [/^(?:ductal|invasive-lobular|lobular|inflammatory)/, setOf('breast pancreas ampulla salivary-gland prostate')],
  [/^urothelial/, setOf('bladder kidney renal-pelvis ureter urethra prostate')],
  [/renal-cell/, setOf('kidney')],
  [/^hepatocellular/, setOf('liver')],
  [/^(?:follicular|hurthle)/, setOf('thyroid')],
];

function setOf(organs: string): ReadonlySet<string> {
  return new Set(organs.split(' '));
}

const NEVER_A_PRIMARY = new Set(['metastasis', 'recurrence']);

/** "Metastases in the liver", and "has spread to the liver" or "4/12 nodes positive", which say nothing without a site. */
export function isSpread(morphology: string): boolean {
  return morphology === 'metastasis' || morphology === 'spread-to' || morphology === 'found-in';
}

/** Where a cancer goes on or is found is a secondary only away from the primary: "progression in the liver". */
export function isFoundIn(morphology: string): boolean {
  return morphology === 'found-in';
}

/** Whether everything one target says is said, more exactly, by the other. */
export function isMoreSpecific(one: string, other: string, lexicon: Lexicon): boolean {
  const parts = one === other ? undefined : lexicon.parts.get(one);
  const others = parts === undefined ? undefined : lexicon.parts.get(other);
  if (parts === undefined || others === undefined) return false;
  // Two concepts for one idea: the one that its parts lead to stands for both.
  if (parts === others) return parts.some((part) => targetOf(part, lexicon) === one);
  for (const a of parts) for (const b of others) if (isPartOf(a, b, lexicon)) return true;
  return false;
}

/** Whether two targets may be one tumour, said alike or more and less exactly. */
export function isSameTumour(one: string, other: string, lexicon: Lexicon): boolean {
  return one === other || isMoreSpecific(one, other, lexicon) || isMoreSpecific(other, one, lexicon);
}

function targetOf({ morphology, site, laterality }: TumourParts, { compositions }: Lexicon): string | undefined {
  return compositions.get(`${morphology}|${site}|${laterality}`);
}

function isPartOf(a: TumourParts, b: TumourParts, lexicon: Lexicon): boolean {
  return (
    (isWithin(a.morphology, b.morphology, lexicon.morphologyParents) || isNonSmallCellOfLung(a, b, lexicon)) &&
    (b.site === '' || isWithin(a.site, b.site, lexicon.siteParents)) &&
    (b.laterality === '' || b.laterality === a.laterality)
  );
}

/** Adenocarcinoma and squamous cell carcinoma are kinds of non-small cell carcinoma in the lung alone. */
function isNonSmallCellOfLung(a: TumourParts, b: TumourParts, { siteParents, morphologyParents }: Lexicon): boolean {
  return (
    b.morphology === 'non-small-cell-carcinoma' &&
    isWithin(a.site, 'lung', siteParents) &&
    ['adenocarcinoma', 'squamous-cell-carcinoma'].some((kind) => isWithin(a.morphology, kind, morphologyParents))
  );
}

export function isWithin(slug: string, ancestor: string, parents: ReadonlyMap<string, readonly string[]>): boolean {
  return slug === ancestor || parents.get(slug)?.includes(ancestor) === true;
}
