import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { ArchiveStore } from '../core/ports.ts';

/**
 * An archive in a folder, its files not writable by anybody. That stops mistakes, not whoever owns the folder: what
 * proves that nothing was altered is an anchor kept elsewhere.
 */
export function folderArchive(root: string): ArchiveStore {
  const fileOf = (name: string) => join(root, ...name.split('/'));
  return {
    async writeOnce(name, content) {
      const file = fileOf(name);
      await mkdir(dirname(file), { recursive: true });
      const part = `${file}.${randomUUID()}.part`;
      await writeFile(part, content, { mode: 0o444, flush: true });
      try {
        // A link never takes another's place, and gives the name to the whole file or to none.
        await link(part, file);
        return content;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        return await readFile(file, 'utf8');
      } finally {
        await rm(part);
      }
    },
    async read(name) {
      return readFile(fileOf(name), 'utf8').catch(absentAsNull);
    },
    async *list(prefix) {
      const found = await readdir(fileOf(prefix), { recursive: true, withFileTypes: true }).catch(absentAsNull);
      for (const entry of found ?? [])
        if (entry.isFile() && !entry.name.endsWith('.part'))
          yield relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
    },
  };
}

function absentAsNull(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}
