import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { letterIdOf } from '../../functions/core/letter.ts';
import { receiveLetter } from '../../functions/core/receive-letter.ts';
import { createLetterReader } from '../../functions/extract/reading/read-letter.ts';
import { messagesOf, objectsIn, sampleEvent } from './sample-events.ts';
import { openWorld, type World } from './world.ts';

/** Each sample event through the extract function's handler: what must be recorded, and what must fail alone. */
describe('extract', () => {
  const reader = createLetterReader();
  let world: World;
  beforeEach(async () => {
    world = await openWorld(reader);
  });
  afterAll(() => reader.close());
  afterEach(async () => {
    const lines = world.logged.map((event) => JSON.stringify(event)).join('\n');
    expect(lines, 'no log line names a file').not.toMatch(/incoming|\.pdf|\.txt|Skin|M.ller|outgoing/);
    await world.close();
  });

  it('reads a letter that was uploaded', async () => {
    const event = sampleEvent('letter-uploaded');
    world.store(event);
    expect(await world.extract(event)).toEqual({ batchItemFailures: [] });
    expect(await world.lifeOf(objectsIn(event)[0]!)).toEqual(['letter-received', 'text-extracted']);
  });

  it('reads a plain-text letter', async () => {
    const event = sampleEvent('text-letter-uploaded');
    world.store(event);
    expect(await world.extract(event)).toEqual({ batchItemFailures: [] });
    expect(await world.lifeOf(objectsIn(event)[0]!)).toEqual(['letter-received', 'text-extracted']);
  });

  it('finds the letter behind a key with spaces, accents and a plus', async () => {
    const event = sampleEvent('key-with-spaces-and-accents');
    world.store(event);
    expect(await world.extract(event)).toEqual({ batchItemFailures: [] });
    const object = objectsIn(event)[0]!;
    expect(object.key).toBe('incoming/RZZ01/Y90001/Skin clinic Dr M\u00fcller + histology.pdf');
    const [received, extracted] = await world.events.read(letterIdOf(object));
    expect(received).toMatchObject({ type: 'letter-received', data: { object, sender: 'RZZ01', practice: 'Y90001' } });
    expect(extracted?.type).toBe('text-extracted');
  });

  it('makes one letter of an object that is announced twice', async () => {
    const event = sampleEvent('delivered-twice');
    world.store(event);
    expect(await world.extract(event)).toEqual({ batchItemFailures: [] });
    expect(await world.lifeOf(objectsIn(event)[0]!)).toEqual(['letter-received', 'text-extracted']);
    expect(await world.letterCount()).toBe(1);
  });

  it('makes one letter of an object that is announced ten times at once', async () => {
    const event = sampleEvent('delivered-twice');
    world.store(event);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => world.extract(event)));
    expect(answers.flatMap(({ batchItemFailures }) => batchItemFailures)).toEqual([]);
    expect(await world.lifeOf(objectsIn(event)[0]!)).toEqual(['letter-received', 'text-extracted']);
  });

  it('lets an amended letter supersede the older one, though the newer came first', async () => {
    const event = sampleEvent('newer-version-first');
    const [newer, older] = objectsIn(event);
    world.put(older!.key, older!.versionId, older!.key);
    world.put(newer!.key, newer!.versionId, `amended/${newer!.key}`);
    expect(await world.extract(event)).toEqual({ batchItemFailures: [] });
    expect(await world.lifeOf(newer!)).toEqual(['letter-received', 'text-extracted']);
    expect((await world.worklist.get(letterIdOf(older!)))?.letter).toMatchObject({
      state: 'superseded',
      supersededBy: letterIdOf(newer!),
    });
  });

  it('sets a letter that was sent twice aside as a duplicate of the first', async () => {
    const event = sampleEvent('same-letter-sent-twice');
    world.store(event);
    expect(await world.extract(event)).toEqual({ batchItemFailures: [] });
    const [first, copy] = objectsIn(event);
    expect(await world.lifeOf(first!)).toEqual(['letter-received', 'text-extracted']);
    expect((await world.events.last(letterIdOf(copy!)))?.data).toEqual({
      by: letterIdOf(first!),
      because: 'duplicate',
    });
  });

  it('reads every record of every message', async () => {
    const event = sampleEvent('several-records');
    world.store(event);
    expect(await world.extract(event)).toEqual({ batchItemFailures: [] });
    expect(objectsIn(event)).toHaveLength(3);
    for (const object of objectsIn(event))
      expect(await world.lifeOf(object)).toEqual(['letter-received', 'text-extracted']);
  });

  it('takes S3’s test message for what it is', async () => {
    const event = sampleEvent('test-event');
    expect(await world.extract(event)).toEqual({ batchItemFailures: [] });
    expect(world.logged).toEqual([{ event: 'message.test', messageId: messagesOf(event)[0]!.messageId }]);
    expect(await world.letterCount()).toBe(0);
  });

  it('fails what is announced for another bucket, and reads the rest', async () => {
    const event = sampleEvent('unknown-bucket');
    world.store(event);
    const [foreign, ours] = messagesOf(event);
    expect(await world.extract(event)).toEqual({ batchItemFailures: [{ itemIdentifier: foreign!.messageId }] });
    expect(world.logged).toContainEqual({
      event: 'message.failed',
      messageId: foreign!.messageId,
      error: 'UnknownBucketError',
    });
    expect(ours).toBeDefined();
    expect(await world.lifeOf(objectsIn(event)[1]!)).toEqual(['letter-received', 'text-extracted']);
    expect(await world.letterCount()).toBe(1);
  });

  it.each([
    ['wrong-prefix', 'misplaced-key'],
    ['unknown-practice', 'unknown-practice'],
  ])('sets a letter aside: %s -> %s', async (name, reason) => {
    const event = sampleEvent(name);
    world.store(event);
    expect(await world.extract(event)).toEqual({ batchItemFailures: [] });
    const view = await world.worklist.get(letterIdOf(objectsIn(event)[0]!));
    expect(view?.letter).toMatchObject({ state: 'quarantined', reason });
  });

  it('sets a letter aside that was announced and is gone', async () => {
    const event = sampleEvent('object-gone');
    expect(await world.extract(event)).toEqual({ batchItemFailures: [] });
    const view = await world.worklist.get(letterIdOf(objectsIn(event)[0]!));
    expect(view?.letter).toMatchObject({ state: 'quarantined', reason: 'missing', practice: 'Y90001' });
  });

  it('takes an empty object whose key ends in a slash for no letter', async () => {
    const event = sampleEvent('folder-marker');
    world.store(event);
    expect(await world.extract(event)).toEqual({ batchItemFailures: [] });
    expect(await world.letterCount()).toBe(0);
  });

  it('goes on with a letter by its id alone, once it has been received', async () => {
    const event = sampleEvent('letter-id');
    const { messageId } = messagesOf(event)[0]!;
    expect(await world.extract(event)).toEqual({ batchItemFailures: [{ itemIdentifier: messageId }] });
    expect(world.logged).toContainEqual({ event: 'message.failed', messageId, error: 'NotYetError' });

    const uploaded = sampleEvent('letter-uploaded');
    world.store(uploaded);
    const letterId = await receiveLetter(world, objectsIn(uploaded)[0]!, { kind: 'service', id: 'sweep' });
    expect(messagesOf(event)[0]!.body).toBe(JSON.stringify({ letterId }));
    expect(await world.extract(event)).toEqual({ batchItemFailures: [] });
    expect(await world.lifeOf(letterId)).toEqual(['letter-received', 'text-extracted']);
  });

  it('fails each malformed message alone, and reads the letter that came with them', async () => {
    const event = sampleEvent('malformed-bodies');
    world.store(event);
    const malformed = messagesOf(event).slice(0, -1);
    const { batchItemFailures } = await world.extract(event);
    expect(batchItemFailures).toEqual(malformed.map(({ messageId }) => ({ itemIdentifier: messageId })));
    const failures = world.logged.filter((line) => line.event === 'message.failed');
    expect(new Set(failures.map(({ error }) => error))).toEqual(new Set(['MalformedMessageError']));
    expect(await world.lifeOf(objectsIn(event).at(-1)!)).toEqual(['letter-received', 'text-extracted']);
    expect(await world.letterCount()).toBe(1);
  });

  it('refuses an event that is no batch of messages', async () => {
    await expect((async () => world.extract({ Records: 'none' }))()).rejects.toThrow();
  });
});
