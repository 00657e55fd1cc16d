import {
  memoryEventStore,
  memoryLetterSource,
  memoryTextStore,
  memoryWorklist,
} from '../../functions/adapters/memory-stores.ts';
import { describeEventStore } from '../contracts/event-store.ts';
import { describeLetterSource } from '../contracts/letter-source.ts';
import { describeTextStore } from '../contracts/text-store.ts';
import { describeWorklist } from '../contracts/worklist.ts';

describeEventStore('memory', async () => ({ events: memoryEventStore() }));
describeTextStore('memory', async () => ({ texts: memoryTextStore() }));
describeWorklist('memory', async () => ({ worklist: memoryWorklist() }));
describeLetterSource('memory', async () => {
  const letters = memoryLetterSource();
  return { letters, store: async (key, bytes) => letters.put(key, bytes) };
});
