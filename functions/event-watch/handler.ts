import * as z from 'zod';
import { LetterId } from '../core/letter.ts';
import type { Log } from '../core/ports.ts';

/** What DynamoDB Streams tells of an item, its keys alone. Other members are AWS's own. */
const StreamEvent = z.object({
  Records: z.array(
    z.object({
      eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
      dynamodb: z.object({
        Keys: z.object({
          letterId: z.object({ S: LetterId }),
          sequence: z.object({ N: z.string().regex(/^\d+$/) }),
        }),
      }),
    }),
  ),
});

/**
 * Told of every stored event that was changed or removed, which nothing in the service does: names it in the log. That this
 * function ran at all is the alarm; the log says where to look.
 *
 * @throws ZodError for what is no stream record: the alarm has been raised all the same
 */
export function createHandler({ log }: { readonly log: Log }) {
  return async (event: unknown): Promise<{ readonly overwritten: number }> => {
    const changes = StreamEvent.parse(event).Records.filter(({ eventName }) => eventName !== 'INSERT');
    for (const { eventName, dynamodb } of changes) {
      const { letterId, sequence } = dynamodb.Keys;
      const how = eventName === 'REMOVE' ? 'removed' : 'changed';
      log({ event: 'event.overwritten', letterId: letterId.S, sequence: Number(sequence.N), how });
    }
    return { overwritten: changes.length };
  };
}
