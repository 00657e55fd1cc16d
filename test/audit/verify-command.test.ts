import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archivedLetters } from './archived-letters.ts';
import { runAudit } from './audit-command.ts';
import { anchorAnew, openArchive } from './tampering.ts';

let root: string;
let remove: () => Promise<void>;
const other = mkdtempSync(join(tmpdir(), 'audit-'));

beforeAll(async () => {
  ({ root, remove } = await archivedLetters({ seed: 21, letters: 12 }));
});
afterAll(async () => {
  await remove();
  rmSync(other, { recursive: true });
});

const verify = (...args: string[]) => runAudit(['verify', ...args]);
const anchorOf = (day: string) => join(root, 'anchors', `${day}.json`);

describe('audit -- verify --archive', () => {
  it('says that all holds, how far it goes, and the root to keep elsewhere', async () => {
    const { code, stdout, stderr } = await verify('--archive', root);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^All holds in the archive: \d+ letters, \d+ events, 9 days from 2026-03-01 to 2026-03-09\.$/m,
    );
    const last = JSON.parse(readFileSync(anchorOf('2026-03-09'), 'utf8'));
    expect(stdout).toContain(`Root of 2026-03-09: ${last.root}`);
    const json = JSON.parse((await verify('--archive', root, '--json')).stdout);
    expect(json).toMatchObject({ holds: true, findings: [], days: { to: '2026-03-09', root: last.root } });
  });

  it('names the letter, the event and the field of the first thing wrong', async () => {
    const archive = openArchive(root);
    const [letterId] = archive.letters;
    const chain = archive.chain(letterId!);
    archive.putChain(letterId!, chain.with(1, { ...chain[1]!, event: { ...chain[1]!.event, at: 'yesterday' } }));
    const { code, stdout } = await verify('--archive', root);
    expect(code).toBe(1);
    expect(stdout).toContain(
      `WRONG: letter ${letterId}, event 2, field at (changed): its hash is not that of what it says`,
    );
    const json = await verify('--archive', root, '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      holds: false,
      findings: [{ fault: 'changed', letterId, sequence: 2, field: 'at' }],
    });
    archive.restore();
  });

  it('finds an archive that was made anew from end to end only against an anchor kept elsewhere', async () => {
    const kept = join(other, 'kept');
    cpSync(join(root, 'anchors'), kept, { recursive: true });
    const archive = openArchive(root);
    const [letterId] = archive.letters;
    const { day } = archive.chain(letterId!).at(-1)!;
    archive.putChain(letterId!, archive.chain(letterId!).slice(0, -1));
    anchorAnew(archive, '2026-03-01');
    expect((await verify('--archive', root)).code).toBe(0);
    const last = await verify('--archive', root, '--against', join(kept, '2026-03-09.json'));
    expect(last.code).toBe(1);
    expect(last.stdout).toContain(
      'WRONG: anchor of 2026-03-09, field root (anchor-changed): is another than the one kept',
    );
    expect((await verify('--archive', root, '--against', kept)).stdout).toContain(`anchor of ${day}, field root`);
    archive.restore();
    expect((await verify('--archive', root, '--against', kept)).code).toBe(0);
  });

  it('misses days at the end only against an anchor of one of them', async () => {
    const kept = join(other, 'last.json');
    cpSync(anchorOf('2026-03-09'), kept);
    renameSync(anchorOf('2026-03-09'), join(other, 'away'));
    expect((await verify('--archive', root)).stdout).toContain('to 2026-03-08');
    const { code, stdout } = await verify('--archive', root, '--against', kept);
    expect(code).toBe(1);
    expect(stdout).toContain('WRONG: anchor of 2026-03-09 (anchor-missing)');
    renameSync(join(other, 'away'), anchorOf('2026-03-09'));
  });

  it.each([
    ['a day in the middle', ['2026-03-05.json'], 'WRONG: anchor of 2026-03-05 (anchor-missing)'],
    ['the first day', ['2026-03-01.json'], 'WRONG: anchor of 2026-03-02 (anchor-missing)'],
    [
      'all of them',
      Array.from({ length: 9 }, (_, index) => `2026-03-0${index + 1}.json`),
      'WRONG: (anchor-missing): there is no anchor',
    ],
  ])('misses anchors: %s', async (_, names, said) => {
    const away = join(other, 'anchors-away');
    mkdirSync(away);
    for (const name of names) renameSync(join(root, 'anchors', name), join(away, name));
    const { code, stdout } = await verify('--archive', root);
    for (const name of names) renameSync(join(away, name), join(root, 'anchors', name));
    rmSync(away, { recursive: true });
    expect(code).toBe(1);
    expect(stdout).toContain(said);
  });

  it('misses the schema a day was written under', async () => {
    const { eventSchema } = JSON.parse(readFileSync(anchorOf('2026-03-01'), 'utf8'));
    const file = join(root, 'schemas', `letter-event.1.${eventSchema}.json`);
    const text = readFileSync(file, 'utf8');
    chmodSync(file, 0o644);
    writeFileSync(file, text.replace('"type"', '"typo"'));
    expect((await verify('--archive', root)).stdout).toContain('field eventSchema (anchor-changed)');
    writeFileSync(file, text);
    expect((await verify('--archive', root)).code).toBe(0);
  });

  it('takes nothing that it does not know for a part of the archive', async () => {
    const stray = join(root, 'events', 'zz');
    mkdirSync(stray);
    expect((await verify('--archive', root)).stdout).toContain('WRONG: (stray): events/zz');
    rmSync(stray, { recursive: true });
  });

  it('never says "all holds" of nothing', async () => {
    const empty = mkdtempSync(join(other, 'empty-'));
    expect(await verify('--archive', empty)).toMatchObject({ code: 1, stdout: expect.stringContaining('no anchor') });
    expect(await verify('--archive', join(empty, 'absent'))).toMatchObject({ code: 2, stdout: '' });
    expect(await verify('--table', '--data', join(empty, 'absent'))).toMatchObject({ code: 2, stdout: '' });
    expect(await verify('--archive', root, '--against', empty)).toMatchObject({ code: 2, stdout: '' });
    const broken = join(empty, 'broken.json');
    writeFileSync(broken, readFileSync(anchorOf('2026-03-02'), 'utf8').replace('"events":', '"events":1'));
    expect(await verify('--archive', root, '--against', broken)).toMatchObject({ code: 2, stdout: '' });
  });

  it.each([[[]], [['--archive', 'x', '--table']], [['--archive']], [['--archive', '']], [['--tabel']], [['x']]])(
    'says how it is used: %j',
    async (args) => {
      const { code, stdout, stderr } = await verify(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('Usage: npm run --silent audit');
    },
  );
});
