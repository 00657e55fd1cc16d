import type { Changed, LetterRecord, Me } from '../../api/contract.ts';
import { type calls as Calls, calls, sendChange } from '../calls/calls.ts';
import type { Answer } from '../calls/request.ts';
import { actInWords } from '../words/acts.ts';
import type { Browser } from './browser.ts';
import { type Act, type Change, suggestionOf } from './change.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createStore, type Store } from './store.ts';
import { addressOf, type View, viewAt, type WorklistQuery } from './view.ts';
import { nextInQueue, type WorkQueue } from './work-queue.ts';

export interface PageState {
  /** null while it is asked, and while nobody is signed in. */
  readonly me: Me | null;
  readonly session: 'asking' | 'unreachable' | 'out' | 'in' | 'ended';
  readonly view: View;
  readonly records: ReadonlyMap<string, LetterRecord>;
  /** Why the letter in view is not shown. */
  readonly problem: string | null;
  readonly queue: WorkQueue | null;
  /** Whether single keys are shortcuts (WCAG 2.1.4). */
  readonly keysOn: boolean;
  /** For screen readers; `turn` tells the same words said twice apart. */
  readonly said: { readonly words: string; readonly turn: number };
  /** Changes of another person that were found, and not sent under this one's name. */
  readonly notTaken: number;
}

export interface PageModel {
  readonly state: Store<PageState>;
  readonly outbox: Outbox;
  readonly calls: typeof Calls;
  start(): Promise<void>;
  go(view: View, how?: 'push' | 'replace'): void;
  act(letterId: string, act: Act, about: { readonly basedOn: number; readonly name: string }): void;
  readAgain(letterId: string): Promise<void>;
  takeQueue(queue: WorkQueue): void;
  openNext(from: string): Promise<void>;
  setKeysOn(keysOn: boolean): void;
  say(words: string): void;
  /** An answer's value; a sign-in that has ended is noted on the way. */
  noted<Value>(answer: Answer<Value>): Answer<Value>;
  signIn(): void;
}

/** Records kept at hand: the one in view, those read ahead, and a few to turn back to. */
const RECORDS_KEPT = 6;

