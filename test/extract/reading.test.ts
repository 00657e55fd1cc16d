import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { afterAll, describe, expect, it } from 'vitest';
import { createLetterReader, type Reading } from '../../functions/extract/reading/read-letter.ts';
import { GOOD_LETTER, GOOD_WORDS } from '../support/hostile-pdfs/good-letter.ts';
import { onePage, showing } from '../support/hostile-pdfs/pdf.ts';
import { hostilePdfs } from '../support/hostile-pdfs.ts';
import { bundleReadingChild, pretendReadingChild } from '../support/reading-child.ts';

const child = bundleReadingChild();
const reader = createLetterReader({ childEntry: child.entry });
afterAll(async () => {
  await reader.close();
  child.remove();
});

const said = (reading: Reading) => (reading.outcome === 'read' ? reading.text : reading.reason);

type Draw = (document: PDFKit.PDFDocument) => void;
async function printed(draw: Draw, options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin: 60, ...options });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  draw(document.font('Helvetica').fontSize(11));
  const ended = new Promise((resolve) => document.on('end', resolve));
  document.end();
  await ended;
  return Buffer.concat(parts);
}

describe('plain text', () => {
  it.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from('Dr Müller – 5 µg'), 'Dr Müller – 5 µg'],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffDear Dr'), 'Dear Dr'],
    ['UTF-16, little end first', Buffer.from('\ufeffDear Dr Müller', 'utf16le'), 'Dear Dr Müller'],
    ['UTF-16, big end first', Buffer.from('\ufeffDear Dr Müller', 'utf16le').swap16(), 'Dear Dr Müller'],
    ['windows-1252', Buffer.from('M\xfcller \x96 \x93T2\x94 \x80', 'latin1'), 'Müller – “T2” €'],
    ['Windows line ends', Buffer.from('Dear Dr\r\n\r\nSeen today\r'), 'Dear Dr\n\nSeen today\n'],
    ['a tab', Buffer.from('Stage:\tT2'), 'Stage:\tT2'],
    ['one letter', Buffer.from('x'), 'x'],
    ['less-than signs', Buffer.from('< 5 mm, PSA <0.1'), '< 5 mm, PSA <0.1'],
  ])('%s', async (_, bytes, text) => {
    expect(said(await reader.read(bytes))).toBe(text);
  });

  it.each<[string, Uint8Array, string]>([
    ['a NUL among letters', Buffer.from('Dear\0Dr'), 'unsupported-type'],
    ['an escape', Buffer.from('Dear \x1b[1mDr'), 'unsupported-type'],
    ['UTF-16 that breaks off', Buffer.from('\ufeffDear', 'utf16le').subarray(0, 7), 'unsupported-type'],
    ['UTF-16 without a mark', Buffer.from('Dear Dr', 'utf16le'), 'unsupported-type'],
    ['only a byte order mark', Buffer.from('\ufeff'), 'empty'],
    ['only marks', Buffer.from('-- ** --'), 'no-readable-text'],
    ['mostly replacement characters', Buffer.from(`${'\ufffd'.repeat(30)}Dear Dr`), 'garbled-text'],
  ])('%s is %s', async (_, bytes, reason) => {
    expect(said(await reader.read(bytes))).toBe(reason);
  });

  it('parts pages at form feeds, and the pages cover the text', async () => {
    const reading = await reader.read(Buffer.from('Dear Dr\f\fYours\f'));
    expect(reading).toMatchObject({
      text: 'Dear Dr\n\n\n\nYours',
      pages: [
        { start: 0, end: 9, readable: true },
        { start: 9, end: 11, readable: false },
        { start: 11, end: 16, readable: true },
      ],
    });
  });
});

