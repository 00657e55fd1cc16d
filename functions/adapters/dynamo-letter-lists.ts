import { type DynamoDBClient, paginateQuery, QueryCommand } from '@aws-sdk/client-dynamodb';
import { LetterId } from '../core/letter.ts';
import type { Worklist } from '../core/ports.ts';
import { LetterView, placeInList } from '../core/views.ts';
import { completedKey, letterKey, receiptKey, WORKLIST_INDEXES } from './dynamo-tables.ts';
import { type Item, toAttributes } from './dynamo-worklist-items.ts';

type LetterLists = Pick<Worklist, 'list' | 'count' | 'ofSender' | 'completedOn' | 'ofPatient'>;

/** Letters in order: of a practice by state, of a sender, of a day and of a patient. */
export function dynamoLetterLists(client: DynamoDBClient, tableName: string): LetterLists {
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
