import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The files of a SNOMED CT release that are read, of the many it has. */
export interface Rf2Files {
  readonly concept: readonly string[];
  readonly description: readonly string[];
  readonly language: readonly string[];
  readonly association: readonly string[];
}

/** Names as in the Release File Specification ("File Naming"): editions put their own mark beside `Snapshot`, old ones `x` before. */
const PATTERNS: Readonly<Record<keyof Rf2Files, RegExp>> = {
  concept: /^x?sct2_Concept_\w*Snapshot.*\.txt$/,
  description: /^x?sct2_Description_\w*Snapshot.*\.txt$/,
  language: /^x?der2_cRefset_Language\w*Snapshot.*\.txt$/,
  association: /^x?der2_cRefset_Association\w*Snapshot.*\.txt$/,
};

/**
 * Finds the snapshot files anywhere below a folder, in order of path.
 *
 * @throws Error when there is no concept or no description file: that is no release
 */
export function findRf2Files(folder: string): Rf2Files {
  const paths = (readdirSync(folder, { recursive: true }) as string[]).sort();
  const matching = (kind: keyof Rf2Files) =>
    paths.filter((path) => PATTERNS[kind].test(basename(path))).map((path) => join(folder, path));
  const files: Rf2Files = {
    concept: matching('concept'),
    description: matching('description'),
    language: matching('language'),
    association: matching('association'),
  };
  for (const kind of ['concept', 'description'] as const)
    if (files[kind].length === 0) throw new Error(`no ${kind} snapshot (${PATTERNS[kind].source}) below ${folder}`);
  return files;
}
