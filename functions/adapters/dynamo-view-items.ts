import { DeleteItemCommand, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';

/** The views of letters as they stand in the worklist's table: letter by letter, key by key. */
export type ViewItems = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What every view says, one text an item; claims, cursors and counters of the same table are no views. */
export async function readViewItems(client: DynamoDBClient, TableName: string): Promise<ViewItems> {
  const views = new Map<string, Map<string, string>>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    for (const { pk, sk, ...rest } of Items) {
      const letterId = /^letter#(.+)$/.exec(pk?.S ?? '')?.[1];
      if (letterId === undefined || sk?.S === undefined || !/^(?:letter$|suggestion#)/.test(sk.S)) continue;
      const items = views.get(letterId) ?? new Map<string, string>();
      items.set(sk.S, JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))));
      views.set(letterId, items);
    }
  return views;
}

/** Removes one letter's views. They are disposable: the events make them again. */
export async function dropViewItems(
  client: DynamoDBClient,
  TableName: string,
  letterId: string,
  keys: Iterable<string>,
): Promise<void> {
  for (const sk of keys)
    await client.send(new DeleteItemCommand({ TableName, Key: { pk: { S: `letter#${letterId}` }, sk: { S: sk } } }));
}
