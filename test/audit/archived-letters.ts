import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderArchive } from '../../functions/adapters/folder-archive.ts';
import { archiveEvents } from '../../functions/core/archive/archive-events.ts';
import type { EventStore } from '../../functions/core/ports.ts';
import { type HistoryOptions, reviewedLetters } from '../support/reviewed-letters.ts';

/** A history of letters, archived as the service does it the week after. */
export async function archivedLetters(options: HistoryOptions) {
  const history = await reviewedLetters(options);
  return { ...history, ...(await archived(history.events)) };
}

export async function archived(events: EventStore, now = '2026-03-10T12:00:00.000Z') {
  const root = await mkdtemp(join(tmpdir(), 'archive-'));
  await archiveEvents({ events, archive: folderArchive(root), now: () => now, log: () => {} });
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}
