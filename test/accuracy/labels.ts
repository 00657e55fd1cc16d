import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { Category } from '../../functions/core/answer.ts';

/** The labels beside a letter: see README.md in this folder. */
const Expected = z.strictObject({
  category: Category,
  codes: z.array(z.string()),
  idea: z.string().optional(),
  assertion: z.strictObject({ certainty: z.string(), temporality: z.string(), subject: z.string() }),
  words: z.string().min(1),
  date: z.strictObject({ value: z.string(), precision: z.string(), role: z.string() }).optional(),
});
export type Expected = z.infer<typeof Expected>;

const Forbidden = z.strictObject({
  category: z.string(),
  codes: z.array(z.string()),
  idea: z.string().optional(),
  words: z.string().min(1),
  reason: z.string(),
});

const StageLabel = z.strictObject({
  system: z.string(),
  axis: z.enum(['T', 'N', 'M']).nullable(),
  prefix: z.string().nullable(),
  value: z.string(),
  words: z.string().min(1),
});
export type StageLabel = z.infer<typeof StageLabel>;

export const Labels = z.strictObject({
  hand: z.string(),
  kind: z.string(),
  codeableCancer: z.boolean(),
  expected: z.array(Expected),
  forbidden: z.array(Forbidden),
  stages: z.array(StageLabel),
});
export type Labels = z.infer<typeof Labels>;

export type Half = 'dev' | 'test';

export interface LabelledLetter {
  /** `<hand>/<nnn>`. */
  readonly name: string;
  readonly text: string;
  readonly labels: Labels;
}

const FOLDER = fileURLToPath(new URL('letters/', import.meta.url));

/** The letters of one half, in order of hand and number. Words that are not in their letter are an error, not a miss. */
export function labelledLetters(half: Half): LabelledLetter[] {
  const folder = join(FOLDER, half);
  return readdirSync(folder)
    .sort()
    .flatMap((hand) =>
      readdirSync(join(folder, hand))
        .filter((name) => name.endsWith('.txt'))
        .sort()
        .map((name) => readLetter(folder, hand, name.replace(/\.txt$/, ''))),
    );
}

function readLetter(folder: string, hand: string, number: string): LabelledLetter {
  const file = join(folder, hand, number);
  const text = readFileSync(`${file}.txt`, 'utf8');
  const labels = Labels.parse(JSON.parse(readFileSync(`${file}.json`, 'utf8')));
  for (const { words } of [...labels.expected, ...labels.forbidden, ...labels.stages])
    if (!text.includes(words))
      throw new Error(`${hand}/${number}: the labelled words "${words}" are not in the letter`);
  return { name: `${hand}/${number}`, text, labels };
}
