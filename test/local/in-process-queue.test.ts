import { describe, expect, it } from 'vitest';
import type { SqsEvent } from '../../functions/core/batch.ts';
import { createInProcessQueue, type InProcessQueueOptions } from '../../functions/local/in-process-queue.ts';

/** A queue whose handler does what `work` says; everything that happens is written down in order. */
function queueOf(
  work: (body: string, log: string[]) => Promise<boolean>,
  options: Partial<InProcessQueueOptions> = {},
) {
  const log: string[] = [];
  const queue = createInProcessQueue({
    handlers: {
      extract: async ({ Records: [record] }: SqsEvent) => {
        const done = await work(record!.body, log);
        return { batchItemFailures: done ? [] : [{ itemIdentifier: record!.messageId }] };
      },
    },
    atOnce: 2,
    attempts: 3,
    firstDelayMilliseconds: 1,
    onStarted: (group) => log.push(`started ${group}`),
    onGivenUp: (group) => log.push(`gave up ${group}`),
    onFinished: (group) => log.push(`finished ${group}`),
    ...options,
  });
  const send = (group: string, body = group) => queue.send({ to: 'extract', group, body });
  return { queue, send, log };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the laptop’s queue', () => {
  it('delivers nothing before it is started, and then everything', async () => {
    const { queue, send, log } = queueOf(async () => true);
    send('a');
    send('b');
    await turn();
    expect([log, queue.size()]).toEqual([[], 2]);
    queue.start();
    await queue.idle();
    expect(log.sort()).toEqual(['finished a', 'finished b', 'started a', 'started b']);
  });

  it('works on two letters at a time and never twice on one', async () => {
    const inHand: string[] = [];
    const seen: string[][] = [];
    const { queue, send } = queueOf(async (body) => {
      inHand.push(body);
      seen.push(inHand.map((one) => one[0]!));
      await turn();
      inHand.splice(inHand.indexOf(body), 1);
      return true;
    });
    for (const body of ['a1', 'a2', 'b1', 'c1', 'c2']) send(body[0]!, body);
    queue.start();
    await queue.idle();
    expect(seen).toHaveLength(5);
    expect(Math.max(...seen.map((letters) => letters.length))).toBe(2);
    for (const letters of seen) expect(new Set(letters).size).toBe(letters.length);
  });

  it('finishes a letter that has begun before it begins another', async () => {
    const { queue, send, log } = queueOf(
      async (body) => {
        if (body === 'a') send('a', 'a again');
        return true;
      },
      { atOnce: 1 },
    );
    send('a');
    send('b');
    queue.start();
    await queue.idle();
    expect(log).toEqual(['started a', 'finished a', 'started b', 'finished b']);
  });

  it('tries again and goes on, and gives up in the end: visibly, and without holding up the others', async () => {
    let tries = 0;
    const { queue, send, log } = queueOf(async (body, events) => {
      events.push(`try ${body}`);
      if (body === 'throws') throw new Error('a handler that throws is a failed delivery');
      return body === 'second' ? ++tries === 2 : body !== 'never';
    });
    for (const body of ['never', 'second', 'throws', 'fine']) send(body);
    queue.start();
    await queue.idle();
    const times = (event: string) => log.filter((one) => one === event).length;
    expect([times('try never'), times('try second'), times('try throws'), times('try fine')]).toEqual([3, 2, 3, 1]);
    expect(log.filter((event) => event.startsWith('gave up')).sort()).toEqual(['gave up never', 'gave up throws']);
    expect(log.filter((event) => event.startsWith('finished'))).toHaveLength(4);
    expect(queue.size()).toBe(0);
  });

  it('finishes what is in hand when it is stopped, and begins nothing more', async () => {
    let finish = () => {};
    const { queue, send, log } = queueOf(() => new Promise((resolve) => (finish = () => resolve(true))), { atOnce: 1 });
    send('a');
    send('b');
    queue.start();
    while (log.length === 0) await turn();
    const stopped = queue.stop().then(() => log.push('stopped'));
    await turn();
    expect(log).toEqual(['started a']);
    finish();
    await stopped;
    expect(log).toEqual(['started a', 'finished a', 'stopped']);
  });
});