describe('PDF', () => {
  it('is known by its bytes, also behind other bytes', async () => {
    expect(said(await reader.read(GOOD_LETTER))).toBe(GOOD_WORDS);
    expect(said(await reader.read(Buffer.concat([Buffer.from('X-Mail: scanner\r\n'), GOOD_LETTER])))).toBe(GOOD_WORDS);
  });

  it('gives the same text for the same bytes, in any process', async () => {
    const other = createLetterReader({ childEntry: child.entry });
    const bytes = await printed(twoColumns);
    expect(await other.read(bytes)).toEqual(await reader.read(bytes));
    await other.close();
  });

  it('leaves the bytes it was given as they were', async () => {
    const bytes = Buffer.from(GOOD_LETTER);
    await reader.read(bytes);
    expect(bytes.equals(GOOD_LETTER)).toBe(true);
  });

  it('reads two columns one after the other', async () => {
    const text = said(await reader.read(await printed(twoColumns)));
    expect(text).toContain('Diagnosis: type 2\ndiabetes mellitus');
    expect(text).toContain('No evidence of\npulmonary\nembolism');
    expect(text.indexOf('Plan')).toBeGreaterThan(text.indexOf('embolism'));
  });

  it('keeps the rows of a table, with the cells that wrap', async () => {
    const rows = [
      ['Date', 'Treatment', 'Status'],
      ['Mar 2019', 'Right mastectomy and axillary clearance', 'Done'],
      ['Dec 2025', 'Radiotherapy to the spine', 'Stopped after two fractions'],
    ];
    const bytes = await printed((document) => {
      for (const [row, cells] of rows.entries()) {
        for (const [column, cell] of cells.entries()) {
          document.text(cell, 60 + 130 * column, 100 + 42 * row, { width: 110 });
        }
      }
    });
    expect(said(await reader.read(bytes))).toBe(
      'Date\tTreatment\tStatus\n' +
        'Mar 2019\tRight mastectomy and axillary clearance\tDone\n' +
        'Dec 2025\tRadiotherapy to the spine\tStopped after two fractions',
    );
  });

  it('joins superscripts and letter-spaced words', async () => {
    const bytes = await printed((document) => {
      document.text('DIAGNOSIS', 60, 60, { characterSpacing: 3 });
      document
        .text('Seen on the 3', 60, 90, { continued: true })
        .fontSize(7)
        .text('rd', { rise: 4, continued: true } as object);
      document.fontSize(11).text(' of March');
    });
    const text = said(await reader.read(bytes));
    expect(text).toContain('DIAGNOSIS\n');
    expect(text).toMatch(/Seen on the 3 ?rd of March/);
  });

  it('reads a turned page upright, and a note along its edge last', async () => {
    const bytes = await printed(
      (document) => {
        document
          .save()
          .rotate(-90, { origin: [30, 500] })
          .text('Scanned by the practice', 30, 500)
          .restore();
        document.text('Dear Doctor, I saw her today.', 100, 100);
      },
      { layout: 'landscape' },
    );
    expect(said(await reader.read(bytes))).toBe('Dear Doctor, I saw her today.\n\nScanned by the practice');
  });

  it('says which pages could not be read', async () => {
    const bytes = await printed((document) => {
      document.text('First page of the letter');
      document.addPage().rect(60, 60, 300, 300).fill('grey');
      document.addPage().fillColor('black').text('Third page of the letter');
    });
    const reading = await reader.read(bytes);
    if (reading.outcome !== 'read') throw new Error(reading.reason);
    expect(reading.pages.map(({ readable }) => readable)).toEqual([true, false, true]);
    expect(reading.pages.map(({ start, end }) => reading.text.slice(start, end))).toEqual([
      'First page of the letter\n\n',
      '\n\n',
      'Third page of the letter',
    ]);
  });

  it('opens what is encrypted without a password, and names what needs one', async () => {
    const draw: Draw = (document) => document.text('Diagnosis: melanoma of the left calf');
    const open = await printed(draw, { ownerPassword: 'owner', pdfVersion: '1.7' });
    expect(said(await reader.read(open))).toBe('Diagnosis: melanoma of the left calf');
    const locked = await printed(draw, { ownerPassword: 'owner', userPassword: 'secret', pdfVersion: '1.7' });
    expect(said(await reader.read(locked))).toBe('encrypted');
  });

  it.each([
    ['too-large', { sizeBytes: 100 }],
    ['too-many-pages', { pages: 0 }],
    ['inflates-too-far', { inflatedBytes: 20 }],
    ['too-much-text', { characters: 20 }],
  ])('%s, beyond the limit', async (reason, limits) => {
    const strict = createLetterReader({ childEntry: child.entry, limits });
    expect(said(await strict.read(GOOD_LETTER))).toBe(reason);
    await strict.close();
  });
});

