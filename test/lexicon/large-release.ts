import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inventedId, META, writeRelease, writeRows } from './invented-release.ts';

const BATCH = 20_000;
const WORDS =
  'benign chronic lower upper acute congenital traumatic fracture ulcer wound swelling screening of left right arm leg skin'.split(
    ' ',
  );

/** A generated release of so many descriptions, with a third as many concepts, and as many language members again. */
export function writeLargeRelease(folder: string, descriptions: number): string[] {
  writeRelease(folder, []);
  const base = inventedId(1).slice(0, -3);
  for (let from = 0; from < descriptions; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, descriptions - from) }, (_, i) => from + i);
    const conceptOf = (n: number) => `${base}${Math.floor(n / 3)}9`;
    const term = (n: number) =>
      `${[7, 5, 3].map((prime) => WORDS[Math.floor(n / prime) % WORDS.length]).join(' ')} ${n}`;
    const tail = ['20260101', '1', META.module];
    writeRows(
      folder,
      'concept',
      numbers.filter((n) => n % 3 === 0).map((n) => [conceptOf(n), ...tail, META.primitive]),
      true,
    );
    writeRows(
      folder,
      'description',
      numbers.map((n) => [`d${n}x`, ...tail, conceptOf(n), 'en', META.synonym, term(n), META.primitive]),
      true,
    );
    writeRows(
      folder,
      'language',
      numbers.map((n) => [`l${n}x`, ...tail, META.british, `d${n}x`, META.preferred]),
      true,
    );
    writeRows(
      folder,
      'association',
      numbers
        .filter((n) => n % 10 === 0)
        .map((n) => [`a${n}x`, ...tail, META.replacedBy, conceptOf(n), conceptOf(n + 3)]),
      true,
    );
  }
  return (readdirSync(folder, { recursive: true }) as string[])
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile());
}
