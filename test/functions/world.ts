import { existsSync, readFileSync } from 'node:fs';
import { S3Client } from '@aws-sdk/client-s3';
import { memoryEventStore, memoryTextStore, memoryWorklist } from '../../functions/adapters/memory-stores.ts';
import { hmacPatientHasher } from '../../functions/adapters/patient-hasher.ts';
import { s3LetterSource } from '../../functions/adapters/s3-stores.ts';
import { Directory } from '../../functions/core/directory.ts';
import { type LetterId, type LetterObject, letterIdOf } from '../../functions/core/letter.ts';
import type { LogEvent } from '../../functions/core/log-event.ts';
import type { LetterReader } from '../../functions/core/ports.ts';
import { createHandler as createExtractHandler } from '../../functions/extract/handler.ts';
import { createLetterReader } from '../../functions/extract/reading/read-letter.ts';
import { LOOPBACK_CREDENTIALS } from '../support/loopback-dynamo.ts';
import { startLoopbackS3 } from '../support/loopback-s3.ts';
import { objectsIn, sampleEvent } from './sample-events.ts';

export const LETTERS_BUCKET = 'letter-coder-letters';
export const TEXTS_BUCKET = 'letter-coder-texts';

export type World = Awaited<ReturnType<typeof openWorld>>;

/**
 * Everything the handlers reach: letters in a loopback S3 under the versions that the sample events name, the rest in
 * memory. A `reader` that reads PDFs is worth sharing: its process takes a second to start.
 */
export async function openWorld(reader: LetterReader = createLetterReader()) {
  const s3 = await startLoopbackS3([LETTERS_BUCKET, 'somebody-elses-bucket']);
  const client = new S3Client({
    endpoint: s3.endpoint,
    region: 'eu-west-2',
    forcePathStyle: true,
    credentials: LOOPBACK_CREDENTIALS,
  });
  const logged: LogEvent[] = [];
  let tick = 0;
  const ports = {
    letters: s3LetterSource(client, LETTERS_BUCKET),
    texts: memoryTextStore(),
    events: memoryEventStore(),
    worklist: memoryWorklist(),
    reader,
    directory: Directory.parse(sampleEvent('directory')),
    hashPatient: hmacPatientHasher('not a secret: a key for tests only'),
    now: () => new Date(Date.parse('2026-03-02T09:15:00.000Z') + tick++).toISOString(),
    log: (event: LogEvent) => void logged.push(event),
  };
  return {
    ...ports,
    logged,
    extract: createExtractHandler({ ...ports, lettersBucket: LETTERS_BUCKET }),
    /** Stores what `event` announces: the sample letter of that key (or of `files`, in order), else a short text. */
    store(event: unknown, files: readonly string[] = []): void {
      const seen = new Set<string>();
      for (const [index, { bucket, key, versionId }] of objectsIn(event).entries()) {
        if (seen.has(`${bucket} ${key} ${versionId}`)) continue;
        seen.add(`${bucket} ${key} ${versionId}`);
        s3.put(bucket, key, sampleLetter(files[index] ?? key), { versionId });
      }
    },
    put: (key: string, versionId: string, file: string, storedAt?: Date) =>
      s3.put(LETTERS_BUCKET, key, sampleLetter(file), { versionId, ...(storedAt ? { storedAt } : {}) }),
    /** The kinds of a letter's events, in order. */
    async lifeOf(object: LetterObject | LetterId): Promise<string[]> {
      const letterId = typeof object === 'string' ? object : letterIdOf(object);
      return (await ports.events.read(letterId)).map(({ type }) => type);
    },
    async letterCount(): Promise<number> {
      let count = 0;
      for await (const _ of ports.events.all()) count++;
      return count;
    },
    close: () => s3.close(),
  };
}

function sampleLetter(file: string): Uint8Array {
  if (file.endsWith('/')) return new Uint8Array();
  const path = new URL(`../../events/letters/${file.split('/').map(encodeURIComponent).join('/')}`, import.meta.url);
  return existsSync(path) ? readFileSync(path) : Buffer.from('Dear Dr Ash, thank you for seeing this patient.');
}
