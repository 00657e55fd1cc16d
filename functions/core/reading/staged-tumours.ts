import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Finding, LetterRead } from './letter-read.ts';

/** What `tumour` in stages.tsv may name of the tumour that is staged at a place: its group, sites, types, and `site:type`. */
export type TumourNames = (start: number, statement: { start: number; end: number }) => ReadonlySet<string>;

/**
 * Whose stage it is. A stage belongs to a tumour of the patient: one in its own statement, else the last one before it, else the
 * next. A sister's ovary or an aunt's cervix lends its FIGO stages to nobody.
 *
 * @param said in text order; asked for places in text order
 */
export function stagedTumours(said: readonly Finding[], letter: LetterRead): TumourNames {
  const tumours = said.filter((finding) => isOfPatient(finding, letter.lexicon));
  const named = new Map<string, ReadonlySet<string>>();
  const namesOf = (finding: Finding): ReadonlySet<string> => {
    const group = letter.lexicon.concepts.get(finding.target)?.group ?? finding.target;
    const known = named.get(group);
    if (known !== undefined) return known;
    const same = tumours.filter(({ target }) => (letter.lexicon.concepts.get(target)?.group ?? target) === group);
    const names = new Set(same.flatMap((one) => namesOfTumour(one, letter)));
    named.set(group, names);
    return names;
  };
  let next = 0;
  let before: Finding | undefined;
  let beforeAndNow: Finding | undefined;
  return (start, statement) => {
    for (; next < tumours.length && startOf(tumours[next]!) <= start; next++) {
      before = tumours[next]!;
      if (before.assertion.temporality === 'current') beforeAndNow = before;
    }
    const behind = tumours[next];
    const here =
      before !== undefined && startOf(before) >= statement.start
        ? before
        : behind !== undefined && startOf(behind) < statement.end
          ? behind
          : (beforeAndNow ?? before ?? behind);
    return here === undefined ? NONE : namesOf(here);
  };
}
const NONE: ReadonlySet<string> = new Set();

/** Groups of concepts that name no tumour where it began. */
export const NO_PRIMARY: ReadonlySet<string> = new Set([
  'secondary',
  'history',
  'complication',
  'genetic-risk',
  'general',
  'suspected',
  'group',
]);

function startOf({ evidence }: Finding): number {
  return evidence[0]!.start;
}

function isOfPatient({ target, category, assertion }: Finding, lexicon: Lexicon): boolean {
  if (category !== 'diagnosis' || assertion.subject !== 'patient' || assertion.certainty === 'negated') return false;
  return assertion.temporality !== 'hypothetical' && !NO_PRIMARY.has(lexicon.concepts.get(target)?.group ?? '');
}

function namesOfTumour({ target }: Finding, { lexicon }: LetterRead): string[] {
  const parts = lexicon.parts.get(target) ?? [];
  const own = parts.flatMap(({ site, morphology }) => {
    const places = withParents(site, lexicon.siteParents);
    const kinds = withParents(morphology, lexicon.morphologyParents);
    return [...places, ...kinds, ...places.flatMap((place) => kinds.map((kind) => `${place}:${kind}`))];
  });
  return [lexicon.concepts.get(target)?.group ?? '', ...own];
}

function withParents(slug: string, parents: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [slug, ...(parents.get(slug) ?? [])];
}
