import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { readCommonWords } from '../common-words.ts';
import { type DataRead, type Finding, readTable } from '../data-files.ts';
import { readMdsItems } from '../mds-items.ts';
import { ALL_RULES } from './all-rules.ts';
import type { LintData, LintRule } from './rule.ts';

/** Everything that is wrong with the data, in order of file and line. */
export function lint(read: DataRead, rules: readonly LintRule[] = ALL_RULES): Finding[] {
  const data = lintData(read);
  return [...read.findings, ...rules.flatMap((rule) => rule.check(data))].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.rule, b.rule) || compare(a.message, b.message),
  );
}

/** The data with the lists that rules compare them with. */
export function lintData({ tables, files }: DataRead): LintData {
  return {
    tables,
    files,
    provenance: new Map(
      list('../provenance.tsv', ProvenanceLine).map(({ id, sources, nhsRefset, kind }) => [
        id,
        { sources: Number(sources), inNhsRefset: nhsRefset === 'yes', kind },
      ]),
    ),
    commonWords: readCommonWords(),
    distinctWords: new Set(list('distinct-words.tsv', DistinctWordsLine).map(({ word, other }) => `${word}|${other}`)),
    mdsItems: readMdsItems(),
  };
}

const ProvenanceLine = z.strictObject({
  id: z.string().regex(/^\d{6,18}$/),
  sources: z.string().regex(/^\d+$/),
  nhsRefset: z.enum(['yes', '']),
  kind: z.enum(['concept', 'heading']),
});
const DistinctWordsLine = z.strictObject({ word: z.string(), other: z.string(), reason: z.string().min(1) });

/** @throws Error at the first malformed line: a list cut short would let problems pass */
function list<R>(path: string, schema: z.ZodType<R> & { shape: object }): R[] {
  const { rows, findings } = readTable(
    path,
    readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8'),
    schema,
  );
  const [problem] = findings;
  if (problem !== undefined) throw new Error(`lexicon/lint/${path}:${problem.line}: ${problem.message}`);
  return rows.map(({ row }) => row);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
