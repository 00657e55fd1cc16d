import { argv, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { archiveDays } from './archive-days.ts';
import { keepLexicon } from './audit/lexicons.ts';
import { loadBuiltLexicon } from './built-lexicon.ts';
import { openBundledReader } from './bundled-reader.ts';
import { openDataFolder } from './data-folder.ts';
import { openEmbeddedTables } from './embedded-tables.ts';
import { printable } from './letter-table.ts';
import { localReview } from './local-review.ts';
import { createLocalService, type LocalService } from './local-service.ts';
import { parseStartOptions, START_USAGE, type StartOptions, UsageError } from './options.ts';
import { openLoopbackPort } from './page-server.ts';
import { createReport, type Report, summaryLine } from './report.ts';
import { type SampleLetters, sampleLetters } from './sample-letters.ts';
import { untilStable, watchLetters } from './watch.ts';
import { readWorklists } from './worklists.ts';

/**
 * `npm start`: everything in one process, on this machine only. Reads what is in the letters folder, then watches it.
 *
 * @param stop aborted when the person wants it to end: the letter in hand is finished first
 * @returns the exit code
 */
export async function start(options: StartOptions, stop: AbortSignal): Promise<number> {
  const lexicon = loadBuiltLexicon(process.env.LEXICON_FILE);
  const data = await openDataFolder(options.data);
  const tables = await openEmbeddedTables(data.tables);
  await keepLexicon(data.lexicons, lexicon, process.env.LEXICON_FILE);
  const reader = await openBundledReader(data.programs);
  const report = createReport({ output: stdout, ports: () => service });
  const service = createLocalService({
    data,
    tables,
    lexicon,
    reader,
    onStarted: report.started,
    onFinished: report.finished,
    onGivenUp: report.givenUp,
    onSuperseded: report.superseded,
  });
  // What waits is left to the next start, which finds it by its sweep.
  stop.addEventListener('abort', () => void service.queue.stop());
  try {
    const port = await openLoopbackPort(options.port);
    const archive = archiveDays(service.events, data.archive, report.say);
    try {
      await archive.begun;
      port.serve(await localReview({ service, data, lexicon, origin: port.origin }));
      report.say(`Page:    ${port.origin}/`);
      report.say(`Letters: ${data.letters}/incoming/<sender ODS>/<practice ODS>/\n`);
      const samples = options.samples ? await sampleLetters(data.letters, data.samplesMarker) : null;
      await readAndWatch({ service, report, samples, root: data.letters, once: options.once, stop });
    } finally {
      await archive.end();
      await port.close();
    }
    return options.once && report.givenUpCount() > 0 ? 1 : 0;
  } finally {
    await service.queue.stop();
    await report.printed();
    await reader.close();
    await tables.close();
  }
}

interface Run {
  readonly service: LocalService;
  readonly report: Report;
  readonly samples: SampleLetters | null;
  readonly root: string;
  readonly once: boolean;
  readonly stop: AbortSignal;
}

async function readAndWatch(run: Run): Promise<void> {
  const { service, report, samples, root, once, stop } = run;
  const announce = async (key: string) => {
    const there = await service.announce(key).catch((error: NodeJS.ErrnoException) => error.code ?? error.name);
    const wentAway = there === false && !key.includes('\ufffd');
    if (there === true || wentAway) return;
    const why = there === false ? 'its name is not UTF-8' : there;
    report.say(`${printable(key)} could not be opened (${why}). Rename it or put it in again.`);
  };
  let announcing: Promise<void> = Promise.resolve();
  const inTurn = (key: string) => {
    announcing = announcing.then(() => announce(key));
    return announcing;
  };

  await service.sweep();
  await samples?.putFirst();
  // The watch begins before the folder is read, so that nothing falls between the two.
  const watch = await watchLetters(root, inTurn, (error) => {
    report.say(
      `The folder cannot be watched as it should (${(error as Error).message}). New letters may be seen late.`,
    );
  });
  try {
    const keys = await service.keys();
    await Promise.all(keys.map((key) => untilStable(`${root}/${key}`, () => stop.aborted)));
    for (const key of keys) if (!stop.aborted) await inTurn(key);
    await readAll(run, inTurn);
    if (stop.aborted) return;
    const practices = service.practices();
    report.say(`\n${summaryLine(await readWorklists(service.worklist, practices, undefined))}`);
    if (once) return;
    report.say('Watching for new letters. Ctrl-C stops.\n');
    if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve));
    report.say('Stopping after the letter in hand …');
  } finally {
    await watch.close();
  }
}

/** Reads what is there, counted; then the amended samples, which mean something only after the first were read. */
async function readAll({ service, report, samples, stop }: Run, announce: (key: string) => Promise<void>) {
  const amended = samples?.amended ?? 0;
  const total = service.queue.size() + amended;
  if (total > 0) report.beginCount(total);
  service.queue.start();
  await service.queue.idle();
  if (samples !== null && !stop.aborted) {
    for (const key of await samples.putAmended()) await announce(key);
    await service.queue.idle();
  }
  await report.sayReplaced();
  report.endCount();
}

/** The first signal asks; a second one, from someone who will not wait, ends it at once. Nothing is lost either way. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stop.signal.aborted && Date.now() - askedAt > PATIENCE_MILLISECONDS) process.exit(130);
      if (!stop.signal.aborted) askedAt = Date.now();
      stop.abort();
    });
  let askedAt = 0;
  // Nobody reads what is printed any more.
  stdout.on('error', () => stop.abort());
  return stop.signal;
}

/** A terminal and npm may both pass on the same Ctrl-C. */
const PATIENCE_MILLISECONDS = 1000;

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const options = parseStartOptions(argv.slice(2));
    if (options === 'help') stdout.write(START_USAGE);
    else process.exitCode = await start(options, stopSignal());
  } catch (error) {
    const usage = error instanceof UsageError;
    stderr.write(usage ? `${error.message}\n\n${START_USAGE}` : `${error instanceof Error ? error.message : error}\n`);
    process.exitCode = usage ? 2 : 1;
  }
}
