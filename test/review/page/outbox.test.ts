import { describe, expect, it } from 'vitest';
import type { Changed, ReviewSuggestion } from '../../../functions/review/api/contract.ts';
import type { Answer } from '../../../functions/review/page/calls/request.ts';
import type { Change } from '../../../functions/review/page/state/change.ts';
import { createOutbox } from '../../../functions/review/page/state/outbox.ts';

const LETTER = 'a'.repeat(32);
const accept = (id: string, basedOn = 3) => ({
  letterId: LETTER,
  act: { kind: 'decide', suggestionId: id, decision: { kind: 'accepted' } } as const,
  basedOn,
  by: 'me',
  about: id,
});
const undo = (id: string, basedOn = 3) => ({
  ...accept(id, basedOn),
  act: { kind: 'undo', suggestionId: id } as const,
});
const complete = { letterId: LETTER, act: { kind: 'complete' } as const, basedOn: 0, by: 'me', about: 'the letter' };

const ok = (touched: Record<string, number> = {}): Answer<Changed> => ({
  kind: 'ok',
  value: {
    letter: { letterId: LETTER },
    suggestions: Object.entries(touched).map(([id, last]) => ({ id, touched: last })),
  } as never,
});
const conflict = (now: Partial<ReviewSuggestion>): Answer<Changed> => ({
  kind: 'problem',
  problem: { type: '', title: '', status: 409, detail: 'Meanwhile.', now: now as never },
});
const refused: Answer<Changed> = {
  kind: 'problem',
  problem: { type: '', title: '', status: 409, detail: 'The letter is completed.' },
};

