import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedTables } from '../../functions/local/embedded-tables.ts';
import { runAudit } from './audit-command.ts';
import { openAuditedFolder } from './questions.ts';

let folder: Awaited<ReturnType<typeof openAuditedFolder>>;
beforeAll(async () => {
  execFileSync(process.execPath, ['--import', 'tsx', 'lexicon/build.ts', '--quiet'], { stdio: 'inherit' });
  folder = await openAuditedFolder(6);
});
afterAll(() => folder?.remove());

const audit = (...args: string[]) => runAudit([...args, '--data', folder.data]);
const made = () => folder.chains.flat().filter((event) => event.type === 'suggestions-made');

describe('audit -- replay', () => {
  it('says that a run comes out the same, byte for byte', async () => {
    const run = made().findLast(({ data, letterId }) => data.because === undefined && runsOf(letterId) === 1)!;
    const { code, stdout } = await audit('replay', '--letter', run.letterId);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `Letter ${run.letterId}, event ${run.sequence}: the same again, byte for byte.\n`,
    });
  });

  it('says so when it has not the lexicon or the engine, instead of using another', async () => {
    const run = made().find(({ data }) => data.because === 'reprocessed')!;
    const { code, stdout } = await audit('replay', '--letter', run.letterId);
    expect(code).toBe(1);
    expect(stdout).toMatch(/made with lexicon abcdef012345 and engine [0-9a-f]{12}, which are not at hand here\.\n/);
    expect(stdout).toMatch(/commit/i);
  });

  it('lists by code what a new lexicon would change, as one object with --json', async () => {
    const data = join(folder.data, 'new-lexicon');
    copyLexicon(data, (line) => !/\tadjuvant chemotherapy\t|^adjuvant chemotherapy\t/i.test(line));
    const { code, stdout } = await audit('replay', '--all', '--lexicon', data, '--json');
    const summary = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(summary.letters).toBe(summary.same + summary.different);
    expect(summary.different).toBeGreaterThan(0);
    expect(summary.codes.length).toBeGreaterThan(0);
  });

  it.each([[[]], [['--all']], [['--letter', 'x']], [['--all', '--letter', 'x']]])(
    'says how it is used: %j',
    async (args) => {
      expect(await audit('replay', ...args)).toMatchObject({ code: 2, stdout: '' });
    },
  );
});

describe('audit -- rebuild', () => {
  it('makes every view again as it was', async () => {
    const before = await worklistItems();
    expect(before.length).toBeGreaterThan(20);
    expect(await audit('rebuild')).toMatchObject({
      code: 0,
      stdout: `${folder.chains.length} letters rebuilt, all as they were before.\n`,
    });
    expect(await worklistItems()).toEqual(before);
  });

  it('mends an edited view, drops one without events, and names both', async () => {
    const before = await worklistItems();
    const letter = before.find(({ sk }) => sk?.S === 'letter')!;
    const orphan = 'f'.repeat(32);
    await withWorklist(async (client, TableName) => {
      await client.send(new PutItemCommand({ TableName, Item: { ...letter, practiceState: { S: 'elsewhere' } } }));
      await client.send(new PutItemCommand({ TableName, Item: { ...letter, pk: { S: `letter#${orphan}` } } }));
    });
    expect((await audit('verify', '--table')).code).toBe(1);
    const { stdout } = await audit('rebuild', '--json');
    expect(JSON.parse(stdout)).toEqual({
      letters: folder.chains.length,
      different: [letter.pk!.S!.slice(7), orphan].sort(),
    });
    expect(await worklistItems()).toEqual(before);
    expect((await audit('verify', '--table')).code).toBe(0);
  });
});

describe('audit -- reprocess', () => {
  it('needs a name, appends a run to what may be read again, and the tables still hold', async () => {
    expect((await audit('reprocess', '--all')).code).toBe(2);
    const first = await audit('reprocess', '--all', '--actor', 'olga', '--json');
    expect(first.code, first.stderr).toBe(0);
    const { letters, reprocessed = 0, unchanged = 0, ...others } = JSON.parse(first.stdout);
    expect(letters).toBe(folder.chains.length);
    expect(Object.keys(others).every((outcome) => ['completed', 'superseded', 'not-assessed'].includes(outcome))).toBe(
      true,
    );
    const again = JSON.parse((await audit('reprocess', '--all', '--actor', 'olga', '--json')).stdout);
    expect(again).toMatchObject({ letters, unchanged: reprocessed + unchanged });
    expect(again.reprocessed).toBeUndefined();
    expect((await audit('verify', '--table')).code).toBe(0);
  });
});

