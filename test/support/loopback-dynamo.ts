import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { eventsTable, worklistTable } from '../../functions/adapters/dynamo-tables.ts';

export interface LoopbackDynamo {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  readonly events: string;
  readonly worklist: string;
  close(): Promise<void>;
}

/** Both tables on dynalite, in memory, over a real socket and through the SDK's own client. */
export async function startLoopbackDynamo(): Promise<LoopbackDynamo> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-2', credentials: LOOPBACK_CREDENTIALS });
  for (const table of [eventsTable('events'), worklistTable('worklist')]) {
    await client.send(new CreateTableCommand(table));
    await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.05 }, { TableName: table.TableName! });
  }
  return {
    endpoint,
    client,
    events: 'events',
    worklist: 'worklist',
    async close() {
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Signed with, and never checked: nothing outside this machine is spoken to. */
export const LOOPBACK_CREDENTIALS = { accessKeyId: 'loopback', secretAccessKey: 'loopback' };
