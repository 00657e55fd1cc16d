import type { Tables } from '../data-files.ts';
import { ideaTerms } from './ideas.ts';
import { chooseLanguageRefset, isLanguageRefsetName, type LanguageRefset } from './language-refset.ts';
import type { Rf2Files } from './rf2-files.ts';
import { eachRow } from './rf2-rows.ts';

/** What a licensed release says of the lexicon. */
export interface ReleaseReport {
  readonly rows: Readonly<Record<keyof Rf2Files, number>>;
  readonly inactive: readonly (Named & { readonly replacements: readonly Replacement[] })[];
  /** Ids that the release does not hold at all. */
  readonly absent: readonly Named[];
  /** Our display is none of the edition's active descriptions. */
  readonly differing: readonly (Named & {
    readonly fullySpecifiedName: string | null;
    readonly terms: readonly string[];
  })[];
  readonly languageRefsets: readonly LanguageRefset[];
  /** The one whose preferred terms are given; null where none could be told. */
  readonly languageRefset: string | null;
  /** Where the preferred term is not our display. */
  readonly preferred: readonly (Named & { readonly preferred: string })[];
  readonly ideas: readonly {
    readonly idea: string;
    readonly display: string;
    readonly candidates: readonly Candidate[];
  }[];
}

interface Named {
  readonly id: string;
  readonly display: string;
}
interface Replacement {
  readonly association: string;
  readonly id: string;
  readonly term: string;
}
interface Candidate {
  readonly id: string;
  readonly term: string;
}

interface Description {
  readonly conceptId: string;
  readonly term: string;
  readonly typeId: string;
}

/** Found by their names in the release itself, so that no metadata id is written here. */
const FSN_TYPE = 'Fully specified name (core metadata concept)';
const PREFERRED = 'Preferred (foundation metadata concept)';

/**
 * Reads a release once through, file by file, and keeps only what concerns the lexicon: memory follows the lexicon, not the
 * release. Associations come first, so that the terms of replacements are met with the descriptions.
 */
