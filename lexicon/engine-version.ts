import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const ENTRY = 'functions/core/reading/assess-letter.ts';
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The text of a source by its path from the repository's root. */
export type ReadSource = (path: string) => string;

/**
 * Names the engine by its sources: the first 12 hexadecimal digits of a SHA-256 over the path and text of everything that
 * `assessLetter` imports, types left out. Nobody has to remember to raise a number; the same on every machine, whatever ends its
 * lines. It travels in the lexicon's artefact, because a bundled function has no sources beside it.
 */
export function engineVersionOf(read: ReadSource = fromDisk): string {
  const hash = createHash('sha256');
  for (const [path, text] of engineSources(read)) hash.update(`${path}\n${text.length}\n${text}`);
  return hash.digest('hex').slice(0, 12);
}

/** In order of path. */
function engineSources(read: ReadSource): readonly (readonly [path: string, text: string])[] {
  const sources = new Map<string, string>();
  const waiting = [ENTRY];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (sources.has(path)) continue;
    const text = read(path).replaceAll('\r\n', '\n');
    sources.set(path, text);
    for (const [, specifier] of text.matchAll(IMPORT)) waiting.push(posix.join(posix.dirname(path), specifier!));
  }
  return [...sources].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A relative import or re-export of values. */
const IMPORT = /^(?:import|export)\b(?!\s+type\b)[^;]*?\bfrom\s*'(\.[^']+)'/gm;

const fromDisk: ReadSource = (path) => readFileSync(`${ROOT}${path}`, 'utf8');
