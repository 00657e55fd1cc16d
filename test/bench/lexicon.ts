import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { buildLexicon } from '../../lexicon/build.ts';
import { readData } from '../../lexicon/data-files.ts';
import { writeLargeRelease } from '../lexicon/large-release.ts';

const HELP = `npx tsx test/bench/lexicon.ts [--rows N]

Size and build time of the lexicon's artefact, load time in fresh processes, descriptions by category, and the release check
on a generated release of N descriptions (default 1,000,000). Timings are printed and fail nothing.
`;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUNS = 7;

function main(): number {
  const { values } = parseArgs({ options: { rows: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  print(
    `${new Date().toISOString().slice(0, 10)}, ${processor} × ${cpus().length}, ${memory} GB, Node ${process.version}`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'bench-lexicon-'));
  try {
    measureArtefact(folder);
    measureRelease(folder, Number(values.rows ?? 1_000_000));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return 0;
}

function measureArtefact(folder: string): void {
  const times: number[] = [];
  let json = '';
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now();
    const built = buildLexicon(readData());
    times.push(performance.now() - start);
    if ('findings' in built) throw new Error('the data are malformed');
    json = JSON.stringify(built.artefact);
  }
  print(`artefact: ${megabytes(json.length)}, gzipped ${megabytes(gzipSync(json).length)}`);
  print(`build: ${spread(times)}, from reading the files to a compiled lexicon`);
  const file = join(folder, 'lexicon.json');
  writeFileSync(file, json);
  measureLoad(folder, file);
  const { concepts, descriptions } = readData().tables;
  const category = new Map(concepts.map(({ row }) => [row.id, row.category]));
  const counts = new Map<string, number>();
  for (const { row } of descriptions) {
    const one = category.get(row.target) ?? '?';
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  print(
    `descriptions: ${[...counts]
      .sort(([, a], [, b]) => b - a)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ')}`,
  );
}

/** As a Lambda starts: a bundle, a new process, nothing warm. */
function measureLoad(folder: string, artefact: string): void {
  const entry = join(folder, 'load.mts');
  const core = join(ROOT, 'functions/core/lexicon/lexicon.ts');
  writeFileSync(
    entry,
    `import { readFileSync } from 'node:fs';
import { loadLexicon } from ${JSON.stringify(core)};
const start = performance.now();
const lexicon = loadLexicon(readFileSync(process.argv[2], 'utf8'));
console.log(JSON.stringify({ milliseconds: performance.now() - start, heap: process.memoryUsage().heapUsed, version: lexicon.version }));`,
  );
  const bundle = join(folder, 'load.mjs');
  buildSync({
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    nodePaths: [join(ROOT, 'node_modules')],
  });
  const runs = Array.from({ length: RUNS }, () =>
    JSON.parse(execFileSync(process.execPath, [bundle, artefact], { encoding: 'utf8' })),
  );
  print(
    `load in a fresh process: ${spread(runs.map((run) => run.milliseconds))}, heap ${megabytes(Math.max(...runs.map((run) => run.heap)))} (aim: 50 ms)`,
  );
}

function measureRelease(folder: string, rows: number): void {
  const release = join(folder, 'release');
  mkdirSync(release);
  const files = writeLargeRelease(release, rows);
  const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const script = `
import { runCommand } from ${JSON.stringify(join(ROOT, 'lexicon/command.ts'))};
const start = performance.now();
const code = await runCommand(['release', '--rf2', ${JSON.stringify(release)}, '--json']);
console.error('MEASURED ' + JSON.stringify({ code, seconds: (performance.now() - start) / 1000, peak: process.resourceUsage().maxRSS * 1024 }));`;
  const entry = join(folder, 'release.mts');
  writeFileSync(entry, script);
  const { stderr } = spawnSync(process.execPath, ['--import', 'tsx', entry], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const measured = /MEASURED (.*)/.exec(stderr)?.[1];
  if (measured === undefined) throw new Error(stderr);
  const { seconds, peak } = JSON.parse(measured);
  print(
    `release: ${rows.toLocaleString('en-GB')} descriptions, ${megabytes(size)} in ${files.length} files: ${seconds.toFixed(1)} s, peak memory ${megabytes(peak)}`,
  );
}

function spread(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]!.toFixed(0);
  return `${at(0.5)} ms (${at(0)}–${at(1)}, ${sorted.length} runs)`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = main();
