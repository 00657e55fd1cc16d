import { dynamoEventStore } from '../adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../adapters/dynamo-worklist.ts';
import { FOLDER_BUCKET, folderLetterSource, folderTextStore } from '../adapters/folder-stores.ts';
import { hmacPatientHasher } from '../adapters/patient-hasher.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { type LetterId, letterIdOf, routeOf, textKeyOf } from '../core/letter.ts';
import type { Lexicon } from '../core/lexicon/lexicon.ts';
import type { LogEvent } from '../core/log-event.ts';
import type {
  Announcer,
  EventStore,
  LetterReader,
  LetterSource,
  PatientHasher,
  TextStore,
  Worklist,
} from '../core/ports.ts';
import { createHandler as createExtractHandler } from '../extract/handler.ts';
import { createHandler as createSuggestHandler } from '../suggest/handler.ts';
import { createHandler as createSweepHandler } from '../sweep/handler.ts';
import type { DataFolder } from './data-folder.ts';
import type { EmbeddedTables } from './embedded-tables.ts';
import { createInProcessQueue, type InProcessQueue } from './in-process-queue.ts';
import { objectCreated } from './object-created.ts';

export interface LocalService {
  readonly letters: LetterSource;
  readonly announcer: Announcer;
  readonly hashPatient: PatientHasher;
  readonly events: EventStore;
  readonly texts: TextStore;
  readonly worklist: Worklist;
  readonly queue: Pick<InProcessQueue, 'start' | 'size' | 'idle' | 'stop'>;
  /** Every practice that a letter was stored for, and `-` for letters without one. */
  practices(): readonly string[];
  /** Asks for the next step of every letter that stopped half way. */
  sweep(): Promise<void>;
  /** Keys of the files that stand in the letters folder. */
  keys(): Promise<readonly string[]>;
  /** Announces the file under `key`. @returns false when it cannot be opened */
  announce(key: string): Promise<boolean>;
}

export interface LocalServiceOptions {
  readonly data: DataFolder;
  readonly tables: EmbeddedTables;
  readonly lexicon: Lexicon;
  readonly reader: LetterReader;
  readonly onStarted: (letterId: LetterId) => void;
  readonly onFinished: (letterId: LetterId) => void;
  readonly onGivenUp: (letterId: LetterId, error: string) => void;
  readonly onSuperseded: (letterId: LetterId) => void;
}

const TEXTS_BUCKET = 'texts-folder';

/** The functions of the service in one process: the same handlers, told of the same events, over folders and dynalite. */
export function createLocalService(options: LocalServiceOptions): LocalService {
  const { data, tables, lexicon, reader } = options;
  const letters = folderLetterSource(data.letters);
  const events = dynamoEventStore(tables.client, tables.events);
  const worklist = dynamoWorklist(tables.client, tables.worklist);
  const folderTexts = folderTextStore(data.texts);
  const hashPatient = hmacPatientHasher(data.patientKey);
  const practices = new Set(['-', ...data.directory.practices.map(({ ods }) => ods)]);
  const lastErrors = new Map<string, string>();

  /** A terminal is no log: names and ids of letters stay in this process. */
  function log(event: LogEvent): void {
    if (event.event === 'letter.superseded') options.onSuperseded(event.letterId as LetterId);
    if (event.event === 'message.failed') lastErrors.set(event.messageId, event.error);
  }

  /** A stored text is announced, as its bucket would. */
  const texts: TextStore = {
    ...folderTexts,
    async put(document) {
      const { hash } = await folderTexts.put(document);
      const body = objectCreated({ bucket: TEXTS_BUCKET, key: textKeyOf(document.letterId, hash), versionId: 'null' });
      queue.send({ to: 'suggest', group: document.letterId, body });
      return { hash };
    },
  };

  const ports = { letters, events, worklist, texts, lexicon, reader, log, now: systemClock };
  const queue = createInProcessQueue({
    handlers: {
      extract: createExtractHandler({
        ...ports,
        lettersBucket: FOLDER_BUCKET,
        directory: data.directory,
        hashPatient,
      }),
      suggest: createSuggestHandler({ ...ports, textsBucket: TEXTS_BUCKET }),
    },
    atOnce: 2,
    attempts: 5,
    firstDelayMilliseconds: 200,
    onStarted: (letterId) => options.onStarted(letterId as LetterId),
    onFinished: (letterId) => options.onFinished(letterId as LetterId),
    onGivenUp(letterId, messageId) {
      options.onGivenUp(letterId as LetterId, lastErrors.get(messageId) ?? 'unknown');
      lastErrors.delete(messageId);
    },
  });

  const askFor = (to: 'extract' | 'suggest') => async (letterId: LetterId) => {
    queue.send({ to, group: letterId, body: JSON.stringify({ letterId }) });
  };
  const announcer = { toExtract: askFor('extract'), toSuggest: askFor('suggest') };
  const sweep = createSweepHandler({ ...ports, announcer, graceSeconds: 0 });

  function notePractice(key: string): void {
    const route = routeOf(key);
    if (route !== null) practices.add(route.practice);
  }

  return {
    letters,
    announcer,
    hashPatient,
    events,
    texts,
    worklist,
    queue,
    practices: () => [...practices].sort(),
    keys: () => letters.keys(),
    async sweep() {
      for await (const { objects } of letters.list()) for (const { object } of objects) notePractice(object.key);
      await sweep({});
    },
    async announce(key) {
      const captured = await letters.capture(key);
      if (captured === null) return false;
      const { object, isNew } = captured;
      if (!isNew) return true;
      notePractice(key);
      const sizeBytes = (await letters.size(object)) ?? 0;
      queue.send({ to: 'extract', group: letterIdOf(object), body: objectCreated({ ...object, sizeBytes }) });
      return true;
    },
  };
}
