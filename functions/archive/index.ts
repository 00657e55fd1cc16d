import { dynamoClient, s3Client } from '../adapters/aws-clients.ts';
import { dynamoEventStore } from '../adapters/dynamo-event-store.ts';
import { powertoolsLog } from '../adapters/powertools-log.ts';
import { s3Archive } from '../adapters/s3-archive.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { Environment } from './environment.ts';
import { createHandler } from './handler.ts';

const environment = Environment.parse(process.env);
const s3 = s3Client(environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL);

export const handler = createHandler({
  events: dynamoEventStore(dynamoClient(), environment.EVENTS_TABLE),
  archive: s3Archive(s3, environment.ARCHIVE_BUCKET),
  now: systemClock,
  log: powertoolsLog('archive'),
});
