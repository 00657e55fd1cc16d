import { describe, expect, it } from 'vitest';
import { foundKey } from '../../functions/adapters/dynamo-tables.ts';
import { type CheckedEvent, expectedFinds, expectedViews } from '../../functions/audit/verify/expected-views.ts';
import { appendEvent } from '../../functions/core/chain.ts';
import type { Actor, Happening, LetterEvent } from '../../functions/core/events.ts';
import { followSuggestions } from '../../functions/core/suggestion-review.ts';
import { makeViews } from '../../functions/core/views.ts';
import { reviewedLetters } from '../support/reviewed-letters.ts';

const OPERATOR: Actor = { kind: 'person', id: 'olga', role: 'operator' };

/** Two ways to the same views, written apart: what the service shows, and what the verifier expects of it. */
function comparePrefixes(chain: readonly LetterEvent[]): void {
  for (let length = 1; length <= chain.length; length++) {
    const prefix = chain.slice(0, length);
    const shown = makeViews(prefix)!;
    const { letter, suggestions } = expectedViews(prefix as unknown as CheckedEvent[]);
    expect(letter, `letter after ${prefix.map(({ type }) => type)}`).toEqual(shown.letter);
    const finds = expectedFinds(prefix as unknown as CheckedEvent[]);
    expect(finds.map(placeOf).sort()).toEqual(
      shown.foundBy.map((by) => placeOf(foundKey(by, shown.letter.letterId))).sort(),
    );
    expect(Object.fromEntries(suggestions)).toEqual(Object.fromEntries(shown.suggestions.map((one) => [one.id, one])));
  }
}

const placeOf = ({ pk, sk }: { readonly pk: string; readonly sk: string }) => `${pk} ${sk}`;

describe('the views the verifier expects', () => {
  it('are those the service makes, after every event of many histories', async () => {
    let chains = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const { events } = await reviewedLetters({ seed, letters: 15 });
      for await (const chain of events.all()) {
        comparePrefixes(chain);
        chains++;
      }
    }
    expect(chains).toBeGreaterThan(180);
  });

  it.each<[string, readonly Happening['type'][], readonly string[]]>([
    ['released', ['letter-quarantined', 'quarantine-decided'], ['released']],
    [
      'returned, then sent again',
      ['letter-quarantined', 'quarantine-decided', 'quarantine-decided'],
      ['returned', 'sent-again'],
    ],
    [
      'sent again, and set aside once more',
      ['letter-quarantined', 'quarantine-decided', 'letter-quarantined'],
      ['sent-again'],
    ],
  ])('are the same for a letter that was set aside and %s', async (_, types, actions) => {
    const { events } = await reviewedLetters({ seed: 1, letters: 1, texts: ['Diagnosis: CLL.'], untouched: true });
    const waiting = [...actions];
    for await (const [first] of events.all())
      for (const type of types) {
        const happening = (
          type === 'letter-quarantined'
            ? { type, data: { reason: 'kept-failing' } }
            : { type, data: { action: waiting.shift(), note: 'by telephone' } }
        ) as Happening;
        const now = () => '2026-03-20T09:00:00.000Z';
        comparePrefixes(await appendEvent({ events, now }, first!.letterId, OPERATOR, () => happening));
      }
  });

  it('are the same for a decision that is undone twice over', async () => {
    const { events } = await reviewedLetters({ seed: 1, letters: 1, texts: ['Diagnosis: CLL.'], untouched: true });
    const now = () => '2026-03-20T09:00:00.000Z';
    for await (const [first] of events.all()) {
      const add = (decide: (suggestionId: string, basedOn: number) => Happening) =>
        appendEvent({ events, now }, first!.letterId, OPERATOR, (chain) => {
          const { id, touched } = followSuggestions(chain)[0]!;
          return decide(id, touched);
        });
      const decided = (suggestionId: string, basedOn: number, decision: object) =>
        ({ type: 'suggestion-decided', data: { suggestionId, basedOn, before: null, decision } }) as Happening;
      const undone = (suggestionId: string, basedOn: number) =>
        ({ type: 'decision-undone', data: { suggestionId, basedOn, undoes: basedOn } }) as Happening;
      await add((id, on) => decided(id, on, { kind: 'accepted' }));
      await add((id, on) => decided(id, on, { kind: 'rejected', reason: 'negated' }));
      await add(undone);
      comparePrefixes(await add(undone));
    }
  });
});
