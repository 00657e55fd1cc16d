import { expect, it } from 'vitest';
import { foundBy } from '../../functions/core/found-by.ts';
import { reviewedLetters } from '../support/reviewed-letters.ts';

it('only ever adds at the end, as a letter goes on', async () => {
  const { events } = await reviewedLetters({ seed: 7, letters: 20 });
  const kinds = new Set<string>();
  for await (const chain of events.all()) {
    const all = foundBy(chain);
    for (const { kind } of all) kinds.add(kind);
    for (let length = 1; length < chain.length; length++) {
      const before = foundBy(chain.slice(0, length));
      expect(all.slice(0, before.length)).toEqual(before);
    }
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(all.length);
  }
  expect([...kinds].sort()).toEqual(['actor', 'concept', 'patient', 'suggestion']);
});
