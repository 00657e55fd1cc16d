import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkChain, sealEvent } from '../../../functions/core/chain.ts';
import type { Actor, Happening, LetterEvent } from '../../../functions/core/events.ts';
import { completeLetter, reopenLetter } from '../../../functions/core/review/complete-letter.ts';
import { decideSuggestion } from '../../../functions/core/review/decide-suggestion.ts';
import { letterOf } from '../../../functions/core/review/open-letter.ts';
import { RefusedError } from '../../../functions/core/review/refusal.ts';
import { undoDecision } from '../../../functions/core/review/undo-decision.ts';
import { chainOf, extracted, made, received } from '../../support/chains.ts';

const PEOPLE: readonly Actor[] = ['ann', 'ben'].map((id) => ({ kind: 'person', id, role: 'reviewer' }));
const SUGGESTIONS = ['a', 'b', 'c'];
const DECISIONS = [
  { kind: 'accepted' },
  { kind: 'rejected', reason: 'negated' },
  { kind: 'rejected', reason: 'relative' },
] as const;

/** One thing a person does; what they saw may be old by then. */
const act = fc.record({
  who: fc.nat(PEOPLE.length - 1),
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constant('look' as const) },
    { weight: 8, arbitrary: fc.constant('decide' as const) },
    { weight: 3, arbitrary: fc.constant('undo' as const) },
    { weight: 2, arbitrary: fc.constantFrom('complete' as const, 'reopen' as const) },
  ),
  on: fc.nat(SUGGESTIONS.length - 1),
  decision: fc.nat(DECISIONS.length - 1),
});

it('whatever two people do in whatever order, nothing is decided that was not seen, and nothing twice', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 40 }), (acts) => {
      let chain: readonly LetterEvent[] = chainOf([received, extracted, made(SUGGESTIONS)]);
      const { letterId } = chain[0]!;
      const seen = PEOPLE.map(() => chain);
      const touchedIn = (of: readonly LetterEvent[], id: string) =>
        letterOf(of).suggestions.find((suggestion) => suggestion.id === id)!.touched;

      for (const { who, what, on, decision: which } of acts) {
        const by = PEOPLE[who]!;
        const suggestionId = SUGGESTIONS[on]!;
        const decision = DECISIONS[which]!;
        if (what === 'look') {
          seen[who] = chain;
          continue;
        }
        const basedOn = touchedIn(seen[who]!, suggestionId);
        const make = (before: readonly LetterEvent[]): Happening | null => {
          if (what === 'decide') return decideSuggestion(before, { suggestionId, basedOn, decision }, by);
          if (what === 'undo') return undoDecision(before, { suggestionId, basedOn }, by);
          return what === 'complete' ? completeLetter(before, by) : reopenLetter(before, {}, by);
        };
        const { letter } = letterOf(chain);
        let happening: Happening | null;
        try {
          happening = make(chain);
        } catch (error) {
          if (!(error instanceof RefusedError)) throw error;
          if (error.refusal === 'changed-meanwhile') expect(touchedIn(chain, suggestionId)).not.toBe(basedOn);
          continue;
        }
        if (happening !== null) {
          // What is new is made on an open letter alone, and on a suggestion as the person saw it.
          expect(letter.state).toBe(what === 'reopen' ? 'completed' : 'ready');
          if (what === 'decide' || what === 'undo') expect(touchedIn(chain, suggestionId)).toBe(basedOn);
          chain = [...chain, sealEvent(letterId, chain, happening, by, '2026-03-02T10:00:00.000Z')];
        }
        checkChain(letterId, chain);
        const now = letterOf(chain);
        if (what === 'decide')
          expect(now.suggestions.find(({ id }) => id === suggestionId)).toMatchObject({ decision, decidedBy: by.id });
        if (what === 'complete') expect(now.suggestions.every((one) => one.decision !== undefined)).toBe(true);
        // Sent once more, it is done already.
        expect(make(chain)).toBeNull();
      }
    }),
    { numRuns: 500, seed: 20261122 },
  );
});
