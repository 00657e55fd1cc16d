import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dynamoEventStore } from '../../functions/adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../../functions/adapters/dynamo-worklist.ts';
import { checkChain } from '../../functions/core/chain.ts';
import { openEmbeddedTables } from '../../functions/local/embedded-tables.ts';
import { signIn } from '../support/sign-in.ts';
import { type RunningCommand, runCommand, temporaryFolder } from './command.ts';

const SAMPLES = fileURLToPath(new URL('../../events/letters/', import.meta.url));
const PLAIN_LETTER = join(SAMPLES, 'incoming', 'RZZ02', 'Y90002', 'cll-telephone-clinic.txt');

/** Letters that must not end `ready`. Two hold the same bytes: either may be the one that is kept. */
const NOT_READY: Readonly<Record<string, string>> = {
  'RZZ01/Y90001/IMG_2207.png': 'quarantined: unsupported-type',
  'RZZ01/Y90002/interrupted-transfer.pdf': 'quarantined: damaged',
  'RZZ01/Y99999/bladder-unknown-practice.pdf': 'quarantined: unknown-practice',
  'RZZ01/one-folder-too-high.pdf': 'quarantined: misplaced-key',
  'RZZ02/Y90001/empty.pdf': 'quarantined: empty',
  'RZZ02/Y90001/locked-letter.pdf': 'quarantined: encrypted',
  'RZZ02/Y90002/scan0047.pdf': 'quarantined: no-readable-text',
};
const SAME_BYTES = ['RZZ01/Y90002/Copy of lymphoma clinic.pdf', 'RZZ02/Y90002/lymphoma-clinic.pdf'];
const AMENDED = 'RZZ01/Y90001/colorectal-mdt-outcome.pdf';
const samples = readdirSync(join(SAMPLES, 'incoming'), { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile())
  .map((file) => join(file.parentPath, file.name).slice(join(SAMPLES, 'incoming/').length));

const folders: ReturnType<typeof temporaryFolder>[] = [];
const running: RunningCommand[] = [];
const newFolder = () => {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder;
};
const start = (folder: ReturnType<typeof temporaryFolder>, ...args: string[]) => {
  const data = join(folder.path, 'data');
  const command = runCommand('start', ['--data', data, '--port', '0', ...args], folder);
  running.push(command);
  return { ...command, data };
};

afterEach(async () => {
  for (const command of running.splice(0)) {
    command.child.kill('SIGKILL');
    await command.ended();
  }
});
afterAll(() => {
  for (const folder of folders) folder.remove();
});

describe('npm start -- --once, over the sample letters', () => {
  const folder = newFolder();
  let output = '';
  beforeAll(async () => {
    const command = start(folder, '--once');
    expect(await command.ended(), command.stderr()).toBe(0);
    expect(command.stderr()).toBe('');
    output = command.stdout();
  });

  it('brings every sample to the state that it must end in', async () => {
    const ends = await endsIn(join(folder.path, 'data'));
    expect(samples.length).toBeGreaterThan(25);
    for (const name of samples) {
      if (name === AMENDED) expect(ends.get(name)).toEqual(['superseded: amended', 'ready']);
      else if (!SAME_BYTES.includes(name)) expect(ends.get(name), name).toEqual([NOT_READY[name] ?? 'ready']);
    }
    expect(SAME_BYTES.flatMap((name) => ends.get(name)).sort()).toEqual(['ready', 'superseded: duplicate']);
    expect(ends.size).toBe(samples.length);
  });

  it('prints each letter with its count, and what was set aside in words', () => {
    const total = samples.length + 1;
    expect(output).toContain(`[1/${total}] `);
    expect(output).toContain(`[${total}/${total}] `);
    expect(output).toMatch(/empty\.pdf: set aside for a person\n {4}The file is empty\./);
    expect(output).toMatch(/Diagnosis +Chronic lymphocytic leukaemia +92814006 +confirmed.* +“CLL”/);
    expect(output).toMatch(
      /thyroid-second-page-scanned\.pdf: ready for review\n +Note: Page 2 of 2 could not be read\./,
    );
    expect(output).toContain(`Replaced: an earlier version of ${AMENDED}`);
    expect(output).toMatch(/Sent twice: .*lymphoma/);
    expect(output).toContain(`${total} letters: 7 set aside for a person`);
  });

  it('keeps the key of the patients’ hashes and the letters to the one who started it', () => {
    expect(statSync(join(folder.path, 'data', 'patient.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder.path, 'data')).mode & 0o777).toBe(0o700);
  });

  it('archives the days that are over, and keeps the lexicon it read with', () => {
    const data = join(folder.path, 'data');
    expect(readdirSync(join(data, 'archive', 'anchors'))).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d\.json$/)]);
    expect(readdirSync(join(data, 'lexicons'))).toEqual(['0123456789ab-ba9876543210.json']);
  });

  it('repeats nothing when it is started again', async () => {
    const before = await eventHashesIn(join(folder.path, 'data'));
    const again = start(folder, '--once');
    expect(await again.ended()).toBe(0);
    expect(again.stdout()).not.toContain('[1/');
    expect(again.stdout()).toContain(`${samples.length + 1} letters: `);
    expect(await eventHashesIn(join(folder.path, 'data'))).toEqual(before);
  });

  it('comes to the same end when it was killed in the middle', async () => {
    const killed = newFolder();
    const first = start(killed, '--once');
    await first.printed(/\[6\/\d+\] /);
    first.child.kill('SIGKILL');
    expect(await first.ended()).toBe('SIGKILL');
    expect(first.stdout()).not.toContain(`[${samples.length + 1}/`);
    const second = start(killed, '--once');
    expect(await second.ended(), second.stderr()).toBe(0);
    const sorted = (ends: Map<string, string[]>) => ({
      ...Object.fromEntries([...ends].filter(([name]) => !SAME_BYTES.includes(name))),
      sameBytes: SAME_BYTES.flatMap((name) => ends.get(name)).sort(),
    });
    expect(sorted(await endsIn(second.data))).toEqual(sorted(await endsIn(join(folder.path, 'data'))));
  });
});

describe('npm start, while it runs', () => {
  it('reads a letter that is put in, shows it on the page, and loses nothing when it is stopped', async () => {
    const folder = newFolder();
    const command = start(folder, '--no-samples');
    const [, url] = (await command.printed(/Page: +(http:\S+)/)) as unknown as [string, string];
    await command.printed(/Watching/);
    expect(await (await fetch(url)).text()).toContain('<div id="page">');
    expect((await fetch(new URL('/api/me', url))).status).toBe(401);
    const cookie = await signIn(new URL(url).origin, 'reviewer-a-y90002');

    const practice = join(command.data, 'letters', 'incoming', 'RZZ02', 'Y90002');
    mkdirSync(practice, { recursive: true });
    copyFileSync(PLAIN_LETTER, join(practice, 'new letter.txt'));
    copyFileSync(PLAIN_LETTER, join(practice, '.hidden.txt'));
    writeFileSync(join(command.data, 'letters', 'stray.txt'), 'Diagnosis: breast cancer.');
    const put = Date.now();
    const { letterId } = await untilInWorklist(url, cookie);
    // The issue asks for 2 seconds; a busy machine is given more before this is called broken.
    expect(Date.now() - put).toBeLessThan(15_000);
    await command.printed(/new letter\.txt: ready for review/);
    await command.printed(/stray\.txt: set aside for a person/);

    const history = await fetch(new URL(`/api/letters/${letterId}/history`, url), { headers: { cookie } });
    expect(await history.text()).toContain('"suggestions-made"');

    const second = start(folder, '--no-samples');
    expect(await second.ended()).toBe(1);
    expect(second.stderr()).toMatch(/data folder .* is in use by another start/);
    const taken = start(newFolder(), '--no-samples', '--port', new URL(url).port);
    expect(await taken.ended()).toBe(1);
    expect(taken.stderr()).toMatch(/^port \d+ is taken/);

    command.child.kill('SIGTERM');
    expect(await command.ended(), command.stderr()).toBe(0);
    expect(command.stderr()).toBe('');
    expect(await endsIn(command.data)).toEqual(
      new Map([
        ['RZZ02/Y90002/new letter.txt', ['ready']],
        ['stray.txt', ['quarantined: misplaced-key']],
      ]),
    );
  });
});

describe('npm start, asked for what it does not know', () => {
  it('says so and how it is used, and touches nothing', async () => {
    const folder = newFolder();
    const command = start(folder, '--prot', '1');
    expect(await command.ended()).toBe(2);
    expect(command.stdout()).toBe('');
    expect(command.stderr()).toMatch(/^Unknown option '--prot'\n\nUsage: npm start/);
    expect(existsSync(command.data)).toBe(false);
  });

  it('does not start without a lexicon: no suggestions would look like nothing to suggest', async () => {
    const folder = newFolder();
    const command = start({ ...folder, lexicon: join(folder.path, 'absent.json') }, '--once');
    expect(await command.ended()).toBe(1);
    expect(command.stderr()).toMatch(/lexicon/);
    expect(existsSync(command.data)).toBe(false);
  });
});

/** How each file's letters ended, version after version, read from the events and checked against the worklist. */
async function endsIn(data: string): Promise<Map<string, string[]>> {
  return withTables(data, async ({ events, worklist }) => {
    const found: { name: string; version: string; end: string }[] = [];
    for await (const chain of events.all()) {
      const first = chain[0]!;
      const last = chain.at(-1)!;
      if (first.type !== 'letter-received') throw new Error('a chain does not begin with letter-received');
      checkChain(first.letterId, chain);
      const view = await worklist.get(first.letterId);
      expect(view?.letter.sequence).toBe(last.sequence);
      const { state } = view!.letter;
      const why =
        last.type === 'letter-quarantined'
          ? `: ${last.data.reason}`
          : last.type === 'letter-superseded'
            ? `: ${last.data.because}`
            : '';
      const { key, versionId } = first.data.object;
      found.push({ name: key.replace(/^incoming\//, ''), version: versionId, end: `${state}${why}` });
    }
    const ends = new Map<string, string[]>();
    for (const { name, end } of found.sort((a, b) => (a.version < b.version ? -1 : 1)))
      ends.set(name, [...(ends.get(name) ?? []), end]);
    return ends;
  });
}

async function eventHashesIn(data: string): Promise<string[]> {
  return withTables(data, async ({ events }) => {
    const hashes: string[] = [];
    for await (const chain of events.all()) hashes.push(...chain.map(({ hash }) => hash));
    return hashes.sort();
  });
}

async function withTables<T>(
  data: string,
  read: (stores: {
    events: ReturnType<typeof dynamoEventStore>;
    worklist: ReturnType<typeof dynamoWorklist>;
  }) => Promise<T>,
): Promise<T> {
  const tables = await openEmbeddedTables(join(data, 'tables'));
  try {
    return await read({
      events: dynamoEventStore(tables.client, tables.events),
      worklist: dynamoWorklist(tables.client, tables.worklist),
    });
  } finally {
    await tables.close();
  }
}

async function untilInWorklist(url: string, cookie: string): Promise<{ letterId: string }> {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    const answer = await fetch(new URL('/api/worklist?practice=Y90002&state=ready', url), { headers: { cookie } });
    const { letters } = (await answer.json()) as { letters: { letterId: string }[] };
    if (letters[0] !== undefined) return letters[0];
  }
  throw new Error('the worklist never showed a letter');
}
