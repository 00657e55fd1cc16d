import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { LetterId } from '../core/letter.ts';
import type { Worklist } from '../core/ports.ts';
import { byWords } from '../core/suggestion-review.ts';
import { LetterView, placeInList, SuggestionView } from '../core/views.ts';
import { dynamoFoundLetters } from './dynamo-found-letters.ts';
import {
  claimKey,
  completedKey,
  letterKey,
  receiptKey,
  SWEEP_KEY,
  startsKey,
  WORKLIST_INDEXES,
} from './dynamo-tables.ts';
import {
  completedItem,
  type Item,
  letterItem,
  receiptItem,
  suggestionItem,
  toAttributes,
} from './dynamo-worklist-items.ts';

/** Views in DynamoDB: an item a letter, an item a suggestion, each with the sequence it was made from. */
export function dynamoWorklist(client: DynamoDBClient, tableName: string): Worklist {
  const found = dynamoFoundLetters(client, tableName);
  const notOlder = {
    ConditionExpression: 'attribute_not_exists(pk) OR #sequence <= :sequence',
    ExpressionAttributeNames: { '#sequence': 'sequence' },
  };

  /** @returns whether it was written: false when a newer view stands there */
  async function write(item: Item, sequence: number): Promise<boolean> {
    const ExpressionAttributeValues = { ':sequence': { N: String(sequence) } };
    try {
      await client.send(
        new PutItemCommand({ TableName: tableName, Item: item, ...notOlder, ExpressionAttributeValues }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async function itemsOf(letterId: string): Promise<Item[]> {
    const items: Item[] = [];
    const query = {
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: letterKey(letterId).pk } },
    };
    for await (const page of paginateQuery({ client }, query)) items.push(...(page.Items ?? []));
    return items;
  }

  async function removeSuggestionsBefore(items: readonly Item[], sequence: number): Promise<void> {
    for (const item of items) {
      if (!item.sk?.S?.startsWith('suggestion#') || Number(item.sequence?.N) >= sequence) continue;
      const stillOlder = {
        ConditionExpression: '#sequence < :sequence',
        ExpressionAttributeNames: { '#sequence': 'sequence' },
        ExpressionAttributeValues: { ':sequence': { N: String(sequence) } },
      };
      await client
        .send(new DeleteItemCommand({ TableName: tableName, Key: { pk: item.pk!, sk: item.sk }, ...stillOlder }))
        .catch((error: unknown) => {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
        });
    }
  }

  async function lettersBy(
    IndexName: 'byPracticeAndState' | 'byPatient',
    partition: string,
    limit?: number,
    next?: string,
  ): Promise<{ letters: LetterView[]; next?: string }> {
    const query = new QueryCommand({
      TableName: tableName,
      IndexName,
      KeyConditionExpression: '#partition = :partition',
      ExpressionAttributeNames: { '#partition': WORKLIST_INDEXES[IndexName].partition },
      ExpressionAttributeValues: { ':partition': { S: partition } },
      ...(limit === undefined ? {} : { Limit: limit }),
      ...(next === undefined ? {} : { ExclusiveStartKey: startKey(IndexName, partition, next) }),
    });
    const page = await client.send(query);
    return lettersIn(page.Items, page.LastEvaluatedKey !== undefined);
  }

  return {
    async put({ letter, suggestions, foundBy }) {
      // The letter's item comes last: its sequence says that all its suggestions have been written.
      await Promise.all(suggestions.map((suggestion) => write(suggestionItem(suggestion), suggestion.sequence)));
      const before = await itemsOf(letter.letterId);
      await removeSuggestionsBefore(before, letter.sequence);
      // What it is found by is only ever added to, at the end, and stands there before the letter's item counts it.
      const counted = Number(before.find(({ sk }) => sk?.S === 'letter')?.found?.N ?? 0);
      await found.add(letter.letterId, foundBy.slice(counted));
      if (letter.sender !== null) await write(receiptItem(letter, letter.sender), letter.sequence);
      const { practice, completedAt } = letter;
      if (practice !== null && completedAt !== undefined)
        await write(completedItem(letter, practice, completedAt), letter.sequence);
      if (await write(letterItem(letter, foundBy.length), letter.sequence)) return;
      // A newer view stands there: what this one wrote that the newer does not have must go again.
      const newer = await this.get(letter.letterId);
      if (newer !== null) await removeSuggestionsBefore(await itemsOf(letter.letterId), newer.letter.sequence);
    },
    async get(letterId) {
      const items = await itemsOf(letterId);
      const view = (item: Item) => JSON.parse(item.view?.S ?? 'null');
      const letter = items.find((item) => item.sk?.S === 'letter');
      if (letter === undefined) return null;
      // An older one is left from a view that was written late and is about to be removed.
      const isCurrent = (item: Item) => Number(item.sequence?.N) >= Number(letter.sequence?.N);
      const suggestions = items.filter((item) => item.sk?.S?.startsWith('suggestion#') && isCurrent(item));
      return {
        letter: LetterView.parse(view(letter)),
        suggestions: suggestions.map((item) => SuggestionView.parse(view(item))).sort(byWords),
      };
    },
    async list({ practice, state, limit = 100, next }) {
      return lettersBy('byPracticeAndState', `${practice}#${state}`, limit, next);
    },
    async count({ practice, state, most }) {
      const { partition } = WORKLIST_INDEXES.byPracticeAndState;
      let counted = 0;
      let from: Item | undefined;
      do {
        const query = new QueryCommand({
          TableName: tableName,
          IndexName: 'byPracticeAndState',
          Select: 'COUNT',
          KeyConditionExpression: '#partition = :partition',
          ExpressionAttributeNames: { '#partition': partition },
          ExpressionAttributeValues: { ':partition': { S: `${practice}#${state}` } },
          Limit: most - counted,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        });
        const page = await client.send(query);
        counted += page.Count ?? 0;
        from = page.LastEvaluatedKey;
      } while (from !== undefined && counted < most);
      return counted;
    },
    async ofSender({ sender, limit = 100, next }) {
      const { pk } = receiptKey(sender, '');
      const query = new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk } },
        ScanIndexForward: false,
        Limit: limit,
        ...(next === undefined ? {} : { ExclusiveStartKey: toAttributes(receiptKey(sender, next)) }),
      });
      const page = await client.send(query);
      return lettersIn(page.Items, page.LastEvaluatedKey !== undefined);
    },
    async completedOn(practice, day) {
      const letterIds: LetterId[] = [];
      const query = {
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: completedKey(practice, day, '').pk } },
      };
      for await (const page of paginateQuery({ client }, query))
        letterIds.push(...(page.Items ?? []).map((item) => LetterId.parse(item.sk?.S)));
      return letterIds;
    },
    async ofPatient(practice, patientHash) {
      const letters: LetterView[] = [];
      let next: string | undefined;
      do {
        const page = await lettersBy('byPatient', `${practice}#${patientHash}`, undefined, next);
        letters.push(...page.letters);
        next = page.next;
      } while (next !== undefined);
      return letters;
    },
    findLetters: found.find,
    setFindable: found.setFindable,
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

function lettersIn(items: Item[] = [], hasMore: boolean): { letters: LetterView[]; next?: string } {
  const letters = items.map((item) => LetterView.parse(JSON.parse(item.view?.S ?? 'null')));
  const last = letters.at(-1);
  return { letters, ...(hasMore && last !== undefined ? { next: placeInList(last) } : {}) };
}

function startKey(IndexName: 'byPracticeAndState' | 'byPatient', partition: string, place: string): Item {
  const { partition: partitionName, sort } = WORKLIST_INDEXES[IndexName];
  const letterId = place.slice(place.indexOf('#') + 1);
  return { ...toAttributes(letterKey(letterId)), [partitionName]: { S: partition }, [sort]: { S: place } };
}
