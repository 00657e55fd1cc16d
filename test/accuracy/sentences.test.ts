import { describe, expect, it } from 'vitest';
import { compileLexicon } from '../../functions/core/lexicon/lexicon.ts';
import { explainSpan } from '../../functions/core/reading/explain-span.ts';
import { buildLexicon } from '../../lexicon/build.ts';
import { readData } from '../../lexicon/data-files.ts';
import { scoreSentences, sentenceFigures } from './score-sentences.ts';
import { furtherSentences, labelledSentences, parseSentences } from './sentences.ts';

const HEADER = 'text\ttarget\tcertainty\ttemporality\tsubject\tkind';

describe('labelled sentences', () => {
  it.each(['dev', 'test'] as const)('of the %s half are read whole, each span on its words', (half) => {
    const sentences = labelledSentences(half);
    expect(sentences.length).toBeGreaterThanOrEqual(350);
    for (const { text, target } of sentences) expect(text.slice(target.start, target.end)).toBe(target.words);
  });

  it('of the two halves have no text in common', () => {
    const dev = new Set(labelledSentences('dev').map(({ text }) => text));
    expect(labelledSentences('test').filter(({ text }) => dev.has(text))).toEqual([]);
  });

  it('break lines where the cell says so', () => {
    const [sentence] = parseSentences('x', `${HEADER}\nNo\\nedema\tedema\tnegated\tcurrent\tpatient\tuntidy\n`);
    expect(sentence).toMatchObject({ name: 'x:2', text: 'No\nedema', target: { words: 'edema', start: 3, end: 8 } });
  });

  it.each([
    [
      'a target that is not there',
      'No cough\tfever\tnegated\tcurrent\tpatient\tx',
      'x:2: the target is not in the text',
    ],
    [
      'a target twice',
      'cough, cough\tcough\tconfirmed\tcurrent\tpatient\tx',
      'x:2: the target is in the text more than',
    ],
    ['a label that is none', 'cough\tcough\tsure\tcurrent\tpatient\tx', 'x:2:'],
    ['a missing cell', 'cough\tcough\tconfirmed\tcurrent\tpatient', 'x:2: 5 cells where 6 belong'],
  ])('refuse %s', (_what, line, message) => {
    expect(() => parseSentences('x', `${HEADER}\n${line}\n`)).toThrow(message);
  });
});

describe('the further sets, each scored before any rule was written for it', () => {
  const built = buildLexicon(readData());
  if ('findings' in built) throw new Error('the lexicon data are malformed');
  const lexicon = compileLexicon(built.artefact);

  it.each(['dev2', 'dev3', 'dev4', 'dev5', 'dev6', 'dev7', 'dev8', 'dev9', 'dev10'])(
    '%s is read as labelled, in nine of ten rows and more',
    (set) => {
      const sentences = furtherSentences(set);
      expect(sentences.length).toBeGreaterThan(100);
      const { all, negated } = scoreSentences(
        sentences,
        ({ text, target }) => explainSpan(text, target, lexicon).assertion,
      );
      expect(all.right / all.of).toBeGreaterThan(0.92);
      expect(negated.right / (negated.right + negated.wrong)).toBeGreaterThan(0.96);
      expect(negated.found / (negated.found + negated.missed)).toBeGreaterThan(0.96);
    },
  );
});

describe('the score of sentences', () => {
  const sentences = parseSentences(
    'x',
    [
      HEADER,
      'No cough\tcough\tnegated\tcurrent\tpatient\ta',
      'Cough\tCough\tconfirmed\tcurrent\tpatient\tb',
      'Mother had a stroke\tstroke\tconfirmed\thistorical\tfamily\tc',
      'No fever\tfever\tnegated\tcurrent\tpatient\td',
    ].join('\n'),
  );
  const score = scoreSentences(sentences, ({ kind }) => ({
    certainty: kind === 'a' || kind === 'b' ? 'negated' : 'confirmed',
    temporality: kind === 'b' ? 'planned' : 'current',
    subject: kind === 'c' ? 'family' : 'patient',
  }));

  it('counts each part, temporality on the rows of the patient only', () => {
    expect(score).toMatchObject({
      sentences: 4,
      certainty: { right: 2, of: 4 },
      temporality: { right: 2, of: 3 },
      subject: { right: 4, of: 4 },
      all: { right: 2, of: 4 },
      negated: { right: 1, wrong: 1, found: 1, missed: 1 },
    });
    expect(score.misses.map(({ kind }) => kind)).toEqual(['b', 'd']);
  });

  it('keeps the misses of the test half to itself', () => {
    expect(sentenceFigures('dev', score)).toHaveProperty('misses');
    expect(sentenceFigures('test', score)).not.toHaveProperty('misses');
    expect(sentenceFigures('test', score).negated).toMatchObject({ precision: 0.5, recall: 0.5 });
  });
});
