import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_FOLDER, type Finding, readData } from '../data-files.ts';
import { lint } from '../lint/lint.ts';
import { sortedAndTrimmed } from '../lint/sorted.ts';
import { asJson, type Command, textOf } from './subcommand.ts';

export const lintCommand: Command = {
  name: 'lint',
  summary: 'what breaks a rule, with file and line',
  help: `npm run --silent lexicon -- lint [--fix] [--json] [--data FOLDER]

Checks every data file. Each line of the answer is FILE:LINE: RULE: what is wrong.

  --fix          sort the lines and trim blanks first; nothing else is ever changed
  --json         the findings as JSON
  --data FOLDER  another data folder
Exit codes: 0 nothing found, 1 findings, 2 wrong usage.
`,
  options: { fix: { type: 'boolean' }, json: { type: 'boolean' }, data: { type: 'string' } },
  takesArguments: false,
  run(values) {
    const folder = textOf(values, 'data') ?? DATA_FOLDER;
    if (values.fix) fix(folder);
    const findings = lint(readData(folder));
    process.stdout.write(values.json ? asJson(findings) : findings.map((finding) => `${inWords(finding)}\n`).join(''));
    process.stderr.write(findings.length === 0 ? 'the lexicon keeps every rule\n' : `${findings.length} findings\n`);
    return findings.length === 0 ? 0 : 1;
  },
};

function fix(folder: string): void {
  for (const { path } of readData(folder).files) {
    const file = join(folder, path);
    const content = readFileSync(file, 'utf8');
    const fixed = sortedAndTrimmed(content);
    if (fixed === content) continue;
    writeFileSync(file, fixed);
    process.stderr.write(`sorted and trimmed ${path}\n`);
  }
}

function inWords({ file, line, rule, message }: Finding): string {
  return `lexicon/data/${file}:${line}: ${rule}: ${message}`;
}
