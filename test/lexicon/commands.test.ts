import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildLexicon } from '../../lexicon/build.ts';
import { runCommand } from '../../lexicon/command.ts';
import { coverageDocument } from '../../lexicon/commands/coverage.ts';
import { coverageOf } from '../../lexicon/coverage.ts';
import { readData } from '../../lexicon/data-files.ts';
import { compareLexicons } from '../../lexicon/diff/compare.ts';
import { readSide } from '../../lexicon/diff/sources.ts';
import { toCsv } from '../../lexicon/export/csv.ts';
import { nearWords } from '../../lexicon/find-phrase.ts';
import { lintData } from '../../lexicon/lint/lint.ts';
import { inventedId, writeRelease } from './invented-release.ts';
import { SMALL, smallFolder, smallRead, withLine } from './small-lexicon.ts';

afterEach(() => vi.restoreAllMocks());

/** Runs a command as the shell would, and keeps what it wrote. */
async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' };
  const keep = (stream: 'out' | 'err') => (text: unknown) => {
    written[stream] += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep('out'));
  vi.spyOn(process.stderr, 'write').mockImplementation(keep('err'));
  const code = await runCommand(args);
  vi.restoreAllMocks();
  return { code, ...written };
}

describe('every command', () => {
  const names = ['lint', 'coverage', 'find', 'diff', 'release', 'export'];

  it.each([[['--help']], ...names.map((name) => [[name, '--help']])])(
    '%s explains itself and its exit codes',
    async (args) => {
      const { code, out, err } = await run(...args);
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/Exit codes: 0 .*1 .*2 /s);
    },
  );

  it.each([
    [[]],
    [['lnit']],
    ...names.map((name) => [[name, '--no-such-option']]),
    [['lint', 'an argument']],
    [['find']],
    [['diff', 'HEAD']],
    [['diff', 'no-such-commit', 'HEAD']],
    [['release']],
    [['release', '--rf2', `${tmpdir()}/no-such-folder`]],
    [['export', '--format', 'xml', '--out', tmpdir()]],
    [['export', '--format', 'csv']],
  ])('is refused with 2 and an empty answer: %s', async (args) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/npm run --silent lexicon/);
  });

  it.each([
    [['coverage']],
    [['find', 'breast cancer']],
    [['export', '--format', 'csv', '--out', join(tmpdir(), 'never-written')]],
  ])('answers nothing from half a lexicon: %s', async (args) => {
    const torn = smallFolder({ 'contexts.tsv': [...SMALL['contexts.tsv']!, 'torn'] });
    const { code, out } = await run(...args, '--data', torn);
    expect([code, out]).toEqual([1, '']);
  });
});

describe('lint', () => {
  it('says file, line, rule and what, one a line, and 1', async () => {
    const { code, out } = await run('lint', '--data', smallFolder(withLine('left-out.tsv', '254837009\tno')));
    expect(code).toBe(1);
    expect(out).toBe(
      'lexicon/data/left-out.tsv:2: concept-once: 254837009 is left out here and offered at concepts/diagnosis.tsv:2\n',
    );
  });

  it('with --fix sorts, and is content then', async () => {
    const [header, ...rows] = SMALL['variants.tsv']!;
    const folder = smallFolder({ 'variants.tsv': [header!, ...[...rows].reverse(), ''] });
    expect((await run('lint', '--data', folder)).code).toBe(1);
    expect((await run('lint', '--fix', '--data', folder)).code).toBe(0);
    expect(readFileSync(join(folder, 'variants.tsv'), 'utf8')).toBe(`${SMALL['variants.tsv']!.join('\n')}\n`);
  });
});

describe('find', () => {
  const folder = smallFolder();
  const find = (text: string) => run('find', '--data', folder, text);

  it('says what a phrase means, in each context, and what it would suggest', async () => {
    const { code, out } = await find('Breast cancer.');
    expect(code).toBe(0);
    expect(out).toContain(
      '"Breast cancer" is "breast cancer" (diagnosis): 254837009 Malignant tumour of breast — counts',
    );
    expect(out).toContain('suspected: not coded (no code for a suspicion of this site)');
    expect(out).toContain('suggests 254837009 Malignant tumour of breast [confirmed, current, patient]');
  });

  it('says which guard kept a phrase from counting', async () => {
    expect((await find('CAP was given.')).out).toMatch(
      /its guard does not hold here\n {2}guard cap-drug: needs-near within 6 words of cycle\|cycles/,
    );
    expect((await find('CAP, cycle 2.')).out).toContain('(treatment): 367336001 Chemotherapy — counts');
  });

  it('says which longer phrase hid a shorter one, and through which composition', async () => {
    const { out } = await find('Family history of breast cancer.');
    expect(out).toMatch(/"breast cancer" is "breast cancer" .*(counts|hidden by a longer phrase)/);
    expect((await find('Carcinoma of the breast.')).out).toContain('composition: carcinoma of breast');
  });

  it('names near words where nothing matched, and answers 1', async () => {
    const { code, out } = await find('cemotherpy');
    expect(code).toBe(1);
    expect(out).toContain('"cemotherpy" is unknown; near: chemotherapy');
  });

  it.each([
    ['hypotension', ['hypertension', 'tension'], ['hypertension']],
    ['hypertenson', ['hypertension', 'hypotension'], ['hypertension']],
    ['ab', ['ac'], []],
  ])('%s is near %j only by two slips at most', (word, vocabulary, near) => {
    expect(nearWords(word, vocabulary)).toEqual(near);
  });
});