describe('audit -- trace', () => {
  it('does not show words of a text that is no longer the one its event names', async () => {
    const extracted = folder.chains.flat().find((event) => event.type === 'text-extracted')!;
    const file = join(folder.data, 'texts', extracted.letterId, `${extracted.data.textHash}.json`);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('carcinoma', 'sarcoma!!'));
    const { code, stdout } = await audit('trace', '--letter', extracted.letterId);
    expect(code).toBe(1);
    expect(stdout).toContain('WARNING');
    expect(stdout).toContain('words that cannot be shown');
    expect(stdout).not.toMatch(/“/);
    writeFileSync(file, text);
    expect((await audit('trace', '--letter', extracted.letterId)).code).toBe(0);
  });

  it('takes an NHS number in every way, says it in none, and finds nothing for another’s', async () => {
    const typed = await audit('trace', '--patient', '999 000 0018', '--json');
    const fromVariable = await runAudit(['trace', '--patient', '-', '--json', '--data', folder.data], {
      NHS_NUMBER: '9990000018',
    });
    expect(typed.stdout).toBe(fromVariable.stdout);
    expect(typed.code).toBe(0);
    const nobody = await audit('trace', '--patient', '999 000 0042');
    expect(nobody).toMatchObject({ code: 1, stdout: 'Nothing of the kind is recorded.\n' });
    const wrong = await audit('trace', '--patient', '999 000 0019');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).not.toContain('999');
    for (const { stdout, stderr } of [typed, fromVariable, nobody]) expect(stdout + stderr).not.toMatch(/999 ?000/);
  });

  it.each([
    [[]],
    [['--between', '2026-03-01']],
    [['--between', 'yesterday', 'today']],
    [['--type', 'letter-lost']],
    [['--letter', 'x']],
    [['--concept', '1', 'more']],
  ])('says how it is used: %j', async (args) => {
    expect(await audit('trace', ...args)).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('audit, of a folder that a start has open', () => {
  it('reads through that start, and leaves its tables open', async () => {
    const alone = await audit('waiting');
    const tables = await openEmbeddedTables(join(folder.data, 'tables'));
    try {
      expect(await audit('waiting')).toEqual(alone);
      expect(await audit('waiting')).toEqual(alone);
    } finally {
      await tables.close();
    }
  });

  it('says so when that start does not answer, and reads nothing', async () => {
    const tables = await openEmbeddedTables(join(folder.data, 'tables'));
    try {
      await writeFile(join(folder.data, 'tables.endpoint'), 'http://127.0.0.1:9');
      const { code, stderr } = await audit('waiting');
      expect(code).toBe(2);
      expect(stderr).toMatch(/in use by another start/);
    } finally {
      await tables.close();
    }
  });
});

const runsOf = (letterId: string) => made().filter((event) => event.letterId === letterId).length;

async function withWorklist<T>(
  use: (client: Awaited<ReturnType<typeof openEmbeddedTables>>['client'], table: string) => Promise<T>,
): Promise<T> {
  const tables = await openEmbeddedTables(join(folder.data, 'tables'));
  try {
    return await use(tables.client, tables.worklist);
  } finally {
    await tables.close();
  }
}

async function worklistItems() {
  const items = await withWorklist(
    async (client, TableName) => (await client.send(new ScanCommand({ TableName }))).Items,
  );
  return (items ?? []).sort((a, b) => (`${a.pk?.S} ${a.sk?.S}` < `${b.pk?.S} ${b.sk?.S}` ? -1 : 1));
}

/** The lexicon's data without some lines of its descriptions. */
function copyLexicon(to: string, keeps: (line: string) => boolean): void {
  const from = new URL('../../lexicon/data/', import.meta.url);
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.tsv')) continue;
    const file = join(to, name);
    mkdirSync(join(file, '..'), { recursive: true });
    const lines = readFileSync(new URL(name, from), 'utf8').split('\n');
    writeFileSync(`${file}.part`, lines.filter((line) => !name.startsWith('descriptions') || keeps(line)).join('\n'));
    renameSync(`${file}.part`, file);
  }
}
