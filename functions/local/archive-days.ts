import { folderArchive } from '../adapters/folder-archive.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { archiveEvents } from '../core/archive/archive-events.ts';
import { ArchiveDisagreesError } from '../core/errors.ts';
import type { EventStore } from '../core/ports.ts';

const HOUR_MILLISECONDS = 3_600_000;

/** Archives the days that are over, at once and then whenever another one is. A laptop that was off makes up for it. */
export function archiveDays(events: EventStore, folder: string, say: (line: string) => void) {
  const archive = folderArchive(folder);
  const run = async () => {
    try {
      await archiveEvents({ events, archive, now: systemClock, log: () => {} });
    } catch (error) {
      const disagrees = error instanceof ArchiveDisagreesError;
      const then = disagrees ? 'Run: npm run audit -- verify --table' : 'It is tried again in an hour.';
      say(`WARNING: the events could not be archived: ${(error as Error).message}. ${then}`);
    }
  };
  const begun = run();
  let running = begun;
  const timer = setInterval(() => {
    running = running.then(run);
  }, HOUR_MILLISECONDS);
  return {
    /** Settled when the days before this start have been archived. */
    begun,
    /** After the run in hand. */
    async end(): Promise<void> {
      clearInterval(timer);
      await running;
    },
  };
}