export function createPage(browser: Browser): PageModel {
  const state = createStore<PageState>({
    me: null,
    session: 'asking',
    view: viewAt(browser.path(), browser.search()),
    records: new Map(),
    problem: null,
    queue: null,
    keysOn: browser.keysOn(),
    said: { words: '', turn: 0 },
    notTaken: 0,
  });
  const set = (to: Partial<PageState>) => state.set((now) => ({ ...now, ...to }));
  const done = new Set<string>();
  const outbox = createOutbox({
    send: async (change) => noted(await sendChange(change)),
    kept: browser.kept,
    newKey: browser.newKey,
    onStored(change, changed) {
      if (changed === undefined) void readAgain(change.letterId);
      else takeChanged(changed);
      if (change.act.kind === 'complete') done.add(change.letterId);
      if (change.act.kind === 'reopen') done.delete(change.letterId);
      say(`${actInWords(change.act)}: ${change.about}. Stored.`);
    },
    onFailed(change) {
      if (change.state === 'refused') void readAgain(change.letterId);
      say(`Not stored: ${actInWords(change.act)}: ${change.about}. ${change.problem?.detail ?? ''}`);
    },
  });

  function say(words: string): void {
    state.set((now) => ({ ...now, said: { words, turn: now.said.turn + 1 } }));
  }

  function noted<Value>(answer: Answer<Value>): Answer<Value> {
    if (answer.kind === 'signed-out') {
      const wasIn = state.get().me !== null;
      set({ session: wasIn ? 'ended' : 'out' });
    }
    return answer;
  }

  function takeRecord(record: LetterRecord): void {
    state.set((now) => {
      const known = now.records.get(record.letter.letterId);
      if (known !== undefined && known.letter.sequence > record.letter.sequence) return now;
      const others = [...now.records].filter(([id]) => id !== record.letter.letterId).slice(1 - RECORDS_KEPT);
      return { ...now, records: new Map([...others, [record.letter.letterId, record]]) };
    });
  }

  function takeChanged({ letter, suggestions }: Changed): void {
    const known = state.get().records.get(letter.letterId);
    if (known !== undefined) takeRecord({ ...known, letter, suggestions });
  }

  async function readAgain(letterId: string): Promise<void> {
    const answer = noted(await calls.letter(letterId));
    if (answer.kind === 'ok') takeRecord(answer.value);
    const inView = state.get().view;
    if (!('letterId' in inView) || inView.letterId !== letterId) return;
    if (answer.kind === 'problem') set({ problem: answer.problem.detail });
    if (answer.kind === 'lost' && !state.get().records.has(letterId)) set({ problem: NO_ANSWER });
  }

  async function openLetter(letterId: string): Promise<void> {
    set({ problem: null });
    await readAgain(letterId);
    const ahead = await findNext(letterId);
    if (ahead === undefined || state.get().records.has(ahead)) return;
    const answer = noted(await calls.letterAhead(ahead));
    if (answer.kind === 'ok') takeRecord(answer.value);
  }

  /** The queue may have to be asked for: after a reload, and where its known part is worked through. */
  async function findNext(from: string): Promise<string | undefined> {
    const { queue, records } = state.get();
    const practice = records.get(from)?.letter.practice;
    if (queue === null) {
      if (!practice || !(await extend({ query: { state: 'ready', practice }, letters: [] }, undefined)))
        return undefined;
    }
    for (;;) {
      const known = state.get().queue!;
      const next = nextInQueue(known, from, done);
      if (next !== undefined || known.next === undefined) return next?.letterId;
      if (!(await extend(known, known.next))) return undefined;
    }
  }

  async function extend(queue: WorkQueue, next: string | undefined): Promise<boolean> {
    const answer = noted(await calls.worklist({ ...queue.query, ...(next === undefined ? {} : { next }) }));
    if (answer.kind !== 'ok') return false;
    const { letters, next: further } = answer.value;
    set({
      queue: { query: queue.query, letters: [...queue.letters, ...letters], ...(further ? { next: further } : {}) },
    });
    return true;
  }

  function show(view: View): void {
    set({ view, problem: null });
    if (view.name === 'letter') void openLetter(view.letterId);
  }

  function go(view: View, how: 'push' | 'replace' = 'push'): void {
    browser.setAddress(addressOf(view), how);
    show(view);
  }

  return {
    state,
    outbox,
    calls,
    noted,
    say,
    go,
    readAgain,
    async start() {
      browser.onTurnedBack(() => show(viewAt(browser.path(), browser.search())));
      browser.onOnline(() => outbox.sendAgain());
      browser.warnBeforeLeaving(() => outbox.changes.get().length > 0);
      const answer = noted(await calls.me());
      if (answer.kind !== 'ok') return set(answer.kind === 'signed-out' ? {} : { session: 'unreachable' });
      const me = answer.value;
      const foreign = outbox.changes.get().filter(({ by }) => by !== me.id);
      for (const { key } of foreign) outbox.drop(key);
      set({ me, session: 'in', notTaken: foreign.length });
      show(state.get().view);
    },
    act(letterId, act, { basedOn, name }) {
      const { me } = state.get();
      if (me === null) return;
      outbox.post({ letterId, act, basedOn, by: me.id, about: name });
    },
    takeQueue: (queue) => set({ queue }),
    async openNext(from) {
      const next = await findNext(from);
      if (next !== undefined) return go({ name: 'letter', letterId: next });
      const { next: _, ...query }: WorklistQuery = state.get().queue?.query ?? {};
      go({ name: 'worklist', query });
      say('No further letter is ready.');
    },
    setKeysOn(keysOn) {
      browser.setKeysOn(keysOn);
      set({ keysOn });
    },
    signIn() {
      browser.leaveTo(`/sign-in?${new URLSearchParams({ to: addressOf(state.get().view) })}`);
    },
  };
}

export const unstoredOn = (changes: readonly Change[], suggestionId: string) =>
  changes.find((change) => suggestionOf(change) === suggestionId);

const NO_ANSWER = 'The service did not answer. Try again.';
