import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LexiconRows } from '../../functions/core/lexicon/rows.ts';
import { buildLexicon } from '../build.ts';
import { DATA_FOLDER, readData } from '../data-files.ts';
import { toCsv } from '../export/csv.ts';
import { fhirResources } from '../export/fhir.ts';
import { type Command, refuseMalformed, textOf, UsageError } from './subcommand.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: 'the lexicon for other tools, as CSV or FHIR',
  help: `npm run --silent lexicon -- export --format csv|fhir --out DIR [--canonical URL] [--data FOLDER]

  --format FORMAT  csv: a file for each table, no cell a formula. Import ids as text: spreadsheets round them
                   fhir: R4, a ValueSet for each category and a ConceptMap of the tumours' contexts
  --out DIR        where to write; made if it is not there
  --canonical URL  base of the FHIR addresses. Default: https://letter-coder.example/fhir
  --data FOLDER    another data folder
The names of the files written go to standard output. Exit codes: 0 written, 1 the data are malformed, 2 wrong usage.
`,
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    canonical: { type: 'string' },
    data: { type: 'string' },
  },
  takesArguments: false,
  run(values) {
    const [format, out] = [textOf(values, 'format'), textOf(values, 'out')];
    if (format !== 'csv' && format !== 'fhir') throw new UsageError('export needs --format csv or --format fhir');
    if (out === undefined) throw new UsageError('export needs --out DIR');
    const read = readData(textOf(values, 'data') ?? DATA_FOLDER);
    if (refuseMalformed(read)) return 1;
    const built = buildLexicon(read);
    if ('findings' in built) return 1;
    const canonical = textOf(values, 'canonical') ?? 'https://letter-coder.example/fhir';
    const files =
      format === 'csv'
        ? csvFiles(built.artefact)
        : fhirResources(built.artefact, built.artefact.version, canonical).map(({ fileName, resource }) => ({
            fileName,
            content: `${JSON.stringify(resource, null, 2)}\n`,
          }));
    mkdirSync(out, { recursive: true });
    for (const { fileName, content } of files) {
      writeFileSync(join(out, fileName), content);
      process.stdout.write(`${join(out, fileName)}\n`);
    }
    return 0;
  },
};

function csvFiles(rows: LexiconRows): { fileName: string; content: string }[] {
  return (Object.keys(LexiconRows.shape) as (keyof LexiconRows)[]).map((table) => ({
    fileName: `${table}.csv`,
    content: toCsv(Object.keys(LexiconRows.shape[table].element.shape), rows[table]),
  }));
}
