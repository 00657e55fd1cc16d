import { type AttributeValue, DeleteItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoEventStore } from '../../functions/adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../../functions/adapters/dynamo-worklist.ts';
import type { KeptAnchor } from '../../functions/audit/verify/anchors.ts';
import type { Finding } from '../../functions/audit/verify/finding.ts';
import { verifyTable } from '../../functions/audit/verify/table-check.ts';
import { sealAnchor } from '../../functions/core/archive/anchor.ts';
import { type LoopbackDynamo, startLoopbackDynamo } from '../support/loopback-dynamo.ts';
import { reviewedLetters } from '../support/reviewed-letters.ts';
import { type Seeded, seeded } from '../support/seeded.ts';

type Item = Record<string, AttributeValue>;

describe('tables', () => {
  let dynamo: LoopbackDynamo;
  let kept: KeptAnchor;
  const first = async (anchors: readonly KeptAnchor[] = []) => (await verifyTable(dynamo, anchors)).findings[0];

  beforeAll(async () => {
    dynamo = await startLoopbackDynamo();
    const events = dynamoEventStore(dynamo.client, dynamo.events);
    const worklist = dynamoWorklist(dynamo.client, dynamo.worklist);
    await reviewedLetters({ seed: 12, letters: 30, stores: { events, worklist } });
    const heads = [];
    for await (const chain of events.all()) heads.push(chain.at(-1)!);
    kept = sealAnchor({
      formatVersion: 1,
      day: '2026-03-09',
      previousRoot: '0'.repeat(64),
      eventSchema: '0'.repeat(64),
      events: heads.length,
      heads: heads.map(({ letterId, sequence, hash }) => ({ letterId, sequence, hash })),
    });
  });
  afterAll(() => dynamo?.close());

  async function itemsOf(TableName: string): Promise<Item[]> {
    return (await dynamo.client.send(new ScanCommand({ TableName }))).Items ?? [];
  }
  const put = (TableName: string, Item: Item) => dynamo.client.send(new PutItemCommand({ TableName, Item }));
  const remove = (TableName: string, { pk, sk, letterId, sequence }: Item) => {
    const Key: Item = pk === undefined ? { letterId: letterId!, sequence: sequence! } : { pk, sk: sk! };
    return dynamo.client.send(new DeleteItemCommand({ TableName, Key }));
  };

  it('that nobody touched give no alarm, and every kind of event is among them', async () => {
    const verdict = await verifyTable(dynamo, [kept]);
    expect(verdict.findings).toEqual([]);
    expect(verdict.letters).toBeGreaterThan(30);
    const types = new Set((await itemsOf(dynamo.events)).map(({ type }) => type!.S));
    expect([...types].sort()).toEqual([
      'access-refused',
      'code-added',
      'decision-undone',
      'letter-completed',
      'letter-exported',
      'letter-opened',
      'letter-quarantined',
      'letter-received',
      'letter-reopened',
      'letter-superseded',
      'quarantine-decided',
      'suggestion-decided',
      'suggestions-made',
      'text-extracted',
    ]);
  });

  it('with an edited view are found out and named, a hundred times', async () => {
    const views = (await itemsOf(dynamo.worklist)).filter(({ view }) => view !== undefined);
    const chance = seeded(5);
    for (let round = 0; round < 10; round++) {
      const edits = new Map<string, { item: Item; edited: Item; field: string }>();
      while (edits.size < 10) {
        const item = chance.pick(views);
        const edit = editedView(item, chance);
        if (edit !== null && !edits.has(letterOf(item)))
          edits.set(letterOf(item), { ...edit, edited: edit.item, item });
      }
      for (const { edited } of edits.values()) await put(dynamo.worklist, edited);
      const { findings } = await verifyTable(dynamo, []);
      expect(findings.length).toBe(edits.size);
      for (const [letterId, { field }] of edits)
        expect(findings).toContainEqual(expect.objectContaining({ fault: 'view-edited', letterId, field }));
      for (const { item } of edits.values()) await put(dynamo.worklist, item);
    }
    expect(await first()).toBeUndefined();
  });

  it('with a view that is gone, invented, or of a letter without events', async () => {
    const views = (await itemsOf(dynamo.worklist)).filter(({ view }) => view !== undefined);
    const suggestion = views.find(({ sk }) => sk!.S!.startsWith('suggestion#'))!;
    const letterId = letterOf(suggestion);
    await remove(dynamo.worklist, suggestion);
    expect(await first()).toMatchObject({ fault: 'view-edited', letterId, field: suggestion.sk!.S });
    await put(dynamo.worklist, suggestion);

    const invented = { ...suggestion, sk: { S: 'suggestion#invented' } };
    await put(dynamo.worklist, invented);
    expect(await first()).toMatchObject({ fault: 'view-edited', letterId, field: 'suggestion#invented' });
    await remove(dynamo.worklist, invented);

    const orphan = { ...suggestion, pk: { S: `letter#${'0'.repeat(32)}` } };
    await put(dynamo.worklist, orphan);
    expect(await first()).toMatchObject({ fault: 'view-edited', letterId: '0'.repeat(32) });
    await remove(dynamo.worklist, orphan);

    for (const elsewhere of [
      { pk: { S: 'sender#RZZ09' }, sk: { S: `2026-03-01T08:00:00.000Z#${letterId}` } },
      { pk: { S: 'completed#Y90001#2026-01-01' }, sk: { S: letterId! } },
    ]) {
      await put(dynamo.worklist, { ...suggestion, ...elsewhere });
      expect(await first()).toMatchObject({ fault: 'view-edited', letterId });
      await remove(dynamo.worklist, elsewhere);
    }
    for (const kind of ['actor', 'concept', 'patient', 'suggestion']) {
      const item = (await itemsOf(dynamo.worklist)).find(({ pk }) => pk!.S!.startsWith(`found#${kind}#`))!;
      await remove(dynamo.worklist, item);
      const field = `${item.pk!.S} ${item.sk!.S}`;
      expect(await first()).toMatchObject({ fault: 'view-edited', letterId: letterOf(item), field });
      await put(dynamo.worklist, item);
      const elsewhere = { ...item, pk: { S: `found#${kind}#another` } };
      await put(dynamo.worklist, elsewhere);
      expect(await first()).toMatchObject({ fault: 'view-edited', letterId: letterOf(item), field: 'found' });
      await remove(dynamo.worklist, elsewhere);
    }
    for (const list of ['sender#', 'completed#']) {
      const item = (await itemsOf(dynamo.worklist)).find(
        ({ pk, sk }) => pk!.S!.startsWith(list) && isNow(views, sk!.S!),
      )!;
      await remove(dynamo.worklist, item);
      expect(await first()).toMatchObject({ fault: 'view-edited', letterId: letterOf(item), field: list.slice(0, -1) });
      await put(dynamo.worklist, item);
    }
    expect(await first()).toBeUndefined();
  });

  it('with a changed, removed or made-up event', async () => {
    const items = (await itemsOf(dynamo.events)).filter(({ sequence }) => sequence!.N === '2');
    for (const item of items.slice(0, 3)) {
      const at = { letterId: item.letterId!.S!, sequence: 2 };
      await put(dynamo.events, { ...item, actor: { S: '{"id":"somebody else","kind":"service"}' } });
      expect(await first()).toMatchObject({ ...at, fault: 'changed' });
      await put(dynamo.events, { ...item, data: { S: 'not JSON' } });
      expect(await first()).toMatchObject({ ...at, fault: 'changed', field: 'data' });
      await put(dynamo.events, { ...item, more: { S: 'x' } });
      expect(await first()).toMatchObject({ ...at, fault: 'changed', field: 'more' });
      await remove(dynamo.events, item);
      const found = (await first([kept])) as Finding;
      expect(found.letterId).toBe(at.letterId);
      expect(['removed', 'view-edited']).toContain(found.fault);
      await put(dynamo.events, item);
    }
    expect(await first()).toBeUndefined();
  });

  it('that lost a tail or a letter and its views: seen against an anchor kept elsewhere, and only then', async () => {
    const events = await itemsOf(dynamo.events);
    const views = await itemsOf(dynamo.worklist);
    const [letterId] = events.map((item) => item.letterId!.S!);
    const lost = events.filter((item) => item.letterId!.S === letterId);
    for (const item of lost) await remove(dynamo.events, item);
    const isOfLetter = (item: Item) =>
      /^(?:letter|sender|completed|found)#/.test(item.pk!.S!) && letterOf(item) === letterId;
    for (const item of views) if (isOfLetter(item)) await remove(dynamo.worklist, item);
    expect(await first()).toBeUndefined();
    expect(await first([kept])).toMatchObject({ fault: 'letter-removed', letterId, sequence: 1 });
    for (const item of lost.slice(0, 1)) await put(dynamo.events, item);
    expect((await verifyTable(dynamo, [kept])).findings.map(({ fault }) => fault)).toContain('view-edited');
    for (const item of lost) await put(dynamo.events, item);
    for (const item of views) await put(dynamo.worklist, item);
    expect(await first([kept])).toBeUndefined();
  });
});

