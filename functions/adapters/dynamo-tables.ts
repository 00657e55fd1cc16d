import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { FoundBy } from '../core/found-by.ts';

/** The shape of both tables: one description for the stack, the laptop and the tests. */

export const EVENTS_KEYS = { partition: 'letterId', sort: 'sequence' } as const;

/** Item keys of the worklist table. Names of indexes have 3 to 255 characters. */
export const WORKLIST_KEYS = { partition: 'pk', sort: 'sk' } as const;
export const WORKLIST_INDEXES = {
  byPracticeAndState: { partition: 'practiceState', sort: 'receivedAtLetter' },
  byPatient: { partition: 'practicePatient', sort: 'receivedAtLetter' },
} as const;

export const letterKey = (letterId: string) => ({ pk: `letter#${letterId}`, sk: 'letter' });
export const suggestionKey = (letterId: string, suggestionId: string) => ({
  pk: `letter#${letterId}`,
  sk: `suggestion#${suggestionId}`,
});
export const claimKey = (practice: string, contentHash: string) => ({
  pk: `content#${practice}#${contentHash}`,
  sk: 'claim',
});
/** Under its sender, where it stands by age: for the sender's receipts. */
export const receiptKey = (sender: string, placeInList: string) => ({ pk: `sender#${sender}`, sk: placeInList });
/** Under the day its practice completed it on. */
export const completedKey = (practice: string, day: string, letterId: string) => ({
  pk: `completed#${practice}#${day}`,
  sk: letterId,
});
/** Under what it is found by; what a person did, by the day. */
export const foundKey = (by: FoundBy, letterId: string) => ({
  pk: foundUnder(by),
  sk: by.kind === 'actor' ? `${by.day}#${letterId}` : letterId,
});
export const foundUnder = ({ kind, value }: Pick<FoundBy, 'kind' | 'value'>) => `found#${kind}#${value}`;
/** There when every letter stands under all that it is found by. */
export const FINDABLE_KEY = { pk: 'findable', sk: 'every letter' } as const;
export const startsKey = (letterId: string) => ({ pk: `letter#${letterId}`, sk: 'starts' });
export const SWEEP_KEY = { pk: 'sweep', sk: 'cursor' } as const;

export function eventsTable(name: string): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: EVENTS_KEYS.partition, AttributeType: 'S' },
      { AttributeName: EVENTS_KEYS.sort, AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: EVENTS_KEYS.partition, KeyType: 'HASH' },
      { AttributeName: EVENTS_KEYS.sort, KeyType: 'RANGE' },
    ],
  };
}

export function worklistTable(name: string): CreateTableCommandInput {
  const indexes = Object.entries(WORKLIST_INDEXES);
  const attributes = new Set<string>([
    WORKLIST_KEYS.partition,
    WORKLIST_KEYS.sort,
    ...indexes.flatMap(([, index]) => [index.partition, index.sort]),
  ]);
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: WORKLIST_KEYS.partition, KeyType: 'HASH' },
      { AttributeName: WORKLIST_KEYS.sort, KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: indexes.map(([IndexName, index]) => ({
      IndexName,
      KeySchema: [
        { AttributeName: index.partition, KeyType: 'HASH' },
        { AttributeName: index.sort, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    })),
  };
}
