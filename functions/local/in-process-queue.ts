import { randomUUID } from 'node:crypto';
import type { BatchResponse, SqsEvent } from '../core/batch.ts';

export interface QueuedMessage {
  readonly to: string;
  /** Messages of one group are delivered one after another, in order: a letter is never in two hands. */
  readonly group: string;
  readonly body: string;
}

export interface InProcessQueue {
  send(message: QueuedMessage): void;
  /** Begins to deliver. Until then messages gather, so that it can be said how many letters there are. */
  start(): void;
  /** Groups that wait or are in hand. */
  size(): number;
  /** Resolves when nothing waits and nothing is in hand. */
  idle(): Promise<void>;
  /** Delivers nothing more; resolves when what is in hand is finished. What waits is left to the next start. */
  stop(): Promise<void>;
}

export interface InProcessQueueOptions {
  readonly handlers: Readonly<Record<string, (event: SqsEvent) => Promise<BatchResponse>>>;
  readonly atOnce: number;
  readonly attempts: number;
  /** Doubled with every attempt. */
  readonly firstDelayMilliseconds: number;
  /** The group has a message in hand for the first time. */
  onStarted(group: string): void;
  /** A message failed at every attempt; the next of its group is tried all the same. */
  onGivenUp(group: string, messageId: string): void;
  /** Nothing of the group waits any more. */
  onFinished(group: string): void;
}

/**
 * Delivers messages to handlers as SQS would, each as a batch of one: at least once, again after a failure, and never
 * without an end. A group that has begun comes before one that has not, so that letters are finished one by one.
 */
export function createInProcessQueue(options: InProcessQueueOptions): InProcessQueue {
  const groups = new Map<string, Group>();
  let inHand = 0;
  let started = false;
  let stopped = false;
  let waiters: (() => void)[] = [];

  function deliverNext(): void {
    while (started && !stopped && inHand < options.atOnce) {
      const ready = [...groups.values()].filter((group) => !group.busy && group.waiting.length > 0);
      const group = ready.find(({ begun }) => begun) ?? ready[0];
      if (group === undefined) break;
      void work(group);
    }
    if (inHand === 0 && (stopped || groups.size === 0)) {
      for (const resolve of waiters) resolve();
      waiters = [];
    }
  }

  async function work(group: Group): Promise<void> {
    const message = group.waiting[0]!;
    inHand++;
    group.busy = true;
    if (!group.begun) options.onStarted(group.name);
    group.begun = true;
    const delivered = await deliver(message);
    inHand--;
    group.attempts++;
    if (!delivered && group.attempts < options.attempts) {
      // Busy until it is tried again: what follows in the group builds upon it.
      setTimeout(() => release(group), options.firstDelayMilliseconds * 2 ** (group.attempts - 1));
      return deliverNext();
    }
    group.waiting.shift();
    group.attempts = 0;
    if (!delivered) options.onGivenUp(group.name, message.messageId);
    release(group);
  }

  async function deliver({ to, body, messageId }: SentMessage): Promise<boolean> {
    const handler = options.handlers[to];
    if (handler === undefined) throw new Error(`no handler is registered for '${to}'`);
    try {
      const { batchItemFailures } = await handler({ Records: [{ messageId, body }] });
      return batchItemFailures.length === 0;
    } catch {
      return false;
    }
  }

  function release(group: Group): void {
    group.busy = false;
    if (group.waiting.length === 0) {
      groups.delete(group.name);
      options.onFinished(group.name);
    }
    deliverNext();
  }

  const settled = () =>
    new Promise<void>((resolve) => {
      waiters.push(resolve);
      deliverNext();
    });
  return {
    send(message) {
      if (stopped) return;
      const group = groups.get(message.group) ?? newGroup(message.group);
      groups.set(message.group, group);
      group.waiting.push({ ...message, messageId: randomUUID() });
      // Not at once: whoever sends several messages has sent them all before the first is delivered.
      setImmediate(deliverNext);
    },
    start() {
      started = true;
      deliverNext();
    },
    size: () => groups.size,
    idle: settled,
    stop() {
      stopped = true;
      return settled();
    },
  };
}

type SentMessage = QueuedMessage & { readonly messageId: string };

interface Group {
  readonly name: string;
  readonly waiting: SentMessage[];
  begun: boolean;
  busy: boolean;
  /** Of the message that is first. */
  attempts: number;
}

const newGroup = (name: string): Group => ({ name, waiting: [], begun: false, busy: false, attempts: 0 });
