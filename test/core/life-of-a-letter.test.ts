import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoEventStore } from '../../functions/adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../../functions/adapters/dynamo-worklist.ts';
import {
  memoryEventStore,
  memoryLetterSource,
  memoryTextStore,
  memoryWorklist,
} from '../../functions/adapters/memory-stores.ts';
import { hmacPatientHasher } from '../../functions/adapters/patient-hasher.ts';
import { checkChain } from '../../functions/core/chain.ts';
import { type LetterId, type LetterObject, letterIdOf, textKeyOf } from '../../functions/core/letter.ts';
import type {
  Announcer,
  EventStore,
  LetterReader,
  LetterSource,
  TextStore,
  Worklist,
} from '../../functions/core/ports.ts';
import { createHandler as createExtract } from '../../functions/extract/handler.ts';
import { createLetterReader } from '../../functions/extract/reading/read-letter.ts';
import { createHandler as createSuggest } from '../../functions/suggest/handler.ts';
import { createHandler as createSweep } from '../../functions/sweep/handler.ts';
import { type LoopbackDynamo, startLoopbackDynamo } from '../support/loopback-dynamo.ts';
import { smallLexicon } from '../support/small-lexicon.ts';

const lexicon = smallLexicon();

/** Every way a letter can end, and the ways two letters have to do with each other. */
const LETTERS: readonly (readonly [key: string, content: string | Uint8Array])[] = [
  ['incoming/RZZ01/Y90001/clinic.txt', 'NHS No: 999 000 0018\nDiagnosis: breast cancer.\nSeen in clinic.\nYours\n'],
  [
    'incoming/RZZ01/Y90001/clinic.txt',
    'AMENDED\nNHS No: 999 000 0018\nDiagnosis: no evidence of breast cancer.\nSeen in clinic.\nYours\n',
  ],
  ['incoming/RZZ02/Y90002/once.txt', 'NHS No: 999 000 0026\nDiagnosis: chronic lymphocytic leukaemia.\n'],
  ['incoming/RZZ01/Y90002/twice.txt', 'NHS No: 999 000 0026\nDiagnosis: chronic lymphocytic leukaemia.\n'],
  ['incoming/RZZ01/Y90001/nothing.txt', 'Dear Doctor\nThank you for seeing this patient with a sprained ankle.\n'],
  ['incoming/RZZ01/Y90001/empty.pdf', ''],
  ['incoming/RZZ01/Y90001/picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
  ['incoming/RZZ01/Y99999/stranger.txt', 'Diagnosis: breast cancer.\n'],
  ['incoming/RZZ01/too-high.txt', 'Diagnosis: breast cancer.\n'],
];

describe('a letter’s life, killed at every step', () => {
  const undisturbed = newWorld();
  let end: unknown;
  let steps = 0;
  let sweptSteps = 0;

  beforeAll(async () => {
    const counted = dying(undisturbed, Number.POSITIVE_INFINITY, 'before');
    await work(counted.ports, undisturbed.queued);
    steps = counted.calls();
    end = await endOf(undisturbed);

    const unannounced = newWorld();
    const sweeping = dying(unannounced, Number.POSITIVE_INFINITY, 'before');
    await sweepAlone(unannounced, sweeping.ports);
    sweptSteps = sweeping.calls();
  });

  it('ends as it should when nothing disturbs it', async () => {
    expect(await typesOf(undisturbed)).toEqual([
      ['letter-received', 'text-extracted', 'suggestions-made', 'letter-superseded'],
      ['letter-received', 'text-extracted', 'suggestions-made'],
      ['letter-received', 'text-extracted', 'suggestions-made'],
      ['letter-received', 'letter-superseded'],
      ['letter-received', 'text-extracted', 'suggestions-made'],
      ['letter-received', 'letter-quarantined'],
      ['letter-received', 'letter-quarantined'],
      ['letter-received', 'letter-quarantined'],
      ['letter-received', 'letter-quarantined'],
    ]);
    expect(await statesOf(undisturbed)).toEqual([
      'superseded',
      'ready',
      'ready',
      'superseded',
      'ready',
      'quarantined: empty',
      'quarantined: unsupported-type',
      'quarantined: unknown-practice',
      'quarantined: misplaced-key',
    ]);
    expect(steps).toBeGreaterThan(100);
    expect(sweptSteps).toBeGreaterThan(100);
  });

  it('comes to the same end when nothing was announced and the sweep finds it all', async () => {
    const world = newWorld();
    await sweepAlone(world);
    expect(await endOf(world)).toEqual(end);
  });

  describe.each(['before', 'after'] as const)('killed %s a call took effect', (when) => {
    it('comes to the same end by redelivery, and by the sweep for the views', async () => {
      for (let step = 1; step <= steps; step++) {
        const world = newWorld();
        await killedAt(step, when, world, (ports) => work(ports, world.queued));
        await work(world, world.queued);
        await sweepAlone(world);
        expect(await endOf(world), `killed ${when} call ${step} of ${steps}`).toEqual(end);
      }
    });

    it('comes to the same end by the sweep, as on a laptop whose queue died with it', async () => {
      for (let step = 1; step <= steps; step++) {
        const world = newWorld();
        await killedAt(step, when, world, (ports) => work(ports, world.queued));
        await sweepAlone(world);
        expect(await endOf(world), `killed ${when} call ${step} of ${steps}`).toEqual(end);
      }
    });

    it('comes to the same end when the sweep itself was killed', async () => {
      for (let step = 1; step <= sweptSteps; step++) {
        const world = newWorld();
        await killedAt(step, when, world, (ports) => sweepAlone(world, ports));
        // The next sweep goes on behind the last page; the one after that sees the whole bucket.
        await sweepAlone(world);
        await sweepAlone(world);
        expect(await endOf(world), `killed ${when} call ${step} of ${sweptSteps}`).toEqual(end);
      }
    });
  });
});

describe('one object announced ten times at once', () => {
  let dynamo: LoopbackDynamo;
  beforeAll(async () => {
    dynamo = await startLoopbackDynamo();
  });
  afterAll(() => dynamo.close());

  it.each(['memory', 'dynalite'] as const)('gives one chain and one set of suggestions on %s', async (kind) => {
    const world = newWorld(LETTERS.slice(0, 1));
    const ports: Ports =
      kind === 'memory'
        ? world
        : {
            ...world,
            events: dynamoEventStore(dynamo.client, dynamo.events),
            worklist: dynamoWorklist(dynamo.client, dynamo.worklist),
          };
    const [object] = world.objects;
    const letterId = letterIdOf(object!);
    const { extract, suggest } = handlersOf(ports);
    const toExtract = messageOf(announcementOf(object!));
    const toSuggest = messageOf(JSON.stringify({ letterId }));

    // What arrives too early fails and is delivered again, ten at once each time.
    for (let round = 0, failures = 1; failures > 0; round++) {
      expect(round).toBeLessThan(10);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? extract(toExtract) : suggest(toSuggest))),
      );
      failures = answers.flatMap(({ batchItemFailures }) => batchItemFailures).length;
    }

    const chain = await ports.events.read(letterId);
    checkChain(letterId, chain);
    expect(chain.map(({ type }) => type)).toEqual(['letter-received', 'text-extracted', 'suggestions-made']);
    const views = await ports.worklist.get(letterId);
    expect(views?.letter.sequence).toBe(3);
    expect(views?.suggestions.map(({ concept }) => concept?.code)).toEqual(['254837009']);
    const { letters } = await ports.worklist.list({ practice: 'Y90001', state: 'ready' });
    expect(letters.map((letter) => letter.letterId)).toEqual([letterId]);
  });
});

