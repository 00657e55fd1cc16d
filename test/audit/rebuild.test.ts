import { expect, it } from 'vitest';
import { dynamoEventStore } from '../../functions/adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../../functions/adapters/dynamo-worklist.ts';
import { verifyTable } from '../../functions/audit/verify/table-check.ts';
import { rebuildViews } from '../../functions/local/audit/rebuild.ts';
import type { AuditStores } from '../../functions/local/audit/stores.ts';
import { startLoopbackDynamo } from '../support/loopback-dynamo.ts';
import { reviewedLetters } from '../support/reviewed-letters.ts';

it('lets nobody rely on what letters are found by until it is done, and leaves every view as its events say', async () => {
  const dynamo = await startLoopbackDynamo();
  const events = dynamoEventStore(dynamo.client, dynamo.events);
  const worklist = dynamoWorklist(dynamo.client, dynamo.worklist);
  await reviewedLetters({ seed: 3, letters: 6, stores: { events, worklist } });
  await worklist.setFindable(true);
  const find = () => worklist.findLetters({ kind: 'actor', value: 'extract' });
  const before = await find();
  expect(before!.length).toBeGreaterThan(0);

  const stores = { tables: dynamo, events, worklist } as unknown as AuditStores;
  const failing = { ...worklist, put: async () => Promise.reject(new Error('the table does not answer')) };
  await expect(rebuildViews({ ...stores, worklist: failing })).rejects.toThrow('does not answer');
  expect(await find()).toBeNull();

  expect((await rebuildViews(stores)).different.length).toBe(1);
  expect([...(await find())!].sort()).toEqual([...before!].sort());
  expect((await verifyTable(dynamo, [])).findings).toEqual([]);
  await dynamo.close();
});
