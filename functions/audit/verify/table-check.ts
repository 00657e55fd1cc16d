import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Head, KeptAnchor } from './anchors.ts';
import { checkChain } from './chain-check.ts';
import type { CheckedEvent } from './expected-views.ts';
import { type Finding, MOST_FINDINGS, type Verdict } from './finding.ts';
import { eventOf, everyItem, type Item, itemAt, itemsUnder, plain } from './table-items.ts';
import { checkViews, expectedItems, mayStandIn, placesElsewhere, spelt } from './view-check.ts';
import { viewSums } from './view-sums.ts';

export interface Tables {
  readonly client: DynamoDBClient;
  readonly events: string;
  readonly worklist: string;
}

/**
 * Checks the tables as they are now: every chain, that the views say what the events say, and that what `kept` anchors
 * name is still there. Each table is gone through once, and a letter is only looked at again when something is unequal. One
 * chain is held at a time, and of each letter one number: DynamoDB scans the items of a partition together and in order, and
 * if it ever did not, the chain would be found wrong and not taken for whole.
 *
 * Without anchors a removed tail or letter does not show: a table alone cannot tell.
 */
export async function verifyTable(tables: Tables, kept: readonly KeptAnchor[]): Promise<Verdict> {
  const findings: Finding[] = [];
  const flagged = new Set<string>();
  const anchored = headsByLetter(kept);
  const sums = viewSums();
  let letters = 0;
  let events = 0;
  for await (const { letterId, values } of chainsIn(tables)) {
    letters++;
    events += values.length;
    const wrong = checkChain(
      letterId,
      values.map((value) => ({ value, day: null })),
    );
    if (wrong !== null) flagged.add(letterId);
    if (wrong !== null && findings.length < MOST_FINDINGS) findings.push(wrong);
    const chain = values as CheckedEvent[];
    if (wrong === null) for (const item of expectedItems(letterId, chain)) sums.expect(letterId, item);
    if (anchored.get(letterId)?.every(({ sequence, hash }) => chain[sequence - 1]?.hash === hash))
      anchored.delete(letterId);
  }
  for await (const item of everyItem(tables.client, tables.worklist)) {
    const letterId = letterOf(item);
    if (letterId !== null && !flagged.has(letterId)) sums.find(letterId, spelt(item));
  }
  findings.push(...(await wrongViews(tables, sums.unequal(), MOST_FINDINGS - findings.length)));
  findings.push(...(await goneSince(tables, anchored, findings)));
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

/** Of letters whose views are not what they should be, or were just being written, the first thing wrong with each. */
async function wrongViews(tables: Tables, letterIds: ReadonlySet<string>, most: number): Promise<Finding[]> {
  if (letterIds.size === 0) return [];
  const places = new Map<string, Place[]>();
  for await (const item of everyItem(tables.client, tables.worklist)) {
    const letterId = letterOf(item);
    if (letterId === null || !letterIds.has(letterId)) continue;
    const place = { pk: plain(item.pk!) as string, sk: plain(item.sk!) as string };
    places.set(letterId, [...(places.get(letterId) ?? []), place]);
  }
  const findings: Finding[] = [];
  for (const letterId of letterIds) {
    if (findings.length >= most) break;
    // What is written while this runs may be half there: before it is called wrong it is read again.
    if ((await wrongView(tables, letterId, places.get(letterId))) === null) continue;
    const wrong = await wrongView(tables, letterId, places.get(letterId));
    if (wrong !== null) findings.push(wrong);
  }
  return findings;
}

interface Place {
  readonly pk: string;
  readonly sk: string;
}

async function wrongView(tables: Tables, letterId: string, found: readonly Place[] = []): Promise<Finding | null> {
  const { client, worklist } = tables;
  const chain = await chainOf(tables, letterId);
  const items = await itemsUnder(client, worklist, { name: 'pk', value: `letter#${letterId}` });
  const others = chain.length === 0 ? [] : placesElsewhere(chain);
  const elsewhere = await Promise.all(others.map((place) => itemAt(client, worklist, place)));
  const wrong = chain.length === 0 ? null : checkViews(letterId, chain, [...items, ...elsewhere.flat()]);
  if (wrong !== null) return wrong;
  for (const { pk, sk } of found) {
    if (chain.length > 0 && mayStandIn(pk, sk, chain)) continue;
    if ((await itemAt(client, worklist, { pk, sk })).length === 0) continue;
    const [list] = pk.split('#');
    return { fault: 'view-edited', letterId, field: list === 'letter' ? sk : list!, says: NOWHERE };
  }
  return null;
}

async function chainOf({ client, events }: Tables, letterId: string): Promise<readonly CheckedEvent[]> {
  const items = await itemsUnder(client, events, { name: 'letterId', value: letterId });
  return items.map(eventOf) as unknown as CheckedEvent[];
}

type Anchored = Head & { readonly day: string };

function headsByLetter(kept: readonly KeptAnchor[]): Map<string, Anchored[]> {
  const anchored = new Map<string, Anchored[]>();
  for (const { day, heads } of kept)
    for (const head of heads) anchored.set(head.letterId, [...(anchored.get(head.letterId) ?? []), { ...head, day }]);
  return anchored;
}

/** What is no longer as it was anchored, of each letter the first. */
async function goneSince(
  { client, events }: Tables,
  anchored: ReadonlyMap<string, readonly Anchored[]>,
  findings: readonly Finding[],
): Promise<Finding[]> {
  const flagged = new Set(findings.map(({ letterId }) => letterId));
  const gone: Finding[] = [];
  for (const [letterId, heads] of anchored) {
    if (flagged.has(letterId)) continue;
    const items = await itemsUnder(client, events, { name: 'letterId', value: letterId });
    const isThere = ({ sequence, hash }: Head) =>
      items.some((item) => plain(item.sequence!) === sequence && plain(item.hash!) === hash);
    const head = heads.find((one) => !isThere(one));
    if (head !== undefined) gone.push({ letterId, day: head.day, ...whatIsGone(items, head.sequence) });
  }
  return gone;
}

function whatIsGone(items: readonly Item[], sequence: number): Omit<Finding, 'letterId' | 'day'> {
  if (items.length === 0) return { fault: 'letter-removed', sequence: 1, says: 'was anchored, and is gone' };
  if (items.length < sequence)
    return { fault: 'tail-removed', sequence: items.length + 1, says: `is gone, and all up to event ${sequence}` };
  return { fault: 'rewritten', sequence, field: 'hash', says: 'is not the one that was anchored' };
}

/** Whose item of the worklist it is; null for what is made from no letter's events. */
function letterOf(item: Item): string | null {
  const [pk, sk] = [plain(item.pk!) as string, plain(item.sk!) as string];
  const [list] = pk.split('#');
  if (!LISTS.has(list!) || sk === 'starts') return null;
  return /[0-9a-f]{32}$/.exec(list === 'letter' ? pk : sk)?.[0] ?? '';
}

const LISTS: ReadonlySet<string> = new Set(['letter', 'sender', 'completed', 'found']);
const NOWHERE = 'is in the worklist, and no event says so';
