import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as z from 'zod';
import {
  CompositionRow,
  ConceptRow,
  ContextRow,
  ContextRuleRow,
  DescriptionRow,
  GuardRow,
  MorphologyParentRow,
  MorphologyRow,
  SectionHeadingRow,
  SiteParentRow,
  SiteRow,
  StageRow,
  VariantRow,
} from '../functions/core/lexicon/rows.ts';

export const DATA_FOLDER = fileURLToPath(new URL('data/', import.meta.url));

/** One problem in a data file, where it stands. */
export interface Finding {
  readonly file: string;
  /** From 1; the header is line 1. */
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/** A line of a data file with its place. */
export interface Placed<R> {
  readonly file: string;
  readonly line: number;
  readonly row: R;
}

/** Which file (or folder of files) holds which rows of the lexicon. */
const TABLES = {
  concepts: { path: 'concepts/', row: ConceptRow },
  descriptions: { path: 'descriptions/', row: DescriptionRow },
  variants: { path: 'variants.tsv', row: VariantRow },
  morphologies: { path: 'morphologies.tsv', row: MorphologyRow },
  morphologyParents: { path: 'morphology-parents.tsv', row: MorphologyParentRow },
  sites: { path: 'sites.tsv', row: SiteRow },
  siteParents: { path: 'site-parents.tsv', row: SiteParentRow },
  compositions: { path: 'compositions.tsv', row: CompositionRow },
  contexts: { path: 'contexts.tsv', row: ContextRow },
  stages: { path: 'stages.tsv', row: StageRow },
  guards: { path: 'guards/', row: GuardRow },
  sectionHeadings: { path: 'section-headings.tsv', row: SectionHeadingRow },
  contextRules: { path: 'context-rules.tsv', row: ContextRuleRow },
} as const;

export type TableName = keyof typeof TABLES;
export type Tables = { readonly [Name in TableName]: readonly Placed<z.infer<(typeof TABLES)[Name]['row']>>[] };

export interface DataRead {
  readonly tables: Tables;
  readonly findings: readonly Finding[];
  /** Every file's path and bytes, in order of path: what the version is a hash of. */
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

/** Reads every data file, and reports everything malformed in any of them. */
export function readData(folder = DATA_FOLDER): DataRead {
  const findings: Finding[] = [];
  const files: { path: string; content: string }[] = [];
  const entries = Object.entries(TABLES).map(([name, { path, row }]) => {
    const placed = filesAt(folder, path).flatMap((file) => {
      if (!existsSync(join(folder, file))) {
        findings.push({ file, line: 1, rule: 'missing-file', message: 'the file is missing' });
        return [];
      }
      const content = readFileSync(join(folder, file), 'utf8');
      files.push({ path: file, content });
      const read = readTable(file, content, row as z.ZodObject);
      findings.push(...read.findings);
      return read.rows;
    });
    return [name, placed] as const;
  });
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { tables: Object.fromEntries(entries) as unknown as Tables, findings, files };
}

function filesAt(folder: string, path: string): string[] {
  if (!path.endsWith('/')) return [path];
  return readdirSync(join(folder, path))
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .map((name) => path + name);
}

/** Splits one file into rows; each malformed line is a finding and no row. */
export function readTable<R>(
  file: string,
  content: string,
  schema: z.ZodType<R> & { shape: object },
): { rows: Placed<R>[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const rows: Placed<R>[] = [];
  const report = (line: number, rule: string, message: string) => findings.push({ file, line, rule, message });
  if (content.startsWith('\uFEFF'))
    report(1, 'byte-order-mark', 'the file begins with a byte order mark; save it as UTF-8 without one');
  if (content.includes('\r'))
    report(
      content.slice(0, content.indexOf('\r')).split('\n').length,
      'carriage-return',
      'lines end in CRLF; save with LF',
    );
  if (!content.endsWith('\n')) report(content.split('\n').length, 'line-end', 'the last line has no line end');
  const lines = content
    .replace(/^\uFEFF/, '')
    .replace(/\r/g, '')
    .split('\n');
  if (lines.at(-1) === '') lines.pop();
  const columns = Object.keys(schema.shape);
  const header = lines[0]?.split('\t') ?? [];
  const unknown = header.filter((column) => !columns.includes(column));
  const missing = columns.filter((column) => !header.includes(column));
  if (unknown.length > 0)
    report(1, 'unknown-column', `unknown column ${unknown.join(', ')}; expected ${columns.join(', ')}`);
  if (missing.length > 0) report(1, 'missing-column', `missing column ${missing.join(', ')}`);
  if (unknown.length + missing.length > 0) return { rows, findings };

  lines.slice(1).forEach((text, index) => {
    const line = index + 2;
    const cells = text.split('\t');
    if (cells.length !== header.length) {
      report(line, 'malformed-line', `${cells.length} columns; expected ${header.length}`);
      return;
    }
    const parsed = schema.safeParse(Object.fromEntries(header.map((column, i) => [column, cells[i]])));
    if (parsed.success) rows.push({ file, line, row: parsed.data });
    else
      for (const issue of parsed.error.issues)
        report(line, 'malformed-value', `${issue.path.join('.')}: ${issue.message}`);
  });
  return { rows, findings };
}
