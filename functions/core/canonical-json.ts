import { hash } from 'node:crypto';

/** What JSON can hold, and nothing else. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };

/**
 * The one way to write `value` as text: the JSON Canonicalization Scheme (RFC 8785). Members are sorted by UTF-16
 * code unit, numbers are written as ECMAScript does, members that are `undefined` are left out.
 *
 * @throws TypeError on what JSON cannot hold: a number that is not finite, a lone surrogate, `undefined` in a list
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('JSON cannot hold a lone surrogate');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return membersOf(value as { readonly [name: string]: Json | undefined });
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`JSON cannot hold ${value}`);
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`JSON cannot hold ${typeof value}`);
  return text;
}

function membersOf(object: { readonly [name: string]: Json | undefined }): string {
  let members = '';
  const names = Object.keys(object);
  for (const name of isSorted(names) ? names : names.sort(byCodeUnit)) {
    const value = object[name];
    if (value !== undefined) members += `${members === '' ? '' : ','}${canonicalJson(name)}:${canonicalJson(value)}`;
  }
  return `{${members}}`;
}

/** SHA-256 of text (as UTF-8) or bytes, in lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

function isSorted(names: readonly string[]): boolean {
  for (let i = 1; i < names.length; i++) if (names[i - 1]! > names[i]!) return false;
  return true;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