function twoColumns(document: PDFKit.PDFDocument): void {
  const left = 'Diagnosis: type 2 diabetes mellitus with early background retinopathy, stable for some years now';
  const right = 'No evidence of pulmonary embolism on the scan of last week, which the radiologist has read twice';
  document.text('Department of Respiratory Medicine: letter to the general practitioner', 60, 60, { lineBreak: false });
  document.text(left, 60, 100, { width: 100 }).text(right, 200, 100, { width: 100 });
  document.text('Plan: to be seen again in the clinic of Dr Castellane in three months from now', 60, 300);
}

describe('the reading process', () => {
  it('reads letters asked for at once one after the other, each its own', async () => {
    const words = ['colon', 'breast', 'prostate', 'kidney'];
    const readings = await Promise.all(words.map((word) => reader.read(onePage(showing(`Cancer of the ${word}`)))));
    expect(readings.map(said)).toEqual(words.map((word) => `Cancer of the ${word}`));
  });

  it('runs from the sources as it does from its bundle', async () => {
    const fromSources = createLetterReader();
    expect(await fromSources.read(GOOD_LETTER)).toEqual(await reader.read(GOOD_LETTER));
    await fromSources.close();
  });

  it.each([
    ['ends by itself', 'process.exit(3)', 'damaged'],
    ['is killed', "process.kill(process.pid, 'SIGKILL')", 'damaged'],
    ['runs out of heap', 'process.abort()', 'inflates-too-far'],
    ['does not answer', '', 'took-too-long'],
    ['loops for ever', 'for (;;);', 'took-too-long'],
  ])('a child that %s', async (_, body, reason) => {
    const pretended = pretendReadingChild(body);
    const own = createLetterReader({ childEntry: pretended.entry, limits: { timeoutMilliseconds: 4000 } });
    expect(said(await own.read(GOOD_LETTER))).toBe(reason);
    await own.close();
    pretended.remove();
  });

  it.runIf(process.platform === 'linux')('a child that grows too large is stopped', async () => {
    const pretended = pretendReadingChild('globalThis.kept = []; for (;;) kept.push(Buffer.alloc(1e6, 1));');
    const own = createLetterReader({ childEntry: pretended.entry, limits: { memoryBytes: 200_000_000 } });
    expect(said(await own.read(GOOD_LETTER))).toBe('inflates-too-far');
    await own.close();
    pretended.remove();
  });

  it('a child that cannot be started is no fault of the letter', async () => {
    const missing = createLetterReader({ childEntry: '/nowhere/pdf-child.mjs' });
    await expect(missing.read(GOOD_LETTER)).rejects.toThrow('did not start');
    await missing.close();
    const pretended = pretendReadingChild('', 'process.exit(1);');
    const failing = createLetterReader({ childEntry: pretended.entry });
    await expect(failing.read(GOOD_LETTER)).rejects.toMatchObject({ name: 'ReaderUnavailableError' });
    await failing.close();
    pretended.remove();
  });

  it('a bug of ours is told apart from a damaged letter', async () => {
    const pretended = pretendReadingChild("process.send({ kind: 'fault', where: 'TypeError\\n at readingOrder' })");
    const own = createLetterReader({ childEntry: pretended.entry });
    await expect(own.read(GOOD_LETTER)).rejects.toMatchObject({ name: 'ReaderFaultError' });
    await own.close();
    pretended.remove();
  });

  it('gets no credentials from its parent', async () => {
    const body = "process.send({ kind: 'answer', answer: { outcome: 'read', pages: [JSON.stringify(process.env)] } })";
    const pretended = pretendReadingChild(body);
    process.env.AWS_SECRET_ACCESS_KEY = 'not for the child';
    const own = createLetterReader({ childEntry: pretended.entry });
    expect(said(await own.read(GOOD_LETTER))).not.toContain('AWS_SECRET_ACCESS_KEY');
    delete process.env.AWS_SECRET_ACCESS_KEY;
    await own.close();
    pretended.remove();
  });

  it('keeps nobody waiting: a program that forgets to close its reader ends all the same, and so does the child', () => {
    const sources = fileURLToPath(new URL('../../functions/extract/reading/read-letter.ts', import.meta.url));
    const script = `
      const { createLetterReader } = await import(${JSON.stringify(sources)});
      const reader = createLetterReader({ childEntry: ${JSON.stringify(child.entry)} });
      const reading = await reader.read(Buffer.from(${JSON.stringify(GOOD_LETTER.toString('base64'))}, 'base64'));
      const broken = await reader.read(Buffer.from('%PDF-1.7'));
      process.stdout.write(reading.outcome + ' ' + broken.reason);`;
    const options = { encoding: 'utf8', timeout: 30_000 } as const;
    const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], options);
    expect(output).toBe('read damaged');
  });
});

