import { dynamoClient, s3Client, sqsClient } from '../adapters/aws-clients.ts';
import { dynamoEventStore } from '../adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../adapters/dynamo-worklist.ts';
import { powertoolsLog } from '../adapters/powertools-log.ts';
import { s3LetterSource } from '../adapters/s3-stores.ts';
import { sqsAnnouncer } from '../adapters/sqs-announcer.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { Environment } from './environment.ts';
import { createHandler } from './handler.ts';

const environment = Environment.parse(process.env);
const s3 = s3Client(environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL);
const dynamo = dynamoClient();

export const handler = createHandler({
  letters: s3LetterSource(s3, environment.LETTERS_BUCKET),
  events: dynamoEventStore(dynamo, environment.EVENTS_TABLE),
  worklist: dynamoWorklist(dynamo, environment.WORKLIST_TABLE),
  announcer: sqsAnnouncer(sqsClient(), {
    intakeUrl: environment.INTAKE_QUEUE_URL,
    suggestionUrl: environment.SUGGESTION_QUEUE_URL,
  }),
  graceSeconds: environment.GRACE_SECONDS,
  now: systemClock,
  log: powertoolsLog('sweep'),
});
