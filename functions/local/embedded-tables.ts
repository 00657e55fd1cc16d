import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  ListTablesCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { Level } from 'level';
import { eventsTable, worklistTable } from '../adapters/dynamo-tables.ts';
import { dynamoWorklist } from '../adapters/dynamo-worklist.ts';

export interface EmbeddedTables {
  readonly client: DynamoDBClient;
  /** On loopback. */
  readonly endpoint: string;
  readonly events: string;
  readonly worklist: string;
  close(): Promise<void>;
}

/** Another process has the data folder open. Retrying helps once it has stopped. */
export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError';
  constructor(readonly folder: string) {
    super(`the data folder ${folder} is in use by another start; stop that one, or choose another with --data`);
  }
}

/**
 * Both tables on dynalite, on loopback and kept in `folder`, through the ordinary client.
 *
 * @throws DataFolderInUseError
 */
export async function openEmbeddedTables(folder: string): Promise<EmbeddedTables> {
  await mkdir(folder, { recursive: true });
  await refuseWhenLocked(folder);
  const tables = await serveTables(folder);
  await writeFile(endpointFile(folder), tables.endpoint, { mode: 0o600 });
  return tables;
}

/**
 * The tables for a command beside a running start: through that one's endpoint when it has them open, else on their own.
 *
 * @throws DataFolderInUseError when another process has them open and does not answer
 */
export async function reachEmbeddedTables(folder: string): Promise<EmbeddedTables> {
  try {
    return await openEmbeddedTables(folder);
  } catch (error) {
    if (!(error instanceof DataFolderInUseError)) throw error;
    const endpoint = await readFile(endpointFile(folder), 'utf8').catch(() => null);
    if (endpoint === null) throw error;
    const client = clientOf(endpoint);
    await client.send(new ListTablesCommand()).catch(() => {
      client.destroy();
      throw error;
    });
    return { client, endpoint, events: 'events', worklist: 'worklist', close: async () => client.destroy() };
  }
}

const endpointFile = (folder: string) => `${folder}.endpoint`;

async function serveTables(folder: string): Promise<EmbeddedTables> {
  const server = dynalite({ path: folder, createTableMs: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = clientOf(endpoint);
  const isNew = await createWhenAbsent(client, eventsTable('events'));
  await createWhenAbsent(client, worklistTable('worklist'));
  // Before the first letter, every letter can be found. On AWS a first `audit -- rebuild` says so.
  if (isNew) await dynamoWorklist(client, 'worklist').setFindable(true);
  return {
    client,
    endpoint,
    events: 'events',
    worklist: 'worklist',
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
      });
    },
  };
}

function clientOf(endpoint: string): DynamoDBClient {
  // The client would warn of Node 20 on every start; what it warns of is about AWS, which is not spoken to.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'loopback', secretAccessKey: 'loopback' },
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 20_000 },
  });
}

/** dynalite would not say: with its store locked, every request waits for ever. */
async function refuseWhenLocked(folder: string): Promise<void> {
  const probe = new Level(folder, { valueEncoding: 'json' });
  try {
    await probe.open();
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    if (cause?.code === 'LEVEL_LOCKED') throw new DataFolderInUseError(folder);
    throw error;
  }
  await probe.close();
}

/** @returns whether it was absent */
async function createWhenAbsent(client: DynamoDBClient, table: CreateTableCommandInput): Promise<boolean> {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  if (TableNames.includes(table.TableName!)) return false;
  await client.send(new CreateTableCommand(table));
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.05 }, { TableName: table.TableName! });
  return true;
}
