import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Writes `lexicon/provenance.tsv` from the reference, once for each new edition of it:
 * `tsx lexicon/make-provenance.ts snomed-concepts.csv snomed-concepts-evidence.csv domain.md`.
 *
 * It keeps facts only (id, number of source families, whether an NHS reference set holds it, and for the headings of domain.md
 * that they are headings), so that "id in no provenance" can be checked where the reference is not.
 */
function main([conceptsFile, evidenceFile, domainFile]: string[]): number {
  if (conceptsFile === undefined || evidenceFile === undefined || domainFile === undefined) {
    console.error('usage: tsx lexicon/make-provenance.ts snomed-concepts.csv snomed-concepts-evidence.csv domain.md');
    return 2;
  }
  const inNhsRefset = new Set(
    csvRows(evidenceFile)
      .filter((row) => row.nhs_pcd_refset_lists !== '')
      .map((row) => row.sctid),
  );
  const concepts = csvRows(conceptsFile).map(({ sctid, sources }) => [
    sctid!,
    sources!,
    inNhsRefset.has(sctid) ? 'yes' : '',
    'concept',
  ]);
  const headings = /## Section headings[^\n]*\n([\s\S]*?)\n## /.exec(readFileSync(domainFile, 'utf8'))?.[1] ?? '';
  const headingRows = (headings.match(/\b\d{6,18}\b/g) ?? []).map((id) => [id, '1', '', 'heading']);
  const lines = [...concepts, ...headingRows].map((cells) => cells.join('\t')).sort();
  const file = fileURLToPath(new URL('provenance.tsv', import.meta.url));
  writeFileSync(file, `${['id\tsources\tnhsRefset\tkind', ...lines].join('\n')}\n`);
  console.error(`${concepts.length} concepts and ${headingRows.length} headings`);
  return 0;
}

function csvRows(file: string): Record<string, string>[] {
  const [header, ...rows] = csvCells(readFileSync(file, 'utf8'));
  return rows.map((cells) => Object.fromEntries(header!.map((column, i) => [column, cells[i] ?? ''])));
}

/** Comma-separated values with quoted cells (RFC 4180). */
function csvCells(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((cells) => cells.length > 1);
}

process.exitCode = main(process.argv.slice(2));
