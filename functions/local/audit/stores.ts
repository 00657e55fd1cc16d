import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dynamoClient, s3Client } from '../../adapters/aws-clients.ts';
import { dynamoEventStore } from '../../adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../../adapters/dynamo-worklist.ts';
import { folderArchive } from '../../adapters/folder-archive.ts';
import { folderTextStore } from '../../adapters/folder-stores.ts';
import { s3Archive } from '../../adapters/s3-archive.ts';
import { s3TextStore } from '../../adapters/s3-stores.ts';
import type { Tables } from '../../audit/verify/table-check.ts';
import type { Directory } from '../../core/directory.ts';
import type { ArchiveStore, EventStore, TextStore, Worklist } from '../../core/ports.ts';
import { openDataFolder } from '../data-folder.ts';
import { reachEmbeddedTables } from '../embedded-tables.ts';
import { UsageError } from '../options.ts';

/** Everything an auditor's question reaches. */
export interface AuditStores {
  readonly tables: Tables;
  readonly events: EventStore;
  readonly worklist: Worklist;
  readonly texts: TextStore;
  readonly archive: ArchiveStore;
  /** Where earlier lexicons are kept; null on AWS. */
  readonly lexicons: string | null;
  /** The key of the patients' hashes, where it may be read. */
  readonly patientKey: string | undefined;
  /** null on AWS, where the deployment holds it. */
  readonly directory: Directory | null;
  close(): Promise<void>;
}

/**
 * The laptop's data folder; or, where EVENTS_TABLE is set, the tables and buckets of a deployment, under the caller's own
 * credentials.
 *
 * @throws UsageError when there is no such data folder: an auditor's question makes none
 */
export async function openStores(data: string | undefined): Promise<AuditStores> {
  const { EVENTS_TABLE, WORKLIST_TABLE, TEXTS_BUCKET, ARCHIVE_BUCKET } = process.env;
  if (data === undefined && EVENTS_TABLE !== undefined)
    return deployed({
      events: EVENTS_TABLE,
      worklist: required('WORKLIST_TABLE', WORKLIST_TABLE),
      texts: required('TEXTS_BUCKET', TEXTS_BUCKET),
      archive: required('ARCHIVE_BUCKET', ARCHIVE_BUCKET),
    });
  return inFolder(resolve(data ?? '.data'));
}

function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new UsageError(`EVENTS_TABLE is set, and ${name} is not`);
  return value;
}

async function inFolder(root: string): Promise<AuditStores> {
  if (!existsSync(join(root, 'tables'))) throw new UsageError(`${root} is not the data folder of a start`);
  const data = await openDataFolder(root);
  const tables = await reachEmbeddedTables(data.tables);
  return {
    tables,
    events: dynamoEventStore(tables.client, tables.events),
    worklist: dynamoWorklist(tables.client, tables.worklist),
    texts: folderTextStore(data.texts),
    archive: folderArchive(data.archive),
    lexicons: data.lexicons,
    patientKey: data.patientKey,
    directory: data.directory,
    close: () => tables.close(),
  };
}

function deployed(names: { events: string; worklist: string; texts: string; archive: string }): AuditStores {
  const client = dynamoClient();
  const s3 = s3Client(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL);
  return {
    tables: { client, events: names.events, worklist: names.worklist },
    events: dynamoEventStore(client, names.events),
    worklist: dynamoWorklist(client, names.worklist),
    texts: s3TextStore(s3, names.texts),
    archive: s3Archive(s3, names.archive),
    lexicons: null,
    patientKey: process.env.PATIENT_HASH_KEY,
    directory: null,
    async close() {
      client.destroy();
      s3.destroy();
    },
  };
}
