import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Converts Writer sources (`.html`, `.fodt`) to PDF with LibreOffice, all of one kind in one run.
 *
 * @returns the PDFs by source path.
 */
export function convertWithLibreOffice(sources: readonly string[]): Map<string, Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'letters-'));
  try {
    // Without the filter's name LibreOffice opens HTML as a web page, and loses the paper size.
    runWriter(folder, sources.filter(isHtml), ['--infilter=HTML (StarWriter)']);
    runWriter(
      folder,
      sources.filter((source) => !isHtml(source)),
      [],
    );
    return new Map(sources.map((source) => [source, readFileSync(join(folder, pdfName(source)))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runWriter(folder: string, sources: readonly string[], filter: readonly string[]): void {
  // A profile of its own: a LibreOffice already open on the desk would otherwise swallow the request.
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
  const conversion = ['--headless', ...filter, '--convert-to', 'pdf:writer_pdf_Export', '--outdir', folder];
  try {
    execFileSync('soffice', [profile, ...conversion, ...sources], { stdio: 'pipe' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new Error(
      'soffice is not on the PATH: some letters are made by LibreOffice Writer ' +
        '(Debian: libreoffice-writer-nogui; elsewhere: an installed LibreOffice)',
      { cause: error },
    );
  }
}

function isHtml(source: string): boolean {
  return extname(source) === '.html';
}

function pdfName(source: string): string {
  return `${basename(source, extname(source))}.pdf`;
}
