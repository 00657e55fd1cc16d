import type * as z from 'zod';

/** Where a request is not as it must be, and in what way: never what stood there, which may be words of a letter. */
export function whatIsWrong({ issues }: Pick<z.ZodError, 'issues'>): string {
  const said = issues.slice(0, 5).map(({ path, code }) => `${path.map(String).join('.') || 'the whole'}: ${code}`);
  return `The request is not of the form it must have (${said.join('; ')}).`;
}
