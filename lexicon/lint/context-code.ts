import type { ContextRow } from '../../functions/core/lexicon/rows.ts';
import type { Tables } from '../data-files.ts';
import { at, type LintRule } from './rule.ts';

/**
 * What is suspected, past or a relative's is never coded as a tumour the patient has: the columns of contexts.tsv lead to
 * concepts that say their context themselves. A false cancer code follows a patient for life.
 */
export const contextCode: LintRule = {
  name: 'context-code',
  check({ tables }) {
    const concepts = new Map(tables.concepts.map(({ row }) => [row.id, row]));
    return tables.contexts.flatMap((placed) => {
      const { row } = placed;
      const wrong = (Object.keys(ALLOWED) as (keyof typeof ALLOWED)[]).filter((column) => {
        const concept = concepts.get(row[column]);
        return concept !== undefined && !ALLOWED[column].includes(concept.mdsItem) && !staysInSitu(column, row);
      });
      const other = row.active !== 'do-not-code' && row.active !== row.id ? [activeElsewhere(row, concepts)] : [];
      return [
        ...wrong.map((column) => {
          const { display, mdsItem } = concepts.get(row[column])!;
          return at(
            placed,
            NAME,
            `${column} of ${row.id} leads to "${display}" (${mdsItem}): not ${ALLOWED[column].join(' or ')}`,
          );
        }),
        ...other.flatMap((message) => (message === null ? [] : [at(placed, NAME, message)])),
      ];
    });
  },
};

const NAME = 'context-code';

const ALLOWED: Record<'suspected' | 'historyOf' | 'familyHistory', readonly string[]> = {
  suspected: ['suspected-cancer'],
  historyOf: ['history-of-cancer'],
  familyHistory: ['family-history'],
};

/** A past in-situ lesion, or what is no tumour, may keep its own code: it joins no register. */
function staysInSitu(column: string, { id, historyOf, register }: ContextRow): boolean {
  return column === 'historyOf' && historyOf === id && (register === 'in-situ' || register === 'not-a-tumour');
}

function activeElsewhere(
  { id, active }: { id: string; active: string },
  concepts: ReadonlyMap<string, Tables['concepts'][number]['row']>,
): string | null {
  const concept = concepts.get(active);
  return concept === undefined || concept.category === 'diagnosis'
    ? null
    : `active of ${id} leads to "${concept.display}", which is no diagnosis`;
}
