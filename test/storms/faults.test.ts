import { createHash } from 'node:crypto';
import { DynamoDBClient, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoEventStore } from '../../functions/adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../../functions/adapters/dynamo-worklist.ts';
import { verifyTable } from '../../functions/audit/verify/table-check.ts';
import { appendEvent, checkChain } from '../../functions/core/chain.ts';
import type { Actor, Happening, LetterEvent } from '../../functions/core/events.ts';
import type { LetterId } from '../../functions/core/letter.ts';
import { writeViews } from '../../functions/core/receive-letter.ts';
import { completeLetter } from '../../functions/core/review/complete-letter.ts';
import { decideSuggestion } from '../../functions/core/review/decide-suggestion.ts';
import { undoDecision } from '../../functions/core/review/undo-decision.ts';
import { followSuggestions } from '../../functions/core/suggestion-review.ts';
import { LOOPBACK_CREDENTIALS, type LoopbackDynamo, startLoopbackDynamo } from '../support/loopback-dynamo.ts';
import { reviewedLetters } from '../support/reviewed-letters.ts';

/** Of a hundred writes of events five are refused, and of another five the answer is lost. */
const REFUSED = 0.05;
const LOST = 0.1;

describe.each([
  ['by a client that tries once', 1],
  ['by a client that tries three times, as the service does', 3],
])('a store that refuses writes and loses answers, reached %s', (_, maxAttempts) => {
  let dynamo: LoopbackDynamo;
  beforeAll(async () => {
    dynamo = await startLoopbackDynamo();
  });
  afterAll(() => dynamo?.close());

  it('has every acknowledged act as one event, and none twice', async () => {
    const faults = { refused: 0, lost: 0, seen: 0 };
    const client = faultyClient(dynamo, maxAttempts, faults);
    const worklist = dynamoWorklist(dynamo.client, dynamo.worklist);
    const sound = dynamoEventStore(dynamo.client, dynamo.events);
    await reviewedLetters({ seed: 71, letters: 40, untouched: true, stores: { events: sound, worklist } });
    let time = 0;
    const now = () => new Date(Date.parse('2026-03-20T09:00:00.000Z') + time++).toISOString();
    const ports = { events: dynamoEventStore(client, dynamo.events), worklist, now };

    const acknowledged: { letterId: LetterId; id: string; type: LetterEvent['type'] }[] = [];
    let unanswered = 0;
    /** A person who sees no answer asks for the same again, as the page does. */
    async function act(
      letterId: LetterId,
      id: string,
      decide: (chain: readonly LetterEvent[], by: Actor) => Happening | null,
    ) {
      const by: Actor = { kind: 'person', id, role: 'reviewer' };
      for (;;) {
        try {
          const chain = await appendEvent(ports, letterId, by, (before) => decide(before, by));
          await writeViews(ports, chain);
          return;
        } catch (error) {
          if ((error as Error).name !== 'TimeoutError') throw error;
          unanswered++;
        }
      }
    }

    const letterIds: LetterId[] = [];
    for await (const [first] of sound.all()) letterIds.push(first!.letterId);
    await Promise.all(
      letterIds.map(async (letterId) => {
        for (const { id, touched } of followSuggestions(await sound.read(letterId))) {
          const person = `${id} by one person`;
          await act(letterId, person, (chain, by) =>
            decideSuggestion(chain, { suggestionId: id, basedOn: touched, decision: { kind: 'accepted' } }, by),
          );
          acknowledged.push({ letterId, id: person, type: 'suggestion-decided' });
          const basedOn = followSuggestions(await sound.read(letterId)).find((one) => one.id === id)!.touched;
          await act(letterId, person, (chain, by) => undoDecision(chain, { suggestionId: id, basedOn }, by));
          acknowledged.push({ letterId, id: person, type: 'decision-undone' });
          const again = followSuggestions(await sound.read(letterId)).find((one) => one.id === id)!.touched;
          const decision = { kind: 'rejected', reason: 'negated' } as const;
          await act(letterId, `${id} by another`, (chain, by) =>
            decideSuggestion(chain, { suggestionId: id, basedOn: again, decision }, by),
          );
          acknowledged.push({ letterId, id: `${id} by another`, type: 'suggestion-decided' });
        }
        const chain = await sound.read(letterId);
        if (!chain.some(({ type }) => type === 'suggestions-made')) return;
        await act(letterId, 'who completes', completeLetter);
        acknowledged.push({ letterId, id: 'who completes', type: 'letter-completed' });
      }),
    );

    expect(faults.seen).toBeGreaterThan(150);
    expect(Math.min(faults.refused, faults.lost)).toBeGreaterThan(4);
    if (maxAttempts === 1) expect(unanswered).toBe(faults.refused + faults.lost);
    const acts = new Map<string, number>();
    for await (const chain of sound.all()) {
      expect(() => checkChain(chain[0]!.letterId, chain)).not.toThrow();
      for (const { letterId, type, actor } of chain) {
        const key = `${letterId} ${actor.id} ${type}`;
        if (actor.kind === 'person') acts.set(key, (acts.get(key) ?? 0) + 1);
      }
    }
    const expected = acknowledged.map(({ letterId, id, type }) => [`${letterId} ${id} ${type}`, 1]);
    expect(Object.fromEntries(acts)).toEqual(Object.fromEntries(expected));
    expect((await verifyTable(dynamo, [])).findings).toEqual([]);
    client.destroy();
  });
});

/** Which write fails, and how, is fixed by what is written and how often it was tried: the same in every run. */
function faultyClient(
  { endpoint, events }: LoopbackDynamo,
  maxAttempts: number,
  faults: { refused: number; lost: number; seen: number },
): DynamoDBClient {
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-2', credentials: LOOPBACK_CREDENTIALS, maxAttempts });
  const tries = new Map<string, number>();
  client.middlewareStack.add(
    (next) => async (args) => {
      const { TableName, Item } = args.input as PutItemCommandInput;
      if (TableName !== events || Item === undefined) return next(args);
      const key = `${Item.actor?.S} ${Item.type?.S} ${Item.sequence?.N}`;
      const tried = (tries.get(key) ?? 0) + 1;
      tries.set(key, tried);
      const drawn = createHash('sha256').update(`${key} ${tried}`).digest().readUInt32BE() / 2 ** 32;
      faults.seen++;
      if (drawn < REFUSED) {
        faults.refused++;
        throw timeout();
      }
      const answer = await next(args);
      if (drawn >= LOST) return answer;
      faults.lost++;
      throw timeout();
    },
    // Behind the client's own retries: each try is drawn anew.
    { step: 'finalizeRequest', name: 'faults', priority: 'low' },
  );
  return client;
}

/** As the client's own when no answer came in time: it is tried again. */
function timeout(): Error {
  return Object.assign(new Error('no answer'), { name: 'TimeoutError' });
}
