import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { LexiconRows } from '../functions/core/lexicon/rows.ts';
import { readTable } from './data-files.ts';

const FILE = fileURLToPath(new URL('common-words.tsv', import.meta.url));

/**
 * Ordinary English words and people's names, lower case. As a phrase of the lexicon such a word needs a guard (a lint), and
 * the service never takes one for a misspelt word of the lexicon: "hematoma" is one slip from "hepatoma", a liver cancer.
 *
 * @throws Error at a malformed line: a list cut short would let problems pass
 */
export function readCommonWords(): ReadonlySet<string> {
  const { rows, findings } = readTable('common-words.tsv', readFileSync(FILE, 'utf8'), CommonWordLine);
  const [problem] = findings;
  if (problem !== undefined) throw new Error(`lexicon/common-words.tsv:${problem.line}: ${problem.message}`);
  return new Set(rows.map(({ row }) => row.word));
}

/**
 * The rows with the ordinary words among the words the speller knows: what it knows it never heals. They come in as variants
 * of themselves, before the real variants, which win.
 */
export function withOrdinaryWords(rows: LexiconRows): LexiconRows {
  const themselves = ordinaryWords().map((word) => ({ variant: word, word }));
  return { ...rows, variants: [...themselves, ...rows.variants] };
}

/** Those long enough to be healed. */
export function ordinaryWords(): string[] {
  return [...readCommonWords()].filter((word) => word.length >= SHORTEST_HEALED);
}

const SHORTEST_HEALED = 8;

const CommonWordLine = z.strictObject({ word: z.string().regex(/^[a-z]+$/), kind: z.enum(['word', 'name']) });
