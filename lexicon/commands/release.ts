import { DATA_FOLDER, readData } from '../data-files.ts';
import { checkRelease, type ReleaseReport } from '../release/check-release.ts';
import { NoSuchRefsetError } from '../release/language-refset.ts';
import { findRf2Files, type Rf2Files } from '../release/rf2-files.ts';
import { asJson, type Command, refuseMalformed, textOf, UsageError } from './subcommand.ts';

export const releaseCommand: Command = {
  name: 'release',
  summary: 'what a licensed SNOMED CT release says of the lexicon',
  help: `npm run --silent lexicon -- release --rf2 DIR [--language-refset ID] [--json] [--data FOLDER]

Reads the Concept, Description, Language and Association snapshot files found anywhere below DIR, and reports inactive
concepts with their replacements, ids the release does not hold, displays that are no description of the edition, preferred
terms that differ, and candidate ids for the ideas without one. Nothing is changed: a person decides. Progress goes to
standard error.

  --rf2 DIR             the unpacked release
  --language-refset ID  whose preferred terms. Default: the British one, by its name in the release
  --json                as JSON
  --data FOLDER         another data folder
Exit codes: 0 nothing to do, 1 something to look at or malformed data, 2 wrong usage.
`,
  options: {
    rf2: { type: 'string' },
    'language-refset': { type: 'string' },
    json: { type: 'boolean' },
    data: { type: 'string' },
  },
  takesArguments: false,
  async run(values) {
    const folder = textOf(values, 'rf2');
    if (folder === undefined) throw new UsageError('release needs --rf2 DIR');
    const read = readData(textOf(values, 'data') ?? DATA_FOLDER);
    if (refuseMalformed(read)) return 1;
    let files: Rf2Files;
    try {
      files = findRf2Files(folder);
    } catch (error) {
      throw new UsageError((error as Error).message);
    }
    const languageRefset = textOf(values, 'language-refset');
    let report: ReleaseReport;
    try {
      report = await checkRelease(read.tables, files, {
        ...(languageRefset === undefined ? {} : { languageRefset }),
        onProgress: (message) => process.stderr.write(`${message}\n`),
      });
    } catch (error) {
      if (error instanceof NoSuchRefsetError) throw new UsageError(error.message);
      throw error;
    }
    process.stdout.write(values.json ? asJson(report) : inWords(report));
    const { inactive, absent, differing, preferred, ideas } = report;
    return [inactive, absent, differing, preferred, ideas].some((list) => list.length > 0) ? 1 : 0;
  },
};

function inWords(report: ReleaseReport): string {
  const { inactive, absent, differing, preferred, ideas, languageRefsets, languageRefset } = report;
  const section = (title: string, lines: readonly string[]) =>
    `${title}: ${lines.length}\n${lines.map((line) => `  ${line}\n`).join('')}`;
  return [
    section(
      'Inactive concepts',
      inactive.map(({ id, display, replacements }) => {
        const instead = replacements.map((one) => `${one.association}: ${one.id} ${one.term}`).join('; ');
        return `${id} ${display} → ${instead || 'no replacement given'}`;
      }),
    ),
    section(
      'Ids the release does not hold',
      absent.map(({ id, display }) => `${id} ${display}`),
    ),
    section(
      'Displays that are no description of the edition',
      differing.map(
        ({ id, display, terms, fullySpecifiedName }) =>
          `${id} ${display} | ${[fullySpecifiedName, ...terms].filter(Boolean).join(' | ')}`,
      ),
    ),
    section(
      'Language reference sets',
      languageRefsets.map(
        ({ id, name, members }) =>
          `${id} ${name || '(not named here)'}, ${members} members${id === languageRefset ? ', used' : ''}`,
      ),
    ),
    languageRefset === null
      ? 'Preferred terms: no British language reference set was recognised; name one with --language-refset ID\n'
      : section(
          'Preferred terms that differ',
          preferred.map(({ id, display, preferred: term }) => `${id} ${display} → ${term}`),
        ),
    section(
      'Ideas without an id, and candidates',
      ideas.map(
        ({ idea, display, candidates }) =>
          `${idea} ${display}: ${candidates.map(({ id, term }) => `${id} ${term}`).join('; ')}`,
      ),
    ),
  ].join('\n');
}
