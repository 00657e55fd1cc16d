import type { Changed } from '../../api/contract.ts';
import type { Answer } from '../calls/request.ts';
import { type Act, type Change, isAlreadyDone, suggestionOf } from './change.ts';
import { createStore, type Store } from './store.ts';

/** Changes on their way to the API: none is sent twice unasked, and none is forgotten before it is acknowledged. */
export interface Outbox {
  readonly changes: Store<readonly Change[]>;
  post(change: Omit<Change, 'key' | 'state'>): void;
  /** Sends again what was not stored. */
  sendAgain(): void;
  /** Puts this decision in the place of the one made meanwhile. */
  putInPlace(key: string): void;
  drop(key: string): void;
}

export interface OutboxPorts {
  readonly send: (change: Change) => Promise<Answer<Changed>>;
  /** Where they are kept over a reload. */
  readonly kept: { read(): readonly Change[]; write(changes: readonly Change[]): void };
  readonly newKey: () => string;
  /** `changed` is absent where the letter has to be read again. */
  readonly onStored: (change: Change, changed?: Changed) => void;
  readonly onFailed: (change: Change) => void;
}

export function createOutbox({ send, kept, newKey, onStored, onFailed }: OutboxPorts): Outbox {
  // What an earlier visit left was never acknowledged.
  const left = kept
    .read()
    .map((change): Change => (change.state === 'waiting' ? { ...change, state: 'lost' } : change));
  const changes = createStore(left);
  changes.follow(() => kept.write(changes.get()));
  const lettersInHand = new Set<string>();

  const update = (key: string, to: Partial<Change>) =>
    changes.set((all) => all.map((change) => (change.key === key ? { ...change, ...to } : change)));
  const remove = (key: string) => changes.set((all) => all.filter((change) => change.key !== key));
  const unstoredOn = (letterId: string) => changes.get().filter((change) => change.letterId === letterId);

  /** One at a time for each letter, in the order they were made. */
  async function work(letterId: string): Promise<void> {
    if (lettersInHand.has(letterId)) return;
    lettersInHand.add(letterId);
    for (;;) {
      const next = unstoredOn(letterId).find(({ state }) => state === 'waiting');
      if (next === undefined) break;
      await sendOne(next);
    }
    lettersInHand.delete(letterId);
  }

  async function sendOne(change: Change): Promise<void> {
    const others = unstoredOn(change.letterId).filter(({ key, state }) => key !== change.key && state !== 'refused');
    if (change.act.kind === 'complete' && others.length > 0) {
      fail(change, { state: 'refused', problem: NOT_ALL_STORED });
      return;
    }
    const answer = await send(change);
    if (answer.kind === 'ok') stored(change, answer.value);
    else if (answer.kind === 'lost') fail(change, { state: 'lost' });
    else if (answer.kind === 'signed-out') fail(change, { state: 'signed-out' });
    else if (isAlreadyDone(change, answer.problem.now)) stored(change);
    else fail(change, { state: answer.problem.now === undefined ? 'refused' : 'conflict', problem: answer.problem });
  }

  function stored(change: Change, changed?: Changed): void {
    const id = suggestionOf(change);
    const touched = changed?.suggestions.find((suggestion) => suggestion.id === id)?.touched;
    changes.set((all) =>
      all
        .filter(({ key }) => key !== change.key)
        .map((later) =>
          touched !== undefined && later.letterId === change.letterId && suggestionOf(later) === id
            ? { ...later, basedOn: touched }
            : later,
        ),
    );
    onStored(change, changed);
  }

  /** What was done to the same suggestion after it rested on it, and goes with it. */
  function fail(change: Change, to: Pick<Change, 'state' | 'problem'>): void {
    const id = suggestionOf(change);
    const behind = unstoredOn(change.letterId).filter(
      ({ key, act }) => key !== change.key && suggestionOf({ act }) === id,
    );
    if (id !== null) for (const { key } of behind) remove(key);
    update(change.key, to);
    onFailed({ ...change, ...to });
  }

  /** A decision that could not be stored gives way to a later one on the same suggestion. */
  function givingWay(letterId: string, act: Act): Change | undefined {
    const id = suggestionOf({ act });
    if (id === null)
      return unstoredOn(letterId).find((change) => change.act.kind === act.kind && change.state !== 'waiting');
    return unstoredOn(letterId).find((change) => change.state !== 'waiting' && suggestionOf(change) === id);
  }

  return {
    changes,
    post(change) {
      const earlier = givingWay(change.letterId, change.act);
      if (earlier !== undefined) remove(earlier.key);
      changes.set((all) => [...all, { ...change, key: newKey(), state: 'waiting' }]);
      void work(change.letterId);
    },
    sendAgain() {
      const again = changes.get().filter(({ state }) => state === 'lost' || state === 'signed-out');
      for (const { key } of again) update(key, { state: 'waiting' });
      for (const letterId of new Set(again.map((change) => change.letterId))) void work(letterId);
    },
    putInPlace(key) {
      const change = changes.get().find((candidate) => candidate.key === key);
      if (change?.problem?.now === undefined) return;
      update(key, { state: 'waiting', basedOn: change.problem.now.touched });
      void work(change.letterId);
    },
    drop: remove,
  };
}

const NOT_ALL_STORED = {
  type: 'about:blank',
  title: 'Not completed',
  status: 409,
  detail: 'Some decisions on this letter are not stored yet. Send them again, then complete the letter.',
};
