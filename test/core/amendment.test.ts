import { describe, expect, it } from 'vitest';
import {
  memoryEventStore,
  memoryLetterSource,
  memoryTextStore,
  memoryWorklist,
} from '../../functions/adapters/memory-stores.ts';
import { hmacPatientHasher } from '../../functions/adapters/patient-hasher.ts';
import { extractText } from '../../functions/core/extract-text.ts';
import type { LetterObject } from '../../functions/core/letter.ts';
import type { LetterReader, Reading } from '../../functions/core/ports.ts';
import { receiveLetter } from '../../functions/core/receive-letter.ts';

const KEY = 'incoming/RZZ01/Y90001/letter.pdf';
const LINES = [
  'Dear Doctor',
  'Diagnosis: rectal carcinoma',
  'Stage: T3 N1 M0',
  'Plan: long course chemoradiotherapy',
  'Seen in clinic',
  'Yours',
];
const letterFor = (nhsNumber: string, lines: readonly string[]) => [`NHS No: ${nhsNumber}`, ...lines].join('\n');

describe('a newer version under the same name', () => {
  it.each([
    [
      'replaces the older when it repeats most of it',
      letterFor('9990000018', [...LINES.slice(0, 2), 'Stage: T3 N1 M1', ...LINES.slice(3)]),
      'superseded',
    ],
    [
      'replaces the older when it says it is amended',
      letterFor('9990000018', ['AMENDED LETTER', 'something else altogether']),
      'superseded',
    ],
    [
      'replaces nothing when it is another patient’s: hospitals reuse file names',
      letterFor('9990000026', LINES),
      'received',
    ],
    [
      'replaces nothing when it is another letter of the patient',
      letterFor('9990000018', ['Reviewed today', 'She feels well', 'Discharged']),
      'received',
    ],
    ['replaces nothing when nobody is named', ['AMENDED', ...LINES].join('\n'), 'received'],
  ])('%s', async (_, newer, expected) => {
    for (const order of ['as sent', 'the newer first'] as const) {
      const world = makeWorld();
      const older = world.letters.put(KEY, Buffer.from(letterFor('9990000018', LINES)));
      const newest = world.letters.put(KEY, Buffer.from(newer));
      for (const object of order === 'as sent' ? [older, newest] : [newest, older]) await world.deliver(object);
      expect([order, await world.stateOf(older)]).toEqual([order, expected]);
      expect([order, await world.stateOf(newest)]).toEqual([order, 'received']);
    }
  });

  it('is a duplicate of the older when it holds the very same bytes', async () => {
    const world = makeWorld();
    const bytes = Buffer.from(letterFor('9990000018', LINES));
    const [first, again] = [world.letters.put(KEY, bytes), world.letters.put(KEY, bytes)];
    await world.deliver(first);
    await world.deliver(again);
    expect(await world.stateOf(first)).toBe('received');
    expect(await world.stateOf(again)).toBe('superseded');
  });
});

describe('a text with half a character', () => {
  it('is stored with a mark in its place, and no letter is stuck on it', async () => {
    const world = makeWorld({ ...plainTextReader, read: async () => readingOf('Dear Doctor \ud83d breast cancer') });
    const object = world.letters.put(KEY, Buffer.from('any'));
    await world.deliver(object);
    expect(await world.lifeOf(object)).toEqual(['letter-received', 'text-extracted']);
  });
});

function makeWorld(reader: LetterReader = plainTextReader) {
  const letters = memoryLetterSource();
  const worklist = memoryWorklist();
  const ports = {
    letters,
    worklist,
    events: memoryEventStore(),
    texts: memoryTextStore(),
    reader,
    directory: { practices: [{ ods: 'Y90001', name: 'Elmfield Surgery' }], senders: [] },
    hashPatient: hmacPatientHasher('k'.repeat(32)),
    now: () => '2026-03-01T09:00:00.000Z',
    log: () => {},
  };
  const receive = (object: LetterObject) => receiveLetter(ports, object, { kind: 'service', id: 'extract' });
  return {
    letters,
    lifeOf: async (object: LetterObject) => (await ports.events.read(await receive(object))).map(({ type }) => type),
    deliver: async (object: LetterObject) => extractText(ports, await receive(object)),
    stateOf: async (object: LetterObject) => (await worklist.get(await receive(object)))?.letter.state,
  };
}

const readingOf = (text: string): Reading => ({
  outcome: 'read',
  text,
  pages: [{ start: 0, end: text.length, readable: true }],
  extractor: { name: 'test', version: '1' },
});

const plainTextReader: LetterReader = {
  read: async (bytes) => readingOf(new TextDecoder().decode(bytes)),
  async close() {},
};
