import { beforeEach, describe, expect, it } from 'vitest';
import {
  memoryEventStore,
  memoryLetterSource,
  memoryTextStore,
  memoryWorklist,
} from '../../functions/adapters/memory-stores.ts';
import { hmacPatientHasher } from '../../functions/adapters/patient-hasher.ts';
import { appendEvent } from '../../functions/core/chain.ts';
import type { Directory } from '../../functions/core/directory.ts';
import type { Happening } from '../../functions/core/events.ts';
import { extractText } from '../../functions/core/extract-text.ts';
import type { LetterId } from '../../functions/core/letter.ts';
import { makeSuggestions } from '../../functions/core/make-suggestions.ts';
import { receiveLetter } from '../../functions/core/receive-letter.ts';
import { sweepLetters } from '../../functions/core/sweep-letters.ts';
import { createLetterReader } from '../../functions/extract/reading/read-letter.ts';
import { REVIEWER, SERVICE } from '../support/chains.ts';
import { smallLexicon } from '../support/small-lexicon.ts';

const lexicon = smallLexicon();

describe('a letter that an operator sends through again', () => {
  let world: ReturnType<typeof open>;
  let letterId: LetterId;
  beforeEach(async () => {
    world = open();
    letterId = await world.arrive('Diagnosis: breast cancer.\nSeen in clinic.\n');
    await extractText(world, letterId);
  });

  it('was set aside, and is left so by every delivery', async () => {
    await extractText(world, letterId);
    expect(await world.types(letterId)).toEqual(['letter-received', 'letter-quarantined']);
  });

  it('is read from the start, and gets its suggestions', async () => {
    world.openPractice();
    await world.append(letterId, { type: 'quarantine-decided', data: { action: 'sent-again' } });
    await extractText(world, letterId);
    await makeSuggestions(world, letterId);
    await extractText(world, letterId);
    await makeSuggestions(world, letterId);
    expect((await world.types(letterId)).slice(2)).toEqual([
      'quarantine-decided',
      'text-extracted',
      'suggestions-made',
    ]);
    expect((await world.worklist.get(letterId))?.letter.state).toBe('ready');
  });

  it('is set aside again while nothing has changed', async () => {
    await world.append(letterId, { type: 'quarantine-decided', data: { action: 'sent-again' } });
    await extractText(world, letterId);
    expect((await world.types(letterId)).slice(2)).toEqual(['quarantine-decided', 'letter-quarantined']);
  });

  it('is started by the sweep when the operator’s message was lost, whoever has looked at it since', async () => {
    await world.append(letterId, { type: 'quarantine-decided', data: { action: 'sent-again' } });
    await world.append(letterId, { type: 'access-refused', data: { asked: 'letter' } });
    await sweepLetters(world, { graceSeconds: 0, hasTime: () => true });
    expect(world.announced).toEqual([`extract ${letterId}`]);
  });

  it('is left alone by the sweep once it is released', async () => {
    await world.append(letterId, { type: 'quarantine-decided', data: { action: 'released' } });
    await sweepLetters(world, { graceSeconds: 0, hasTime: () => true });
    expect(world.announced).toEqual([]);
    await extractText(world, letterId);
    expect((await world.worklist.get(letterId))?.letter).toMatchObject({ state: 'ready', byHand: 'unknown-practice' });
  });
});

function open() {
  const announced: string[] = [];
  const directory = { practices: [{ ods: 'Y90001', name: 'One' }], senders: [] } as Directory;
  let tick = 0;
  const ports = {
    letters: memoryLetterSource(),
    texts: memoryTextStore(),
    events: memoryEventStore(),
    worklist: memoryWorklist(),
    reader: createLetterReader(),
    directory,
    lexicon,
    hashPatient: hmacPatientHasher('not a secret: a key for tests only'),
    now: () => new Date(Date.parse('2026-03-02T09:00:00.000Z') + 1000 * tick++).toISOString(),
    log: () => {},
    announcer: {
      toExtract: async (id: LetterId) => void announced.push(`extract ${id}`),
      toSuggest: async (id: LetterId) => void announced.push(`suggest ${id}`),
    },
  };
  return {
    ...ports,
    announced,
    arrive: (text: string) =>
      receiveLetter(ports, ports.letters.put('incoming/RZZ01/Y90002/a.txt', Buffer.from(text)), SERVICE),
    openPractice: () => void directory.practices.push({ ods: 'Y90002', name: 'Two' }),
    append: (id: LetterId, happening: Happening) => appendEvent(ports, id, REVIEWER, () => happening),
    types: async (id: LetterId) => (await ports.events.read(id)).map(({ type }) => type),
  };
}
