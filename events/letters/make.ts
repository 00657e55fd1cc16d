/**
 * Makes the sample letters again from `sources/`: `npx tsx events/letters/make.ts`.
 * Needs LibreOffice's `soffice` on the PATH; Chromium and pdfkit come with `npm ci`.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Printer, withPrinter } from './producers/chromium.ts';
import { withFixedDates } from './producers/fixed-dates.ts';
import { convertWithLibreOffice } from './producers/libreoffice.ts';
import { unfitNhsNumbers } from './producers/nhs-numbers.ts';
import { type Page, type ReadPage, writeWithPdfkit } from './producers/pdfkit.ts';
import { type Letter, letters } from './sources/letters.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

const HELP = `npm run letters

Makes every sample letter again from events/letters/sources/, in place of those that are there.
Needs LibreOffice's soffice on the PATH. Takes no options but --help.
`;
if (process.argv.length > 2) {
  const asked = process.argv[2] === '--help';
  (asked ? process.stdout : process.stderr).write(asked ? HELP : `unknown option ${process.argv[2]}\n\n${HELP}`);
  process.exit(asked ? 0 : 2);
}

refuseRealNhsNumbers();
const converted = convertWithLibreOffice(
  letters.flatMap((letter) => (letter.producer === 'libreoffice' ? [sourcePath('libreoffice', letter.source)] : [])),
);
const made = await withPrinter(makeAll);
for (const tree of ['incoming', 'amended']) rmSync(join(here, tree), { recursive: true, force: true });
for (const [key, bytes] of made) {
  mkdirSync(dirname(join(here, key)), { recursive: true });
  writeFileSync(join(here, key), bytes);
}
console.log(`${made.size} letters made`);

function refuseRealNhsNumbers(): void {
  for (const source of readdirSync(join(here, 'sources'), { recursive: true, encoding: 'utf8' })) {
    if (!/\.(html|fodt|txt)$/.test(source)) continue;
    const unfit = unfitNhsNumbers(readFileSync(join(here, 'sources', source), 'utf8'));
    if (unfit.length > 0) throw new Error(`${source}: not NHS numbers from the 999 test range: ${unfit.join(', ')}`);
  }
}

/** All letters by key, in the order of the list: a copy finds what it copies. */
async function makeAll(printer: Printer): Promise<Map<string, Uint8Array>> {
  const made = new Map<string, Uint8Array>();
  for (const letter of letters) made.set(letter.key, await make(letter, printer, made));
  return made;
}

async function make(letter: Letter, printer: Printer, made: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  switch (letter.producer) {
    case 'libreoffice':
      return withFixedDates(converted.get(sourcePath('libreoffice', letter.source))!, letter.written, letter.source);
    case 'chromium':
      return withFixedDates(await printer.print(sourcePath('chromium', letter.source)), letter.written, letter.source);
    case 'pdfkit':
      return writeWithPdfkit(await readPages(letter.pages, printer), letter.written, letter.password);
    case 'cut short': {
      const whole = await writeWithPdfkit(await readPages(letter.pages, printer), letter.written);
      return whole.subarray(0, whole.length / 3);
    }
    case 'photograph':
      return printer.photograph(sourcePath('chromium', letter.source));
    case 'as written':
      return readFileSync(sourcePath('text', letter.source));
    case 'copied':
      return made.get(letter.from)!;
    case 'empty':
      return new Uint8Array();
  }
}

async function readPages(pages: readonly Page[], printer: Printer): Promise<ReadPage[]> {
  const read: ReadPage[] = [];
  for (const page of pages) {
    if ('lines' in page) read.push({ text: readFileSync(sourcePath('pdfkit', page.lines), 'utf8'), font: page.font });
    else read.push({ picture: await printer.scan(sourcePath('chromium', page.picture)) });
  }
  return read;
}

function sourcePath(producer: 'libreoffice' | 'chromium' | 'pdfkit' | 'text', source: string): string {
  return join(here, 'sources', producer, source);
}
