import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LetterObject } from '../../functions/core/letter.ts';
import type { LetterPage, LetterSource } from '../../functions/core/ports.ts';

export interface OpenLetterSource {
  readonly letters: LetterSource;
  /** Stores a new version as a sender would. */
  store(key: string, bytes: Uint8Array): Promise<LetterObject>;
  close?(): Promise<void>;
}

const KEY = 'incoming/RZZ01/Y90001/letter.pdf';

/** What every LetterSource promises, whatever it is made of. */
export function describeLetterSource(name: string, open: () => Promise<OpenLetterSource>): void {
  describe(`letter source: ${name}`, () => {
    let opened: OpenLetterSource;
    let letters: LetterSource;
    beforeEach(async () => {
      opened = await open();
      letters = opened.letters;
    });
    afterEach(() => opened?.close?.());

    it.each([
      'letter.pdf',
      'clinic letter (1) 50% + copy & more.pdf',
      'Müller_José.pdf',
      'Mu\u0308ller in combining form.pdf',
      "it's <amended>, really; #2?.txt",
      'no extension',
      ' blanks around ',
    ])('gives the bytes of a letter called %j, exactly', async (fileName) => {
      const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256);
      const object = await opened.store(`incoming/RZZ01/Y90001/${fileName}`, bytes);
      expect(object.key).toBe(`incoming/RZZ01/Y90001/${fileName}`);
      expect(await letters.size(object)).toBe(70_000);
      expect(Buffer.compare((await letters.fetch(object))!, bytes)).toBe(0);
      expect(await letters.versions(object.key)).toEqual([object]);
      expect(await everything(letters)).toEqual([object]);
    });

    it('gives an empty letter as no bytes, not as absent', async () => {
      const object = await opened.store(KEY, new Uint8Array());
      expect(await letters.size(object)).toBe(0);
      expect(await letters.fetch(object)).toHaveLength(0);
    });

    it('gives null for a key or a version that is not there', async () => {
      const { bucket, versionId } = await opened.store(KEY, bytesOf('there'));
      const absentKey = { bucket, key: 'incoming/RZZ01/Y90001/absent.pdf', versionId };
      const absentVersion = { bucket, key: KEY, versionId: '999999-0000000000000000' };
      for (const absent of [absentKey, absentVersion]) {
        expect(await letters.size(absent)).toBeNull();
        expect(await letters.fetch(absent)).toBeNull();
      }
      expect(await letters.versions(absentKey.key)).toEqual([]);
    });

    it('keeps every version of a key, newest first', async () => {
      const stored: LetterObject[] = [];
      for (const text of ['first', 'second', 'third']) stored.push(await opened.store(KEY, bytesOf(text)));
      expect(await letters.versions(KEY)).toEqual([...stored].reverse());
      expect(Buffer.from((await letters.fetch(stored[0]!))!).toString()).toBe('first');
    });

    it('takes no other key for a version, however it begins', async () => {
      const object = await opened.store(KEY, bytesOf('one'));
      await opened.store(`${KEY}.bak`, bytesOf('two'));
      expect(await letters.versions(KEY)).toEqual([object]);
    });

    it('lists every version of every key once, with size and time, a page at a time', async () => {
      const stored = await storeSeven(opened);
      const pages = await pagesOf(letters);
      const listed = pages.flatMap((page) => page.objects);
      expect(listed.map(({ object }) => idOf(object)).sort()).toEqual(stored.map(idOf).sort());
      for (const { object, sizeBytes, storedAt } of listed) {
        expect(sizeBytes).toBe((await letters.fetch(object))!.length);
        expect(new Date(storedAt).toISOString()).toBe(storedAt);
      }
      expect(pages.length).toBeGreaterThan(1);
    });

    it('goes on behind any page’s cursor, and finds nothing behind the last', async () => {
      await storeSeven(opened);
      const pages = await pagesOf(letters);
      for (const [index, { cursor }] of pages.entries()) {
        const rest = (await pagesOf(letters, cursor)).flatMap((page) => page.objects);
        expect(rest).toEqual(pages.slice(index + 1).flatMap((page) => page.objects));
      }
    });

    it('lists nothing where nothing is', async () => {
      expect(await everything(letters)).toEqual([]);
    });
  });
}

async function storeSeven({ store }: OpenLetterSource): Promise<LetterObject[]> {
  const stored: LetterObject[] = [];
  for (const fileName of ['a.pdf', 'b c.pdf', 'd.pdf', 'é.pdf'])
    for (const text of fileName === 'b c.pdf' ? ['v1', 'v2 ', 'v3  ', 'v4   '] : [fileName])
      stored.push(await store(`incoming/RZZ01/Y90001/${fileName}`, bytesOf(text)));
  return stored;
}

async function pagesOf(letters: LetterSource, after?: string): Promise<LetterPage[]> {
  const pages: LetterPage[] = [];
  for await (const page of letters.list(after)) pages.push(page);
  return pages;
}

async function everything(letters: LetterSource): Promise<LetterObject[]> {
  return (await pagesOf(letters)).flatMap((page) => page.objects.map(({ object }) => object));
}

const idOf = ({ key, versionId }: LetterObject): string => `${key} ${versionId}`;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
