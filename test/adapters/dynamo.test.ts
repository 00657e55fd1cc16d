import type { BatchWriteItemCommandInput, ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoEventStore } from '../../functions/adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../../functions/adapters/dynamo-worklist.ts';
import type { LetterEvent } from '../../functions/core/events.ts';
import { letterIdOfContent } from '../../functions/core/letter.ts';
import type { Worklist } from '../../functions/core/ports.ts';
import { makeViews } from '../../functions/core/views.ts';
import { describeEventStore } from '../contracts/event-store.ts';
import { describeWorklist } from '../contracts/worklist.ts';
import { chainOf, extracted, made, received } from '../support/chains.ts';
import { startLoopbackDynamo } from '../support/loopback-dynamo.ts';

describeEventStore('dynamo', async () => {
  const dynamo = await startLoopbackDynamo();
  return { events: dynamoEventStore(dynamo.client, dynamo.events), close: dynamo.close };
});

const CODES = Array.from({ length: 40 }, (_, index) => `s${index}`);

it('gives a chain whole and once although a scan did not give its items together and in order', async () => {
  const dynamo = await startLoopbackDynamo();
  const events = dynamoEventStore(dynamo.client, dynamo.events);
  const chains = ['a', 'b', 'c'].map((name) => {
    const letterId = letterIdOfContent(name);
    return chainOf([received, extracted, extracted], letterId);
  });
  for (const event of chains.flat()) await events.append(event);
  dynamo.client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { output } = result as unknown as { output: ScanCommandOutput };
      output.Items?.sort((one, other) => Number(one.sequence?.N) - Number(other.sequence?.N));
      return result;
    },
    { step: 'initialize' },
  );
  const given: (readonly LetterEvent[])[] = [];
  for await (const chain of events.all()) given.push(chain);
  await dynamo.close();
  const inOrder = (all: readonly (readonly LetterEvent[])[]) =>
    [...all].sort(([a], [b]) => (a!.letterId < b!.letterId ? -1 : 1));
  expect(inOrder(given)).toEqual(inOrder(chains));
});

describe('what letters are found by', () => {
  const letterId = letterIdOfContent('a');
  const views = makeViews(chainOf([received, extracted, made(CODES)], letterId))!;
  const lettersOf = (worklist: Worklist) =>
    Promise.all(CODES.map((value) => worklist.findLetters({ kind: 'suggestion', value })));

  /** A store that leaves all but `taken` items of a batch for another try. */
  async function withBusyStore(taken: number, check: (worklist: Worklist) => Promise<void>): Promise<void> {
    const dynamo = await startLoopbackDynamo();
    const worklist = dynamoWorklist(dynamo.client, dynamo.worklist);
    await worklist.setFindable(true);
    dynamo.client.middlewareStack.add(
      (next) => async (args) => {
        const input = args.input as BatchWriteItemCommandInput;
        const items = input.RequestItems?.[dynamo.worklist];
        if (items === undefined) return next(args);
        const now = { ...input, RequestItems: { [dynamo.worklist]: items.slice(0, Math.max(taken, 1)) } };
        const result = taken === 0 ? { response: {}, output: {} } : await next({ ...args, input: now });
        const UnprocessedItems = { [dynamo.worklist]: items.slice(taken) };
        return { ...result, output: { ...result.output, UnprocessedItems } } as never;
      },
      { step: 'initialize' },
    );
    await check(worklist).finally(() => dynamo.close());
  }

  it('is all written although a busy table takes a few at a time', () =>
    withBusyStore(9, async (worklist) => {
      await worklist.put(views);
      expect(await lettersOf(worklist)).toEqual(CODES.map(() => [letterId]));
    }));

  it('is not taken for written when the table takes none, and the letter is not shown as if it were', () =>
    withBusyStore(0, async (worklist) => {
      await expect(worklist.put(views)).rejects.toThrow('were not written');
      expect(await worklist.get(letterId)).toBeNull();
    }));
});

describeWorklist('dynamo', async () => {
  const dynamo = await startLoopbackDynamo();
  return { worklist: dynamoWorklist(dynamo.client, dynamo.worklist), close: dynamo.close };
});
