import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import type { Members } from './canonical.ts';

/** Reading both tables as they are, without the adapters that write them. */

export type Item = Readonly<Record<string, AttributeValue>>;

/** Every item of a table, a page at a time. */
export async function* everyItem(client: DynamoDBClient, TableName: string): AsyncGenerator<Item> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) yield* Items;
}

/** The items under one partition key, in order of their sort keys. */
export async function itemsUnder(
  client: DynamoDBClient,
  TableName: string,
  partition: { readonly name: string; readonly value: string },
): Promise<readonly Item[]> {
  const items: Item[] = [];
  const query = {
    TableName,
    ConsistentRead: true,
    KeyConditionExpression: '#partition = :value',
    ExpressionAttributeNames: { '#partition': partition.name },
    ExpressionAttributeValues: { ':value': { S: partition.value } },
  };
  for await (const { Items = [] } of paginateQuery({ client }, query)) items.push(...Items);
  return items;
}

/** The item under one key, as a list of one or none. */
export async function itemAt(
  client: DynamoDBClient,
  TableName: string,
  { pk, sk }: { readonly pk: string; readonly sk: string },
): Promise<readonly Item[]> {
  const Key = { pk: { S: pk }, sk: { S: sk } };
  const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  return Item === undefined ? [] : [Item];
}

/** An event as its item spells it: `actor` and `data` are JSON texts. What is no JSON stays a text, which no schema takes. */
export function eventOf(item: Item): Members {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      name === 'actor' || name === 'data' ? parsed(plain(value)) : plain(value),
    ]),
  );
}

export function plain({ S, N }: AttributeValue): unknown {
  return S ?? (N === undefined ? undefined : Number(N));
}

export function parsed(text: unknown): unknown {
  try {
    return JSON.parse(text as string);
  } catch {
    return text;
  }
}
