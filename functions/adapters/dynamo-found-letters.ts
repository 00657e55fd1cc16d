import { setTimeout } from 'node:timers/promises';
import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import type { FoundBy } from '../core/found-by.ts';
import { LetterId } from '../core/letter.ts';
import type { Worklist } from '../core/ports.ts';
import { FINDABLE_KEY, foundKey, foundUnder } from './dynamo-tables.ts';
import { type Item, toAttributes } from './dynamo-worklist-items.ts';

const MOST_IN_BATCH = 25;
/** A table that is busy leaves items of a batch for another try: each comes after twice the pause of the one before. */
const ATTEMPTS = 7;
const FIRST_PAUSE_MILLISECONDS = 10;

/** The part of the worklist that letters are found in by what their events said: an item for each, only ever added. */
export function dynamoFoundLetters(client: DynamoDBClient, tableName: string) {
  /** Items that say the same whoever writes them, so that none needs a condition. */
  async function writeAll(items: readonly Item[]): Promise<void> {
    for (let from = 0; from < items.length; from += MOST_IN_BATCH) {
      let left = items.slice(from, from + MOST_IN_BATCH).map((Item) => ({ PutRequest: { Item } }));
      for (let attempt = 0; left.length > 0; attempt++) {
        if (attempt === ATTEMPTS) throw new Error(`${left.length} items were not written in ${ATTEMPTS} attempts`);
        const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: left } }));
        left = (answer.UnprocessedItems?.[tableName] ?? []) as typeof left;
        if (left.length > 0) await setTimeout(FIRST_PAUSE_MILLISECONDS * 2 ** attempt);
      }
    }
  }

  const find: Worklist['findLetters'] = async ({ kind, value, fromDay, toDay }) => {
    const Key = toAttributes(FINDABLE_KEY);
    const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
    if (Item === undefined) return null;
    const hasDays = kind === 'actor' && (fromDay !== undefined || toDay !== undefined);
    const days = { ':from': { S: fromDay ?? '0' }, ':to': { S: `${toDay ?? ''}~` } };
    const query = {
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: `pk = :pk${hasDays ? ' AND sk BETWEEN :from AND :to' : ''}`,
      ExpressionAttributeValues: { ':pk': { S: foundUnder({ kind, value }) }, ...(hasDays ? days : {}) },
    };
    const letterIds = new Set<LetterId>();
    for await (const page of paginateQuery({ client }, query))
      for (const { sk } of page.Items ?? []) letterIds.add(LetterId.parse(sk?.S?.split('#').at(-1)));
    return [...letterIds];
  };

  const setFindable: Worklist['setFindable'] = async (isComplete) => {
    const Key = toAttributes(FINDABLE_KEY);
    if (isComplete) await client.send(new PutItemCommand({ TableName: tableName, Item: Key }));
    else await client.send(new DeleteItemCommand({ TableName: tableName, Key }));
  };

  return {
    add: (letterId: LetterId, foundBy: readonly FoundBy[]) =>
      writeAll(foundBy.map((by) => toAttributes(foundKey(by, letterId)))),
    find,
    setFindable,
  };
}
