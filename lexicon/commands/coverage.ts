import { coverageOf, coverageTable, referenceInWords } from '../coverage.ts';
import { DATA_FOLDER, readData } from '../data-files.ts';
import { lintData } from '../lint/lint.ts';
import { asJson, type Command, refuseMalformed, textOf } from './subcommand.ts';

export const coverageCommand: Command = {
  name: 'coverage',
  summary: 'items of the minimum dataset against concepts, descriptions and uncoded ideas',
  help: `npm run --silent lexicon -- coverage [--json | --markdown] [--data FOLDER]

  --json         as JSON, with the ids of the reference that are neither offered nor left out
  --markdown     docs/lexicon-coverage.md, which a test keeps up to date
  --data FOLDER  another data folder
Exit codes: 0 counted, 1 the data are malformed, 2 wrong usage.
`,
  options: { json: { type: 'boolean' }, markdown: { type: 'boolean' }, data: { type: 'string' } },
  takesArguments: false,
  run(values) {
    const read = readData(textOf(values, 'data') ?? DATA_FOLDER);
    if (refuseMalformed(read)) return 1;
    const { mdsItems, provenance, tables } = lintData(read);
    const reference = [...provenance].filter(([, { kind }]) => kind === 'concept').map(([id]) => id);
    const coverage = coverageOf(tables, mdsItems, reference);
    process.stdout.write(
      values.json
        ? asJson(coverage)
        : values.markdown
          ? coverageDocument(coverage)
          : `${coverageTable(coverage, 'text')}\n${referenceInWords(coverage)}`,
    );
    return 0;
  },
};

export function coverageDocument(coverage: ReturnType<typeof coverageOf>): string {
  return `# What the lexicon covers

Made by \`npm run --silent lexicon -- coverage --markdown > docs/lexicon-coverage.md\`; a test fails when it is out of date.

The items are those of the stand-in for the minimum dataset (\`docs/lexicon.md\`). *Concepts* have an id; *descriptions* are
the phrases that lead to them, before spelling variants and compositions multiply them; *no code held* counts ideas that
are recognised and shown to the reviewer without a code, because no public source gave one.

${coverageTable(coverage, 'markdown')}
${referenceInWords(coverage)}`;
}
