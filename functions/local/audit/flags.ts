import { parseArgs } from 'node:util';
import { UsageError } from '../options.ts';

type Kinds = Readonly<Record<string, 'boolean' | 'string'>>;
export type Flags<K extends Kinds> = { readonly [Name in keyof K]?: K[Name] extends 'boolean' ? true : string };

/**
 * The flags of one command, and what stands among them without a name.
 *
 * @throws UsageError
 */
export function readFlags<K extends Kinds>(
  args: readonly string[],
  kinds: K,
): { readonly flags: Flags<K>; readonly others: readonly string[] } {
  const options = Object.fromEntries(Object.entries(kinds).map(([name, type]) => [name, { type }]));
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    for (const [name, value] of Object.entries(values))
      if (value === '') throw new UsageError(`--${name} needs a value`);
    return { flags: values as Flags<K>, others: positionals };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.replace(/\. To specify a positional.*$/s, ''), { cause: error });
  }
}

/** @throws UsageError when something stands there that no flag asked for */
export function noOthers(others: readonly string[]): void {
  if (others.length > 0) throw new UsageError('there is one argument too many');
}
