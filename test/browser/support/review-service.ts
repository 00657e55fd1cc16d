import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { folderLetterSource } from '../../../functions/adapters/folder-stores.ts';
import { hmacPatientHasher } from '../../../functions/adapters/patient-hasher.ts';
import { systemClock } from '../../../functions/adapters/system-clock.ts';
import { loadBuiltLexicon } from '../../../functions/local/built-lexicon.ts';
import { openBundledReader } from '../../../functions/local/bundled-reader.ts';
import { openDataFolder } from '../../../functions/local/data-folder.ts';
import { openEmbeddedTables } from '../../../functions/local/embedded-tables.ts';
import { createLocalService } from '../../../functions/local/local-service.ts';
import { openIssuer } from '../../../functions/review/access/issuer.ts';
import { createReviewApp } from '../../../functions/review/app.ts';
import { buildPage } from '../../../functions/review/page/build.ts';
import type { PageFiles, ReviewApp } from '../../../functions/review/ports.ts';
import { listening, openTestIssuer, type TestIssuer } from './test-issuer.ts';

/** The local service on loopback, over dynalite and a folder of its own, with letters that it has read itself. */
export interface ReviewService {
  readonly origin: string;
  readonly issuer: TestIssuer;
  /** Puts letters in, by their keys, and reads them. */
  put(letters: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  close(): Promise<void>;
}

export async function openReviewService(page?: PageFiles): Promise<ReviewService> {
  const root = await mkdtemp(join(tmpdir(), 'review-service-'));
  const data = await openDataFolder(root);
  const tables = await openEmbeddedTables(data.tables);
  const lexicon = loadBuiltLexicon(process.env.LEXICON_FILE);
  const reader = await openBundledReader(data.programs);
  const issuer = await openTestIssuer();
  const service = createLocalService({
    data,
    tables,
    lexicon,
    reader,
    onStarted() {},
    onFinished() {},
    onGivenUp(letterId, error) {
      throw new Error(`letter ${letterId} was given up on: ${error}`);
    },
    onSuperseded() {},
  });
  let app: ReviewApp;
  const server = createServer(getRequestListener((request) => app.fetch(request)));
  const origin = await listening(server);
  app = createReviewApp({
    ...service,
    letters: folderLetterSource(data.letters),
    announcer: { toExtract: async () => {} },
    lexicon,
    directory: data.directory,
    hashPatient: hmacPatientHasher(data.patientKey),
    issuer: openIssuer({
      issuer: issuer.address,
      audience: 'letter-coder',
      clientId: 'letter-coder',
      groupsClaim: 'groups',
    }),
    origin,
    page: page ?? (await buildPage()),
    now: systemClock,
    log() {},
  });
  return {
    origin,
    issuer,
    async put(letters) {
      for (const [key, content] of Object.entries(letters)) {
        await mkdir(dirname(join(data.letters, key)), { recursive: true });
        await writeFile(join(data.letters, key), content);
        await service.announce(key);
      }
      service.queue.start();
      await service.queue.idle();
    },
    async close() {
      await new Promise((resolve) => server.close(resolve).closeAllConnections());
      await issuer.close();
      await service.queue.stop();
      await reader.close();
      await tables.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
