import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkChain, sealEvent } from '../../functions/core/chain.ts';
import type { Happening, LetterEvent } from '../../functions/core/events.ts';
import { type LetterId, letterIdOfContent } from '../../functions/core/letter.ts';
import type { EventStore } from '../../functions/core/ports.ts';

export interface OpenEventStore {
  readonly events: EventStore;
  close?(): Promise<void>;
}

/** What every EventStore promises, whatever it is made of. */
export function describeEventStore(name: string, open: () => Promise<OpenEventStore>): void {
  describe(`event store: ${name}`, () => {
    let opened: OpenEventStore;
    let events: EventStore;
    beforeAll(async () => {
      opened = await open();
      events = opened.events;
    });
    afterAll(() => opened?.close?.());

    it('gives back a letter’s events in sequence, as they were sealed', async () => {
      const chain = chainOf('in sequence', ['a', 'Señor “Müller” 👩‍⚕️ 1e21 \u0000', 'e\u0301 is not \u00e9']);
      for (const event of chain) expect(await events.append(event)).toBe('appended');
      const stored = await events.read(idOf('in sequence'));
      expect(stored).toEqual(chain);
      expect(() => checkChain(idOf('in sequence'), stored)).not.toThrow();
    });

    it('knows nothing of a letter without events', async () => {
      expect(await events.read(idOf('unknown'))).toEqual([]);
      expect(await events.last(idOf('unknown'))).toBeNull();
    });

    it('gives the last event', async () => {
      const chain = chainOf(
        'last',
        Array.from({ length: 12 }, (_, index) => `note ${index}`),
      );
      for (const event of chain) await events.append(event);
      expect(await events.last(idOf('last'))).toEqual(chain.at(-1));
    });

    it('lets no event take the place of another', async () => {
      const [first] = chainOf('place taken', ['the first']);
      const [other] = chainOf('place taken', ['another']);
      expect(await events.append(first!)).toBe('appended');
      expect(await events.append(other!)).toBe('taken');
      expect(await events.read(idOf('place taken'))).toEqual([first]);
    });

    it('says "appended" again for the very event that is stored, whose answer may have been lost', async () => {
      const [first] = chainOf('lost answer', ['once']);
      expect(await events.append(first!)).toBe('appended');
      expect(await events.append(first!)).toBe('appended');
      expect(await events.read(idOf('lost answer'))).toHaveLength(1);
    });

    it('lets one of thirty racing events win', async () => {
      const rivals = Array.from({ length: 30 }, (_, index) => chainOf('race', [`rival ${index}`])[0]!);
      const outcomes = await Promise.all(rivals.map((event) => events.append(event)));
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1);
      expect(await events.read(idOf('race'))).toEqual([rivals[outcomes.indexOf('appended')]]);
    });

    it('reads a chain that is larger than one page of an answer', async () => {
      const chain = chainOf(
        'large',
        Array.from({ length: 5 }, (_, index) => String(index).repeat(300_000)),
      );
      for (const event of chain) await events.append(event);
      expect(await events.read(idOf('large'))).toEqual(chain);
    });

    it('goes through every letter once', async () => {
      const names = ['all 1', 'all 2', 'all 3'];
      const chains = names.map((letter) => chainOf(letter, ['a', 'b']));
      for (const event of chains.flat()) await events.append(event);
      const seen: (readonly LetterEvent[])[] = [];
      for await (const chain of events.all()) seen.push(chain);
      for (const chain of chains)
        expect(seen.filter(([first]) => first?.letterId === chain[0]!.letterId)).toEqual([chain]);
      expect(new Set(seen.map(([first]) => first?.letterId)).size).toBe(seen.length);
    });

    it('names every letter once in an order that stays, and goes on behind any of them', async () => {
      for (const name of ['ids 1', 'ids 2', 'ids 3'])
        for (const event of chainOf(name, ['a', 'b'])) await events.append(event);
      const named = async (after?: LetterId) => {
        const ids: LetterId[] = [];
        for await (const id of events.letterIds(after)) ids.push(id);
        return ids;
      };
      const ids = await named();
      expect(ids).toEqual(expect.arrayContaining(['ids 1', 'ids 2', 'ids 3'].map(idOf)));
      expect(new Set(ids).size).toBe(ids.length);
      for (const [index, id] of ids.entries()) expect(await named(id)).toEqual(ids.slice(index + 1));
    });
  });
}

const idOf = (letter: string): LetterId => letterIdOfContent(letter);

/** A chain of events that differ in what `notes` say; the note stands where an event holds text of ours. */
function chainOf(letter: string, notes: readonly string[]): LetterEvent[] {
  const chain: LetterEvent[] = [];
  for (const note of notes) {
    const happening: Happening = {
      type: 'letter-received',
      data: {
        object: { bucket: 'letters', key: note, versionId: 'v1' },
        sizeBytes: 1e6,
        contentHash: null,
        sender: null,
        practice: null,
      },
    };
    const at = '2026-03-01T09:00:00.000Z';
    chain.push(sealEvent(idOf(letter), chain, happening, { kind: 'service', id: 'contract' }, at));
  }
  return chain;
}
