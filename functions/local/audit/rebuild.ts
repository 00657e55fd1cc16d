import { stdout } from 'node:process';
import { dropViewItems, readViewItems, type ViewItem } from '../../adapters/dynamo-view-items.ts';
import { writeViews } from '../../core/receive-letter.ts';
import { noOthers, readFlags } from './flags.ts';
import { type AuditStores, openStores } from './stores.ts';

/** Drops every view and makes it again from its letter's events, one letter after another. */
export async function rebuild(args: readonly string[]): Promise<number> {
  const { flags, others } = readFlags(args, { data: 'string', json: 'boolean' });
  noOthers(others);
  const stores = await openStores(flags.data);
  try {
    const report = await rebuildViews(stores);
    if (flags.json) stdout.write(`${JSON.stringify(report)}\n`);
    else if (report.different.length === 0)
      stdout.write(`${report.letters} letters rebuilt, all as they were before.\n`);
    else
      stdout.write(
        `${report.letters} letters rebuilt. These were not as their events say:\n${report.different.map((letterId) => `  ${letterId}\n`).join('')}`,
      );
    return 0;
  } finally {
    await stores.close();
  }
}

export interface RebuildReport {
  readonly letters: number;
  /** Letters whose views were other, or missing, or had no events, before. */
  readonly different: readonly string[];
}

export async function rebuildViews({ tables, events, worklist }: AuditStores): Promise<RebuildReport> {
  const before = await readViewItems(tables.client, tables.worklist);
  const drop = (letterId: string) => dropViewItems(tables.client, tables.worklist, before.get(letterId) ?? []);
  const known = new Set<string>();
  // While it lasts, and if it ends early, letters are missing from what they are found by.
  await worklist.setFindable(false);
  for await (const chain of events.all()) {
    const { letterId } = chain[0]!;
    known.add(letterId);
    await drop(letterId);
    await writeViews({ worklist }, chain);
  }
  for (const letterId of before.keys()) if (!known.has(letterId)) await drop(letterId);
  await worklist.setFindable(true);
  const after = await readViewItems(tables.client, tables.worklist);
  return { letters: known.size, different: differing(before, after) };
}

type Views = ReadonlyMap<string, readonly ViewItem[]>;

/** The day a letter was completed keeps it after it was reopened, so that list alone is not compared. */
function differing(before: Views, after: Views): string[] {
  const letterIds = [...new Set([...before.keys(), ...after.keys()])].sort();
  const text = (views: Views, letterId: string) =>
    JSON.stringify(
      (views.get(letterId) ?? [])
        .filter(({ pk }) => !pk.startsWith('completed#'))
        .map(lineOf)
        .sort(),
    );
  return letterIds.filter((letterId) => text(before, letterId) !== text(after, letterId));
}

const lineOf = ({ pk, sk, says }: ViewItem) => `${pk} ${sk} ${says}`;
