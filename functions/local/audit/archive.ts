import { stdout } from 'node:process';
import { systemClock } from '../../adapters/system-clock.ts';
import { archiveEvents } from '../../core/archive/archive-events.ts';
import { noOthers, readFlags } from './flags.ts';
import { openStores } from './stores.ts';

/** Archives the days that are over now, as the schedule does. */
export async function archive(args: readonly string[]): Promise<number> {
  const { flags, others } = readFlags(args, { data: 'string', json: 'boolean' });
  noOthers(others);
  const stores = await openStores(flags.data);
  try {
    const report = await archiveEvents({ ...stores, now: systemClock, log: () => {} });
    const { days, events } = report;
    if (flags.json) stdout.write(`${JSON.stringify(report)}\n`);
    else if (days.length === 0) stdout.write('Every day that is over has been archived before.\n');
    else stdout.write(`Archived ${events} events, ${days.length} days from ${days[0]} to ${days.at(-1)}.\n`);
    return 0;
  } finally {
    await stores.close();
  }
}
