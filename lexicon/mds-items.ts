import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { Category } from '../functions/core/answer.ts';
import { readTable } from './data-files.ts';

/**
 * The items of the minimum dataset in their order, each with the categories its concepts may have. The official list
 * could not be obtained: this is the stand-in, and replacing `mds-items.tsv` is how an official one comes in.
 *
 * @throws Error at a malformed line
 */
export function readMdsItems(): ReadonlyMap<string, readonly string[]> {
  const file = fileURLToPath(new URL('mds-items.tsv', import.meta.url));
  const { rows, findings } = readTable('mds-items.tsv', readFileSync(file, 'utf8'), MdsItemLine);
  const [problem] = findings;
  if (problem !== undefined) throw new Error(`lexicon/mds-items.tsv:${problem.line}: ${problem.message}`);
  return new Map(rows.map(({ row }) => [row.item, row.categories.split('|')]));
}

const MdsItemLine = z.strictObject({
  item: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  categories: z.string().refine((text) => text.split('|').every((one) => Category.safeParse(one).success)),
});
