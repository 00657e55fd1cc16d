import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  paginateScan,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { canonicalJson, type Json } from '../core/canonical-json.ts';
import { BrokenChainError } from '../core/errors.ts';
import { LetterEvent } from '../core/events.ts';
import { LetterId } from '../core/letter.ts';
import type { EventStore } from '../core/ports.ts';

/**
 * Events in DynamoDB: one item an event, put under `attribute_not_exists`, so that the put is the event, the
 * optimistic lock and the audit entry at once. `data` and `actor` are canonical JSON text, byte for byte what the
 * hash was made over; DynamoDB's own maps would rewrite numbers.
 */
export function dynamoEventStore(client: DynamoDBClient, tableName: string): EventStore {
  const chainQuery = (letterId: string) => ({
    TableName: tableName,
    ConsistentRead: true,
    KeyConditionExpression: 'letterId = :letterId',
    ExpressionAttributeValues: { ':letterId': { S: letterId } },
  });

  async function last(letterId: string): Promise<LetterEvent | null> {
    const query = new QueryCommand({ ...chainQuery(letterId), ScanIndexForward: false, Limit: 1 });
    const item = (await client.send(query)).Items?.[0];
    return item === undefined ? null : fromItem(item);
  }

  async function at(letterId: string, sequence: number): Promise<LetterEvent | undefined> {
    const query = new QueryCommand({
      ...chainQuery(letterId),
      KeyConditionExpression: 'letterId = :letterId AND #sequence = :sequence',
      ExpressionAttributeNames: { '#sequence': 'sequence' },
      ExpressionAttributeValues: { ':letterId': { S: letterId }, ':sequence': { N: String(sequence) } },
    });
    const item = (await client.send(query)).Items?.[0];
    return item && fromItem(item);
  }

  return {
    async append(event) {
      const notYetTaken = 'attribute_not_exists(letterId)';
      try {
        await client.send(
          new PutItemCommand({ TableName: tableName, Item: toItem(event), ConditionExpression: notYetTaken }),
        );
        return 'appended';
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // A put that succeeded but whose answer was lost is tried again by the client, and meets itself here.
        return (await at(event.letterId, event.sequence))?.hash === event.hash ? 'appended' : 'taken';
      }
    },
    async read(letterId) {
      const events: LetterEvent[] = [];
      for await (const page of paginateQuery({ client }, chainQuery(letterId)))
        events.push(...(page.Items ?? []).map(fromItem));
      return events;
    },
    last,
    async *all() {
      const everything = { TableName: tableName, ConsistentRead: true };
      const lengths = new Map<string, number>();
      const keysAlone = { ...everything, ProjectionExpression: 'letterId' };
      for await (const { Items = [] } of paginateScan({ client }, keysAlone))
        for (const { letterId } of Items) lengths.set(letterId!.S!, (lengths.get(letterId!.S!) ?? 0) + 1);
      for await (const items of partitionsOf(paginateScan({ client }, everything))) {
        const letterId = LetterId.parse(items[0]!.letterId?.S);
        const length = lengths.get(letterId);
        if (length === undefined) continue;
        lengths.delete(letterId);
        // A scan gives the items of a partition together and in order. Nobody promises it: one that it did not is read anew.
        yield isWhole(items, length) ? items.map(fromItem) : await this.read(letterId);
      }
    },
    async *letterIds(after) {
      const firstEvents = {
        TableName: tableName,
        ConsistentRead: true,
        FilterExpression: '#sequence = :one',
        ProjectionExpression: 'letterId',
        ExpressionAttributeNames: { '#sequence': 'sequence' },
        ExpressionAttributeValues: { ':one': { N: '1' } },
        ...(after === undefined ? {} : { ExclusiveStartKey: { letterId: { S: after }, sequence: { N: '1' } } }),
      };
      for await (const page of paginateScan({ client }, firstEvents))
        for (const item of page.Items ?? []) yield LetterId.parse(item.letterId?.S);
    },
  };
}

type Item = Record<string, AttributeValue>;

/** What stands together in a scan, letter by letter. */
async function* partitionsOf(pages: AsyncIterable<{ Items?: Item[] | undefined }>): AsyncGenerator<readonly Item[]> {
  let items: Item[] = [];
  for await (const { Items = [] } of pages)
    for (const item of Items) {
      if (items.length > 0 && items[0]!.letterId?.S !== item.letterId?.S) {
        yield items;
        items = [];
      }
      items.push(item);
    }
  if (items.length > 0) yield items;
}

const isWhole = (items: readonly Item[], length: number) =>
  items.length >= length && items.every(({ sequence }, index) => Number(sequence?.N) === index + 1);

function toItem(event: LetterEvent): Record<string, AttributeValue> {
  return {
    letterId: { S: event.letterId },
    sequence: { N: String(event.sequence) },
    type: { S: event.type },
    at: { S: event.at },
    actor: { S: canonicalJson(event.actor) },
    formatVersion: { N: String(event.formatVersion) },
    data: { S: canonicalJson(event.data as Json) },
    previousHash: { S: event.previousHash },
    hash: { S: event.hash },
  };
}

function fromItem(item: Record<string, AttributeValue>): LetterEvent {
  const event = LetterEvent.safeParse({
    letterId: item.letterId?.S,
    sequence: Number(item.sequence?.N),
    type: item.type?.S,
    at: item.at?.S,
    actor: JSON.parse(item.actor?.S ?? 'null'),
    formatVersion: Number(item.formatVersion?.N),
    data: JSON.parse(item.data?.S ?? 'null'),
    previousHash: item.previousHash?.S,
    hash: item.hash?.S,
  });
  if (event.success) return event.data;
  const fields = event.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new BrokenChainError(
    item.letterId?.S ?? '',
    Number(item.sequence?.N),
    `is not an event this version knows: ${fields}`,
  );
}
