import { identifiersOf } from './identifiers.ts';
import { at, type LintRule } from './rule.ts';

/** No id from memory: every id is in a public source, and a concept says truly in how many. */
export const provenance: LintRule = {
  name: 'provenance',
  check: ({ tables, provenance: attested }) => [
    ...identifiersOf(tables)
      .filter(({ id }) => /^\d/.test(id) && !attested.has(id))
      .map(({ placed, column, id }) =>
        at(placed, 'provenance', `${column} ${id} is in no source (lexicon/provenance.tsv); no id from memory`),
      ),
    ...tables.concepts.flatMap((placed) => {
      const { id, provenance: stated } = placed.row;
      const known = attested.get(id);
      const expected = id.startsWith('idea:') ? 'none' : known && provenanceOf(known.sources);
      return expected === undefined || stated === expected
        ? []
        : [at(placed, 'provenance', `${id} says "${stated}"; its sources make it "${expected}"`)];
    }),
  ],
};

function provenanceOf(sources: number): string {
  return sources <= 1 ? 'lead' : `attested:${sources}`;
}
