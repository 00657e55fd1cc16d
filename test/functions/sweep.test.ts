import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { letterIdOf } from '../../functions/core/letter.ts';
import { createHandler } from '../../functions/sweep/handler.ts';
import { objectsIn, sampleEvent } from './sample-events.ts';
import { openWorld, type World } from './world.ts';

/** What the schedule starts. World's clock stands at 2026-03-02T09:15Z. */
describe('sweep', () => {
  const scheduled = sampleEvent('sweep-scheduled');
  const uploaded = sampleEvent('letter-uploaded');
  const { key, versionId } = objectsIn(uploaded)[0]!;
  const letterId = letterIdOf(objectsIn(uploaded)[0]!);
  const announced: string[] = [];
  let world: World;
  let sweep: ReturnType<typeof createHandler>;
  beforeEach(async () => {
    world = await openWorld();
    announced.length = 0;
    const announcer = {
      toExtract: async (id: string) => void announced.push(`extract ${id}`),
      toSuggest: async (id: string) => void announced.push(`suggest ${id}`),
    };
    sweep = createHandler({ ...world, announcer, graceSeconds: 3600 });
  });
  afterEach(() => world.close());

  it('starts a letter that was stored and never announced', async () => {
    world.put(key, versionId, key, new Date('2026-03-02T07:00:00Z'));
    expect(await sweep(scheduled)).toEqual({ seen: 1, started: 1, complete: true });
    expect(announced).toEqual([`extract ${letterId}`]);
    expect(await world.lifeOf(letterId)).toEqual(['letter-received']);
  });

  it('leaves a letter alone that was stored a moment ago', async () => {
    world.put(key, versionId, key, new Date('2026-03-02T09:14:00Z'));
    expect(await sweep(scheduled)).toEqual({ seen: 1, started: 0, complete: true });
    expect(announced).toEqual([]);
  });

  it('stops when the function’s time runs out, and goes on from there at the next run', async () => {
    world.put(key, versionId, key, new Date('2026-03-02T07:00:00Z'));
    const outOfTime = { getRemainingTimeInMillis: () => 1_000 };
    expect(await sweep(scheduled, outOfTime)).toMatchObject({ seen: 1, complete: false });
    expect(await world.worklist.sweepCursor()).not.toBeNull();
    expect(await sweep(scheduled)).toMatchObject({ seen: 0, complete: true });
    expect(await world.worklist.sweepCursor()).toBeNull();
  });

  it('goes on with the other letters when one cannot be swept, and says so at the end', async () => {
    world.put(key, versionId, key, new Date('2026-03-02T07:00:00Z'));
    world.put('incoming/RZZ01/Y90001/other.pdf', 'v9', key, new Date('2026-03-02T07:00:00Z'));
    const events = { ...world.events, last: failingFor(letterId, world.events.last) };
    const announcer = { toExtract: async (id: string) => void announced.push(id), toSuggest: async () => {} };
    const half = createHandler({ ...world, events, announcer, graceSeconds: 3600 });
    await expect(half(scheduled)).rejects.toThrow('1 letters could not be swept');
    expect(announced).toHaveLength(1);
    expect(await world.worklist.sweepCursor()).toBeNull();
  });

  it('sets a letter aside that was started again five times in vain', async () => {
    world.put(key, versionId, key, new Date('2026-03-02T07:00:00Z'));
    const later = createHandler({
      ...world,
      announcer: { toExtract: async (id: string) => void announced.push(id), toSuggest: async () => {} },
      now: () => '2026-03-03T09:15:00.000Z',
      graceSeconds: 3600,
    });
    await sweep(scheduled);
    announced.length = 0;
    for (let run = 0; run < 8; run++) await later(scheduled);
    expect(announced).toHaveLength(5);
    expect(await world.lifeOf(letterId)).toEqual(['letter-received', 'letter-quarantined']);
    expect((await world.worklist.get(letterId))?.letter.reason).toBe('kept-failing');
  });
});

function failingFor<A, R>(broken: A, call: (id: A) => Promise<R>): (id: A) => Promise<R> {
  return async (id) => {
    if (id === broken) throw new Error('the store refuses');
    return call(id);
  };
}
