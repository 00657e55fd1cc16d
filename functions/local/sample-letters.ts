import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const SAMPLES = fileURLToPath(new URL('../../events/letters/', import.meta.url));

/** The sample letters on their way into a letters folder, each once: what a person then does with them stays done. */
export interface SampleLetters {
  /** How many amended letters `putAmended` would put in now. */
  readonly amended: number;
  /** Puts in those that are not there. Never writes over a file. */
  putFirst(): Promise<void>;
  /**
   * Puts the amended versions over the first ones, which must have been read, where those stand as they were put.
   * @returns the keys it put
   */
  putAmended(): Promise<readonly string[]>;
}

/** @param marker a file that says, once it exists, that the samples have been put in */
export async function sampleLetters(lettersFolder: string, marker: string): Promise<SampleLetters> {
  if (await exists(marker)) return { amended: 0, putFirst: async () => {}, putAmended: async () => [] };
  const first = await filesUnder(join(SAMPLES, 'incoming'));
  const amended = await filesUnder(join(SAMPLES, 'amended', 'incoming'));
  return {
    amended: amended.length,
    async putFirst() {
      for (const file of first) {
        const place = join(lettersFolder, 'incoming', file);
        if (!(await exists(place))) await putWhole(join(SAMPLES, 'incoming', file), place);
      }
    },
    async putAmended() {
      const keys: string[] = [];
      for (const file of amended) {
        const place = join(lettersFolder, 'incoming', file);
        if (!(await sameBytes(place, join(SAMPLES, 'incoming', file)))) continue;
        await putWhole(join(SAMPLES, 'amended', 'incoming', file), place);
        keys.push(['incoming', ...file.split(sep)].join('/'));
      }
      await writeFile(marker, 'The sample letters were put in; remove this file to have them put in again.\n');
      return keys;
    },
  };
}

/** A copy that was cut short must not look like a letter. */
async function putWhole(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rm(`${to}.part`, { force: true });
  await copyFile(from, `${to}.part`);
  await rename(`${to}.part`, to);
}

async function filesUnder(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => relative(folder, join(file.parentPath, file.name)))
    .sort();
}

async function sameBytes(a: string, b: string): Promise<boolean> {
  if (!(await exists(a))) return false;
  return (await readFile(a)).equals(await readFile(b));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
