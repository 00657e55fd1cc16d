import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Directory } from '../core/directory.ts';

const DIRECTORY_EXAMPLE = fileURLToPath(new URL('../../events/directory.json', import.meta.url));

/** What a laptop keeps, and where. */
export interface DataFolder {
  readonly letters: string;
  readonly texts: string;
  readonly tables: string;
  /** Events and anchors of the days that are over. */
  readonly archive: string;
  /** Every lexicon that letters were read with, by version. */
  readonly lexicons: string;
  /** What is built at a start. */
  readonly programs: string;
  readonly samplesMarker: string;
  readonly directory: Directory;
  readonly patientKey: string;
  /** The file of the key that the local issuer signs with. */
  readonly issuerKey: string;
}

/** A file of the data folder is not as it must be. Retrying cannot help; a person must mend it. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/** Makes what is absent; what is there is left as it is. @throws DataFolderError */
export async function openDataFolder(root: string): Promise<DataFolder> {
  const letters = join(root, 'letters');
  // Letters of patients: for the person who started it alone.
  await mkdir(root, { recursive: true, mode: 0o700 });
  await mkdir(join(letters, 'incoming'), { recursive: true });
  return {
    letters,
    texts: join(root, 'texts'),
    tables: join(root, 'tables'),
    archive: join(root, 'archive'),
    lexicons: join(root, 'lexicons'),
    programs: join(root, 'programs'),
    samplesMarker: join(root, 'samples-are-in'),
    directory: await openDirectory(join(root, 'directory.json')),
    issuerKey: join(root, 'issuer.key'),
    patientKey: await openPatientKey(join(root, 'patient.key')),
  };
}

/** Copied once, so that a practice can edit its own. */
async function openDirectory(file: string): Promise<Directory> {
  await copyFile(DIRECTORY_EXAMPLE, file, constants.COPYFILE_EXCL).catch(unlessThere);
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new DataFolderError(`${file} is not JSON`, { cause });
  }
  const directory = Directory.safeParse(content);
  if (directory.success) return directory.data;
  const [issue] = directory.error.issues;
  throw new DataFolderError(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** Made once: under another key a patient's earlier letters would not be found again. */
async function openPatientKey(file: string): Promise<string> {
  if (!(await stat(file).catch(() => null))) {
    await writeFile(`${file}.part`, randomBytes(32).toString('hex'), { mode: 0o600 });
    await rename(`${file}.part`, file);
  }
  const key = (await readFile(file, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/.test(key))
    throw new DataFolderError(`${file} is not a key of 64 hexadecimal digits; restore it`);
  return key;
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
