import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { eventsTable, worklistTable } from '../../functions/adapters/dynamo-tables.ts';

export interface LoopbackDynamo {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  readonly events: string;
  readonly worklist: string;
  close(): Promise<void>;
}

/**
 * Both tables on dynalite, in memory, over a real socket and through the SDK's own client. With AWS_ENDPOINT_URL_DYNAMODB set, on
 * the server it names instead, under names of their own: the same contracts run against any other implementation.
 */
export async function startLoopbackDynamo(): Promise<LoopbackDynamo> {
  const elsewhere = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  const server = elsewhere === undefined ? await serveDynalite() : { endpoint: elsewhere, close: async () => {} };
  const { endpoint } = server;
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-2', credentials: LOOPBACK_CREDENTIALS });
  const suffix = elsewhere === undefined ? '' : `-${randomUUID()}`;
  const [events, worklist] = [eventsTable(`events${suffix}`), worklistTable(`worklist${suffix}`)];
  for (const table of [events, worklist]) {
    await client.send(new CreateTableCommand(table));
    await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 0.05 }, { TableName: table.TableName! });
  }
  return {
    endpoint,
    client,
    events: events.TableName!,
    worklist: worklist.TableName!,
    async close() {
      if (elsewhere !== undefined)
        for (const { TableName } of [events, worklist]) await client.send(new DeleteTableCommand({ TableName }));
      client.destroy();
      await server.close();
    },
  };
}

async function serveDynalite() {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

/** Signed with, and never checked: nothing outside this machine is spoken to. */
export const LOOPBACK_CREDENTIALS = { accessKeyId: 'loopback', secretAccessKey: 'loopback' };
