import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dynamoEventStore } from '../../functions/adapters/dynamo-event-store.ts';
import {
  DataFolderInUseError,
  openEmbeddedTables,
  reachEmbeddedTables,
} from '../../functions/local/embedded-tables.ts';
import { chainOf, received } from '../support/chains.ts';

describe('the embedded tables', () => {
  let root: string;
  let folder: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'letter-coder-'));
    folder = join(root, 'tables');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('are reached by a command beside the start that has them open, and stay open when it is done', async () => {
    const [event] = chainOf([received]);
    const tables = await openEmbeddedTables(folder);
    try {
      await dynamoEventStore(tables.client, tables.events).append(event!);
      const reached = await reachEmbeddedTables(folder);
      expect(await dynamoEventStore(reached.client, reached.events).read(event!.letterId)).toEqual([event]);
      await reached.close();
      expect(await dynamoEventStore(tables.client, tables.events).last(event!.letterId)).toEqual(event);
    } finally {
      await tables.close();
    }
  });

  it('are opened by the command itself when nothing else has them', async () => {
    const tables = await reachEmbeddedTables(folder);
    expect(await dynamoEventStore(tables.client, tables.events).last(chainOf([received])[0]!.letterId)).toBeNull();
    await tables.close();
    await (await reachEmbeddedTables(folder)).close();
  });

  it('are said to be in use when whoever has them does not answer', async () => {
    const tables = await openEmbeddedTables(folder);
    try {
      await writeFile(`${folder}.endpoint`, 'http://127.0.0.1:9');
      await expect(reachEmbeddedTables(folder)).rejects.toThrow(DataFolderInUseError);
    } finally {
      await tables.close();
    }
  });
});
