import type { LexiconRows } from '../../functions/core/lexicon/rows.ts';
import type { Change, Row } from './compare.ts';

/** The changes as a clinician signs them off: what will be suggested that was not, what no longer, and what otherwise. */
export function changesInWords(changes: readonly Change[], before: LexiconRows, after: LexiconRows): string {
  if (changes.length === 0) return 'nothing that the service reads has changed\n';
  const displays = new Map([...before.concepts, ...after.concepts].map(({ id, display }) => [id, display]));
  const named = (id: string | undefined) =>
    id === 'do-not-code' ? 'not coded' : `${id} ${displays.get(id ?? '') ?? '(no concept of the lexicon)'}`;
  const tables = [...new Set(changes.map(({ table }) => table))];
  return tables
    .map((table) => {
      const ofTable = changes.filter((change) => change.table === table);
      const count = (kind: Change['kind']) => ofTable.filter((change) => change.kind === kind).length;
      const heading = `${TITLES[table]}: ${count('added')} added, ${count('removed')} removed, ${count('changed')} changed`;
      return `${heading}\n${ofTable.map((change) => `${lineOf(change, named)}\n`).join('')}`;
    })
    .join('\n');
}

const TITLES: Readonly<Record<keyof LexiconRows, string>> = {
  concepts: 'Concepts that can be suggested',
  contexts: 'What a tumour becomes when suspected, past or a relative’s',
  descriptions: 'Phrases that lead to a concept',
  compositions: 'Tumour type, site and side that make a concept',
  preferences: 'Which of several concepts for one idea is offered',
  stages: 'Stages and what they are coded as',
  guards: 'Guards of ambiguous phrases',
  contextRules: 'Words that negate, doubt, date or attribute',
  sectionHeadings: 'Section headings',
  morphologies: 'Ways to write a tumour type',
  sites: 'Ways to write a site',
  morphologyParents: 'Broader tumour types',
  siteParents: 'Broader sites',
  variants: 'Spellings of one word',
};

type Named = (id: string | undefined) => string;

function lineOf({ table, kind, before, after }: Change, named: Named): string {
  if (kind === 'added') return `  + ${rowInWords(table, after!, named)}`;
  if (kind === 'removed') return `  - ${rowInWords(table, before!, named)}`;
  const columns = Object.keys(after!).filter((column) => before![column] !== after![column]);
  const changed = columns.map((column) => {
    const [was, is] = [before![column], after![column]].map((value) => valueInWords(column, value, named));
    return `${COLUMNS[column] ?? column} was ${was}, is now ${is}`;
  });
  return `  ~ ${rowInWords(table, after!, named)}\n      ${changed.join('\n      ')}`;
}

/** Columns whose names say little to a clinician. */
const COLUMNS: Readonly<Record<string, string>> = {
  active: 'when the patient has it, it',
  suspected: 'when it is suspected, it',
  historyOf: 'when it is past, it',
  familyHistory: 'when a relative has it, it',
  register: 'what accepting it does to the cancer register',
  mdsItem: 'item of the minimum dataset',
};

const CODED = new Set(['active', 'suspected', 'historyOf', 'familyHistory', 'target']);

function valueInWords(column: string, value: string | undefined, named: Named): string {
  if (CODED.has(column)) return named(value);
  return value === '' || value === undefined ? 'nothing' : `"${value}"`;
}

function rowInWords(table: keyof LexiconRows, row: Row, named: Named): string {
  const guarded = row.guard ? `, only if the guard ${row.guard} holds` : '';
  switch (table) {
    case 'concepts':
      return `${row.id} ${row.display} (${row.category}, ${row.mdsItem}, ${row.provenance})`;
    case 'descriptions':
      return `"${row.term}" means ${named(row.target)}${row.kind === 'abbreviation' ? ', in this case only' : ''}${guarded}`;
    case 'contexts':
      return [
        `${named(row.id)}: when suspected ${named(row.suspected)}; when past ${named(row.historyOf)}`,
        `when a relative’s ${named(row.familyHistory)}; cancer register: ${row.register}`,
      ].join('; ');
    case 'compositions':
      return `${[row.morphology, row.site, row.laterality].filter((part) => part !== '').join(' × ')} is ${named(row.target)}`;
    case 'preferences':
      return `${named(row.chosen)} is offered, not ${named(row.over)} (${row.reason})`;
    case 'stages': {
      const written = [row.system, row.prefix, row.axis, row.value].filter((part) => part !== '-').join(' ');
      return `${written}${row.tumour === '*' ? '' : ` of ${row.tumour}`} is coded as ${named(row.target)}`;
    }
    case 'guards':
      return `${row.guard}: ${row.condition}${row.distance ? ` within ${row.distance} words` : ''} of ${row.words} (${row.note})`;
    case 'contextRules':
      return `"${row.trigger}" means ${row.category}, ${row.direction}, over ${row.scope}, for ${row.targets}`;
    case 'sectionHeadings':
      return `"${row.heading}" opens ${row.section}`;
    case 'morphologies':
    case 'sites':
      return `"${row.term}" means ${row.morphology ?? row.site}${guarded}`;
    case 'morphologyParents':
    case 'siteParents':
      return `${row.morphology ?? row.site} is a kind or part of ${row.parent}`;
    case 'variants':
      return `"${row.variant}" is read as "${row.word}"`;
    default:
      return table satisfies never;
  }
}