describe('diff', () => {
  const before = smallFolder();

  it('says in words what a clinician signs off', async () => {
    const after = smallFolder({
      ...withLine('descriptions/diagnosis.tsv', 'mammary cancer\t254837009\tsynonym\t'),
      'contexts.tsv': [
        SMALL['contexts.tsv']![0]!,
        '254837009\t254837009\tdo-not-code\tdo-not-code\t429740004\tjoins\tno code for a suspicion',
      ],
      'section-headings.tsv': SMALL['section-headings.tsv']!.slice(0, 2),
    });
    const { code, out } = await run('diff', before, after);
    expect(code).toBe(0);
    expect(out).toContain(
      'Phrases that lead to a concept: 1 added, 0 removed, 0 changed\n  + "mammary cancer" means 254837009 Malignant tumour of breast\n',
    );
    expect(out).toContain('when it is past, it was 415076002 History of malignant tumour of breast, is now not coded');
    expect(out).toContain('- "plan" opens plan');
  });

  it('sees no change in the order of lines', async () => {
    const shuffled = smallFolder(
      Object.fromEntries(
        Object.entries(SMALL).map(([path, [header, ...rows]]) => [path, [header!, ...rows.reverse()]]),
      ),
    );
    expect((await run('diff', before, shuffled)).out).toContain('nothing that the service reads has changed');
  });

  it('compares an artefact with its own data as equal', () => {
    const built = buildLexicon(smallRead());
    const file = join(mkdtempSync(join(tmpdir(), 'artefact-')), 'lexicon.json');
    writeFileSync(file, JSON.stringify('artefact' in built ? built.artefact : null));
    expect(compareLexicons(readSide(file).rows, readSide(before).rows)).toEqual([]);
  });

  it('says when a side could not be read whole: such a comparison is not signed off', async () => {
    const torn = smallFolder({ 'contexts.tsv': [...SMALL['contexts.tsv']!, 'torn'] });
    const { code, err } = await run('diff', before, torn);
    expect(code).toBe(1);
    expect(err).toMatch(/1 problems .* cannot be signed off/);
  });

  it('reads commits', () => {
    const repository = mkdtempSync(join(tmpdir(), 'lexicon-git-'));
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', repository, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
        stdio: 'pipe',
      });
    const commit = (line: string) => {
      for (const [path, lines] of Object.entries({ ...SMALL, ...withLine('variants.tsv', line) })) {
        mkdirSync(join(repository, 'lexicon/data', path, '..'), { recursive: true });
        writeFileSync(join(repository, 'lexicon/data', path), `${lines.join('\n')}\n`);
      }
      git('add', '.');
      git('commit', '-q', '--no-verify', '-m', line);
    };
    git('init', '-q');
    commit('aa\tzz');
    commit('bb\tzz');
    const changes = compareLexicons(readSide('HEAD~1', repository).rows, readSide('HEAD', repository).rows);
    expect(changes.map(({ table, kind, after, before: was }) => [table, kind, (after ?? was)?.variant])).toEqual([
      ['variants', 'removed', 'aa'],
      ['variants', 'added', 'bb'],
    ]);
  });

  it('reverses: what was added is removed the other way round', () => {
    const subset = fc.subarray([...SMALL['descriptions/diagnosis.tsv']!.slice(1)], { minLength: 1 });
    const rowsWith = (lines: readonly string[]) => {
      const { tables } = smallRead({
        'descriptions/diagnosis.tsv': [SMALL['descriptions/diagnosis.tsv']![0]!, ...lines],
      });
      return Object.fromEntries(
        Object.entries(tables).map(([name, placed]) => [name, placed.map(({ row }) => row)]),
      ) as never;
    };
    fc.assert(
      fc.property(subset, subset, (one, other) => {
        const there = compareLexicons(rowsWith(one), rowsWith(other)).map(({ kind, before: b, after: a }) => [
          kind,
          (a ?? b)?.term,
        ]);
        const back = compareLexicons(rowsWith(other), rowsWith(one)).map(({ kind, before: b, after: a }) => [
          kind === 'added' ? 'removed' : 'added',
          (a ?? b)?.term,
        ]);
        expect(there).toEqual(back);
      }),
      { numRuns: 20 },
    );
  });
});

