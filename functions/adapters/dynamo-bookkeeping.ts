import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { LetterId } from '../core/letter.ts';
import type { Worklist } from '../core/ports.ts';
import { claimKey, SWEEP_KEY, startsKey } from './dynamo-tables.ts';
import { toAttributes } from './dynamo-worklist-items.ts';

type Bookkeeping = Pick<Worklist, 'claimContent' | 'sweepCursor' | 'saveSweepCursor' | 'countStart'>;

/** Which letter came first with a content, how often a reading was begun, and how far the sweep has come. */
export function dynamoBookkeeping(client: DynamoDBClient, tableName: string): Bookkeeping {
  return {
    async claimContent(practice, contentHash, letterId) {
      const key = toAttributes(claimKey(practice, contentHash));
      const claim = new PutItemCommand({
        TableName: tableName,
        Item: { ...key, letterId: { S: letterId } },
        ConditionExpression: 'attribute_not_exists(pk) OR letterId = :letterId',
        ExpressionAttributeValues: { ':letterId': { S: letterId } },
      });
      try {
        await client.send(claim);
        return letterId;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const winner = await client.send(new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }));
        return LetterId.parse(winner.Item?.letterId?.S);
      }
    },
    async sweepCursor() {
      const Key = toAttributes(SWEEP_KEY);
      return (
        (await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }))).Item?.cursor?.S ??
        null
      );
    },
    async saveSweepCursor(cursor) {
      const Key = toAttributes(SWEEP_KEY);
      if (cursor === null) await client.send(new DeleteItemCommand({ TableName: tableName, Key }));
      else await client.send(new PutItemCommand({ TableName: tableName, Item: { ...Key, cursor: { S: cursor } } }));
    },
    async countStart(letterId, sequence) {
      const Key = toAttributes(startsKey(letterId));
      const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
      const before = Item?.sequence?.N === String(sequence) ? Number(Item.count?.N) : 0;
      const starts = { sequence: { N: String(sequence) }, count: { N: String(before + 1) } };
      await client.send(new PutItemCommand({ TableName: tableName, Item: { ...Key, ...starts } }));
      return before + 1;
    },
  };
}
