import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import {
  CompositionRow,
  ConceptRow,
  ContextRow,
  ContextRuleRow,
  DescriptionRow,
  GuardRow,
  MorphologyParentRow,
  MorphologyRow,
  PreferenceRow,
  SectionHeadingRow,
  SiteParentRow,
  SiteRow,
  StageRow,
  Target,
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

/** A concept of the reference that is deliberately not offered. */
export const LeftOutRow = z.strictObject({ id: Target, reason: z.string().min(1) });

/** Where the rows of each table are kept: one file, `sites.tsv`, or a folder of files, `concepts/…`. */
const TABLES = {
  concepts: { path: 'concepts', row: ConceptRow },
  descriptions: { path: 'descriptions', row: DescriptionRow },
  variants: { path: 'variants', row: VariantRow },
  morphologies: { path: 'morphologies', row: MorphologyRow },
  morphologyParents: { path: 'morphology-parents', row: MorphologyParentRow },
  sites: { path: 'sites', row: SiteRow },
  siteParents: { path: 'site-parents', row: SiteParentRow },
  compositions: { path: 'compositions', row: CompositionRow },
  contexts: { path: 'contexts', row: ContextRow },
  stages: { path: 'stages', row: StageRow },
  guards: { path: 'guards', row: GuardRow },
  sectionHeadings: { path: 'section-headings', row: SectionHeadingRow },
  contextRules: { path: 'context-rules', row: ContextRuleRow },
  preferences: { path: 'preferences', row: PreferenceRow },
  leftOut: { path: 'left-out', row: LeftOutRow },
} as const;

export type TableName = keyof typeof TABLES;
export type Tables = { readonly [Name in TableName]: readonly Placed<z.infer<(typeof TABLES)[Name]['row']>>[] };

export interface DataRead {
  readonly tables: Tables;
  readonly findings: readonly Finding[];
  /** Every file's path and bytes, in order of path: what the version is a hash of. */
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

/** Reads every data file of a folder, and reports everything malformed in any of them. */
export function readData(folder = DATA_FOLDER): DataRead {
  const paths = existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]) : [];
  const isData = (path: string) => path.endsWith('.tsv');
  const slashed = (path: string) => path.replaceAll('\\', '/');
  return readContents(
    new Map(paths.filter(isData).map((path) => [slashed(path), readFileSync(join(folder, path), 'utf8')])),
  );
}

/** The same for files that are not in a folder: those of a commit. Keys are paths below the data folder. */
export function readContents(contents: ReadonlyMap<string, string>): DataRead {
  const findings: Finding[] = [];
  const files: { path: string; content: string }[] = [];
  const entries = Object.entries(TABLES).map(([name, { path, row }]) => {
    const placed = filesAt(contents, path).flatMap((file) => {
      const content = contents.get(file);
      if (content === undefined) {
        findings.push({ file, line: 1, rule: 'missing-file', message: 'the file is missing' });
        return [];
      }
      files.push({ path: file, content });
      const read = readTable(file, content, row as z.ZodObject);
      findings.push(...read.findings);
      return read.rows;
    });
    return [name, placed] as const;
  });
  for (const file of contents.keys())
    if (!files.some(({ path }) => path === file))
      findings.push({ file, line: 1, rule: 'unknown-file', message: 'no table of the lexicon is kept here' });
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { tables: Object.fromEntries(entries) as unknown as Tables, findings, files };
}

/** A table's own file and every file in its folder; a table without any counts as one missing file. */
function filesAt(contents: ReadonlyMap<string, string>, path: string): string[] {
  const files = [...contents.keys()].filter((file) => file === `${path}.tsv` || file.startsWith(`${path}/`)).sort();
  return files.length === 0 ? [`${path}.tsv`] : files;
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
        report(line, 'malformed-value', `${issue.path.join('.')} "${shown(cells, header, issue)}": ${issue.message}`);
  });
  return { rows, findings };
}

function shown(cells: readonly string[], header: readonly string[], { path }: z.core.$ZodIssue): string {
  return (cells[header.indexOf(String(path[0]))] ?? '').slice(0, 80);
}