describe.runIf(process.platform === 'linux')('a parent that is killed', () => {
  it('takes the child with it, even one that a letter holds in a loop', async () => {
    const bomb = hostilePdfs().find(({ name }) => name.startsWith('forms within forms'))!;
    const sources = fileURLToPath(new URL('../../functions/extract/reading/read-letter.ts', import.meta.url));
    const own = bundleReadingChild();
    const script = `
      const { createLetterReader } = await import(${JSON.stringify(sources)});
      const reader = createLetterReader({ childEntry: ${JSON.stringify(own.entry)} });
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), 1500);
      await reader.read(Buffer.from(${JSON.stringify(Buffer.from(bomb.bytes).toString('base64'))}, 'base64'));`;
    const killed = () => execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    expect(killed).toThrow();
    const isRunning = () => processesOf(own.entry).length > 0;
    for (let tries = 0; tries < 100 && isRunning(); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isRunning()).toBe(false);
    own.remove();
  });
});

function processesOf(entry: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').includes(entry);
    } catch {
      return false;
    }
  });
}

describe('the sample letters', () => {
  const letters = new URL('../../events/letters/incoming/', import.meta.url);
  it.each([
    ['RZZ02/Y90001/lung-clinic-two-columns.pdf', 'cT2b N2 M1c (bone, L adrenal)\nBx CT guided'],
    ['RZZ02/Y90001/lung-clinic-two-columns.pdf', 'adrenal 28mm. No evidence of pulmonary embolism\n'],
    ['RZZ01/Y90001/prostate two columns.pdf', 'LUTS\nED\nType 2 diabetes\n'],
    ['RZZ01/Y90001/prostate two columns.pdf', 'Investigations: no evidence of\nbone or nodal mets on MRI'],
    ['RZZ02/Y90001/breast-treatment-table.pdf', 'Dec 2025\tRT T7-9 8Gy/1#\tPalliative\tCompleted 19/12/25\n'],
    ['RZZ01/Y90001/genetics-relatives-only.pdf', 'Father\tmelanoma 2003, well\n'],
    ['RZZ01/Y90001/discharge-summary-neutropenic-sepsis.pdf', 'Neuts\t0.2\t0.6\t4.1\n'],
  ])('%s', async (path, words) => {
    expect(said(await reader.read(readFileSync(new URL(path, letters))))).toContain(words);
  });

  it.each([
    ['RZZ02/Y90001/empty.pdf', 'empty'],
    ['RZZ01/Y90002/interrupted-transfer.pdf', 'damaged'],
    ['RZZ02/Y90001/locked-letter.pdf', 'encrypted'],
    ['RZZ02/Y90002/scan0047.pdf', 'no-readable-text'],
    ['RZZ01/Y90001/IMG_2207.png', 'unsupported-type'],
  ])('%s is set aside as %s', async (path, reason) => {
    expect(said(await reader.read(readFileSync(new URL(path, letters))))).toBe(reason);
  });
});

describe('the watch on time', () => {
  it('stops a letter that would take for ever, and reads the next', async () => {
    const bomb = hostilePdfs().find(({ name }) => name.startsWith('forms within forms'))!;
    const own = createLetterReader({ childEntry: child.entry, limits: { timeoutMilliseconds: 4000 } });
    expect(['took-too-long', 'inflates-too-far']).toContain(said(await own.read(bomb.bytes)));
    expect(said(await own.read(GOOD_LETTER))).toBe(GOOD_WORDS);
    await own.close();
  });
});
