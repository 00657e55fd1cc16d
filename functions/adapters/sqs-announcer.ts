import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Announcer } from '../core/ports.ts';

/** Asks for a letter's next step through the same queues that S3 announces to. The body is the letter's id alone. */
export function sqsAnnouncer(client: SQSClient, queues: { intakeUrl: string; suggestionUrl: string }): Announcer {
  const send = async (QueueUrl: string, letterId: string) => {
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ letterId }) }));
  };
  return {
    toExtract: (letterId) => send(queues.intakeUrl, letterId),
    toSuggest: (letterId) => send(queues.suggestionUrl, letterId),
  };
}
