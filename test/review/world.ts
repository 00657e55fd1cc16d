import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderArchive } from '../../functions/adapters/folder-archive.ts';
import {
  memoryEventStore,
  memoryLetterSource,
  memoryTextStore,
  memoryWorklist,
} from '../../functions/adapters/memory-stores.ts';
import { hmacPatientHasher } from '../../functions/adapters/patient-hasher.ts';
import { extractText } from '../../functions/core/extract-text.ts';
import type { LetterId } from '../../functions/core/letter.ts';
import type { LogEvent } from '../../functions/core/log-event.ts';
import { makeSuggestions } from '../../functions/core/make-suggestions.ts';
import type { ArchiveStore, EventStore, Reading, Worklist } from '../../functions/core/ports.ts';
import { receiveLetter } from '../../functions/core/receive-letter.ts';
import type { Changed, LetterRecord, Problem, ReviewSuggestion } from '../../functions/review/api/contract.ts';
import { createReviewApp } from '../../functions/review/app.ts';
import { smallLexicon } from '../support/small-lexicon.ts';
import { testIssuer } from '../support/test-issuer.ts';

export const ORIGIN = 'https://letters.example';
export const DIRECTORY = {
  practices: [
    { ods: 'Y90001', name: 'Elmfield Surgery' },
    { ods: 'Y90002', name: 'Quayside Practice' },
  ],
  senders: [
    { ods: 'RZZ01', name: 'St Aldhelm’s Hospital' },
    { ods: 'RZZ02', name: 'Northmoor Cancer Centre' },
  ],
};

/** Who asks, as the issuer knows them. */
export const PEOPLE = {
  ann: { sub: 'ann', groups: ['reviewer:Y90001'] },
  ben: { sub: 'ben', groups: ['reviewer:Y90001'] },
  cat: { sub: 'cat', groups: ['reviewer:Y90002'] },
  both: { sub: 'both', groups: ['reviewer:Y90001', 'reviewer:Y90002'] },
  auditor: { sub: 'auditor', groups: ['auditor'] },
  operator: { sub: 'operator', groups: ['operator'] },
  sender: { sub: 'sender', groups: ['sender:RZZ01'] },
  otherSender: { sub: 'other-sender', groups: ['sender:RZZ02'] },
  nobody: { sub: 'nobody', groups: [] },
} as const;

export type World = Awaited<ReturnType<typeof openReview>>;

/** The review service over memory, with whatever a test puts in the place of a store. */
export async function openReview(
  replaced: {
    readonly events?: (events: EventStore) => EventStore;
    readonly worklist?: (list: Worklist) => Worklist;
    readonly archive?: ArchiveStore;
  } = {},
) {
  let milliseconds = Date.parse('2026-07-01T09:00:00.000Z');
  const now = () => new Date(milliseconds++).toISOString();
  const issuer = await testIssuer(now);
  const letters = memoryLetterSource();
  const readings = new Map<string, Reading>();
  const logged: LogEvent[] = [];
  const announced: LetterId[] = [];
  const worklist = memoryWorklist();
  await worklist.setFindable(true);
  const ports = {
    letters,
    texts: memoryTextStore(),
    archive: replaced.archive ?? folderArchive(join(tmpdir(), 'no-archive-here', randomUUID())),
    events: (replaced.events ?? ((events) => events))(memoryEventStore()),
    worklist: (replaced.worklist ?? ((list) => list))(worklist),
    lexicon: smallLexicon(),
    directory: DIRECTORY,
    hashPatient: hmacPatientHasher('k'.repeat(32)),
    announcer: { toExtract: async (letterId: LetterId) => void announced.push(letterId) },
    origin: ORIGIN,
    page: { 'index.html': '<!doctype html>', 'page.js': '', 'style.css': '' },
    now,
    log: (event: LogEvent) => void logged.push(event),
    reader: {
      read: async (bytes: Uint8Array) => readings.get(String(Buffer.from(bytes))) ?? read(String(Buffer.from(bytes))),
      close: async () => {},
    },
  };
  const app = createReviewApp({
    ...ports,
    issuer: issuer.open(),
  });

  /** A letter as it comes through: read and assessed, or set aside. */
  async function put(key: string, content: string, reading?: Reading): Promise<LetterId> {
    if (reading !== undefined) readings.set(content, reading);
    const object = letters.put(`incoming/${key}`, Buffer.from(content));
    const letterId = await receiveLetter(ports, object, { kind: 'service', id: 'extract' });
    await extractText(ports, letterId);
    const last = await ports.events.last(letterId);
    if (last?.type === 'text-extracted') await makeSuggestions(ports, letterId);
    return letterId;
  }

  /** Asks as a person would through the page's own fetch, but with a token in the header. */
  async function ask(who: Person | string, method: string, path: string, body?: unknown): Promise<Answer> {
    const token = typeof who === 'string' ? who : await issuer.token(who);
    const response = await app.request(`${ORIGIN}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text,
      json: () => JSON.parse(text),
    };
  }

  return {
    ...ports,
    app,
    issuer,
    logged,
    announced,
    put,
    ask,
    pass: (seconds: number) => {
      milliseconds += seconds * 1000;
    },
    get: (who: Person, path: string) => ask(who, 'GET', path),
    post: (who: Person, path: string, body: unknown = {}) => ask(who, 'POST', path, body),
    async letter(who: Person, letterId: string): Promise<LetterRecord> {
      return (await ask(who, 'GET', `/api/letters/${letterId}`)).json() as LetterRecord;
    },
    async suggestion(who: Person, letterId: string, display: RegExp = /./): Promise<ReviewSuggestion> {
      const { suggestions } = await this.letter(who, letterId);
      const found = suggestions.find((one) => display.test(one.display));
      if (found === undefined) throw new Error(`no suggestion ${display}`);
      return found;
    },
    decide: (who: Person, letterId: string, { id, touched }: ReviewSuggestion, decision: unknown) =>
      ask(who, 'POST', `/api/letters/${letterId}/suggestions/${id}/decision`, { basedOn: touched, decision }),
    async typesOf(letterId: LetterId): Promise<string[]> {
      return (await ports.events.read(letterId)).map(({ type }) => type);
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  json(): unknown;
}
export type Person = { readonly sub: string; readonly groups: readonly string[] };

export const changedIn = (answer: Answer): Changed => answer.json() as Changed;
export const problemIn = (answer: Answer): Problem => answer.json() as Problem;

const read = (text: string): Reading => ({
  outcome: 'read',
  text,
  pages: [{ start: 0, end: text.length, readable: true }],
  extractor: { name: 'test', version: '1' },
});

export const UNREADABLE: Reading = { outcome: 'unreadable', reason: 'encrypted' };

/** 999 012 3453 and so on: of the range for tests, with a valid check digit. */
export const NHS_NUMBER = '999 000 0018';
export const LETTER = `NHS No: ${NHS_NUMBER}\nDiagnosis: breast cancer, and chronic lymphocytic leukaemia.\n`;
