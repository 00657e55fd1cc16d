import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';

/** The child's file name; the reader looks for it beside its own bundle. */
export const PDF_CHILD_FILE = 'pdf-child.mjs';

/**
 * How esbuild makes the child process one file that runs with no `node_modules` in reach. Give it an `outfile` named
 * `pdf-child.mjs` in the folder of the bundle that holds `read-letter.ts` (ESM too: it finds itself by `import.meta.url`).
 *
 * `@napi-rs/canvas` is native and only for drawing: pdf.js looks for it, does not find it, and goes on.
 */
export const PDF_CHILD_BUNDLING = {
  entryPoints: [fileURLToPath(new URL('./pdf-child.ts', import.meta.url))],
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['@napi-rs/canvas'],
  minify: true,
  legalComments: 'none',
  logLevel: 'error',
} satisfies BuildOptions;
