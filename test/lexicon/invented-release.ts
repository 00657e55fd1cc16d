import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isConceptId } from '../../functions/core/sctid.ts';

/**
 * An invented SNOMED CT identifier of the international partition for concepts. Made by computation, check digit and all, so that
 * no id that looks real stands in a file.
 */
export function inventedId(n: number): string {
  const stem = `${8_100_000 + n}00`;
  for (let digit = 0; digit <= 9; digit++) if (isConceptId(stem + digit)) return stem + digit;
  throw new Error('no check digit fits');
}

export interface InventedConcept {
  readonly id: string;
  readonly active?: boolean;
  readonly effectiveTime?: string;
  readonly fsn: string;
  /** The first is preferred in British English, the last in American. */
  readonly terms: readonly string[];
  readonly inactiveTerms?: readonly string[];
  readonly associations?: readonly { readonly refset: string; readonly target: string }[];
}

/** Metadata, found by their names; and the language reference sets. */
export const META = {
  fsn: inventedId(1),
  synonym: inventedId(2),
  preferred: inventedId(3),
  acceptable: inventedId(4),
  british: inventedId(5),
  american: inventedId(6),
  replacedBy: inventedId(7),
  module: inventedId(8),
  primitive: inventedId(9),
};

const METADATA: readonly InventedConcept[] = [
  { id: META.fsn, fsn: 'Fully specified name (core metadata concept)', terms: ['Fully specified name'] },
  { id: META.preferred, fsn: 'Preferred (foundation metadata concept)', terms: ['Preferred'] },
  {
    id: META.british,
    fsn: 'Great Britain English language reference set (foundation metadata concept)',
    terms: ['GB English'],
  },
  {
    id: META.american,
    fsn: 'United States of America English language reference set (foundation metadata concept)',
    terms: ['US English'],
  },
  {
    id: META.replacedBy,
    fsn: 'REPLACED BY association reference set (foundation metadata concept)',
    terms: ['REPLACED BY'],
  },
];

const TIME = '20260101';

/** Writes a small release in the layout and names of a real one. */
export function writeRelease(
  folder: string,
  concepts: readonly InventedConcept[],
  options: { metadata?: boolean } = {},
): void {
  const all = options.metadata === false ? concepts : [...METADATA, ...concepts];
  const rows = {
    concept: [] as string[][],
    description: [] as string[][],
    language: [] as string[][],
    association: [] as string[][],
  };
  let number = 0;
  for (const one of all) {
    const { id, active = true, effectiveTime = TIME, fsn, terms, inactiveTerms = [], associations = [] } = one;
    rows.concept.push([id, effectiveTime, active ? '1' : '0', META.module, META.primitive]);
    const describe = (term: string, type: string, isActive: boolean, refsets: Record<string, string>) => {
      const description = `d${++number}`;
      rows.description.push([
        description,
        TIME,
        isActive ? '1' : '0',
        META.module,
        id,
        'en',
        type,
        term,
        META.primitive,
      ]);
      for (const [refset, acceptability] of Object.entries(refsets))
        rows.language.push([`l${description}${refset}`, TIME, '1', META.module, refset, description, acceptability]);
    };
    describe(fsn, META.fsn, true, { [META.british]: META.preferred, [META.american]: META.preferred });
    terms.forEach((term, i) => {
      describe(term, META.synonym, true, {
        [META.british]: i === 0 ? META.preferred : META.acceptable,
        ...(i === terms.length - 1 ? { [META.american]: META.preferred } : {}),
      });
    });
    for (const term of inactiveTerms) describe(term, META.synonym, false, {});
    for (const { refset, target } of associations)
      rows.association.push([`a${++number}`, TIME, '1', META.module, refset, id, target]);
  }
  for (const kind of Object.keys(FILES) as (keyof typeof FILES)[]) writeRows(folder, kind, rows[kind]);
}

export const FILES = {
  concept: [
    'Terminology',
    'sct2_Concept_UKCLSnapshot_GB1000000_20260101.txt',
    'id effectiveTime active moduleId definitionStatusId',
  ],
  description: [
    'Terminology',
    'sct2_Description_UKCLSnapshot-en_GB1000000_20260101.txt',
    'id effectiveTime active moduleId conceptId languageCode typeId term caseSignificanceId',
  ],
  language: [
    'Refset/Language',
    'der2_cRefset_LanguageUKCLSnapshot-en_GB1000000_20260101.txt',
    'id effectiveTime active moduleId refsetId referencedComponentId acceptabilityId',
  ],
  association: [
    'Refset/Content',
    'der2_cRefset_AssociationUKCLSnapshot_GB1000000_20260101.txt',
    'id effectiveTime active moduleId refsetId referencedComponentId targetComponentId',
  ],
} as const;

/** Lines end in CRLF, as the specification wants. Called again it appends. */
export function writeRows(
  folder: string,
  kind: keyof typeof FILES,
  rows: readonly (readonly string[])[],
  append = false,
): void {
  const [place, name, header] = FILES[kind];
  const into = join(folder, 'Snapshot', place);
  mkdirSync(into, { recursive: true });
  const lines = rows.map((cells) => `${cells.join('\t')}\r\n`).join('');
  if (append) appendFileSync(join(into, name), lines);
  else writeFileSync(join(into, name), `${header.replaceAll(' ', '\t')}\r\n${lines}`);
}
