import type { ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { dynamoEventStore } from '../../functions/adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../../functions/adapters/dynamo-worklist.ts';
import type { LetterEvent } from '../../functions/core/events.ts';
import { letterIdOfContent } from '../../functions/core/letter.ts';
import { describeEventStore } from '../contracts/event-store.ts';
import { describeWorklist } from '../contracts/worklist.ts';
import { chainOf, extracted, received } from '../support/chains.ts';
import { startLoopbackDynamo } from '../support/loopback-dynamo.ts';

describeEventStore('dynamo', async () => {
  const dynamo = await startLoopbackDynamo();
  return { events: dynamoEventStore(dynamo.client, dynamo.events), close: dynamo.close };
});

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

describeWorklist('dynamo', async () => {
  const dynamo = await startLoopbackDynamo();
  return { worklist: dynamoWorklist(dynamo.client, dynamo.worklist), close: dynamo.close };
});
