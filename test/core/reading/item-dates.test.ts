import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

const datesIn = (text: string) =>
  assessLetter({ id: 'x', text }, lexicon).suggestions.map(({ date }) => date?.value ?? 'none');

describe('each item of a list in one line keeps its own date', () => {
  it.each([
    ['PMH: SCC scalp 2018, BCC nose 2019', ['2018', '2019']],
    ['PMH: breast ca (2004), melanoma (2011), bowel ca (2016)', ['2004', '2011', '2016']],
    ['PMH: 2004 breast ca, 2011 melanoma, 2016 bowel ca', ['2004', '2011', '2016']],
    ['PMH: prev BCC face, prev mal melanoma (2000), IHD', ['none', '2000']],
  ])('%s', (text, expected) => {
    expect(datesIn(text)).toEqual(expected);
  });
});
