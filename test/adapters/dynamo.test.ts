import { dynamoEventStore } from '../../functions/adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../../functions/adapters/dynamo-worklist.ts';
import { describeEventStore } from '../contracts/event-store.ts';
import { describeWorklist } from '../contracts/worklist.ts';
import { startLoopbackDynamo } from '../support/loopback-dynamo.ts';

describeEventStore('dynamo', async () => {
  const dynamo = await startLoopbackDynamo();
  return { events: dynamoEventStore(dynamo.client, dynamo.events), close: dynamo.close };
});

describeWorklist('dynamo', async () => {
  const dynamo = await startLoopbackDynamo();
  return { worklist: dynamoWorklist(dynamo.client, dynamo.worklist), close: dynamo.close };
});