export async function checkRelease(
  tables: Tables,
  files: Rf2Files,
  options: { readonly languageRefset?: string; readonly onProgress?: (message: string) => void } = {},
): Promise<ReleaseReport> {
  const held = new Map(tables.concepts.filter(({ row }) => /^\d/.test(row.id)).map(({ row }) => [row.id, row.display]));
  const isActive = (row: { active: string }) => row.active === '1';
  const each = async <C extends string>(
    kind: keyof Rf2Files,
    columns: readonly C[],
    onRow: (row: Readonly<Record<C, string>>) => void,
  ) => {
    let rows = 0;
    for (const file of files[kind]) rows += await eachRow(file, columns, onRow, options.onProgress);
    return rows;
  };

  const associations: { from: string; refsetId: string; to: string }[] = [];
  const association = await each(
    'association',
    ['active', 'refsetId', 'referencedComponentId', 'targetComponentId'],
    (row) => {
      if (isActive(row) && held.has(row.referencedComponentId))
        associations.push({ from: row.referencedComponentId, refsetId: row.refsetId, to: row.targetComponentId });
    },
  );

  const wanted = new Set([...held.keys(), ...associations.flatMap(({ refsetId, to }) => [refsetId, to])]);
  const ideas = ideaTerms(tables);
  const descriptions = new Map<string, Description>();
  const candidates = new Map<string, Map<string, string>>();
  const refsetNames = new Map<string, string>();
  const metadata = new Map<string, string>();
  const description = await each('description', ['id', 'active', 'conceptId', 'typeId', 'term'], (row) => {
    if (!isActive(row)) return;
    const { id, conceptId, typeId, term } = row;
    if (wanted.has(conceptId)) descriptions.set(id, { conceptId, typeId, term });
    if (term === FSN_TYPE || term === PREFERRED) metadata.set(term, conceptId);
    if (isLanguageRefsetName(term) && !refsetNames.has(conceptId)) refsetNames.set(conceptId, term);
    for (const idea of ideas.ideasSaidBy(withoutTag(term))) {
      const found = candidates.get(idea) ?? new Map<string, string>();
      if (!found.has(conceptId)) candidates.set(idea, found.set(conceptId, term));
    }
  });

  const checked = new Set([...held.keys(), ...[...candidates.values()].flatMap((found) => [...found.keys()])]);
  const latest = new Map<string, { effectiveTime: string; active: boolean }>();
  const concept = await each('concept', ['id', 'effectiveTime', 'active'], (row) => {
    if (!checked.has(row.id)) return;
    const known = latest.get(row.id);
    if (known === undefined || row.effectiveTime >= known.effectiveTime)
      latest.set(row.id, { effectiveTime: row.effectiveTime, active: isActive(row) });
  });

  const members = new Map<string, number>();
  const preferredIn = new Map<string, Map<string, string>>();
  const language = await each('language', ['active', 'refsetId', 'referencedComponentId', 'acceptabilityId'], (row) => {
    if (!isActive(row)) return;
    members.set(row.refsetId, (members.get(row.refsetId) ?? 0) + 1);
    const said = descriptions.get(row.referencedComponentId);
    if (said === undefined || !held.has(said.conceptId) || isFsn(said)) return;
    if (row.acceptabilityId !== metadata.get(PREFERRED)) return;
    const terms = preferredIn.get(row.refsetId) ?? new Map<string, string>();
    preferredIn.set(row.refsetId, terms.set(said.conceptId, said.term));
  });
  function isFsn({ typeId, term }: Description): boolean {
    const type = metadata.get(FSN_TYPE);
    return type === undefined ? withoutTag(term) !== term : typeId === type;
  }

  const byConcept = new Map<string, Description[]>();
  for (const one of descriptions.values()) {
    const others = byConcept.get(one.conceptId);
    if (others === undefined) byConcept.set(one.conceptId, [one]);
    else others.push(one);
  }
  const termOf = (id: string) => {
    const said = byConcept.get(id) ?? [];
    return (said.find(isFsn) ?? said[0])?.term ?? '';
  };
  const languageRefsets = [...members]
    .map(([id, count]) => ({ id, name: refsetNames.get(id) ?? '', members: count }))
    .sort((a, b) => b.members - a.members || (a.id < b.id ? -1 : 1));
  const languageRefset = chooseLanguageRefset(languageRefsets, options.languageRefset);
  const named = [...held].map(([id, display]): Named => ({ id, display })).sort((a, b) => (a.id < b.id ? -1 : 1));
  const present = named.filter(({ id }) => latest.has(id));
  const active = present.filter(({ id }) => latest.get(id)!.active);
  return {
    rows: { concept, description, language, association },
    inactive: present
      .filter(({ id }) => !latest.get(id)!.active)
      .map((one) => ({
        ...one,
        replacements: associations
          .filter(({ from }) => from === one.id)
          .map(({ refsetId, to }) => ({ association: termOf(refsetId) || refsetId, id: to, term: termOf(to) })),
      })),
    absent: named.filter(({ id }) => !latest.has(id)),
    differing: active
      .map((one) => ({ ...one, said: byConcept.get(one.id) ?? [] }))
      .filter(({ display, said }) => !said.some(({ term }) => saysTheSame(withoutTag(term), display)))
      .map(({ id, display, said }) => ({
        id,
        display,
        fullySpecifiedName: said.find(isFsn)?.term ?? null,
        terms: said
          .filter((one) => !isFsn(one))
          .map(({ term }) => term)
          .sort(),
      })),
    languageRefsets,
    languageRefset,
    preferred: active.flatMap(({ id, display }) => {
      const preferred = languageRefset === null ? undefined : preferredIn.get(languageRefset)?.get(id);
      return preferred === undefined || preferred === display ? [] : [{ id, display, preferred }];
    }),
    ideas: tables.concepts
      .filter(({ row }) => candidates.has(row.id))
      .map(({ row }) => ({
        idea: row.id,
        display: row.display,
        candidates: [...candidates.get(row.id)!]
          .filter(([id]) => latest.get(id)?.active === true)
          .map(([id, term]) => ({ id, term }))
          .sort((a, b) => (a.id < b.id ? -1 : 1)),
      }))
      .filter((one) => one.candidates.length > 0)
      .sort((a, b) => (a.idea < b.idea ? -1 : 1)),
  };
}

/** A fully specified name without its semantic tag. */
function withoutTag(term: string): string {
  return term.replace(/ \([a-z][a-z/ +-]*\)$/, '');
}

/** The first letter's case says nothing. */
function saysTheSame(a: string, b: string): boolean {
  return a.charAt(0).toLowerCase() + a.slice(1) === b.charAt(0).toLowerCase() + b.slice(1);
}
