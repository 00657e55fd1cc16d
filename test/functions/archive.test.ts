import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3Archive } from '../../functions/adapters/s3-archive.ts';
import { createHandler } from '../../functions/archive/handler.ts';
import { LOOPBACK_CREDENTIALS } from '../support/loopback-dynamo.ts';
import { type LoopbackS3, startLoopbackS3 } from '../support/loopback-s3.ts';
import { reviewedLetters } from '../support/reviewed-letters.ts';
import { sampleEvent } from './sample-events.ts';

describe('archive', () => {
  let s3: LoopbackS3;
  beforeAll(async () => {
    s3 = await startLoopbackS3(['archive'], 3);
  });
  afterAll(() => s3.close());

  it('archives what is over once, whenever the schedule starts it', async () => {
    const { events } = await reviewedLetters({ seed: 1, letters: 5, days: 2 });
    const { endpoint } = s3;
    const client = new S3Client({
      endpoint,
      region: 'eu-west-2',
      forcePathStyle: true,
      credentials: LOOPBACK_CREDENTIALS,
    });
    const archive = createHandler({
      events,
      archive: s3Archive(client, 'archive'),
      now: () => '2026-03-05T01:15:00.000Z',
      log: () => {},
    });
    expect((await archive(sampleEvent('archive-scheduled'))).days).toEqual([
      '2026-03-01',
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
    ]);
    const keys = s3.stored('archive').map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await archive(sampleEvent('archive-scheduled'))).toEqual({ days: [], events: 0 });
    expect(s3.stored('archive')).toHaveLength(keys.length);
  });
});
