import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoEventStore } from '../../functions/adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../../functions/adapters/dynamo-worklist.ts';
import { verifyTable } from '../../functions/audit/verify/table-check.ts';
import { appendEvent, checkChain } from '../../functions/core/chain.ts';
import type { LetterId } from '../../functions/core/letter.ts';
import { writeViews } from '../../functions/core/receive-letter.ts';
import { type LoopbackDynamo, startLoopbackDynamo } from '../support/loopback-dynamo.ts';
import { reviewedLetters } from '../support/reviewed-letters.ts';
import { seeded } from '../support/seeded.ts';

const WRITERS = 32;
const LETTERS = 50;
const EACH = 12;

describe(`${WRITERS} writers at once on ${LETTERS} letters`, () => {
  let dynamo: LoopbackDynamo;
  beforeAll(async () => {
    dynamo = await startLoopbackDynamo();
  });
  afterAll(() => dynamo?.close());

  it('leave no fork, no gap, and no acknowledgement without its event', async () => {
    const events = dynamoEventStore(dynamo.client, dynamo.events);
    const worklist = dynamoWorklist(dynamo.client, dynamo.worklist);
    await reviewedLetters({ seed: 61, letters: LETTERS, untouched: true, stores: { events, worklist } });
    const letterIds: LetterId[] = [];
    for await (const [first] of events.all()) letterIds.push(first!.letterId);
    expect(letterIds).toHaveLength(LETTERS);

    const acknowledged: { readonly letterId: LetterId; readonly id: string }[] = [];
    const ports = { events, worklist, now: () => '2026-03-20T09:00:00.000Z' };
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        const chance = seeded(writer);
        for (let act = 0; act < EACH; act++) {
          // Half of all acts meet on three letters.
          const letterId = letterIds[chance.chance(0.5) ? chance.below(3) : chance.below(LETTERS)]!;
          const id = `writer ${writer}, act ${act}`;
          const chain = await appendEvent(ports, letterId, { kind: 'person', id, role: 'reviewer' }, () => ({
            type: 'letter-opened',
            data: { what: 'letter' },
          }));
          acknowledged.push({ letterId, id });
          await writeViews(ports, chain);
        }
      }),
    );

    expect(acknowledged).toHaveLength(WRITERS * EACH);
    let opened = 0;
    for await (const chain of events.all()) {
      const { letterId } = chain[0]!;
      expect(() => checkChain(letterId, chain)).not.toThrow();
      const actors = chain.filter(({ type }) => type === 'letter-opened').map(({ actor }) => actor.id);
      const expected = acknowledged.filter((one) => one.letterId === letterId).map(({ id }) => id);
      expect([...actors].sort()).toEqual([...expected].sort());
      opened += actors.length;
    }
    expect(opened).toBe(WRITERS * EACH);
    expect((await verifyTable(dynamo, [])).findings).toEqual([]);
  });
});
