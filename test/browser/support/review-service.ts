import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { request } from 'playwright-core';
import { loadBuiltLexicon } from '../../../functions/local/built-lexicon.ts';
import { openBundledReader } from '../../../functions/local/bundled-reader.ts';
import { openDataFolder } from '../../../functions/local/data-folder.ts';
import { openEmbeddedTables } from '../../../functions/local/embedded-tables.ts';
import { localReview } from '../../../functions/local/local-review.ts';
import { createLocalService } from '../../../functions/local/local-service.ts';
import { openLoopbackPort } from '../../../functions/local/page-server.ts';
import type { TestPerson } from './people.ts';

/** The laptop's own service on loopback, over dynalite and a folder of its own, with letters that it has read itself. */
export interface ReviewService {
  readonly origin: string;
  /** Puts letters in, by their keys, and reads them. */
  put(letters: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  /** What a browser holds once this person has signed in with the laptop's issuer. */
  session(person: TestPerson): Promise<string>;
  close(): Promise<void>;
}

export async function openReviewService(): Promise<ReviewService> {
  const root = await mkdtemp(join(tmpdir(), 'review-service-'));
  const data = await openDataFolder(root);
  const tables = await openEmbeddedTables(data.tables);
  const lexicon = loadBuiltLexicon(process.env.LEXICON_FILE);
  const reader = await openBundledReader(data.programs);
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
  const port = await openLoopbackPort(0);
  const { origin } = port;
  port.serve(await localReview({ service, data, lexicon, origin }));
  const sessions = new Map<string, string>();

  async function session({ id }: TestPerson): Promise<string> {
    const browser = await request.newContext();
    const choice = await browser.get(`${origin}/sign-in`);
    await browser.get(`${choice.url()}&person=${id}`);
    const { cookies } = await browser.storageState();
    await browser.dispose();
    const cookie = cookies.find(({ name }) => name === 'session');
    if (cookie === undefined) throw new Error(`${id} could not sign in`);
    return cookie.value;
  }

  return {
    origin,
    async put(letters) {
      for (const [key, content] of Object.entries(letters)) {
        await mkdir(dirname(join(data.letters, key)), { recursive: true });
        await writeFile(join(data.letters, key), content);
        await service.announce(key);
      }
      service.queue.start();
      await service.queue.idle();
    },
    async session(person) {
      const known = sessions.get(person.id) ?? (await session(person));
      sessions.set(person.id, known);
      return known;
    },
    async close() {
      await port.close();
      await service.queue.stop();
      await reader.close();
      await tables.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
