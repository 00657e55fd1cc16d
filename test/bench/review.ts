import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamoEventStore } from '../../functions/adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../../functions/adapters/dynamo-worklist.ts';
import { letterItem } from '../../functions/adapters/dynamo-worklist-items.ts';
import { folderArchive } from '../../functions/adapters/folder-archive.ts';
import { folderTextStore } from '../../functions/adapters/folder-stores.ts';
import { memoryLetterSource } from '../../functions/adapters/memory-stores.ts';
import { hmacPatientHasher } from '../../functions/adapters/patient-hasher.ts';
import { systemClock } from '../../functions/adapters/system-clock.ts';
import { extractText } from '../../functions/core/extract-text.ts';
import { type LetterId, letterIdOfContent } from '../../functions/core/letter.ts';
import { makeSuggestions } from '../../functions/core/make-suggestions.ts';
import { receiveLetter } from '../../functions/core/receive-letter.ts';
import type { LetterView } from '../../functions/core/views.ts';
import { loadBuiltLexicon } from '../../functions/local/built-lexicon.ts';
import { type EmbeddedTables, openEmbeddedTables } from '../../functions/local/embedded-tables.ts';
import type { LetterRecord, WorklistPage } from '../../functions/review/api/contract.ts';
import { createReviewApp } from '../../functions/review/app.ts';
import { testIssuer } from '../support/test-issuer.ts';

const LETTERS_IN_WORKLIST = 50_000;
const LETTERS_REVIEWED = 30;
const PRACTICE = 'Y90001';

/** What a reviewer waits for, over the embedded store: the worklist of a busy practice, the next letter, a decision. */
export async function benchReview(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-review-'));
  const tables = await openEmbeddedTables(join(folder, 'tables'));
  const issuer = await testIssuer(systemClock);
  const lexicon = loadBuiltLexicon();
  const letters = memoryLetterSource();
  const ports = {
    letters,
    lexicon,
    texts: folderTextStore(join(folder, 'texts')),
    archive: folderArchive(join(folder, 'archive')),
    events: dynamoEventStore(tables.client, tables.events),
    worklist: dynamoWorklist(tables.client, tables.worklist),
    directory: { practices: [{ ods: PRACTICE, name: 'Elmfield Surgery' }], senders: [] },
    hashPatient: hmacPatientHasher('a key for measuring only, nothing else'),
    announcer: { toExtract: async () => {} },
    origin: 'https://letters.example',
    page: { 'index.html': '', 'page.js': '', 'style.css': '' },
    now: systemClock,
    log: () => {},
    reader: {
      read: async (bytes: Uint8Array) => {
        const text = Buffer.from(bytes).toString();
        const pages = [{ start: 0, end: text.length, readable: true }];
        return { outcome: 'read', text, pages, extractor: { name: 'bench', version: '1' } } as const;
      },
      close: async () => {},
    },
  };
  const app = createReviewApp({
    ...ports,
    issuer: issuer.open(),
  });
  const authorization = `Bearer ${await issuer.token({ sub: 'ann', groups: [`reviewer:${PRACTICE}`] })}`;
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await app.request(`https://letters.example${path}`, { ...sent, headers });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };

  await fill(tables, LETTERS_IN_WORKLIST);
  const list = `/api/worklist?practice=${PRACTICE}&state=ready`;
  const first = await times(20, () => ask(list));
  const { next } = (await ask(list)) as WorklistPage;
  const second = await times(20, () => ask(`${list}&next=${encodeURIComponent(next!)}`));
  const narrowed = await times(10, () => ask(`${list}&category=screening`));

  const opened: number[] = [];
  const decided: number[] = [];
  for (let index = 0; index < LETTERS_REVIEWED; index++) {
    const letterId = await put(index);
    let record = {} as LetterRecord;
    opened.push(await timed(async () => (record = (await ask(`/api/letters/${letterId}`)) as LetterRecord)));
    for (const { id, touched } of record.suggestions) {
      const path = `/api/letters/${letterId}/suggestions/${id}/decision`;
      decided.push(await timed(() => ask(path, { basedOn: touched, decision: { kind: 'accepted' } })));
    }
  }
  await tables.close();
  rmSync(folder, { recursive: true });
  return [
    `worklist of ${LETTERS_IN_WORKLIST.toLocaleString('en-GB')} letters: first page ${spread(first)}, second page ${spread(second)}, narrowed to what no letter has ${spread(narrowed)}`,
    `a letter opened: ${spread(opened)}; a decision stored and its views written: ${spread(decided)} (${decided.length} decisions)`,
  ];

  async function put(index: number): Promise<LetterId> {
    const object = letters.put(`incoming/RZZ01/${PRACTICE}/${index}.txt`, Buffer.from(`${LETTER}\nReference ${index}`));
    const letterId = await receiveLetter(ports, object, { kind: 'service', id: 'bench' });
    await extractText(ports, letterId);
    await makeSuggestions(ports, letterId);
    return letterId;
  }
}

const LETTER = `NHS No: 999 000 0018
Diagnosis: Left breast: 23 mm grade 2 invasive ductal carcinoma, ER positive, HER2 negative, pT2 pN1 M0.
Treatment: left mastectomy and axillary clearance on 12 March 2026. Adjuvant chemotherapy with docetaxel and
cyclophosphamide, then radiotherapy. Letrozole for five years. Performance status 1.
Past history: basal cell carcinoma. Her mother had ovarian cancer.
Plan: holistic needs assessment, treatment summary, cancer care review, referral to the lymphoedema clinic.`;

/** Written as the adapter writes them, 25 at once. */
async function fill({ client, worklist }: EmbeddedTables, count: number): Promise<void> {
  for (let from = 0; from < count; from += 25) {
    const letters = Array.from({ length: Math.min(25, count - from) }, (_, index) => waitingLetter(from + index));
    const puts = letters.map((letter) => ({ PutRequest: { Item: letterItem(letter, 0) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [worklist]: puts } }));
  }
}

function waitingLetter(index: number): LetterView {
  const at = new Date(Date.parse('2025-01-01T00:00:00.000Z') + index * 60_000).toISOString();
  return {
    letterId: letterIdOfContent(`waiting ${index}`),
    sequence: 3,
    state: 'ready',
    sender: 'RZZ01',
    practice: PRACTICE,
    receivedAt: at,
    updatedAt: at,
    contentHash: null,
    patientHash: null,
    pages: 2,
    pagesRead: 2,
    lexiconVersion: '0123456789ab',
    engineVersion: '1',
    counts: { diagnosis: 2, stage: 3, treatment: 4 },
    diagnoses: ['254837009'],
    decided: 0,
    held: 3,
    conflicts: 0,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function times(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
  const measured: number[] = [];
  for (let round = 0; round < rounds; round++) measured.push(await timed(work));
  return measured;
}

function spread(measured: readonly number[]): string {
  const sorted = [...measured].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);
  return `${at(0.5)} ms (p95 ${at(0.95)} ms)`;
}
