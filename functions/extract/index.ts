import { readFileSync } from 'node:fs';
import { dynamoClient, s3Client } from '../adapters/aws-clients.ts';
import { dynamoEventStore } from '../adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../adapters/dynamo-worklist.ts';
import { hmacPatientHasher } from '../adapters/patient-hasher.ts';
import { powertoolsLog } from '../adapters/powertools-log.ts';
import { s3LetterSource, s3TextStore } from '../adapters/s3-stores.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { Directory } from '../core/directory.ts';
import { Environment } from './environment.ts';
import { createHandler } from './handler.ts';
import { createLetterReader } from './reading/read-letter.ts';

const environment = Environment.parse(process.env);
const s3 = s3Client(environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL);
const dynamo = dynamoClient();
const directoryFile = environment.DIRECTORY_FILE ?? new URL('./directory.json', import.meta.url);

export const handler = createHandler({
  lettersBucket: environment.LETTERS_BUCKET,
  letters: s3LetterSource(s3, environment.LETTERS_BUCKET),
  texts: s3TextStore(s3, environment.TEXTS_BUCKET),
  events: dynamoEventStore(dynamo, environment.EVENTS_TABLE),
  worklist: dynamoWorklist(dynamo, environment.WORKLIST_TABLE),
  reader: createLetterReader(),
  directory: Directory.parse(JSON.parse(readFileSync(directoryFile, 'utf8'))),
  hashPatient: hmacPatientHasher(environment.PATIENT_HASH_KEY),
  now: systemClock,
  log: powertoolsLog('extract'),
});
