import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KeptAnchor } from './anchors.ts';
import { checkChain } from './chain-check.ts';
import type { CheckedEvent } from './expected-views.ts';
import { type Finding, MOST_FINDINGS, type Verdict } from './finding.ts';
import { eventOf, everyItem, type Item, itemAt, itemsUnder, plain } from './table-items.ts';
import { checkViews, mayStandIn, placesElsewhere } from './view-check.ts';

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
  const { client, worklist } = tables;
  const views = async (chain: readonly CheckedEvent[]): Promise<readonly Item[]> => [
    ...(await itemsUnder(client, worklist, { name: 'pk', value: `letter#${letterId}` })),
    ...(await Promise.all(placesElsewhere(chain).map((place) => itemAt(client, worklist, place)))).flat(),
  ];
  if (checkViews(letterId, events, await views(events)) === null) return null;
  const again = await views(events);
  const items = await itemsUnder(client, tables.events, { name: 'letterId', value: letterId });
  const now = items.map(eventOf) as unknown as CheckedEvent[];
  return checkViews(letterId, now, now.length === events.length ? again : await views(now));
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

/** A letter that stands in a list, and no event says that it should. */
async function withoutEvents({ client, events, worklist }: Tables): Promise<Finding[]> {
  const findings: Finding[] = [];
  let known: { letterId: string; chain: CheckedEvent[] } = { letterId: '', chain: [] };
  for await (const item of everyItem(client, worklist)) {
    const [pk, sk] = [plain(item.pk!) as string, plain(item.sk!) as string];
    const [list] = pk.split('#');
    if (!LISTS.has(list!) || sk === 'starts') continue;
    const letterId = /[0-9a-f]{32}$/.exec(list === 'letter' ? pk : sk)?.[0] ?? '';
    if (letterId !== known.letterId) {
      const items = await itemsUnder(client, events, { name: 'letterId', value: letterId });
      known = { letterId, chain: items.map(eventOf) as unknown as CheckedEvent[] };
    }
    if (known.chain.length > 0 && mayStandIn(pk, sk, known.chain)) continue;
    findings.push({ fault: 'view-edited', letterId, field: list === 'letter' ? sk : list!, says: NOWHERE });
  }
  return findings;
}

const LISTS: ReadonlySet<string> = new Set(['letter', 'sender', 'completed']);
const NOWHERE = 'is in the worklist, and no event says so';
