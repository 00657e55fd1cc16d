import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { SqsEvent } from '../../functions/core/batch.ts';

/** One of the events in `events/`, as Lambda would hand it over. */
export function sampleEvent(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../events/${name}.json`, import.meta.url), 'utf8'));
}

/** The messages of a sample event. */
export function messagesOf(event: unknown): SqsEvent['Records'] {
  return SqsEvent.parse(event).Records;
}

/** Every object version that a sample event announces, in order, its key decoded. */
export function objectsIn(event: unknown): { bucket: string; key: string; versionId: string }[] {
  return messagesOf(event).flatMap(({ body }) => {
    const announced = Announced.safeParse(tryJson(body));
    if (!announced.success) return [];
    return announced.data.Records.map(({ s3 }) => ({
      bucket: s3.bucket.name,
      key: new URLSearchParams(`key=${s3.object.key}`).get('key')!,
      versionId: s3.object.versionId,
    }));
  });
}

const Announced = z.object({
  Records: z.array(
    z.object({
      s3: z.object({
        bucket: z.object({ name: z.string() }),
        object: z.object({ key: z.string(), versionId: z.string() }),
      }),
    }),
  ),
});

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
