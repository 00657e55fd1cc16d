import { describe, expect, it } from 'vitest';
import { decisionReport, inWords } from '../../functions/core/decision-report.ts';
import type { Happening, LetterEvent } from '../../functions/core/events.ts';
import { letterIdOfContent } from '../../functions/core/letter.ts';
import { accepted, chainOf, extracted, made, received, rejected, undone } from '../support/chains.ts';

const [TAKEN, REFUSED] = [letterIdOfContent('one'), letterIdOfContent('two')].sort();

async function* chains(): AsyncIterable<LetterEvent[]> {
  yield chainOf([received], letterIdOfContent('not read yet'));
  yield chainOf([received, extracted, ruled('phrase: breast ca; mother (family)'), rejected('a', 3)], REFUSED);
  yield chainOf([received, extracted, ruled('phrase: breast ca'), accepted('a', 3)], TAKEN);
  yield chainOf(
    [received, extracted, ruled('phrase: lobular cancer'), rejected('a', 3), undone('a', 4, 4), accepted('a', 5)],
    letterIdOfContent('three'),
  );
}

describe('the report on decisions', () => {
  it('counts by phrase, what was most often refused first, and names letters to look at', async () => {
    const report = await decisionReport(chains(), 'phrase');
    expect(report).toMatchObject([
      { key: 'phrase: breast ca', accepted: 1, rejected: 1, amended: 0, reasons: { negated: 1 } },
      { key: 'phrase: lobular cancer', accepted: 1, rejected: 0 },
    ]);
    expect(report[0]!.letters).toEqual([REFUSED, TAKEN]);
    expect(report.map(inWords)).toEqual(['rejected 1 of 2 times', 'accepted all 1 times']);
  });

  it('counts by concept', async () => {
    expect(await decisionReport(chains(), 'concept')).toMatchObject([{ key: '254837009', accepted: 2, rejected: 1 }]);
  });

  it('counts by rule of context', async () => {
    expect(await decisionReport(chains(), 'rule')).toMatchObject([
      { key: 'mother (family)', accepted: 0, rejected: 1 },
    ]);
  });

  it('counts a suggestion once for a phrase, however many words it rests on', async () => {
    async function* twice() {
      yield chainOf([received, extracted, ruled('phrase: breast ca', 'phrase: breast ca'), rejected('a', 3)]);
    }
    expect((await decisionReport(twice(), 'phrase'))[0]).toMatchObject({ rejected: 1 });
  });
});

function ruled(...rules: string[]): Happening {
  const happening = made(['a']);
  if (happening.type !== 'suggestions-made') throw new Error('unreachable');
  const [suggestion] = happening.data.suggestions;
  const evidence = rules.map((rule, index) => ({ ...suggestion!.evidence[0]!, start: index, end: index + 1, rule }));
  return { ...happening, data: { ...happening.data, suggestions: [{ ...suggestion!, evidence }] } };
}
