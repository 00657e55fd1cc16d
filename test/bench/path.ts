import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoEventStore } from '../../functions/adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../../functions/adapters/dynamo-worklist.ts';
import { memoryLetterSource, memoryTextStore } from '../../functions/adapters/memory-stores.ts';
import { hmacPatientHasher } from '../../functions/adapters/patient-hasher.ts';
import { systemClock } from '../../functions/adapters/system-clock.ts';
import { Directory } from '../../functions/core/directory.ts';
import { extractText } from '../../functions/core/extract-text.ts';
import { loadLexicon } from '../../functions/core/lexicon/lexicon.ts';
import { makeSuggestions } from '../../functions/core/make-suggestions.ts';
import { receiveLetter } from '../../functions/core/receive-letter.ts';
import { createLetterReader } from '../../functions/extract/reading/read-letter.ts';
import { ARTEFACT_FILE } from '../../lexicon/build.ts';
import { LOOPBACK_CREDENTIALS, startLoopbackDynamo } from '../support/loopback-dynamo.ts';
import { measureParts } from './parts-of-path.ts';

const LETTERS = fileURLToPath(new URL('../../events/letters/incoming/RZZ01/Y90001/', import.meta.url));

/** PDF in, stored suggestions out, and where the time goes. Storage is the embedded DynamoDB over its socket. */
export async function benchPath(): Promise<string[]> {
  const dynamo = await startLoopbackDynamo();
  const client = new DynamoDBClient({
    endpoint: dynamo.endpoint,
    region: 'eu-west-2',
    credentials: LOOPBACK_CREDENTIALS,
  });
  const lexicon = loadLexicon(readFileSync(ARTEFACT_FILE, 'utf8'));
  const reader = createLetterReader();
  const pdfs = readdirSync(LETTERS)
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => readFileSync(join(LETTERS, name)));
  const texts: string[] = [];
  for (const bytes of pdfs) {
    const reading = await reader.read(bytes);
    if (reading.outcome === 'read') texts.push(reading.text);
  }
  const letters = memoryLetterSource();
  const ports = {
    letters,
    reader,
    lexicon,
    texts: memoryTextStore(),
    events: dynamoEventStore(client, dynamo.events),
    worklist: dynamoWorklist(client, dynamo.worklist),
    directory: Directory.parse({ practices: [{ ods: 'Y90001', name: 'Elmfield Surgery' }], senders: [] }),
    hashPatient: hmacPatientHasher('a key for measuring only, nothing else'),
    now: systemClock,
    log: () => {},
  };
  const rounds = 3;
  const whole = await time(async () => {
    for (let round = 0; round < rounds; round++)
      for (const [index, bytes] of pdfs.entries()) {
        // A comment behind the end of the file makes each letter another one.
        const object = letters.put(
          `incoming/RZZ01/Y90001/${round}-${index}.pdf`,
          Buffer.concat([bytes, Buffer.from(`\n%${round}`)]),
        );
        const letterId = await receiveLetter(ports, object, { kind: 'service', id: 'bench' });
        await extractText(ports, letterId);
        if ((await ports.events.last(letterId))?.type === 'text-extracted') await makeSuggestions(ports, letterId);
      }
  });
  const { extraction, reading, matching, notations } = await measureParts(pdfs, texts, reader, lexicon);
  await reader.close();
  client.destroy();
  await dynamo.close();
  const ofExtraction = (part: number) => (part / extraction).toFixed(3);
  const share = (part: number) => `${Math.round(((part * rounds) / whole) * 100)} %`;
  return [
    `PDF in, stored suggestions out: ${Math.round((pdfs.length * rounds * 1000) / whole)} letters a second, one after another`,
    `of that time: extraction ${share(extraction)}, reading the text ${share(reading)}, storage and the rest ${share(whole / rounds - extraction - reading)}`,
    `of the time of extraction: matching and context ${ofExtraction(matching - notations)}, with follow-ups, key workers and amounts (notations, as stages are) ${ofExtraction(matching)}, all of the reading (structure, stages, suggestions too) ${ofExtraction(reading)}`,
  ];
}

async function time(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
