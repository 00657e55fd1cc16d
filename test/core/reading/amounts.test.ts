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
    ['Smokes 5 roll ups/day.', '160603005'],
    ['He has cut down to 15 rollies a day.', '160604004'],
    ['She has a couple of pints at the weekend.', WITHIN],
    ['1 bottle wine/wk', WITHIN],
    ['Alcohol: three glasses a week.', WITHIN],
    ['Soc: 2 glasses wine/night.', ABOVE],
    ['He gets through a bottle of vodka a week.', ABOVE],
    ['lives alone; 1 glass wine/night', '219006'],
    ['Smoked 20 a day, stopped in 2010.', '8517006'],
    ['Smokes roughly 15.', '160604004'],
  ])('%j', (text, code) => {
    expect(amountsIn(text)).toContain(code);
  });

  it.each([
    'Insulin 20 units.',
    'Paracetamol 4/day.',
    'Ex-smoker, 20/day until 2015.',
    'Her husband smokes 20/day.',
    'Transfused 2 units.',
    'Encouraged to drink two pints of water a day.',
    'Fortisip two bottles daily.',
    'Drinks: 2 bottles a day of Ensure.',
    'Her husband drinks 6 pints a night.',
    'He used to drink six pints a night until 2019.',
    'Reading glasses. Two glasses broken a week ago.',
    'Advised no more than a glass of wine a day.',
    '',
  ])('nothing from %j', (text) => {
    expect(amountsIn(text)).toEqual([]);
  });
});
