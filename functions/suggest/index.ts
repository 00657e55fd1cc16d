import { readFileSync } from 'node:fs';
import { dynamoClient, s3Client } from '../adapters/aws-clients.ts';
import { dynamoEventStore } from '../adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../adapters/dynamo-worklist.ts';
import { powertoolsLog } from '../adapters/powertools-log.ts';
import { s3TextStore } from '../adapters/s3-stores.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { loadLexicon } from '../core/lexicon/lexicon.ts';
import { Environment } from './environment.ts';
import { createHandler } from './handler.ts';

const environment = Environment.parse(process.env);
const s3 = s3Client(environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL);
const dynamo = dynamoClient();
const log = powertoolsLog('suggest');

const started = performance.now();
const lexiconFile = environment.LEXICON_FILE ?? new URL('./lexicon.json', import.meta.url);
const lexicon = loadLexicon(readFileSync(lexiconFile, 'utf8'));
log({ event: 'lexicon.loaded', version: lexicon.version, milliseconds: Math.round(performance.now() - started) });

export const handler = createHandler({
  textsBucket: environment.TEXTS_BUCKET,
  texts: s3TextStore(s3, environment.TEXTS_BUCKET),
  events: dynamoEventStore(dynamo, environment.EVENTS_TABLE),
  worklist: dynamoWorklist(dynamo, environment.WORKLIST_TABLE),
  lexicon,
  now: systemClock,
  log,
});
