import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KeptAnchor } from './anchors.ts';
import { checkChain } from './chain-check.ts';
import type { CheckedEvent } from './expected-views.ts';
import { type Finding, MOST_FINDINGS, type Verdict } from './finding.ts';
import { eventOf, everyItem, type Item, itemsUnder, plain } from './table-items.ts';
import { checkViews } from './view-check.ts';

export interface Tables {
  readonly client: DynamoDBClient;
  readonly events: string;
  readonly worklist: string;
}

/**
 * Checks the tables as they are now: every chain, that the views say what the events say, and that what `kept` anchors
 * name is still there. One letter is held at a time: DynamoDB scans the items of a partition together and in order, and if
 * it ever did not, the chain would be found wrong and not taken for whole.
 *
 * Without anchors a removed tail or letter does not show: a table alone cannot tell.
 */
export async function verifyTable(tables: Tables, kept: readonly KeptAnchor[]): Promise<Verdict> {
  const findings: Finding[] = [];
  let letters = 0;
  let events = 0;
  for await (const { letterId, values } of chainsIn(tables)) {
    letters++;
    events += values.length;
    const wrong =
      checkChain(
        letterId,
        values.map((value) => ({ value, day: null })),
      ) ?? (await wrongView(tables, letterId, values as CheckedEvent[]));
    if (wrong !== null && findings.length < MOST_FINDINGS) findings.push(wrong);
  }
  findings.push(...(await goneSince(tables, kept, findings)), ...(await withoutEvents(tables)));
  return { what: 'table', letters, events, findings: findings.slice(0, MOST_FINDINGS) };
}

async function* chainsIn({ client, events }: Tables): AsyncGenerator<{ letterId: string; values: unknown[] }> {
  let letterId: string | null = null;
  let values: unknown[] = [];
  for await (const item of everyItem(client, events)) {
    const next = plain(item.letterId!) as string;
    if (letterId !== null && next !== letterId) {
      yield { letterId, values };
      values = [];
    }
    letterId = next;
    values.push(eventOf(item));
  }
  if (letterId !== null) yield { letterId, values };
}

/** What is written while this runs may be half there: before it is called wrong it is read again, views first. */
async function wrongView(tables: Tables, letterId: string, events: readonly CheckedEvent[]): Promise<Finding | null> {
  const views = () => itemsUnder(tables.client, tables.worklist, { name: 'pk', value: `letter#${letterId}` });
  if (checkViews(letterId, events, await views()) === null) return null;
  const again = await views();
  const items = await itemsUnder(tables.client, tables.events, { name: 'letterId', value: letterId });
  return checkViews(letterId, items.map(eventOf) as unknown as CheckedEvent[], again);
}

async function goneSince(
  { client, events }: Tables,
  kept: readonly KeptAnchor[],
  findings: readonly Finding[],
): Promise<Finding[]> {
  const flagged = new Set(findings.map(({ letterId }) => letterId));
  const gone: Finding[] = [];
  for (const { day, heads } of kept)
    for (const { letterId, sequence, hash } of heads) {
      if (flagged.has(letterId)) continue;
      const items = await itemsUnder(client, events, { name: 'letterId', value: letterId });
      const there = items.find((item) => plain(item.sequence!) === sequence);
      if (there !== undefined && plain(there.hash!) === hash) continue;
      flagged.add(letterId);
      gone.push({ letterId, day, ...whatIsGone(items, sequence) });
    }
  return gone;
}

function whatIsGone(items: readonly Item[], sequence: number): Omit<Finding, 'letterId' | 'day'> {
  if (items.length === 0) return { fault: 'letter-removed', sequence: 1, says: 'was anchored, and is gone' };
  if (items.length < sequence)
    return { fault: 'tail-removed', sequence: items.length + 1, says: `is gone, and all up to event ${sequence}` };
  return { fault: 'rewritten', sequence, field: 'hash', says: 'is not the one that was anchored' };
}

/** A letter in a worklist that no event knows. */
async function withoutEvents({ client, events, worklist }: Tables): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const item of everyItem(client, worklist)) {
    const [, letterId] = /^letter#(.*)$/.exec(plain(item.pk!) as string) ?? [];
    if (letterId === undefined || plain(item.sk!) === 'starts') continue;
    if ((await itemsUnder(client, events, { name: 'letterId', value: letterId })).length > 0) continue;
    const field = plain(item.sk!) as string;
    findings.push({ fault: 'view-edited', letterId, field, says: 'is in the worklist, and has no event' });
  }
  return findings;
}