describe('export', () => {
  it('writes a CSV for each table, and none of its cells is a formula', async () => {
    const out = mkdtempSync(join(tmpdir(), 'csv-'));
    const folder = smallFolder(withLine('context-rules/negated.tsv', '-ve\tnegated\tbackward\t1\tany\t'));
    const { code, out: said } = await run('export', '--format', 'csv', '--out', out, '--data', folder);
    expect(code).toBe(0);
    expect(said.trim().split('\n')).toHaveLength(readdirSync(out).length);
    expect(readFileSync(join(out, 'contextRules.csv'), 'utf8')).toContain("\r\n'-ve,negated,backward,1,any,\r\n");
  });

  it('keeps every cell, however it is written, and never leads with a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (cells) => {
        const csv = toCsv(
          cells.map((_, i) => `c${i}`),
          [Object.fromEntries(cells.map((cell, i) => [`c${i}`, cell]))],
        );
        const body = csv.slice(csv.indexOf('\r\n') + 2, -2);
        const read = [...body.matchAll(/(?:"((?:[^"]|"")*)"|([^,"]*))(?:,|$)/g)]
          .slice(0, cells.length)
          .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!);
        expect(read.map((cell, i) => (cell === `'${cells[i]}` ? cells[i] : cell))).toEqual(cells);
        for (const cell of read) expect(cell).not.toMatch(/^\s*[=+@-]/);
      }),
    );
  });

  it('writes FHIR R4: a ValueSet for each category that has concepts, and a ConceptMap by context', async () => {
    const out = mkdtempSync(join(tmpdir(), 'fhir-'));
    await run('export', '--format', 'fhir', '--out', out, '--data', smallFolder());
    expect(readdirSync(out).sort()).toEqual([
      'ConceptMap-letter-coder-tumour-contexts.json',
      'ValueSet-letter-coder-diagnosis.json',
      'ValueSet-letter-coder-family-history.json',
      'ValueSet-letter-coder-treatment.json',
    ]);
    const read = (name: string) => JSON.parse(readFileSync(join(out, name), 'utf8'));
    expect(read('ValueSet-letter-coder-treatment.json').compose.include).toEqual([
      { system: 'http://snomed.info/sct', concept: [{ code: '367336001', display: 'Chemotherapy' }] },
    ]);
    const [tumour] = read('ConceptMap-letter-coder-tumour-contexts.json').group[0].element;
    expect(
      tumour.target.map((target: Record<string, unknown>) => [
        target.equivalence,
        target.code,
        (target.dependsOn as { value: string }[])[0]!.value,
      ]),
    ).toEqual([
      ['unmatched', undefined, 'suspected'],
      ['inexact', '415076002', 'history-of'],
      ['inexact', '429740004', 'family-history'],
    ]);
  });
});

describe('release', () => {
  it('answers 0 for an edition that agrees, progress apart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rf2-'));
    writeRelease(
      folder,
      smallRead()
        .tables.concepts.filter(({ row }) => /^\d/.test(row.id))
        .map(({ row }) => ({ id: row.id, fsn: `${row.display} (${row.semanticTag})`, terms: [row.display] })),
    );
    const { code, out, err } = await run('release', '--rf2', folder, '--data', smallFolder());
    expect(code).toBe(0);
    expect(out).toContain('Inactive concepts: 0\n');
    expect(err).toMatch(/sct2_Concept_.*: \d+ rows, read/);
  });

  it('answers 1 and says what to look at', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rf2-'));
    writeRelease(folder, [{ id: inventedId(1000), fsn: 'Targeted therapy (procedure)', terms: ['Targeted therapy'] }]);
    const { code, out } = await run('release', '--rf2', folder, '--data', smallFolder());
    expect(code).toBe(1);
    expect(out).toContain('Ids the release does not hold: 4\n');
    expect(out).toContain(`idea:targeted-therapy Targeted therapy: ${inventedId(1000)} Targeted therapy (procedure)`);
  });
});

describe('coverage', () => {
  it('counts concepts, phrases and ideas of every item, empty ones included', async () => {
    const { out } = await run('coverage', '--json', '--data', smallFolder());
    const { items } = JSON.parse(out);
    expect(items).toHaveLength(lintData(smallRead()).mdsItems.size);
    expect(items.filter((one: { descriptions: number }) => one.descriptions > 0)).toEqual([
      { item: 'primary-tumour', categories: ['diagnosis'], concepts: 1, descriptions: 1, ideas: 0 },
      { item: 'history-of-cancer', categories: ['diagnosis'], concepts: 1, descriptions: 1, ideas: 0 },
      { item: 'chemotherapy', categories: ['treatment'], concepts: 1, descriptions: 2, ideas: 0 },
      { item: 'targeted-therapy', categories: ['treatment'], concepts: 0, descriptions: 2, ideas: 1 },
      { item: 'family-history', categories: ['family-history'], concepts: 1, descriptions: 1, ideas: 0 },
    ]);
  });

  it('is up to date in docs/lexicon-coverage.md', () => {
    const { tables, mdsItems, provenance } = lintData(readData());
    const reference = [...provenance].filter(([, { kind }]) => kind === 'concept').map(([id]) => id);
    const document = readFileSync('docs/lexicon-coverage.md', 'utf8');
    expect(document, 'run: npm run --silent lexicon -- coverage --markdown > docs/lexicon-coverage.md').toBe(
      coverageDocument(coverageOf(tables, mdsItems, reference)),
    );
  });
});
