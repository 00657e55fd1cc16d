import type { Finding, Placed, Tables } from '../data-files.ts';

/** One thing that must hold of the lexicon's data. It reports every place where it does not. */
export interface LintRule {
  readonly name: string;
  check(data: LintData): Finding[];
}

/** What the rules look at. */
export interface LintData {
  readonly tables: Tables;
  /** Every file's content as it stands, malformed lines included. */
  readonly files: readonly { readonly path: string; readonly content: string }[];
  /** The ids that public sources hold (lexicon/provenance.tsv). */
  readonly provenance: ReadonlyMap<string, Attested>;
  /** Lower case (lexicon/common-words.tsv). */
  readonly commonWords: ReadonlySet<string>;
  /** Pairs of words found to be really two words, `a|b` in order (lexicon/lint/distinct-words.tsv). */
  readonly distinctWords: ReadonlySet<string>;
  /** Items of the minimum dataset and their categories (lexicon/mds-items.tsv). */
  readonly mdsItems: ReadonlyMap<string, readonly string[]>;
}

export interface Attested {
  /** Number of source families. */
  readonly sources: number;
  readonly inNhsRefset: boolean;
  readonly kind: 'concept' | 'heading';
}

/** A finding at a line. */
export function at({ file, line }: Pick<Placed<unknown>, 'file' | 'line'>, rule: string, message: string): Finding {
  return { file, line, rule, message };
}
