import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Announcer } from '../core/ports.ts';

/** Asks for a letter to be read. The body is the letter's id alone. */
export function sqsIntake(client: SQSClient, queueUrl: string): Pick<Announcer, 'toExtract'> {
  return { toExtract: (letterId) => send(client, queueUrl, letterId) };
}

/** Asks for a letter's next step through the same queues that S3 announces to. The body is the letter's id alone. */
export function sqsAnnouncer(client: SQSClient, queues: { intakeUrl: string; suggestionUrl: string }): Announcer {
  return {
    toExtract: (letterId) => send(client, queues.intakeUrl, letterId),
    toSuggest: (letterId) => send(client, queues.suggestionUrl, letterId),
  };
}

async function send(client: SQSClient, QueueUrl: string, letterId: string): Promise<void> {
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ letterId }) }));
}