/** An API that answers as told, in turn, and notes what it was sent. */
function opened(answers: Answer<Changed>[], left: readonly Change[] = []) {
  const sent: Change[] = [];
  const stored: string[] = [];
  const failed: string[] = [];
  let kept: readonly Change[] = left;
  let keys = 0;
  const outbox = createOutbox({
    send: async (change) => {
      sent.push(change);
      return answers.shift() ?? ok();
    },
    kept: {
      read: () => kept,
      write: (changes) => {
        kept = changes;
      },
    },
    newKey: () => `key-${++keys}`,
    onStored: ({ about }) => stored.push(about),
    onFailed: ({ about, state }) => failed.push(`${about} ${state}`),
  });
  const settled = async () => {
    while (outbox.changes.get().some(({ state }) => state === 'waiting')) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const states = () => outbox.changes.get().map(({ about, state }) => `${about} ${state}`);
  return { outbox, sent, stored, failed, states, settled, kept: () => kept };
}

describe('changes on their way', () => {
  it('are kept from the key press until they are acknowledged', async () => {
    const { outbox, states, kept, settled, stored } = opened([ok()]);
    outbox.post(accept('x'));
    expect(states()).toEqual(['x waiting']);
    expect(kept()).toHaveLength(1);
    await settled();
    expect(states()).toEqual([]);
    expect(kept()).toEqual([]);
    expect(stored).toEqual(['x']);
  });

  it('go one at a time and in the order they were made', async () => {
    const { outbox, sent, settled } = opened([]);
    for (const id of ['x', 'y', 'z']) outbox.post(accept(id));
    expect(sent).toHaveLength(1);
    await settled();
    expect(sent.map(({ about }) => about)).toEqual(['x', 'y', 'z']);
  });

  it('an undo pressed before the decision is stored names the event of that decision', async () => {
    const { outbox, sent, settled } = opened([ok({ x: 9 })]);
    outbox.post(accept('x'));
    outbox.post(undo('x'));
    await settled();
    expect(sent.map(({ basedOn }) => basedOn)).toEqual([3, 9]);
  });

  it('without an answer they are kept, and sent again only when asked to', async () => {
    const { outbox, states, sent, settled, failed } = opened([{ kind: 'lost' }, { kind: 'lost' }]);
    outbox.post(accept('x'));
    outbox.post(accept('y'));
    await settled();
    expect(states()).toEqual(['x lost', 'y lost']);
    expect(failed).toEqual(['x lost', 'y lost']);
    expect(sent).toHaveLength(2);
    outbox.sendAgain();
    await settled();
    expect(states()).toEqual([]);
    expect(sent).toHaveLength(4);
  });

  it('whose answer alone was lost are found stored, and not stored twice', async () => {
    const mine = { id: 'x', touched: 7, decidedBy: 'me', decision: { kind: 'accepted' } } as const;
    const { outbox, states, stored, settled } = opened([{ kind: 'lost' }, conflict(mine)]);
    outbox.post(accept('x'));
    await settled();
    outbox.sendAgain();
    await settled();
    expect(states()).toEqual([]);
    expect(stored).toEqual(['x']);
  });

  it('are kept over the end of a sign-in and over a reload', async () => {
    const { outbox, kept, states, settled } = opened([{ kind: 'signed-out' }]);
    outbox.post(accept('x'));
    await settled();
    expect(states()).toEqual(['x signed-out']);
    const after = opened([], kept());
    expect(after.states()).toEqual(['x signed-out']);
    expect(after.sent).toEqual([]);
    after.outbox.sendAgain();
    await after.settled();
    expect(after.stored).toEqual(['x']);
  });

  it('that were under way at a reload may be stored: offered again, never sent unasked', () => {
    const { states, sent } = opened([], [{ ...accept('x'), key: 'k', state: 'waiting' }]);
    expect(states()).toEqual(['x lost']);
    expect(sent).toEqual([]);
  });

  it('a later decision on the same suggestion takes the place of one that was not stored', async () => {
    const { outbox, states, settled } = opened([{ kind: 'lost' }, { kind: 'lost' }]);
    outbox.post(accept('x'));
    await settled();
    outbox.post({ ...accept('x'), about: 'x again' });
    await settled();
    expect(states()).toEqual(['x again lost']);
  });
});

describe('somebody else’s decision meanwhile', () => {
  const theirs = {
    id: 'x',
    touched: 8,
    decidedBy: 'other',
    decision: { kind: 'rejected', reason: 'negated' },
  } as const;

  it('is a conflict, and what was done after it goes too', async () => {
    const { outbox, states, settled, sent } = opened([conflict(theirs)]);
    outbox.post(accept('x'));
    outbox.post(undo('x'));
    await settled();
    expect(states()).toEqual(['x conflict']);
    expect(sent).toHaveLength(1);
  });

  it('gives way only when asked, and then by its own event', async () => {
    const { outbox, states, settled, sent } = opened([conflict(theirs), ok()]);
    outbox.post(accept('x'));
    await settled();
    outbox.sendAgain();
    expect(sent).toHaveLength(1);
    outbox.putInPlace('key-1');
    await settled();
    expect(sent[1]!.basedOn).toBe(8);
    expect(states()).toEqual([]);
  });

  it('that says the same is still theirs', async () => {
    const { outbox, states, settled } = opened([conflict({ ...theirs, decision: { kind: 'accepted' } })]);
    outbox.post(accept('x'));
    await settled();
    expect(states()).toEqual(['x conflict']);
  });
});

describe('completing', () => {
  it('waits for what is on its way', async () => {
    const { outbox, sent, settled, stored } = opened([]);
    outbox.post(accept('x'));
    outbox.post(complete);
    await settled();
    expect(sent.map(({ act }) => act.kind)).toEqual(['decide', 'complete']);
    expect(stored).toEqual(['x', 'the letter']);
  });

  it('is not asked for while a decision is not stored', async () => {
    const { outbox, sent, states, settled } = opened([{ kind: 'lost' }]);
    outbox.post(accept('x'));
    outbox.post(complete);
    await settled();
    expect(sent).toHaveLength(1);
    expect(states()).toEqual(['x lost', 'the letter refused']);
  });

  it('that is refused is said once and can be put away', async () => {
    const { outbox, states, settled } = opened([refused]);
    outbox.post(complete);
    await settled();
    expect(states()).toEqual(['the letter refused']);
    outbox.drop('key-1');
    expect(states()).toEqual([]);
  });
});
