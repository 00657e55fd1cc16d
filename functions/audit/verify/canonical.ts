import { createHash } from 'node:crypto';

/**
 * The canonical text of a parsed JSON value after RFC 8785, written a second time and by itself: a fault in the writer's
 * own would otherwise confirm itself here.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const written: string[] = [];
  if (Array.isArray(value)) {
    for (const member of value) written.push(canonical(member));
    return `[${written}]`;
  }
  const names = Object.keys(value).sort();
  for (const name of names) written.push(`${JSON.stringify(name)}:${canonical((value as Members)[name])}`);
  return `{${written}}`;
}

/** SHA-256 in hexadecimal; of a text, that of its UTF-8. */
export const digest = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

export type Members = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of an object without some of its members. */
export function without(object: Members, ...names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
