import { compareLexicons } from '../diff/compare.ts';
import { changesInWords } from '../diff/in-words.ts';
import { type LexiconSide, readSide } from '../diff/sources.ts';
import { asJson, type Command, UsageError } from './subcommand.ts';

export const diffCommand: Command = {
  name: 'diff',
  summary: 'what a clinician must sign off between two versions',
  help: `npm run --silent lexicon -- diff [--json] OLD NEW

OLD and NEW are each a commit, a compiled artefact (lexicon.json) or a data folder: HEAD lexicon/data compares what is
committed with what stands in the files. Says what was added, removed and changed, table by table.

  --json  the changes as JSON
Exit codes: 0 compared, 1 a side holds malformed lines that could not be compared, 2 wrong usage.
`,
  options: { json: { type: 'boolean' } },
  takesArguments: true,
  run(values, args) {
    const [old, now, ...more] = args;
    if (old === undefined || now === undefined || more.length > 0) throw new UsageError('diff needs an OLD and a NEW');
    const [before, after] = [side(old), side(now)];
    const changes = compareLexicons(before.rows, after.rows);
    process.stdout.write(
      values.json
        ? asJson({ old: before.label, new: after.label, unreadable: before.unreadable + after.unreadable, changes })
        : `from ${before.label}\nto   ${after.label}\n\n${changesInWords(changes, before.rows, after.rows)}`,
    );
    for (const { label, unreadable } of [before, after])
      if (unreadable > 0)
        process.stderr.write(
          `${unreadable} problems in ${label}: this comparison is incomplete and cannot be signed off\n`,
        );
    return before.unreadable + after.unreadable > 0 ? 1 : 0;
  },
};

function side(source: string): LexiconSide {
  try {
    return readSide(source);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
