import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { watch } from 'chokidar';
import { isHidden } from '../adapters/folder-stores.ts';

export interface LetterWatch {
  close(): Promise<void>;
}

/**
 * Tells of every file that is put, changed or replaced under `root` from now on, by its key, once it has stopped growing;
 * perhaps more than once. Folders on other machines, and names the system cannot say, raise no alarm: so the folder is
 * also looked through now and again.
 *
 * @param onProblem the watch itself failed (too many folders for the system, say): new letters are seen late
 */
export async function watchLetters(
  root: string,
  onFile: (key: string) => void,
  onProblem: (error: unknown) => void,
  lookAgainMilliseconds = 30_000,
): Promise<LetterWatch> {
  const growing = new Set<string>();
  const seen = new Map<string, string>();
  let closed = false;
  const tell = (path: string) => onFile(relative(root, path).split(sep).join('/'));

  async function noticed(path: string): Promise<void> {
    if (growing.has(path)) return;
    growing.add(path);
    const there = await untilStable(path, () => closed);
    growing.delete(path);
    if (there && !closed) tell(path);
  }

  async function look(folder: string, onNew: (path: string) => void): Promise<void> {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const file of files.filter(({ name }) => !isHidden(name))) {
      if (!file.isFile()) continue;
      const path = join(file.parentPath, file.name);
      // One that is listed but cannot be opened by its name: whoever listens must hear of it, once.
      const mark = await stat(path).then(markOf, () => 'cannot be opened');
      if (seen.get(path) === mark) continue;
      seen.set(path, mark);
      if (mark === 'cannot be opened') tell(path);
      else onNew(path);
    }
  }

  /** What is put into a folder while it is being made, the watch on it may not have seen. */
  async function lookInto(folder: string): Promise<void> {
    await after(NEW_FOLDER_MILLISECONDS);
    if (!closed && (await stat(folder).catch(() => null)) !== null) await look(folder, notice);
  }

  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path) => path !== root && isHidden(basename(path)),
  });
  const notice = (path: string) => void noticed(path).catch(onProblem);
  for (const event of ['add', 'change'] as const) watcher.on(event, notice);
  watcher.on('addDir', (folder) => void lookInto(folder).catch(onProblem));
  watcher.on('error', onProblem);
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  // What is there already is for whoever asked to watch.
  await look(root, () => {});
  let looking: Promise<void> = Promise.resolve();
  const again = setInterval(() => {
    looking = looking.then(() => look(root, notice)).catch(onProblem);
  }, lookAgainMilliseconds);
  return {
    async close() {
      closed = true;
      clearInterval(again);
      await looking;
      await watcher.close();
    },
  };
}

const markOf = ({ size, mtimeMs }: { size: number; mtimeMs: number }) => `${size} ${mtimeMs}`;

/** By then whoever made a folder has put the first file into it, or the watch on it has begun. */
const NEW_FOLDER_MILLISECONDS = 300;
const CHECK_MILLISECONDS = 100;
/** A copy that pauses for longer is taken for done; what comes after it is a new version. */
const STABLE_MILLISECONDS = 400;

/** @returns false when the file went away meanwhile, or `given up` turned true */
export async function untilStable(path: string, givenUp: () => boolean): Promise<boolean> {
  let before = '';
  for (let stableFor = 0; stableFor < STABLE_MILLISECONDS; stableFor += CHECK_MILLISECONDS) {
    const file = await stat(path).catch(() => null);
    if (file === null || givenUp()) return false;
    const now = markOf(file);
    if (now !== before) stableFor = 0;
    // One whose last change is long past is not being written now.
    if (before === '' && Date.now() - file.mtimeMs > 10 * STABLE_MILLISECONDS) return true;
    before = now;
    await after(CHECK_MILLISECONDS);
  }
  return true;
}
