import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LexiconError } from '../../functions/core/errors.ts';
import { compileLexicon } from '../../functions/core/lexicon/lexicon.ts';
import { assessLetter } from '../../functions/core/reading/assess-letter.ts';
import { checkArtefact, openCurrentLexicon } from '../../lexicon/artefact.ts';
import { buildLexicon, versionOf } from '../../lexicon/build.ts';
import { readData } from '../../lexicon/data-files.ts';
import { type Lines, SMALL, smallRead, withLine } from './small-lexicon.ts';

const LETTER = `Dear Dr Example,

Diagnosis: carcinoma of the left breast.
Plan: chemotherapy, second cycle of CAP on Monday. Her mother had breast cancer. No evidence of breast cancer on the right.
`;

function built(lines: Lines = {}) {
  const result = buildLexicon(smallRead(lines));
  if ('findings' in result) throw new Error(result.findings.map(({ message }) => message).join('; '));
  return result.artefact;
}

function answers(lines: Lines = {}) {
  const { lexiconVersion: _version, ...answer } = assessLetter({ id: 'a', text: LETTER }, compileLexicon(built(lines)));
  return answer;
}

describe('an artefact that cannot be trusted stops a start', () => {
  const version = versionOf(smallRead());
  const good = JSON.stringify(built());
  const older = JSON.stringify(built(withLine('variants.tsv', 'carcinomata\tcarcinoma')));
  const folder = mkdtempSync(join(tmpdir(), 'lexicon-artefact-'));

  it.each([
    ['missing', null, /missing/],
    ['empty', '', /empty/],
    ['truncated', good.slice(0, -1000), /truncated/],
    ['cut in its first line', good.slice(0, 100), /truncated/],
    ['of older data', older, /stale/],
    ['no lexicon at all', '[]', /stale/],
    ['without its descriptions', JSON.stringify({ ...built(), descriptions: [] }), /malformed at descriptions/],
  ])('%s', (name, content, message) => {
    const file = join(folder, `${name}.json`);
    if (content !== null) writeFileSync(file, content);
    expect(() => openCurrentLexicon(version, file)).toThrow(LexiconError);
    expect(() => openCurrentLexicon(version, file)).toThrow(message);
  });

  it('the one of these very data is opened', () => {
    const file = join(folder, 'good.json');
    writeFileSync(file, good);
    expect(checkArtefact(file, version)).toBeNull();
    expect(openCurrentLexicon(version, file).version).toBe(version);
  });
});

describe('the build', () => {
  it('is deterministic', () => {
    expect(JSON.stringify(built())).toBe(JSON.stringify(built()));
  });

  it('gives a version to every change of a file', () => {
    expect(versionOf(smallRead(withLine('variants.tsv', 'carcinomata\tcarcinoma')))).not.toBe(versionOf(smallRead()));
  });

  it('builds nothing of data with a malformed line', () => {
    expect(buildLexicon(smallRead({ 'contexts.tsv': [...SMALL['contexts.tsv']!, 'torn'] }))).toHaveProperty('findings');
  });

  it('gives the same answers whatever the order of the lines', () => {
    const expected = answers();
    expect(expected.suggestions.length).toBeGreaterThan(1);
    const shuffled = fc.tuple(
      ...Object.entries(SMALL).map(([path, [header, ...rows]]) =>
        fc
          .shuffledSubarray(rows, { minLength: rows.length })
          .map((lines): [string, string[]] => [path, [header!, ...lines]]),
      ),
    );
    fc.assert(
      fc.property(shuffled, (files) => {
        expect(answers(Object.fromEntries(files))).toEqual(expected);
        expect({ ...built(Object.fromEntries(files)), version: '' }).toEqual({ ...built(), version: '' });
      }),
      { numRuns: 30 },
    );
  });

  it('gives the same answers for a line moved to another file of its table', () => {
    const [header, ...rows] = SMALL['descriptions/treatment.tsv']!;
    const moved = {
      'descriptions/treatment.tsv': [header!, ...rows.slice(1)],
      'descriptions/zz.tsv': [header!, rows[0]!],
    };
    expect(answers(moved)).toEqual(answers());
  });

  it('lets a preference decide between two concepts for the same words', () => {
    const lines = {
      ...withLine('descriptions/treatment.tsv', 'zz zz\t367336001\tfull\t', withBoth()),
      'preferences.tsv': ['chosen\tover\treason', 'idea:targeted-therapy\t367336001\tto try it'],
    };
    expect(
      built(lines)
        .descriptions.filter(({ term }) => term.startsWith('zz'))
        .map(({ target }) => target),
    ).toEqual(['idea:targeted-therapy']);
  });

  function withBoth(): Lines {
    return { ...SMALL, ...withLine('descriptions/treatment.tsv', 'zz-zz\tidea:targeted-therapy\tfull\t') };
  }
});

describe('ordinary words', () => {
  const lexicon = compileLexicon(built());
  const wordsOf = (text: string) => lexicon.prepare(text).map(({ word }) => word);

  it('are never healed into a word of the lexicon: a hematoma is no hepatoma', () => {
    expect(wordsOf('a hematoma')).toEqual(['a', 'hematoma']);
    expect(wordsOf('a hepatomaa')).toEqual(['a', 'hepatoma']);
  });

  it('are spelling variants still', () => {
    expect(wordsOf('carcinomas')).toEqual(['carcinoma']);
  });

  it('are kept apart in the real lexicon too', () => {
    const real = buildLexicon(readData());
    if ('findings' in real) throw new Error('the data are malformed');
    const { prepare } = compileLexicon(real.artefact);
    const healed = ['hematoma', 'thoracostomy', 'branchial', 'resected', 'selection', 'mediation'].filter(
      (word) => prepare(word)[0]!.word !== word && prepare(word)[0]!.word !== 'haematoma',
    );
    expect(healed).toEqual([]);
  });
});
