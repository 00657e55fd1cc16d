import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../functions/core/log-event.ts';
import { createHandler } from '../../functions/event-watch/handler.ts';
import { sampleEvent } from './sample-events.ts';

describe('the watch over stored events', () => {
  const logged: LogEvent[] = [];
  const watch = createHandler({ log: (event) => logged.push(event) });
  const letterId = '0f'.repeat(16);

  it('names what was changed and what was removed, and not what was appended', async () => {
    expect(await watch(sampleEvent('event-overwritten'))).toEqual({ overwritten: 2 });
    expect(logged).toEqual([
      { event: 'event.overwritten', letterId, sequence: 2, how: 'changed' },
      { event: 'event.overwritten', letterId, sequence: 3, how: 'removed' },
    ]);
  });

  it('does not take what it cannot read for nothing', async () => {
    await expect(watch({ Records: [{ eventName: 'REMOVE', dynamodb: { Keys: {} } }] })).rejects.toThrow();
    await expect(watch({})).rejects.toThrow();
  });
});
