import { DeleteItemCommand, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';

export interface ViewItem {
  readonly pk: string;
  readonly sk: string;
  /** Everything else it says, as one text. */
  readonly says: string;
}

/** The items that are made from each letter's events; claims, cursors and counters of the same table are none. */
export async function readViewItems(
  client: DynamoDBClient,
  TableName: string,
): Promise<ReadonlyMap<string, readonly ViewItem[]>> {
  const views = new Map<string, ViewItem[]>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    for (const { pk, sk, ...rest } of Items) {
      const item = { pk: pk?.S ?? '', sk: sk?.S ?? '', says: '' };
      const letterId = letterOf(item);
      if (letterId === undefined) continue;
      const says = JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
      views.set(letterId, [...(views.get(letterId) ?? []), { ...item, says }]);
    }
  return views;
}

function letterOf({ pk, sk }: ViewItem): string | undefined {
  if (pk.startsWith('letter#')) return /^(?:letter$|suggestion#)/.test(sk) ? pk.slice('letter#'.length) : undefined;
  return /^(?:sender|completed|found)#/.test(pk) ? sk.slice(sk.indexOf('#') + 1) : undefined;
}

/** Removes views. They are disposable: the events make them again. */
export async function dropViewItems(
  client: DynamoDBClient,
  TableName: string,
  items: readonly ViewItem[],
): Promise<void> {
  for (const { pk, sk } of items)
    await client.send(new DeleteItemCommand({ TableName, Key: { pk: { S: pk }, sk: { S: sk } } }));
}
