import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { buildPage } from '../functions/review/page/build.ts';

/** Writes the page's files into a folder: run by `bundling.ts`, which cannot wait for anything. */
const outdir = argv[2]!;
mkdirSync(outdir, { recursive: true });
for (const [name, content] of Object.entries(await buildPage())) writeFileSync(join(outdir, name), content);