interface Ports {
  readonly letters: LetterSource;
  readonly events: EventStore;
  readonly texts: TextStore;
  readonly worklist: Worklist;
  readonly reader: LetterReader;
}

interface World extends Ports {
  readonly objects: readonly LetterObject[];
  /** What the queues hold: a message goes only when it was worked on without a failure. */
  readonly queued: Message[];
}

function newWorld(stored = LETTERS): World {
  const letters = memoryLetterSource();
  const objects = stored.map(([key, content]) => letters.put(key, Buffer.from(content)));
  const queued = objects.map((object): Message => ({ to: 'extract', body: announcementOf(object) }));
  const texts = memoryTextStore();
  return {
    objects,
    queued,
    letters,
    events: memoryEventStore(),
    texts: {
      ...texts,
      // The bucket announces what was stored, whether or not the answer reached who stored it.
      async put(document) {
        const { hash } = await texts.put(document);
        const key = textKeyOf(document.letterId, hash);
        queued.splice(1, 0, { to: 'suggest', body: announcementOf({ bucket: 'texts', key, versionId: 'null' }) });
        return { hash };
      },
    },
    worklist: memoryWorklist(),
    // Plain text is read in this process: no child is started.
    reader: createLetterReader(),
  };
}

const DIRECTORY = {
  practices: [
    { ods: 'Y90001', name: 'Elmfield Surgery' },
    { ods: 'Y90002', name: 'Quayside Practice' },
  ],
  senders: [],
};

let milliseconds = Date.UTC(2026, 6, 1);

