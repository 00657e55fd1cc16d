import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What a browser loads, by the path it asks for. `index.html` answers for every path that is not a file or the API's. */
export interface PageAssets {
  readonly 'index.html': string;
  readonly 'page.js': string;
  readonly 'style.css': string;
}

/** Makes the page from its sources: the same sources give the same bytes, on a laptop and in a deployment. */
export async function buildPage(): Promise<PageAssets> {
  const [index, script, design, own] = await Promise.all([
    readFile(new URL('./index.html', import.meta.url), 'utf8'),
    bundle(fileURLToPath(new URL('./main.tsx', import.meta.url))),
    readFile(createRequire(import.meta.url).resolve(DESIGN_SYSTEM), 'utf8'),
    readFile(new URL('./page.css', import.meta.url), 'utf8'),
  ]);
  return { 'index.html': index, 'page.js': script, 'style.css': `${withoutAddresses(design)}\n${own}` };
}

const DESIGN_SYSTEM = 'nhsuk-frontend/dist/nhsuk/nhsuk-frontend-10.6.1.min.css';

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: ['es2022'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

/**
 * The design system's style sheet without its fonts and pictures. The fonts are fetched from elsewhere and licensed for
 * nhs.uk alone; the next in its list, Arial, stands in.
 *
 * @throws Error when an address is left
 */
function withoutAddresses(css: string): string {
  const bare = css
    .replace(/^@charset[^;]*;/, '')
    .replace(/@font-face\{[^}]*\}/g, '')
    .replace(/url\(\/assets\/[^)]*\)/g, 'none')
    .replace(/\/\*#[^*]*\*\//g, '');
  if (/url\(|@import|https?:/.test(bare))
    throw new Error('the design system’s style sheet asks for something elsewhere');
  return bare;
}
