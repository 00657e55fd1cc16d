import type { Placed, Tables } from '../data-files.ts';
import { grouped } from './grouped.ts';
import { at, type LintData, type LintRule } from './rule.ts';

/** Tumour types and sites: every slug is written in some way (or its concept has phrases of its own) and put to some use, and no slug is its own ancestor. */
export const compositionSlugs: LintRule = {
  name: 'composition-slugs',
  check: ({ tables }) => [
    ...slugProblems(tables, 'morphology', tables.morphologies, tables.morphologyParents),
    ...slugProblems(tables, 'site', tables.sites, tables.siteParents),
  ],
};

const NAME = 'composition-slugs';

type Axis = 'morphology' | 'site';
type Slugged<A extends Axis> = Placed<{ readonly [slug in A]: string }>;

function slugProblems<A extends Axis>(
  tables: LintData['tables'],
  axis: A,
  terms: readonly Slugged<A>[],
  parents: readonly (Slugged<A> & Placed<{ readonly parent: string }>)[],
) {
  const slug = (placed: Slugged<A>) => (placed.row as Readonly<Record<string, string>>)[axis]!;
  const written = new Set(terms.map(slug));
  const parentsOf = grouped(parents, slug);
  const ancestors = (of: string): Set<string> => {
    const found = new Set<string>();
    for (const queue = [of]; queue.length > 0; )
      for (const { row } of parentsOf.get(queue.pop()!) ?? [])
        if (!found.has(row.parent)) {
          found.add(row.parent);
          queue.push(row.parent);
        }
    return found;
  };
  const composed = new Set(tables.compositions.map(({ row }) => row[axis]));
  const said = new Set(tables.descriptions.map(({ row }) => row.target));
  const parentSlugs = new Set(parents.map(({ row }) => row.parent));
  const used = (one: string) =>
    composed.has(one) || [...ancestors(one)].some((ancestor) => composed.has(ancestor)) || stageSite(tables, axis, one);
  const reported = new Set<string>();
  return [
    ...tables.compositions
      .filter(
        ({ row }) =>
          row[axis] !== '' && !written.has(row[axis]) && !parentSlugs.has(row[axis]) && !said.has(row.target),
      )
      .map((placed) =>
        at(
          placed,
          NAME,
          `the ${axis} ${placed.row[axis]} is written in no way (${axis === 'site' ? 'sites' : 'morphologies'}.tsv)`,
        ),
      ),
    ...parents
      .filter((placed) => ancestors(slug(placed)).has(slug(placed)))
      .map((placed) => at(placed, NAME, `the ${axis} ${slug(placed)} is its own ancestor`)),
    ...parents
      .filter((placed) => !written.has(slug(placed)) && !composed.has(slug(placed)) && !parentSlugs.has(slug(placed)))
      .map((placed) => at(placed, NAME, `the ${axis} ${slug(placed)} is nowhere else`)),
    ...terms
      .filter((placed) => !used(slug(placed)) && !reported.has(slug(placed)) && reported.add(slug(placed)))
      .map((placed) =>
        at(placed, NAME, `the ${axis} ${slug(placed)} leads to no composition, nor does any of its parents`),
      ),
  ];
}

/** A site may serve to choose among stages only. */
function stageSite(tables: Tables, axis: Axis, slug: string): boolean {
  return axis === 'site' && tables.stages.some(({ row }) => row.tumour === slug);
}
