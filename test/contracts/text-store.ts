import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TextDocumentError } from '../../functions/core/errors.ts';
import { letterIdOfContent } from '../../functions/core/letter.ts';
import type { TextStore } from '../../functions/core/ports.ts';
import { encodeTextDocument, type TextDocument } from '../../functions/core/text-document.ts';

export interface OpenTextStore {
  readonly texts: TextStore;
  /** Replaces the stored bytes behind the store's back; absent where nobody can. */
  tamper?(document: TextDocument, bytes: string): Promise<void>;
  close?(): Promise<void>;
}

/** What every TextStore promises, whatever it is made of. */
export function describeTextStore(name: string, open: () => Promise<OpenTextStore>): void {
  describe(`text store: ${name}`, () => {
    let opened: OpenTextStore;
    let texts: TextStore;
    beforeAll(async () => {
      opened = await open();
      texts = opened.texts;
    });
    afterAll(() => opened?.close?.());

    it.each([
      ['plain', 'Dear Dr Ash, she is well.'],
      ['empty', ''],
      ['line ends and tabs', 'a\nb\r\nc\td\f\u2028e'],
      ['accents, joined and combining', 'na\u00efve nai\u0308ve'],
      ['beyond the basic plane', '👩‍⚕️ 𝛼-fetoprotein'],
      ['a megabyte', 'grade 2 ductal carcinoma. '.repeat(40_000)],
    ])('keeps a text exactly as it is: %s', async (_, text) => {
      const document = documentOf(text);
      const { hash } = await texts.put(document);
      expect(hash).toBe(encodeTextDocument(document).hash);
      expect(await texts.get(document.letterId, hash)).toEqual(document);
    });

    it('writes the same document twice as one', async () => {
      const document = documentOf('twice');
      expect(await texts.put(document)).toEqual(await texts.put(document));
      expect(await texts.get(document.letterId, encodeTextDocument(document).hash)).toEqual(document);
    });

    it('keeps two texts of one letter apart', async () => {
      const [one, two] = [documentOf('first reading'), documentOf('second reading')];
      const [first, second] = [await texts.put(one), await texts.put(two)];
      expect(await texts.get(one.letterId, first.hash)).toEqual(one);
      expect(await texts.get(two.letterId, second.hash)).toEqual(two);
    });

    it('says so when a text is absent', async () => {
      const { letterId } = documentOf('');
      await expect(texts.get(letterId, '0'.repeat(64))).rejects.toThrow(TextDocumentError);
    });

    it('says so when a text was altered, and does not quote it', async ({ skip }) => {
      if (opened.tamper === undefined) skip('nobody can reach the stored bytes');
      const document = documentOf('No evidence of recurrence.');
      const { hash } = await texts.put(document);
      await opened.tamper!(document, encodeTextDocument({ ...document, text: 'Evidence of recurrence.' }).bytes);
      const refused = texts.get(document.letterId, hash);
      await expect(refused).rejects.toThrow(TextDocumentError);
      await expect(refused).rejects.not.toThrow(/recurrence/);
    });
  });
}

function documentOf(text: string): TextDocument {
  return {
    formatVersion: 1,
    letterId: letterIdOfContent('text store contract'),
    extractor: { name: 'contract', version: '1' },
    pages: [{ start: 0, end: text.length, readable: text.length > 0 }],
    text,
  };
}
