import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderArchive } from '../../functions/adapters/folder-archive.ts';
import { folderLetterSource, folderTextStore } from '../../functions/adapters/folder-stores.ts';
import { encodeTextDocument } from '../../functions/core/text-document.ts';
import { describeArchiveStore } from '../contracts/archive-store.ts';
import { describeLetterSource } from '../contracts/letter-source.ts';
import { describeTextStore } from '../contracts/text-store.ts';

describeTextStore('folder', async () => {
  const root = await mkdtemp(join(tmpdir(), 'texts-'));
  return {
    texts: folderTextStore(root),
    tamper: (document, bytes) =>
      writeFile(join(root, document.letterId, `${encodeTextDocument(document).hash}.json`), bytes),
    close: () => rm(root, { recursive: true }),
  };
});

describeArchiveStore('folder', async () => {
  const root = await mkdtemp(join(tmpdir(), 'archive-'));
  return { archive: folderArchive(root), close: () => rm(root, { recursive: true }) };
});

describeLetterSource('folder', async () => openFolder());

describe('letter source: folder', () => {
  it('keeps a letter whose file is overwritten or removed', async () => {
    const { root, letters, store, close } = await openFolder();
    const first = await store('incoming/RZZ01/Y90001/a.txt', Buffer.from('first'));
    const second = await store('incoming/RZZ01/Y90001/a.txt', Buffer.from('second'));
    await rm(join(root, 'incoming/RZZ01/Y90001/a.txt'));
    expect(await letters.versions('incoming/RZZ01/Y90001/a.txt')).toEqual([second, first]);
    expect(Buffer.from((await letters.fetch(first))!).toString()).toBe('first');
    await close();
  });

  it('takes the same content under the same name for the same version', async () => {
    const { letters, store, close } = await openFolder();
    const first = await store('incoming/RZZ01/Y90001/a.txt', Buffer.from('same'));
    expect(await letters.capture('incoming/RZZ01/Y90001/a.txt')).toEqual({ object: first, isNew: false });
    await close();
  });

  it('leaves editors’ and systems’ own files alone', async () => {
    const { root, letters, close } = await openFolder();
    for (const name of ['.DS_Store', '~$letter.docx', 'half.part', 'letter.txt'])
      await writeFile(join(root, name), 'x');
    expect(await letters.keys()).toEqual(['letter.txt']);
    await close();
  });
});

async function openFolder() {
  const data = await mkdtemp(join(tmpdir(), 'letters-'));
  const root = join(data, 'letters');
  await mkdir(root);
  const letters = folderLetterSource(root);
  return {
    root,
    letters,
    async store(key: string, bytes: Uint8Array) {
      const file = join(root, key);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
      return (await letters.capture(key))!.object;
    },
    close: () => rm(data, { recursive: true }),
  };
}
