/**
 * `node functions/local/bundled-start.mjs COMMAND.ts ...args` runs a command from one bundled file, which is made again when a
 * source has changed. Compiling and finding some hundred modules on each start costs more than most answers do.
 */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { argv, execPath, pid } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const entry = resolve(argv[2] ?? '');
const bundle = join(ROOT, 'node_modules/.cache/letter-coder', `${basename(entry, '.ts')}.mjs`);

const key = `// ${keyOf()}\n`;
if (!isOf(bundle, key)) await build();
// The command is started as if it stood here by itself.
argv.splice(0, 3, execPath, entry);
await import(pathToFileURL(bundle).href);

/** Of every source that can be in the bundle, by name, time and size, and of the packages it is made with. */
function keyOf() {
  const hash = createHash('sha256').update(ROOT);
  const add = (file) => {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  };
  for (const folder of ['functions', 'lexicon']) sourcesIn(join(ROOT, folder)).forEach(add);
  add(join(ROOT, 'package-lock.json'));
  add(fileURLToPath(import.meta.url));
  return hash.digest('hex');
}

function sourcesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    const path = join(folder, item.name);
    if (item.isDirectory()) return sourcesIn(path);
    return /\.tsx?$/.test(item.name) ? [path] : [];
  });
}

function isOf(file, firstLine) {
  const start = Buffer.alloc(firstLine.length);
  try {
    const opened = openSync(file, 'r');
    readSync(opened, start);
    closeSync(opened);
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
  return start.toString() === firstLine;
}

/** Whole or not at all: several may start at once. */
async function build() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    // They look for modules of theirs by name, one of them a native one.
    external: ['dynalite', 'level'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: [{ name: 'own-address', setup: keepAddresses }],
    write: false,
    logLevel: 'error',
  });
  const part = `${bundle}.${pid}.part`;
  mkdirSync(dirname(bundle), { recursive: true });
  writeFileSync(part, key + outputFiles[0].text);
  renameSync(part, bundle);
}

/** A source finds files beside itself, so in the bundle it keeps its own address. */
function keepAddresses({ onLoad }) {
  onLoad({ filter: /\/(?:functions|lexicon)\/.*\.ts$/ }, async ({ path }) => {
    const source = await readFile(path, 'utf8');
    return { loader: 'ts', contents: source.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)) };
  });
}
