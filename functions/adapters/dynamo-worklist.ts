import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import type { Worklist } from '../core/ports.ts';
import { byWords } from '../core/suggestion-review.ts';
import { LetterView, SuggestionView } from '../core/views.ts';
import { dynamoBookkeeping } from './dynamo-bookkeeping.ts';
import { dynamoFoundLetters } from './dynamo-found-letters.ts';
import { dynamoLetterLists } from './dynamo-letter-lists.ts';
import { letterKey } from './dynamo-tables.ts';
import { completedItem, type Item, letterItem, receiptItem, suggestionItem } from './dynamo-worklist-items.ts';

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
    findLetters: found.find,
    setFindable: found.setFindable,
    ...dynamoLetterLists(client, tableName),
    ...dynamoBookkeeping(client, tableName),
  };
}
