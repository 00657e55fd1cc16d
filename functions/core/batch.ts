import * as z from 'zod';
import type { Log } from './ports.ts';

/** What Lambda hands a function that reads from an SQS queue, as far as it is used. */
export const SqsEvent = z.object({
  Records: z.array(z.object({ messageId: z.string().min(1), body: z.string() })),
});
export type SqsEvent = z.infer<typeof SqsEvent>;

/** Partial batch response: only these messages are delivered again. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Works on each message of a batch by itself: one bad letter fails alone and the others go on. The error's name is
 * logged and nothing of its message, which may quote what it met.
 */
export async function eachMessage(
  event: unknown,
  log: Log,
  work: (body: string, messageId: string) => Promise<void>,
): Promise<BatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of SqsEvent.parse(event).Records) {
    try {
      await work(body, messageId);
    } catch (error) {
      log({ event: 'message.failed', messageId, error: error instanceof Error ? error.name : 'not an Error' });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
