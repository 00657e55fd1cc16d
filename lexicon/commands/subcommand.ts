import type { ParseArgsConfig } from 'node:util';
import type { DataRead } from '../data-files.ts';

/** One command of the workbench. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  readonly takesArguments: boolean;
  /** @returns 0 ok, 1 findings; @throws UsageError for 2 */
  run(values: Values, args: readonly string[]): number | Promise<number>;
}

export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** The command was called in a way it does not understand. The message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An option's value as text; undefined when it was not given. */
export function textOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** @returns whether the data hold malformed lines, after saying so: half a lexicon answers nothing */
export function refuseMalformed(read: DataRead): boolean {
  if (read.findings.length === 0) return false;
  process.stderr.write(`${read.findings.length} malformed lines in the data; run: npm run --silent lexicon -- lint\n`);
  return true;
}

export function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
