import type { Placed, Tables } from '../data-files.ts';

export interface Identifier {
  readonly placed: Placed<unknown>;
  readonly column: string;
  /** A concept id or an idea; never empty or `do-not-code`. */
  readonly id: string;
}

/** Every identifier of every table, in the order of tables and lines. */
export function identifiersOf(tables: Tables): Identifier[] {
  return (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).flatMap((table) =>
    tables[table].flatMap((placed) =>
      COLUMNS[table].flatMap((column) => {
        const id = (placed.row as Readonly<Record<string, string>>)[column] ?? '';
        return id === '' || id === 'do-not-code' ? [] : [{ placed, column, id }];
      }),
    ),
  );
}

const COLUMNS = {
  concepts: ['id'],
  descriptions: ['target'],
  compositions: ['target'],
  contexts: ['id', 'active', 'suspected', 'historyOf', 'familyHistory'],
  stages: ['target'],
  preferences: ['chosen', 'over'],
  leftOut: ['id'],
  sectionHeadings: ['prsbConceptId'],
} as const satisfies Partial<Record<keyof Tables, readonly string[]>>;
