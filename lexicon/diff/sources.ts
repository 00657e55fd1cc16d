import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { LexiconArtefact, LexiconRows } from '../../functions/core/lexicon/rows.ts';
import { readContents, readData } from '../data-files.ts';

/** One side of a comparison. */
export interface LexiconSide {
  readonly label: string;
  readonly rows: LexiconRows;
  /** Malformed lines that could not be compared. */
  readonly unreadable: number;
}

/**
 * The lexicon that `source` names: a data folder, a compiled artefact, or else a commit of this repository.
 *
 * @throws Error when it is none of them
 */
export function readSide(source: string, repository = process.cwd()): LexiconSide {
  if (existsSync(source)) return statSync(source).isDirectory() ? folderSide(source) : artefactSide(source);
  return commitSide(source, repository);
}

function folderSide(folder: string): LexiconSide {
  return sideOf(folder, readData(folder));
}

function artefactSide(file: string): LexiconSide {
  const artefact = LexiconArtefact.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!artefact.success) throw new Error(`${file} is no lexicon artefact of this format`);
  const { formatVersion: _format, prepared: _prepared, version, engineVersion: _engine, ...rows } = artefact.data;
  return { label: `${file} (lexicon ${version})`, rows, unreadable: 0 };
}

const DATA = 'lexicon/data/';

function commitSide(revision: string, repository: string): LexiconSide {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', repository, ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  let commit: string;
  try {
    commit = git('rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`).trim();
  } catch {
    throw new Error(`${revision} is neither a file, a folder nor a commit`);
  }
  const top = git('rev-parse', '--show-toplevel').trim();
  const paths = git('-C', top, 'ls-tree', '-r', '-z', '--name-only', commit, DATA)
    .split('\0')
    .filter((path) => path.endsWith('.tsv'));
  if (paths.length === 0) throw new Error(`${revision} has no ${DATA}`);
  const contents = new Map(paths.map((path) => [path.slice(DATA.length), git('show', `${commit}:${path}`)]));
  return sideOf(`${revision} (${commit.slice(0, 10)})`, readContents(contents));
}

function sideOf(label: string, { tables, findings }: ReturnType<typeof readData>): LexiconSide {
  const names = Object.keys(LexiconRows.shape) as (keyof LexiconRows)[];
  const rows = Object.fromEntries(names.map((name) => [name, tables[name].map(({ row }) => row)]));
  return { label, rows: rows as unknown as LexiconRows, unreadable: findings.length };
}