function handlersOf(ports: Ports) {
  const dependencies = {
    ...ports,
    lexicon,
    directory: DIRECTORY,
    hashPatient: hmacPatientHasher('k'.repeat(32)),
    now: () => new Date(milliseconds++).toISOString(),
    log: () => {},
  };
  return {
    extract: createExtract({ ...dependencies, lettersBucket: 'letters' }),
    suggest: createSuggest({ ...dependencies, textsBucket: 'texts' }),
    sweep: (announcer: Announcer) => createSweep({ ...dependencies, announcer, graceSeconds: 0 })({}),
  };
}

interface Message {
  readonly to: 'extract' | 'suggest';
  readonly body: string;
}

/** Works on what the queues hold, first things first, until nothing is left or the process is gone. */
async function work(ports: Ports, queued: Message[]): Promise<void> {
  const handlers = handlersOf(ports);
  for (let message = queued[0]; message !== undefined; message = queued[0]) {
    const { batchItemFailures } = await handlers[message.to](messageOf(message.body));
    if (batchItemFailures.length > 0) throw new Killed();
    queued.splice(queued.indexOf(message), 1);
  }
}

/** With queues that lost whatever they held. Each letter's messages are worked on together, as the laptop's queue does. */
async function sweepAlone(world: World, ports: Ports = world): Promise<void> {
  const ofLetter = new Map<LetterId, Message[]>(world.objects.map((object) => [letterIdOf(object), []]));
  const announce = (to: Message['to']) => async (letterId: LetterId) => {
    ofLetter.get(letterId)!.push({ to, body: JSON.stringify({ letterId }) });
  };
  await handlersOf(ports).sweep({ toExtract: announce('extract'), toSuggest: announce('suggest') });
  world.queued.splice(0, world.queued.length, ...[...ofLetter.values()].flat());
  await work(ports, world.queued);
}

const messageOf = (body: string) => ({ Records: [{ messageId: 'm', body }] });

function announcementOf({ bucket, key, versionId }: LetterObject): string {
  const s3 = { bucket: { name: bucket }, object: { key: encodeURIComponent(key), versionId } };
  return JSON.stringify({ Records: [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3 }] });
}

class Killed extends Error {
  override readonly name = 'Killed';
}

/** Runs until the process dies at one call; from then on no port does anything, as in a process that is gone. */
async function killedAt(
  step: number,
  when: 'before' | 'after',
  world: World,
  work: (ports: Ports) => Promise<void>,
): Promise<void> {
  const process = dying(world, step, when);
  await work(process.ports).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
  expect(process.isDead(), `step ${step} was never reached`).toBe(true);
}

function dying(world: World, step: number, when: 'before' | 'after') {
  let calls = 0;
  let dead = false;

  async function guarded<T>(call: () => T | Promise<T>): Promise<T> {
    const mine = ++calls;
    if (dead) throw new Killed();
    if (mine === step && when === 'before') die();
    const result = await call();
    if (mine === step) die();
    if (dead) throw new Killed();
    return result;
  }
  function die(): never {
    dead = true;
    throw new Killed();
  }
  function wrap<P extends object>(port: P): P {
    const methods = Object.entries(port).map(([name, method]) => [
      name,
      (...args: unknown[]) => guarded(() => (method as (...args: unknown[]) => unknown).apply(port, args)),
    ]);
    return Object.fromEntries(methods) as P;
  }
  const letters: LetterSource = {
    ...wrap(world.letters as LetterSource),
    async *list(after) {
      for await (const page of world.letters.list(after)) yield await guarded(() => page);
    },
  };
  const ports: Ports = {
    letters,
    events: wrap(world.events),
    texts: wrap(world.texts),
    worklist: wrap(world.worklist),
    reader: wrap(world.reader),
  };
  return { ports, calls: () => calls, isDead: () => dead };
}

/** Everything that must be the same however it came about: which excludes the time, and with it the hashes. */
async function endOf(world: World): Promise<unknown> {
  const ends = [];
  for (const object of world.objects) {
    const letterId = letterIdOf(object);
    const chain = await world.events.read(letterId);
    checkChain(letterId, chain);
    const views = await world.worklist.get(letterId);
    const { receivedAt: _, updatedAt: __, ...letter } = views?.letter ?? { receivedAt: '', updatedAt: '' };
    ends.push({
      events: chain.map(({ type, sequence, data }) => ({ type, sequence, data })),
      letter,
      suggestions: views?.suggestions,
    });
  }
  return ends;
}

async function typesOf(world: World): Promise<string[][]> {
  const chains = await Promise.all(world.objects.map((object) => world.events.read(letterIdOf(object))));
  return chains.map((chain) => chain.map(({ type }) => type));
}

async function statesOf(world: World): Promise<(string | undefined)[]> {
  const views = await Promise.all(world.objects.map((object) => world.worklist.get(letterIdOf(object))));
  return views.map((view) => {
    const reason = view?.letter.reason;
    return reason === undefined ? view?.letter.state : `${view?.letter.state}: ${reason}`;
  });
}
