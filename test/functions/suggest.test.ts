import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { letterIdOf } from '../../functions/core/letter.ts';
import { createHandler } from '../../functions/suggest/handler.ts';
import { smallLexicon } from '../support/small-lexicon.ts';
import { messagesOf, objectsIn, sampleEvent } from './sample-events.ts';
import { openWorld, TEXTS_BUCKET, type World } from './world.ts';

/** Each sample event through the suggest function's handler. */
describe('suggest', () => {
  const stored = sampleEvent('text-stored');
  const uploaded = sampleEvent('text-letter-uploaded');
  const letterId = letterIdOf(objectsIn(uploaded)[0]!);
  let world: World;
  let suggest: ReturnType<typeof createHandler>;
  beforeEach(async () => {
    world = await openWorld();
    suggest = createHandler({ ...world, textsBucket: TEXTS_BUCKET, lexicon: smallLexicon() });
  });
  afterEach(() => world.close());

  async function extracted(): Promise<void> {
    world.store(uploaded);
    expect(await world.extract(uploaded)).toEqual({ batchItemFailures: [] });
  }

  it('makes the suggestions of a letter whose text was stored', async () => {
    await extracted();
    expect(await suggest(stored)).toEqual({ batchItemFailures: [] });
    expect(await world.lifeOf(letterId)).toEqual(['letter-received', 'text-extracted', 'suggestions-made']);
    const views = await world.worklist.get(letterId);
    expect(views?.letter.state).toBe('ready');
    const diagnoses = views?.suggestions.filter(({ category }) => category === 'diagnosis');
    expect(diagnoses?.map(({ concept }) => concept?.code)).toEqual(['92814006']);
  });

  it('stores no word of the letter with a suggestion', async () => {
    await extracted();
    await suggest(stored);
    const made = await world.events.last(letterId);
    expect(made?.type).toBe('suggestions-made');
    expect(JSON.stringify(made)).not.toContain('quote');
  });

  it('makes them once, however often the text is announced', async () => {
    await extracted();
    const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(() => suggest(stored)));
    expect(answers.flatMap(({ batchItemFailures }) => batchItemFailures)).toEqual([]);
    expect(await world.lifeOf(letterId)).toEqual(['letter-received', 'text-extracted', 'suggestions-made']);
  });

  it('asks to be called again when the text is announced before it is recorded', async () => {
    const { messageId } = messagesOf(stored)[0]!;
    expect(await suggest(stored)).toEqual({ batchItemFailures: [{ itemIdentifier: messageId }] });
    expect(world.logged).toEqual([{ event: 'message.failed', messageId, error: 'NotYetError' }]);
    await extracted();
    expect(await suggest(stored)).toEqual({ batchItemFailures: [] });
  });

  it('goes on with a letter by its id alone', async () => {
    const event = sampleEvent('letter-id');
    const letter = sampleEvent('letter-uploaded');
    world.store(letter);
    await world.extract(letter);
    expect(await suggest(event)).toEqual({ batchItemFailures: [] });
    expect(await world.lifeOf(objectsIn(letter)[0]!)).toContain('suggestions-made');
  });

  it('fails alone what is no text document, and what is announced for the letters', async () => {
    await extracted();
    const event = sampleEvent('text-key-not-ours');
    const [notOurs] = messagesOf(event);
    expect(await suggest(event)).toEqual({ batchItemFailures: [{ itemIdentifier: notOurs!.messageId }] });
    expect(await world.lifeOf(letterId)).toContain('suggestions-made');

    const [misdirected] = messagesOf(uploaded);
    expect(await suggest(uploaded)).toEqual({ batchItemFailures: [{ itemIdentifier: misdirected!.messageId }] });
  });

  it('takes S3’s test message for what it is', async () => {
    expect(await suggest(sampleEvent('test-event'))).toEqual({ batchItemFailures: [] });
    expect(world.logged.map(({ event }) => event)).toEqual(['message.test']);
  });
});
