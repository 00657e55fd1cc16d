import type { LexiconRows } from '../../functions/core/lexicon/rows.ts';

/** What happened to one row of a table. */
export interface Change {
  readonly table: keyof LexiconRows;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: Row | null;
  readonly after: Row | null;
}

export type Row = Readonly<Record<string, string>>;

/** Every row added, removed or changed, table by table, in order of the rows' keys. The order of lines is no change. */
export function compareLexicons(before: LexiconRows, after: LexiconRows): Change[] {
  return (Object.keys(KEYS) as (keyof LexiconRows)[]).flatMap((table) => {
    const old = byKey(table, before[table]);
    const now = byKey(table, after[table]);
    return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key): Change[] => {
      const [one, other] = [old.get(key) ?? null, now.get(key) ?? null];
      if (one === null) return [{ table, kind: 'added', before: null, after: other }];
      if (other === null) return [{ table, kind: 'removed', before: one, after: null }];
      return sameRow(one, other) ? [] : [{ table, kind: 'changed', before: one, after: other }];
    });
  });
}

/** What makes a row the same row although something in it has changed. In the order in which a clinician signs off. */
const KEYS: Readonly<Record<keyof LexiconRows, readonly string[]>> = {
  concepts: ['id'],
  contexts: ['id'],
  descriptions: ['term', 'target'],
  compositions: ['morphology', 'site', 'laterality'],
  preferences: ['chosen', 'over'],
  stages: ['system', 'axis', 'prefix', 'value', 'tumour'],
  guards: ['guard', 'condition', 'distance'],
  contextRules: ['trigger', 'category', 'direction'],
  sectionHeadings: ['heading'],
  morphologies: ['term', 'morphology'],
  sites: ['term', 'site'],
  morphologyParents: ['morphology', 'parent'],
  siteParents: ['site', 'parent'],
  variants: ['variant'],
};

function byKey(table: keyof LexiconRows, rows: readonly object[]): Map<string, Row> {
  const keyed = new Map<string, Row>();
  for (const row of rows as readonly Row[]) {
    const key = KEYS[table].map((column) => row[column]).join('\t');
    let free = key;
    for (let i = 2; keyed.has(free); i++) free = `${key}\t${i}`;
    keyed.set(free, row);
  }
  return keyed;
}

function sameRow(a: Row, b: Row): boolean {
  return Object.keys(a).every((column) => a[column] === b[column]);
}
