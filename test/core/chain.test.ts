import { describe, expect, it } from 'vitest';
import { memoryEventStore } from '../../functions/adapters/memory-stores.ts';
import { appendEvent, checkChain, sealEvent } from '../../functions/core/chain.ts';
import { BrokenChainError } from '../../functions/core/errors.ts';
import type { Actor, Happening, LetterEvent } from '../../functions/core/events.ts';
import { letterIdOfContent } from '../../functions/core/letter.ts';

const letterId = letterIdOfContent('a letter');
const actor: Actor = { kind: 'service', id: 'test' };
const at = '2026-03-01T09:00:00.000Z';
const received: Happening = {
  type: 'letter-received',
  data: {
    object: { bucket: 'letters', key: 'incoming/RZZ01/Y90001/a.pdf', versionId: 'v1' },
    sizeBytes: 10,
    contentHash: null,
    sender: 'RZZ01',
    practice: 'Y90001',
  },
};
const quarantined: Happening = { type: 'letter-quarantined', data: { reason: 'damaged' } };

function chainOf(...happenings: Happening[]): LetterEvent[] {
  const chain: LetterEvent[] = [];
  for (const one of happenings) chain.push(sealEvent(letterId, chain, one, actor, at));
  return chain;
}

describe('a chain of events', () => {
  it('holds together when nothing was touched', () => {
    expect(() => checkChain(letterId, chainOf(received, quarantined))).not.toThrow();
  });

  it.each<[string, (chain: LetterEvent[]) => LetterEvent[]]>([
    ['a changed field', ([first, second]) => [first!, { ...second!, at: '2026-03-02T09:00:00.000Z' }]],
    ['a changed datum', ([first, second]) => [first!, { ...second!, data: { reason: 'empty' } } as LetterEvent]],
    ['a missing first event', ([, second]) => [second!]],
    ['events in another order', ([first, second]) => [second!, first!]],
    [
      'an event of another letter',
      ([first, second]) => [first!, { ...second!, letterId: letterIdOfContent('another') }],
    ],
    ['a re-hashed event', (chain) => [sealEvent(letterId, [], quarantined, actor, at), chain[1]!]],
  ])('shows %s', (_, tamper) => {
    expect(() => checkChain(letterId, tamper(chainOf(received, quarantined)))).toThrow(BrokenChainError);
  });
});

describe('appending', () => {
  it('gives 32 writers at once 32 events without a fork or a gap', async () => {
    const events = memoryEventStore();
    const ports = { events, now: () => at };
    await appendEvent(ports, letterId, actor, () => received);
    await Promise.all(
      Array.from({ length: 32 }, (_, i) =>
        appendEvent(ports, letterId, { kind: 'service', id: `writer ${i}` }, () => quarantined),
      ),
    );
    const chain = await events.read(letterId);
    expect(chain.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 33 }, (_, i) => i + 1));
    expect(() => checkChain(letterId, chain)).not.toThrow();
  });

  it('takes the very same event, tried twice because an answer was lost, for one', async () => {
    const events = memoryEventStore();
    const [event] = chainOf(received);
    expect([await events.append(event!), await events.append(event!)]).toEqual(['appended', 'appended']);
    expect(await events.read(letterId)).toHaveLength(1);
  });

  it('decides again on the letter as it then stands when a race is lost', async () => {
    const events = memoryEventStore();
    const ports = { events, now: () => at };
    const once = (chain: readonly LetterEvent[]) => (chain.length === 0 ? received : null);
    await Promise.all(Array.from({ length: 10 }, () => appendEvent(ports, letterId, actor, once)));
    expect(await events.read(letterId)).toHaveLength(1);
  });
});
