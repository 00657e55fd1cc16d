import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkRelease, type ReleaseReport } from '../../lexicon/release/check-release.ts';
import { chooseLanguageRefset } from '../../lexicon/release/language-refset.ts';
import { findRf2Files } from '../../lexicon/release/rf2-files.ts';
import { eachRow } from '../../lexicon/release/rf2-rows.ts';
import { inventedId, META, writeRelease, writeRows } from './invented-release.ts';
import { smallRead } from './small-lexicon.ts';

const [BREAST, HISTORY, FAMILY, CHEMOTHERAPY] = ['254837009', '415076002', '429740004', '367336001'] as const;
const NEW_CHEMOTHERAPY = inventedId(100);
const CANDIDATE = inventedId(101);
const RETIRED_CANDIDATE = inventedId(102);
const { tables } = smallRead();

/** An edition in which each of our four concepts has a trouble of its own. */
function edition(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rf2-'));
  writeRelease(folder, [
    {
      id: BREAST,
      fsn: 'Malignant neoplasm of breast (disorder)',
      terms: ['Malignant tumour of breast', 'Malignant tumor of breast'],
    },
    {
      id: HISTORY,
      fsn: 'History of malignant neoplasm of breast (situation)',
      terms: ['H/O malignant breast tumour'],
      inactiveTerms: ['History of malignant tumour of breast'],
    },
    {
      id: CHEMOTHERAPY,
      active: false,
      effectiveTime: '20250601',
      fsn: 'Chemotherapy (procedure)',
      terms: ['Chemotherapy'],
      associations: [{ refset: META.replacedBy, target: NEW_CHEMOTHERAPY }],
    },
    {
      id: NEW_CHEMOTHERAPY,
      fsn: 'Administration of antineoplastic agent (procedure)',
      terms: ['Antineoplastic chemotherapy'],
    },
    { id: CANDIDATE, fsn: 'Targeted therapy (procedure)', terms: ['Targeted treatment'] },
    { id: RETIRED_CANDIDATE, active: false, fsn: 'Targeted therapy (regime/therapy)', terms: ['Targeted-therapy'] },
  ]);
  return folder;
}

describe('a release says of the lexicon', () => {
  let folder: string;
  let report: ReleaseReport;
  beforeAll(async () => {
    folder = edition();
    report = await checkRelease(tables, findRf2Files(folder));
  });

  it('which concepts are inactive, and what replaces them', () => {
    expect(report.inactive).toEqual([
      {
        id: CHEMOTHERAPY,
        display: 'Chemotherapy',
        replacements: [
          {
            association: 'REPLACED BY association reference set (foundation metadata concept)',
            id: NEW_CHEMOTHERAPY,
            term: 'Administration of antineoplastic agent (procedure)',
          },
        ],
      },
    ]);
  });

  it('which ids it does not hold', () => {
    expect(report.absent.map(({ id }) => id)).toEqual([FAMILY]);
  });

  it('which displays are none of its active descriptions', () => {
    expect(report.differing).toEqual([
      {
        id: HISTORY,
        display: 'History of malignant tumour of breast',
        fullySpecifiedName: 'History of malignant neoplasm of breast (situation)',
        terms: ['H/O malignant breast tumour'],
      },
    ]);
  });

  it('the British preferred terms that differ, told from the American ones by the names of the sets', () => {
    expect(report.languageRefset).toBe(META.british);
    expect(report.languageRefsets.map(({ id }) => id)).toEqual([META.british, META.american]);
    expect(report.preferred).toEqual([
      { id: HISTORY, display: 'History of malignant tumour of breast', preferred: 'H/O malignant breast tumour' },
    ]);
  });

  it('the preferred terms of another language reference set, when it is named', async () => {
    const american = await checkRelease(tables, findRf2Files(folder), { languageRefset: META.american });
    expect(american.preferred).toContainEqual({
      id: BREAST,
      display: 'Malignant tumour of breast',
      preferred: 'Malignant tumor of breast',
    });
    await expect(checkRelease(tables, findRf2Files(folder), { languageRefset: 'none' })).rejects.toThrow(
      /no language reference set none/,
    );
  });

  it('candidates for ideas without an id, active ones only', () => {
    expect(report.ideas).toEqual([
      {
        idea: 'idea:targeted-therapy',
        display: 'Targeted therapy',
        candidates: [{ id: CANDIDATE, term: 'Targeted therapy (procedure)' }],
      },
    ]);
  });

  it('nothing of preferred terms when no set is recognised', async () => {
    const bare = mkdtempSync(join(tmpdir(), 'rf2-'));
    writeRelease(
      bare,
      [{ id: BREAST, fsn: 'Malignant tumour of breast (disorder)', terms: ['Malignant tumour of breast'] }],
      { metadata: false },
    );
    const { languageRefset, preferred } = await checkRelease(tables, findRf2Files(bare));
    expect([languageRefset, preferred]).toEqual([null, []]);
  });

  it('the later state, where two files hold a concept', async () => {
    const twice = edition();
    const later = ['20260301', '1', META.module, META.primitive];
    writeRows(twice, 'concept', [[CHEMOTHERAPY, ...later]], true);
    const { inactive } = await checkRelease(tables, findRf2Files(twice));
    expect(inactive).toEqual([]);
  });
});

describe('the files of a release', () => {
  const row = (file: string) => eachRow(file, ['id', 'active'], () => {});
  const write = (content: string) => {
    const file = join(mkdtempSync(join(tmpdir(), 'rf2-')), 'sct2_Concept_Snapshot_INT_20260101.txt');
    writeFileSync(file, content);
    return file;
  };

  it.each([
    ['an empty one', '', /is empty/],
    ['a column that is missing', 'id\teffectiveTime\r\n1\t2\r\n', /no column active/],
    ['a row that is cut', 'id\tactive\r\n1\t1\r\n2', /row 2: 1 cells; expected 2/],
  ])('stop at %s', async (_name, content, message) => {
    await expect(row(write(content))).rejects.toThrow(message);
  });

  it('are read with CRLF or LF, with or without a last line end', async () => {
    expect(await row(write('id\tactive\r\n1\t1\r\n2\t1'))).toBe(2);
    expect(await row(write('id\tactive\n1\t1\n2\t1\n'))).toBe(2);
  });

  it('must include concepts and descriptions', () => {
    expect(() => findRf2Files(mkdtempSync(join(tmpdir(), 'rf2-')))).toThrow(/no concept snapshot/);
  });

  it.each([
    [
      ['x', 'National Health Service realm language reference set (clinical part)'],
      ['y', 'Great Britain English language reference set'],
      'x',
    ],
    [
      ['x', 'United States of America English language reference set'],
      ['y', 'Great Britain English language reference set'],
      'y',
    ],
    [['x', 'United States of America English language reference set'], ['y', ''], null],
  ])('%s before %s', ([a, nameOfA], [b, nameOfB], chosen) => {
    const refsets = [
      { id: a!, name: nameOfA!, members: 2 },
      { id: b!, name: nameOfB!, members: 1 },
    ];
    expect(chooseLanguageRefset(refsets)).toBe(chosen);
  });
});
