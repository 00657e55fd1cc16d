import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { versionOf } from '../../../lexicon/build.ts';
import { readContents } from '../../../lexicon/data-files.ts';
import { engineVersionOf } from '../../../lexicon/engine-version.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ENGINE = 'functions/core/';
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
  const commits = newestFirst();
  const engines = treesOf(commits, ENGINE);
  const lexicons = treesOf(commits, DATA);
  const known = new Map<string, string | null>();
  const blobs = new Map<string, string>();
  let engine: string | null = null;
  for (const [index, commit] of commits.entries()) {
    const version = versionOfTree(engines[index]!, known, (tree) => engineOf(tree, blobs));
    if (version !== wanted.engineVersion) continue;
    engine ??= commit;
    const lexicon = versionOfTree(lexicons[index]!, known, (tree) => lexiconOf(tree, blobs));
    if (lexicon === wanted.lexiconVersion) return { both: commit, engine };
  }
  return { both: null, engine };
}

function git(args: readonly string[], input = ''): Buffer {
  return execFileSync('git', ['-C', ROOT, ...args], { input, maxBuffer: 1 << 30, stdio: ['pipe', 'pipe', 'ignore'] });
}

/** None where this is no checkout. */
function newestFirst(): readonly string[] {
  try {
    const log = git(['log', '--format=%H', '--', ENGINE, DATA]).toString();
    return log.split('\n').filter((line) => line !== '');
  } catch {
    return [];
  }
}

/** The tree that stands under `path` in each commit; null where there is none. Asked for all at once: a process each takes long. */
function treesOf(commits: readonly string[], path: string): readonly (string | null)[] {
  if (commits.length === 0) return [];
  const asked = commits.map((commit) => `${commit}:${path.slice(0, -1)}\n`).join('');
  const answers = git(['cat-file', '--batch-check'], asked).toString().split('\n');
  return commits.map((_, index) => /^([0-9a-f]+) tree /.exec(answers[index] ?? '')?.[1] ?? null);
}

/** Most commits change neither: a tree that is the same has the same version. */
function versionOfTree(
  tree: string | null,
  known: Map<string, string | null>,
  compute: (tree: string) => string | null,
): string | null {
  if (tree === null) return null;
  if (!known.has(tree)) known.set(tree, compute(tree));
  return known.get(tree)!;
}

/** null for a tree that has no engine as this one knows it. */
function engineOf(tree: string, blobs: Map<string, string>): string | null {
  const files = filesOf(tree, '.ts', blobs);
  try {
    return engineVersionOf((path) => {
      const text = files.get(path.slice(ENGINE.length));
      if (text === undefined) throw new Error(`${path} is not there`);
      return text;
    });
  } catch {
    return null;
  }
}

function lexiconOf(tree: string, blobs: Map<string, string>): string {
  return versionOf(readContents(filesOf(tree, '.tsv', blobs)));
}

/** Every file of a tree by its path; only what no tree before had is read. */
function filesOf(tree: string, ending: string, blobs: Map<string, string>): ReadonlyMap<string, string> {
  const listed = git(['ls-tree', '-r', '-z', tree]).toString().split('\0');
  const files = listed.flatMap((line) => {
    const [, id, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    return id !== undefined && path?.endsWith(ending) ? [{ id, path }] : [];
  });
  const missing = [...new Set(files.map(({ id }) => id))].filter((id) => !blobs.has(id));
  if (missing.length > 0) readBlobs(missing, blobs);
  return new Map(files.map(({ id, path }) => [path, blobs.get(id)!]));
}

/** `<id> blob <size>`, a line end, the content, a line end: one after another. */
function readBlobs(ids: readonly string[], blobs: Map<string, string>): void {
  const answer = git(['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
  let at = 0;
  for (const id of ids) {
    const end = answer.indexOf('\n', at);
    const size = Number(answer.toString('latin1', at, end).split(' ')[2]);
    blobs.set(id, answer.toString('utf8', end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
}
