import { type ArchivePorts, type ArchiveReport, archiveEvents } from '../core/archive/archive-events.ts';

/** On a schedule: archives the days that are over and not yet anchored. */
export function createHandler(ports: ArchivePorts) {
  return (_event: unknown): Promise<ArchiveReport> => archiveEvents(ports);
}
