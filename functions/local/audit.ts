import { argv, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { CannotVerifyError } from '../audit/verify/finding.ts';
import { DataFolderInUseError } from './embedded-tables.ts';
import { UsageError } from './options.ts';

export const AUDIT_USAGE = `Usage: npm run --silent audit -- COMMAND [options]

  verify (--archive DIR | --table) [--against ANCHOR] [--json]
      checks every chain, anchor and view, and names the first thing wrong; ANCHOR is an anchor kept elsewhere, or a
      folder of them
  trace (--letter ID | --suggestion ID | --concept CODE | --actor A | --patient NHSNO | --between A B) [--json]
      tells what happened, in order, with the words of the letter. Several together narrow it down, and so do
      --rule PHRASE (a line of the lexicon), --lexicon VERSION and --type TYPE,TYPE (of events). A and B are days or
      times, both included. --patient - takes the number from NHS_NUMBER or from standard input. Letters are found by
      the views of the worklist, which verify --table checks; --every-letter looks through every letter's events
  waiting [--practice ODS] [--json]
      the letters nobody has finished, the longest waiting first
  replay --letter ID [--lexicon NEW] [--json]
  replay --all --lexicon NEW [--json]
      runs recorded texts again: under the recorded lexicon and engine, or under NEW, an artefact's file or a folder of
      lexicon data, and says what would change
  reprocess (--letter ID | --all) --actor NAME [--lexicon NEW] [--json]
      appends new runs under the lexicon built here, or under NEW; what was decided stands
  rebuild [--json]
      drops every view and makes it again from the events, and says which were not as their events say
  archive [--json]
      archives the days that are over, as npm start and the deployment do by themselves
  schemas
      writes the published JSON schemas into docs/schemas/

Options of all that read the service's stores:
  --data DIR     the data folder (default .data). Where EVENTS_TABLE is set, the tables and buckets of a deployment are
                 read instead: EVENTS_TABLE, WORKLIST_TABLE, TEXTS_BUCKET, ARCHIVE_BUCKET

Exit codes: 0 all holds, or done; 1 something is wrong, or differs; 2 wrong usage, or it cannot be read.
docs/audit.md says what each of these proves, and against whom.
`;

type Command = (args: readonly string[]) => Promise<number>;

/** Loaded when asked for: a question should not wait for what another one needs. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  verify: async () => (await import('./audit/verify.ts')).verify,
  trace: async () => (await import('./audit/trace.ts')).trace,
  waiting: async () => (await import('./audit/waiting.ts')).waiting,
  replay: async () => (await import('./audit/replay.ts')).replay,
  reprocess: async () => (await import('./audit/reprocess.ts')).reprocess,
  rebuild: async () => (await import('./audit/rebuild.ts')).rebuild,
  archive: async () => (await import('./audit/archive.ts')).archive,
  schemas: async () => (await import('./audit/schemas.ts')).schemas,
};

/** @returns the exit code */
export async function audit([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || args.includes('--help')) {
    stdout.write(AUDIT_USAGE);
    return name === undefined ? 2 : 0;
  }
  const load = COMMANDS[name];
  if (load === undefined) throw new UsageError(`'${name}' is no command of audit`);
  const command = await load();
  return command(args);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  // Whoever reads the answer may stop reading it (`| head`).
  stdout.on('error', () => process.exit(0));
  try {
    process.exitCode = await audit(argv.slice(2));
  } catch (error) {
    const usage = error instanceof UsageError;
    const unreadable = error instanceof CannotVerifyError || error instanceof DataFolderInUseError;
    stderr.write(usage ? `${error.message}\n\n${AUDIT_USAGE}` : `${error instanceof Error ? error.message : error}\n`);
    process.exitCode = usage || unreadable || isFileError(error) ? 2 : 1;
  }
}

function isFileError(error: unknown): boolean {
  return ['EACCES', 'ENOENT', 'EISDIR', 'ENOTDIR', 'EPERM'].includes((error as NodeJS.ErrnoException)?.code ?? '');
}
