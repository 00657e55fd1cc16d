import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { versionOf } from '../../../lexicon/build.ts';
import { readContents } from '../../../lexicon/data-files.ts';
import { engineVersionOf } from '../../../lexicon/engine-version.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const DATA = 'lexicon/data/';

export interface CommitSought {
  /** The newest commit that has both. */
  readonly both: string | null;
  /** The newest commit that has the engine, where none has both. */
  readonly engine: string | null;
}

/**
 * Which commit of this repository has the engine and the lexicon of a run. The engine's digest is computed of each commit's own
 * sources; the lexicon's with the compiler that stands here, so one from before the compiler last changed is not found.
 */
export function findCommit(wanted: { lexiconVersion: string; engineVersion: string }): CommitSought {
  let engine: string | null = null;
  const versions = { engine: new Map<string, string | null>(), lexicon: new Map<string, string | null>() };
  for (const commit of commits()) {
    if (ofTree(commit, 'functions/core', versions.engine, () => engineOf(commit)) !== wanted.engineVersion) continue;
    engine ??= commit;
    const lexicon = ofTree(commit, DATA, versions.lexicon, () => lexiconOf(commit));
    if (lexicon === wanted.lexiconVersion) return { both: commit, engine };
  }
  return { both: null, engine };
}

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-C', ROOT, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** Newest first; none where this is no checkout. */
function commits(): readonly string[] {
  try {
    return git('log', '--format=%H', '--', 'functions/core', 'lexicon')
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    return [];
  }
}

/** Trees that are the same give the same version: most commits change neither. null where a commit has no such tree. */
function ofTree(commit: string, path: string, known: Map<string, string | null>, versionOfTree: () => string | null) {
  const tree = treeAt(commit, path);
  if (tree === null) return null;
  if (!known.has(tree)) known.set(tree, versionOfTree());
  return known.get(tree)!;
}

function treeAt(commit: string, path: string): string | null {
  try {
    return git('rev-parse', '--verify', '--quiet', `${commit}:${path}`).trim();
  } catch {
    return null;
  }
}

function engineOf(commit: string): string | null {
  try {
    return engineVersionOf((path) => git('show', `${commit}:${path}`));
  } catch {
    return null;
  }
}

function lexiconOf(commit: string): string {
  const paths = git('ls-tree', '-r', '-z', '--name-only', commit, DATA).split('\0');
  const tables = paths.filter((path) => path.endsWith('.tsv'));
  return versionOf(
    readContents(new Map(tables.map((path) => [path.slice(DATA.length), git('show', `${commit}:${path}`)]))),
  );
}
