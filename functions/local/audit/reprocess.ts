import { stderr, stdout } from 'node:process';
import { systemClock } from '../../adapters/system-clock.ts';
import type { Actor } from '../../core/events.ts';
import { LetterId } from '../../core/letter.ts';
import { type Reprocessed, reprocessLetter } from '../../core/reprocess-letter.ts';
import { loadBuiltLexicon } from '../built-lexicon.ts';
import { UsageError } from '../options.ts';
import { noOthers, readFlags } from './flags.ts';
import { openLexicon } from './lexicons.ts';
import { openStores } from './stores.ts';

const FLAGS = {
  letter: 'string',
  all: 'boolean',
  lexicon: 'string',
  actor: 'string',
  data: 'string',
  json: 'boolean',
} as const;

/** New runs over recorded texts under the lexicon that is built here, or another: appended as events, in somebody's name. */
export async function reprocess(args: readonly string[]): Promise<number> {
  const { flags, others } = readFlags(args, FLAGS);
  noOthers(others);
  if ((flags.letter === undefined) === (flags.all === undefined))
    throw new UsageError('reprocess needs either --letter ID or --all');
  if (flags.actor === undefined) throw new UsageError('reprocess needs --actor NAME: the events say who asked for it');
  const actor: Actor = { kind: 'person', id: flags.actor, role: 'operator' };
  const lexicon = flags.lexicon === undefined ? loadBuiltLexicon(process.env.LEXICON_FILE) : openLexicon(flags.lexicon);
  const stores = await openStores(flags.data);
  try {
    const letterIds = flags.letter === undefined ? everyLetter(stores.events.all()) : [letterOf(flags.letter)];
    const outcomes: Partial<Record<Reprocessed, number>> = {};
    let letters = 0;
    for (const letterId of await letterIds) {
      const outcome = await reprocessLetter({ ...stores, lexicon, now: systemClock, log: () => {} }, letterId, actor);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (++letters % 100 === 0) stderr.write(`${letters} letters\n`);
    }
    const counted = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
    if (flags.json) stdout.write(`${JSON.stringify({ letters, ...outcomes })}\n`);
    else stdout.write(`${letters} letters under lexicon ${lexicon.version}: ${counted.join(', ')}.\n`);
    return 0;
  } finally {
    await stores.close();
  }
}

/** Collected before the first is appended to, so that none is met twice. */
async function everyLetter(chains: AsyncIterable<readonly { readonly letterId: LetterId }[]>): Promise<LetterId[]> {
  const letterIds: LetterId[] = [];
  for await (const [first] of chains) letterIds.push(first!.letterId);
  return letterIds;
}

function letterOf(written: string): LetterId {
  const letterId = LetterId.safeParse(written);
  if (!letterId.success) throw new UsageError('--letter needs the id of a letter, 32 hexadecimal digits');
  return letterId.data;
}
