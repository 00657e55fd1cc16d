import { readFileSync } from 'node:fs';
import { handle } from 'hono/aws-lambda';
import { dynamoClient, s3Client, sqsClient } from '../adapters/aws-clients.ts';
import { dynamoEventStore } from '../adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../adapters/dynamo-worklist.ts';
import { hmacPatientHasher } from '../adapters/patient-hasher.ts';
import { powertoolsLog } from '../adapters/powertools-log.ts';
import { s3Archive } from '../adapters/s3-archive.ts';
import { s3LetterSource, s3TextStore } from '../adapters/s3-stores.ts';
import { sqsIntake } from '../adapters/sqs-announcer.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { Directory } from '../core/directory.ts';
import { loadLexicon } from '../core/lexicon/lexicon.ts';
import { openIssuer } from './access/issuer.ts';
import { createReviewApp } from './app.ts';
import { Environment } from './environment.ts';

/** A function's answer has at most 6 MB, in which bytes that are no text take a third more. */
const MOST_ORIGINAL_BYTES = 4_000_000;

const environment = Environment.parse(process.env);
const s3 = s3Client(environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL);
const dynamo = dynamoClient();
const log = powertoolsLog('review');
const beside = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

const started = performance.now();
const lexicon = loadLexicon(
  environment.LEXICON_FILE === undefined ? beside('./lexicon.json') : readFileSync(environment.LEXICON_FILE, 'utf8'),
);
log({ event: 'lexicon.loaded', version: lexicon.version, milliseconds: Math.round(performance.now() - started) });

export const handler = handle(
  createReviewApp({
    letters: s3LetterSource(s3, environment.LETTERS_BUCKET),
    texts: s3TextStore(s3, environment.TEXTS_BUCKET),
    events: dynamoEventStore(dynamo, environment.EVENTS_TABLE),
    worklist: dynamoWorklist(dynamo, environment.WORKLIST_TABLE),
    archive: s3Archive(s3, environment.ARCHIVE_BUCKET),
    announcer: sqsIntake(sqsClient(), environment.INTAKE_QUEUE_URL),
    lexicon,
    directory: Directory.parse(
      JSON.parse(
        environment.DIRECTORY_FILE === undefined
          ? beside('./directory.json')
          : readFileSync(environment.DIRECTORY_FILE, 'utf8'),
      ),
    ),
    hashPatient: hmacPatientHasher(environment.PATIENT_HASH_KEY),
    issuer: openIssuer({
      issuer: environment.OIDC_ISSUER,
      clientId: environment.OIDC_CLIENT_ID,
      audience: environment.OIDC_AUDIENCE,
      groupsClaim: environment.OIDC_GROUPS_CLAIM,
      scope: environment.OIDC_SCOPE,
    }),
    origin: environment.ORIGIN,
    page: { 'index.html': beside('./index.html'), 'page.js': beside('./page.js'), 'style.css': beside('./style.css') },
    mostOriginalBytes: MOST_ORIGINAL_BYTES,
    now: systemClock,
    log,
  }),
);
