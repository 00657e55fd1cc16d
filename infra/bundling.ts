import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';

export const FUNCTION_NAMES = ['extract', 'suggest', 'sweep', 'archive', 'event-watch', 'review'] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

export interface BundleSources {
  /** The practices and senders that this deployment serves. @default the invented ones of the samples */
  readonly directoryFile?: string;
  /** @default what `lexicon/build.ts` wrote */
  readonly lexiconFile?: string;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds one function into `outdir` exactly as it is deployed: `index.mjs`, and beside it what it reads or forks.
 * Nothing is fetched and no `node_modules` is needed at run time: the AWS SDK is bundled, so that the version tested
 * is the version that runs.
 *
 * @returns the size in bytes of each file written
 * @throws when the lexicon has not been built or the directory is not there
 */
export function bundleFunction(
  name: FunctionName,
  outdir: string,
  sources: BundleSources = {},
): Readonly<Record<string, number>> {
  mkdirSync(outdir, { recursive: true });
  build(`functions/${name}/index.ts`, join(outdir, 'index.mjs'));
  switch (name) {
    case 'extract':
      build('functions/extract/reading/pdf-child.ts', join(outdir, 'pdf-child.mjs'));
      copyInto(outdir, 'directory.json', sources.directoryFile ?? join(ROOT, 'events/directory.json'));
      break;
    case 'suggest':
      copyInto(outdir, 'lexicon.json', sources.lexiconFile ?? join(ROOT, 'lexicon/dist/lexicon.json'));
      break;
    case 'review':
      copyInto(outdir, 'directory.json', sources.directoryFile ?? join(ROOT, 'events/directory.json'));
      copyInto(outdir, 'lexicon.json', sources.lexiconFile ?? join(ROOT, 'lexicon/dist/lexicon.json'));
      execFileSync(process.execPath, ['--import', 'tsx', join(ROOT, 'infra/build-page.ts'), outdir], { cwd: ROOT });
      break;
    case 'sweep':
    case 'archive':
    case 'event-watch':
      break;
    default:
      name satisfies never;
  }
  return Object.fromEntries(readdirSync(outdir).map((file) => [file, statSync(join(outdir, file)).size]));
}

function build(entry: string, outfile: string): void {
  buildSync({ ...OPTIONS, absWorkingDir: ROOT, entryPoints: [entry], outfile });
}

/**
 * Names and short lines are kept, so that a stack trace says something without a source map. pdf.js looks for `@napi-rs/canvas` and does
 * without; the CommonJS packages among the rest need a `require` to find Node's own modules.
 */
const OPTIONS: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  mainFields: ['module', 'main'],
  external: ['@napi-rs/canvas'],
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  minifyWhitespace: true,
  lineLimit: 160,
  minifySyntax: true,
  sourcemap: false,
  logLevel: 'error',
};

function copyInto(outdir: string, file: string, source: string): void {
  if (!existsSync(source)) throw new Error(`${source} is not there, and ${file} is made of it; see npm run synth`);
  copyFileSync(source, join(outdir, file));
}
