import { stderr, stdout } from 'node:process';
import { LetterId } from '../../core/letter.ts';
import type { Lexicon } from '../../core/lexicon/lexicon.ts';
import { type Change, lastRun, type Replayed, replayRun } from '../../core/replay-letter.ts';
import { byCode, countReplayed, newReplaySummary, type ReplaySummary } from '../../core/replay-summary.ts';
import { UsageError } from '../options.ts';
import { findCommit } from './commits.ts';
import { noOthers, readFlags } from './flags.ts';
import { findLexicon, isThisEngine, openLexicon } from './lexicons.ts';
import { type AuditStores, openStores } from './stores.ts';

const FLAGS = { letter: 'string', all: 'boolean', lexicon: 'string', data: 'string', json: 'boolean' } as const;

/** @returns 0 when every run came out the same; 1 when one did not, or could not be replayed here */
export async function replay(args: readonly string[]): Promise<number> {
  const { flags, others } = readFlags(args, FLAGS);
  noOthers(others);
  if ((flags.letter === undefined) === (flags.all === undefined))
    throw new UsageError('replay needs either --letter ID or --all');
  if (flags.all && flags.lexicon === undefined) throw new UsageError('replay --all needs --lexicon NEW');
  const lexicon = flags.lexicon === undefined ? null : openLexicon(flags.lexicon);
  const stores = await openStores(flags.data);
  try {
    if (flags.letter === undefined) return await replayAll(stores, lexicon!, flags.json === true);
    return await replayOne(stores, flags.letter, lexicon, flags.json === true);
  } finally {
    await stores.close();
  }
}

async function replayOne(stores: AuditStores, letter: string, lexicon: Lexicon | null, json: boolean): Promise<number> {
  const letterId = LetterId.safeParse(letter);
  if (!letterId.success) throw new UsageError('--letter needs the id of a letter, 32 hexadecimal digits');
  const run = lastRun(await stores.events.read(letterId.data));
  if (run === null) {
    say(
      json,
      { letterId: letter, replayed: false, because: 'never assessed' },
      'No run over this letter is recorded.\n',
    );
    return 1;
  }
  const under = lexicon ?? (isThisEngine(run.data) ? findLexicon(stores.lexicons, run.data) : null);
  if (under === null) {
    const { lexiconVersion, engineVersion } = run.data;
    const commit = findCommit(run.data);
    const where = whereIs(commit);
    say(
      json,
      { letterId: letter, replayed: false, because: 'not at hand', lexiconVersion, engineVersion, commit },
      `This run was made with lexicon ${lexiconVersion} and engine ${engineVersion}, which are not at hand here.\n${where}\n`,
    );
    return 1;
  }
  const replayed = await replayRun(stores, run, under);
  say(
    json,
    { ...replayed, replayed: true, under: versionsOf(under) },
    replayedInWords(replayed, under, lexicon !== null),
  );
  return replayed.same ? 0 : 1;
}

function whereIs({ both, engine }: ReturnType<typeof findCommit>): string {
  if (both !== null) return `Commit ${both} has both: check it out and run this there.`;
  if (engine !== null) return `Commit ${engine} has the engine; no commit was found that has this lexicon with it.`;
  return 'No commit of this repository was found that has them.';
}

const versionsOf = ({ version, engineVersion }: Lexicon) => ({ lexiconVersion: version, engineVersion });

function replayedInWords(
  { letterId, sequence, same, ...changes }: Replayed,
  { version }: Lexicon,
  isNew: boolean,
): string {
  const what = `Letter ${letterId}, event ${sequence}`;
  if (same) return `${what}: ${isNew ? `lexicon ${version} would say the same` : 'the same again, byte for byte'}.\n`;
  const title = isNew ? `lexicon ${version} would say something else` : 'NOT the same again';
  return `${what}: ${title}.\n${changesInWords(changes)}`;
}

function changesInWords({ more, fewer, other }: Pick<Replayed, 'more' | 'fewer' | 'other'>): string {
  const lines = (title: string, changes: readonly Change[]) =>
    changes.map(({ code, display }) => `  ${title}: ${code ?? 'no code held'} ${display}\n`);
  const all = [...lines('new', more), ...lines('no longer', fewer), ...lines('otherwise', other)];
  return all.length === 0 ? '  in what is held back, or in its stages and conflicts, alone\n' : all.join('');
}

const PROGRESS_EVERY = 100;

/** The release gate of a lexicon: what it would change in everything that has been suggested. */
async function replayAll(stores: AuditStores, lexicon: Lexicon, json: boolean): Promise<number> {
  const summary = newReplaySummary();
  for await (const chain of stores.events.all()) {
    const replayed = await countReplayed(stores, chain, lexicon, summary);
    if (replayed === 'failed') stderr.write(`letter ${chain[0]!.letterId}: its text cannot be read\n`);
    if (replayed !== null && summary.letters % PROGRESS_EVERY === 0)
      stderr.write(`${summary.letters} letters, ${summary.different} different\n`);
  }
  const { codes: _, ...counts } = summary;
  const codes = byCode(summary);
  say(json, { lexicon: versionsOf(lexicon), ...counts, codes }, summaryInWords(lexicon, counts, codes));
  return summary.different + summary.failed > 0 ? 1 : 0;
}

function summaryInWords(
  { version }: Lexicon,
  summary: Omit<ReplaySummary, 'codes'>,
  codes: ReturnType<typeof byCode>,
): string {
  const { letters, same, different, more, fewer, other, failed } = summary;
  return [
    `Lexicon ${version} over ${letters} letters: ${same} the same, ${different} different${failed > 0 ? `, ${failed} could not be replayed` : ''}.`,
    `Suggestions: ${more} new, ${fewer} no longer, ${other} otherwise.`,
    ...codes.map(
      (one) => `  ${one.code} ${one.display}: ${one.more} new, ${one.fewer} no longer, ${one.other} otherwise`,
    ),
    '',
  ].join('\n');
}

function say(json: boolean, value: object, words: string): void {
  stdout.write(json ? `${JSON.stringify(value)}\n` : words);
}
