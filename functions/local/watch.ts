import { stat } from 'node:fs/promises';
import { basename, relative, sep } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { watch } from 'chokidar';
import { isHidden } from '../adapters/folder-stores.ts';

export interface LetterWatch {
  close(): Promise<void>;
}

/**
 * Tells of every file that is put, changed or replaced under `root` from now on, by its key, once it has stopped growing.
 *
 * @param onProblem the watch itself failed (too many folders for the system, say): new letters may go unseen
 */
export async function watchLetters(
  root: string,
  onFile: (key: string) => void,
  onProblem: (error: unknown) => void,
): Promise<LetterWatch> {
  const growing = new Set<string>();
  let closed = false;

  async function noticed(path: string): Promise<void> {
    if (growing.has(path)) return;
    growing.add(path);
    const there = await untilStable(path, () => closed);
    growing.delete(path);
    // A name that is not UTF-8 cannot be opened by the name the system gives us; whoever listens must hear of it.
    if ((there || path.includes('\ufffd')) && !closed) onFile(relative(root, path).split(sep).join('/'));
  }

  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path) => path !== root && isHidden(basename(path)),
  });
  for (const event of ['add', 'change'] as const) watcher.on(event, (path) => void noticed(path).catch(onProblem));
  watcher.on('error', onProblem);
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return {
    async close() {
      closed = true;
      await watcher.close();
    },
  };
}

const CHECK_MILLISECONDS = 100;
/** A copy that pauses for longer is taken for done; what comes after it is a new version. */
const STABLE_MILLISECONDS = 500;

/** @returns false when the file went away meanwhile, or `given up` turned true */
export async function untilStable(path: string, givenUp: () => boolean): Promise<boolean> {
  let before = '';
  for (let stableFor = 0; stableFor < STABLE_MILLISECONDS; stableFor += CHECK_MILLISECONDS) {
    const file = await stat(path).catch(() => null);
    if (file === null || givenUp()) return false;
    const now = `${file.size} ${file.mtimeMs}`;
    if (now !== before) stableFor = 0;
    // One whose last change is long past is not being written now.
    if (before === '' && Date.now() - file.mtimeMs > 10 * STABLE_MILLISECONDS) return true;
    before = now;
    await after(CHECK_MILLISECONDS);
  }
  return true;
}
