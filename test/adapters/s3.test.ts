import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3Archive } from '../../functions/adapters/s3-archive.ts';
import { s3LetterSource, s3TextStore, UNVERSIONED } from '../../functions/adapters/s3-stores.ts';
import { textKeyOf } from '../../functions/core/letter.ts';
import { encodeTextDocument } from '../../functions/core/text-document.ts';
import { describeArchiveStore } from '../contracts/archive-store.ts';
import { describeLetterSource } from '../contracts/letter-source.ts';
import { describeTextStore } from '../contracts/text-store.ts';
import { LOOPBACK_CREDENTIALS } from '../support/loopback-dynamo.ts';
import { type LoopbackS3, startLoopbackS3 } from '../support/loopback-s3.ts';

describeTextStore('S3', async () => {
  const s3 = await startLoopbackS3(['texts']);
  return {
    texts: s3TextStore(clientOf(s3), 'texts'),
    async tamper(document, bytes) {
      s3.put('texts', textKeyOf(document.letterId, encodeTextDocument(document).hash), bytes);
    },
    close: s3.close,
  };
});

describeArchiveStore('S3', async () => {
  const s3 = await startLoopbackS3(['archive'], 2);
  return { archive: s3Archive(clientOf(s3), 'archive'), close: s3.close };
});

describeLetterSource('S3', async () => {
  const s3 = await startLoopbackS3(['letters'], 2);
  return {
    letters: s3LetterSource(clientOf(s3), 'letters'),
    store: async (key, bytes) => ({ bucket: 'letters', key, versionId: s3.put('letters', key, bytes) }),
    close: s3.close,
  };
});

describe('letter source: S3', () => {
  let s3: LoopbackS3;
  beforeAll(async () => {
    s3 = await startLoopbackS3(['letters'], 2);
  });
  afterAll(() => s3.close());

  it('lists a key that XML cannot hold, and goes on behind it', async () => {
    const keys = ['incoming/a\u0001b.pdf', 'incoming/a\u0001c d+e.pdf', 'incoming/a\u001fz%20.pdf', 'incoming/b.pdf'];
    for (const key of keys) s3.put('letters', key, 'x');
    const listed: string[] = [];
    for await (const page of s3LetterSource(clientOf(s3), 'letters').list())
      listed.push(...page.objects.map(({ object }) => object.key));
    expect(listed).toEqual(keys);
  });

  it('sees the letter under a delete marker, and takes the marker for no letter', async () => {
    const letters = s3LetterSource(clientOf(s3), 'letters');
    const key = 'incoming/removed.pdf';
    const versionId = s3.put('letters', key, 'still here');
    const marker = s3.remove('letters', key);
    expect(await letters.versions(key)).toEqual([{ bucket: 'letters', key, versionId }]);
    expect(await letters.size({ bucket: 'letters', key, versionId })).toBe(10);
    expect(await letters.size({ bucket: 'letters', key, versionId: marker })).toBeNull();
    expect(await letters.fetch({ bucket: 'letters', key, versionId: marker })).toBeNull();
  });

  it('reads an object from before versioning was switched on', async () => {
    const letters = s3LetterSource(clientOf(s3), 'letters');
    s3.put('letters', 'incoming/old.pdf', 'old', { versionId: UNVERSIONED });
    const object = { bucket: 'letters', key: 'incoming/old.pdf', versionId: UNVERSIONED };
    expect(Buffer.from((await letters.fetch(object))!).toString()).toBe('old');
  });

  it('reads that version of an object from before versioning, not what was stored over it since', async () => {
    const letters = s3LetterSource(clientOf(s3), 'letters');
    s3.put('letters', 'incoming/older.pdf', 'old', { versionId: UNVERSIONED });
    s3.put('letters', 'incoming/older.pdf', 'new');
    const object = { bucket: 'letters', key: 'incoming/older.pdf', versionId: UNVERSIONED };
    expect(Buffer.from((await letters.fetch(object))!).toString()).toBe('old');
  });

  it('takes a missing bucket for an error, never for a missing letter', async () => {
    const object = { bucket: 'elsewhere', key: 'incoming/a.pdf', versionId: 'v1' };
    await expect(s3LetterSource(clientOf(s3), 'elsewhere').fetch(object)).rejects.toThrow();
    await expect(s3LetterSource(clientOf(s3), 'elsewhere').versions('incoming/a.pdf')).rejects.toThrow();
  });
});

function clientOf({ endpoint }: LoopbackS3): S3Client {
  return new S3Client({ endpoint, region: 'eu-west-2', forcePathStyle: true, credentials: LOOPBACK_CREDENTIALS });
}
