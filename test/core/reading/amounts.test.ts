import { describe, expect, it } from 'vitest';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

const WITHIN = '160593006';
const ABOVE = '160592001';

function amountsIn(text: string): (string | undefined)[] {
  const { suggestions } = assessLetter({ id: 'row', text }, lexicon);
  return suggestions
    .filter(({ evidence }) => evidence.some(({ rule }) => rule.startsWith('an amount') || rule.includes('an amount')))
    .map(({ concept }) => concept?.code);
}

describe('amounts a week and a day', () => {
  it.each([
    ['Alcohol 14 u/wk.', WITHIN],
    ['Alcohol 15 u/wk.', ABOVE],
    ['12 units/wk', WITHIN],
    ['Drinks wine, 10 units.', WITHIN],
    ['20-30 units a week of whisky', ABOVE],
    ['Smoking 9/day', '160603005'],
    ['Stop smoking! 10/day.', '160604004'],
    ['Current smoker, 39 per day', '160605003'],
    ['25 cigarettes a day', '160605003'],
    ['He smokes up to 40 cigs/day', '160606002'],
  ])('%j', (text, code) => {
    expect(amountsIn(text)).toContain(code);
  });

  it.each([
    'Insulin 20 units.',
    'Paracetamol 4/day.',
    'Ex-smoker, 20/day until 2015.',
    'Smoked 20 a day, stopped in 2010.',
    'Her husband smokes 20/day.',
    'Transfused 2 units.',
    '',
  ])('nothing from %j', (text) => {
    expect(amountsIn(text)).toEqual([]);
  });
});
