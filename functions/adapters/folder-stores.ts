import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { sha256 } from '../core/canonical-json.ts';
import { TextDocumentError } from '../core/errors.ts';
import type { LetterObject } from '../core/letter.ts';
import type { LetterSource, StoredLetter, TextStore } from '../core/ports.ts';
import { decodeTextDocument, encodeTextDocument } from '../core/text-document.ts';

export const FOLDER_BUCKET = 'letters-folder';

export interface FolderLetterSource extends LetterSource {
  /**
   * Keeps the file that stands under `key` now as a new version, unless it is what the newest version holds already.
   * @returns the version, and whether it is new; null when no file stands there
   */
  capture(key: string): Promise<{ object: LetterObject; isNew: boolean } | null>;
  /** The keys of all files in the folder, sorted. */
  keys(): Promise<readonly string[]>;
}

/**
 * A folder of letters as if it were a versioned bucket: a file has no versions, so each content ever seen under a
 * name is kept in `versions/`, numbered. Overwriting or removing the file loses no letter.
 */
export function folderLetterSource(root: string): FolderLetterSource {
  const incoming = root;
  const versionsRoot = join(dirname(root), 'letter-versions');
  const folderOf = (key: string) => join(versionsRoot, sha256(key).slice(0, 32));
  const fileOf = (object: LetterObject) => join(folderOf(object.key), object.versionId);

  async function versionIds(key: string): Promise<string[]> {
    return (await entries(folderOf(key))).filter((name) => /^\d{6}-[0-9a-f]{16}$/.test(name)).sort();
  }

  return {
    async capture(key) {
      const file = join(incoming, ...key.split('/'));
      const contentHash = await hashOfFile(file);
      if (contentHash === null) return null;
      const known = await versionIds(key);
      const newest = known.at(-1);
      const mark = contentHash.slice(0, 16);
      if (newest?.endsWith(`-${mark}`))
        return { object: { bucket: FOLDER_BUCKET, key, versionId: newest }, isNew: false };
      const object = { bucket: FOLDER_BUCKET, key, versionId: `${String(known.length + 1).padStart(6, '0')}-${mark}` };
      await mkdir(folderOf(key), { recursive: true });
      await writeWhole(join(folderOf(key), 'key'), key);
      await copyFile(file, `${fileOf(object)}.part`);
      await rename(`${fileOf(object)}.part`, fileOf(object));
      return { object, isNew: true };
    },
    async keys() {
      const files = await readdir(incoming, { recursive: true, withFileTypes: true });
      return files
        .filter((file) => file.isFile() && !isHidden(file.name))
        .map((file) => relative(incoming, join(file.parentPath, file.name)).split(sep).join('/'))
        .sort();
    },
    async size(object) {
      return (await stat(fileOf(object)).catch(absentAsNull))?.size ?? null;
    },
    async fetch(object) {
      return readFile(fileOf(object)).catch(absentAsNull);
    },
    async versions(key) {
      return (await versionIds(key)).reverse().map((versionId) => ({ bucket: FOLDER_BUCKET, key, versionId }));
    },
    async *list(after = '') {
      for (const folder of (await entries(versionsRoot)).filter((name) => name > after).sort()) {
        const key = await readFile(join(versionsRoot, folder, 'key'), 'utf8').catch(absentAsNull);
        if (key === null) continue;
        const objects: StoredLetter[] = [];
        for (const versionId of await versionIds(key)) {
          const file = await stat(join(versionsRoot, folder, versionId));
          const object = { bucket: FOLDER_BUCKET, key, versionId };
          objects.push({ object, sizeBytes: file.size, storedAt: file.mtime.toISOString() });
        }
        yield { objects, cursor: folder };
      }
    },
  };
}

/** Texts as files, under letter and hash. */
export function folderTextStore(root: string): TextStore {
  const fileOf = (letterId: string, hash: string) => join(root, letterId, `${hash}.json`);
  return {
    async put(document) {
      const { bytes, hash } = encodeTextDocument(document);
      const file = fileOf(document.letterId, hash);
      await mkdir(dirname(file), { recursive: true });
      await writeWhole(file, bytes);
      return { hash };
    },
    async get(letterId, hash) {
      const bytes = await readFile(fileOf(letterId, hash), 'utf8').catch(absentAsNull);
      if (bytes === null) throw new TextDocumentError(letterId, 'its text document is absent');
      if (sha256(bytes) !== hash) throw new TextDocumentError(letterId, 'its text document has been altered');
      return decodeTextDocument(bytes);
    },
  };
}

/** Editors' and systems' own files: `.DS_Store`, `~$letter.docx`, half-written `x.part`. */
export function isHidden(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || name.endsWith('.part');
}

/** All of it or nothing: a reader never sees half a file. */
async function writeWhole(file: string, content: string): Promise<void> {
  await writeFile(`${file}.part`, content);
  await rename(`${file}.part`, file);
}

async function entries(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(absentAsNull)) ?? [];
}

async function hashOfFile(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  } catch (error) {
    return absentAsNull(error);
  }
  return hash.digest('hex');
}

function absentAsNull(error: unknown): null {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null;
  throw error;
}
