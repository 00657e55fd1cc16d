import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArchiveStore } from '../../functions/core/ports.ts';

export interface OpenArchiveStore {
  readonly archive: ArchiveStore;
  close?(): Promise<void>;
}

/** What every ArchiveStore promises, whatever it is made of. */
export function describeArchiveStore(name: string, open: () => Promise<OpenArchiveStore>): void {
  describe(`archive store: ${name}`, () => {
    let opened: OpenArchiveStore;
    let archive: ArchiveStore;
    beforeAll(async () => {
      opened = await open();
      archive = opened.archive;
    });
    afterAll(() => opened?.close?.());

    it.each([
      ['plain', '{"a":1}\n'],
      ['empty', ''],
      ['accents and beyond', 'na\u00efve 👩‍⚕️\r\n\u2028'],
      ['a megabyte', 'x'.repeat(1_000_000)],
    ])('keeps what is written, byte for byte: %s', async (what, content) => {
      const file = `kept/${what}.json`;
      expect(await archive.writeOnce(file, content)).toBe(content);
      expect(await archive.read(file)).toBe(content);
    });

    it('writes once: what stands there stays, and is given back', async () => {
      expect(await archive.writeOnce('once/a.json', 'first')).toBe('first');
      expect(await archive.writeOnce('once/a.json', 'second')).toBe('first');
      expect(await archive.writeOnce('once/a.json', 'first')).toBe('first');
      expect(await archive.read('once/a.json')).toBe('first');
    });

    it('lets one of twenty racing writers win, and tells all of them what stands there', async () => {
      const rivals = Array.from({ length: 20 }, (_, index) => `rival ${index}`);
      const told = await Promise.all(rivals.map((rival) => archive.writeOnce('race/a.json', rival)));
      expect(new Set(told)).toEqual(new Set([await archive.read('race/a.json')]));
    });

    it('knows nothing of what was never written', async () => {
      expect(await archive.read('absent/a.json')).toBeNull();
      expect(await namesIn(archive, 'absent/')).toEqual([]);
    });

    it('lists what is below a prefix, however much, and nothing else', async () => {
      const names = Array.from({ length: 7 }, (_, index) => `listed/${index % 2}/${index}.json`);
      for (const name of [...names, 'listed-not/a.json']) await archive.writeOnce(name, name);
      expect(await namesIn(archive, 'listed/')).toEqual([...names].sort());
    });
  });
}

async function namesIn(archive: ArchiveStore, prefix: string): Promise<string[]> {
  const names: string[] = [];
  for await (const name of archive.list(prefix)) names.push(name);
  return names.sort();
}
