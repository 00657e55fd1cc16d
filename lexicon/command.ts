import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { coverageCommand } from './commands/coverage.ts';
import { diffCommand } from './commands/diff.ts';
import { exportCommand } from './commands/export.ts';
import { findCommand } from './commands/find.ts';
import { lintCommand } from './commands/lint.ts';
import { releaseCommand } from './commands/release.ts';
import { type Command, UsageError } from './commands/subcommand.ts';

/** `npm run --silent lexicon -- SUB …`: the workbench of the people who own the lexicon. Standard output carries the answer alone. */
const COMMANDS: readonly Command[] = [
  lintCommand,
  coverageCommand,
  findCommand,
  diffCommand,
  releaseCommand,
  exportCommand,
];

const HELP = `npm run --silent lexicon -- COMMAND [options]

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`).join('\n')}

COMMAND --help says more. Exit codes: 0 ok, 1 findings, 2 wrong usage.
`;

/** @returns the exit code */
export async function runCommand([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h') {
    process.stdout.write(HELP);
    return 0;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) {
    process.stderr.write(`${name === undefined ? 'no command' : `no command ${name}`}\n\n${HELP}`);
    return 2;
  }
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(command, args);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${command.help}`);
    return 2;
  }
  if (parsed.values.help) {
    process.stdout.write(command.help);
    return 0;
  }
  try {
    return await command.run(parsed.values, parsed.positionals);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${command.help}`);
    return 2;
  }
}

function parse(command: Command, args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: { ...command.options, help: { type: 'boolean', short: 'h' } },
    allowPositionals: command.takesArguments,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await runCommand(process.argv.slice(2));