/** Whether a letter is completed now: of one that was reopened its day keeps a place that nobody misses. */
const isNow = (views: readonly Item[], sk: string): boolean =>
  sk.includes('#') || views.some(({ pk, view }) => pk!.S === `letter#${sk}` && /"state":"completed"/.test(view!.S!));

const letterOf = ({ pk, sk }: Item): string => /[0-9a-f]{32}$/.exec(pk!.S!.startsWith('letter#') ? pk!.S! : sk!.S!)![0];

/** One attribute, or one member of the view in it, made to say something else. */
function editedView(item: Item, chance: Seeded): { item: Item; field: string } | null {
  const sk = item.sk!.S!;
  const list = item.pk!.S!.split('#')[0]!;
  const named = (field: string) => (sk === 'letter' ? field : `${list === 'letter' ? sk : list}.${field}`);
  const attributes = Object.keys(item).filter((name) => !['pk', 'sk', 'view', 'sequence'].includes(name));
  if (attributes.length > 0 && chance.chance(0.3)) {
    const name = chance.pick(attributes);
    return { item: { ...item, [name]: { S: `${item[name]!.S}x` } }, field: named(name) };
  }
  const view = JSON.parse(item.view!.S!) as Record<string, unknown>;
  const name = chance.pick(Object.keys(view));
  const { [name]: value, ...rest } = view;
  const isMember = chance.chance(0.5);
  if (!isMember && typeof value === 'object') return null;
  const edited = isMember ? rest : { ...view, [name]: typeof value === 'number' ? value + 1 : `${value}x` };
  return { item: { ...item, view: { S: JSON.stringify(edited) } }, field: named(`view.${name}`) };
}
