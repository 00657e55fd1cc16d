import { allMatches } from '../all-matches.ts';
import { drinksIn } from './drinks.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Sentence } from './sentences.ts';

/** UK Chief Medical Officers' low risk drinking guidelines (2016): not more than 14 units a week. */
const MOST_UNITS = 14;
const WITHIN_LIMITS = '160593006';
const ABOVE_LIMITS = '160592001';
const DRINKS = '219006';
/** The concepts' own bounds: cigarettes a day, up to and including. */
const SMOKERS = [
  { most: 9, target: '160603005' },
  { most: 19, target: '160604004' },
  { most: 39, target: '160605003' },
  { most: 120, target: '160606002' },
] as const;

/** Amounts that clinics write as numbers: "32 u/wk", "12 units a week", "smokes 15/day". The number decides the concept. */
export function findAmounts(letter: LetterRead): Mention[] {
  const { text, tokens } = letter;
  let amount = -1;
  return letter.sentences.flatMap((sentence) => {
    const [start, end] = [tokens[sentence.from]!.start, tokens[sentence.to - 1]!.end];
    if (amount < start) amount = nextAmount(text, start);
    if (amount >= end) return [];
    const words = text.slice(start, end);
    if (!MAY_BE_AN_AMOUNT.test(words)) return [];
    return [
      ...amountsOf(words, UNITS).flatMap(({ from, to, amount, half }) =>
        half && !ALCOHOL.test(words.slice(Math.max(0, from - NEAR), to + NEAR))
          ? []
          : mentionAt(start + from, start + to, unitsNow(amount, words.slice(to, to + NEAR)), sentence, letter),
      ),
      ...amountsSmoked(words, text.slice(Math.max(0, start - NEAR), end + NEAR)).flatMap(({ from, to, amount }) => {
        const near = text.slice(Math.max(0, start + from - NEAR), start + to + NEAR);
        const target = UNTIL.test(near) ? EX_SMOKER : SMOKERS.find(({ most }) => amount <= most)?.target;
        return target === undefined ||
          amount === 0 ||
          !SMOKING.test(near) ||
          (target !== EX_SMOKER && NO_LONGER.test(near))
          ? []
          : mentionAt(start + from, start + to, target, sentence, letter);
      }),
      ...drinksIn(words).flatMap(({ from, to, units }) =>
        mentionAt(start + from, start + to, drinkerOf(units), sentence, letter).filter(
          (one) => !isSaidOfDrink(one, letter),
        ),
      ),
      ...matchesOfFit(words, FIT).flatMap(({ index, 0: whole, groups }) => {
        const below = groups!.below !== undefined || Number(groups!.amount) < FIT_THRESHOLD;
        const target = below ? FIT_NEGATIVE : FIT_POSITIVE;
        return mentionAt(start + index, start + index + whole.length, target, sentence, letter, 'screening');
      }),
      ...matchesOfFit(words, FIT_PLUS).flatMap(({ index, 0: whole }) =>
        mentionAt(start + index, start + index + whole.length, FIT_POSITIVE, sentence, letter, 'screening'),
      ),
    ];
  });
}

/** "60 u/wk previously, now nil": drunk no more. */
function unitsNow(amount: number, behind: string): string {
  if (/^\W*(?:previously|before|until|till|in the past)\b.*\bnow (?:nil|none|0|abstinent|teetotal|dry)\b/i.test(behind))
    return EX_DRINKER;
  return amount > MOST_UNITS ? ABOVE_LIMITS : WITHIN_LIMITS;
}
const EX_DRINKER = '82581004';

/** "A glass of wine at weekends" is a phrase of its own. */
function isSaidOfDrink({ from, to, sentence }: Mention, { mentionsIn, lexicon }: LetterRead): boolean {
  return mentionsIn(sentence).some(
    ({ meaning, ...one }) =>
      meaning.layer === 'concept' &&
      lexicon.concepts.get(meaning.target)?.mdsItem === 'alcohol' &&
      one.from < to &&
      from < one.to,
  );
}

/** Glasses are of many sizes: only what is far from the limit is said to be within or above it. */
function drinkerOf(units: number): string {
  if (units <= MOST_UNITS * SURELY_WITHIN) return WITHIN_LIMITS;
  return units >= MOST_UNITS * SURELY_ABOVE ? ABOVE_LIMITS : DRINKS;
}
const SURELY_WITHIN = 0.75;
const SURELY_ABOVE = 1.5;

/** Statements are in text order, so that the text is searched once. @returns the end of the text where there is none */
function nextAmount(text: string, from: number): number {
  OPENS_AN_AMOUNT.lastIndex = from;
  return OPENS_AN_AMOUNT.exec(text)?.index ?? text.length;
}
const OPENS_AN_AMOUNT = /\d|\b(?:glass|pint|bottle|fit\+)/gi;

const MAY_BE_AN_AMOUNT = /\d\s?(?:u|cig|roll|\/|a |per|d)|FIT|smok|glass|pint|bottle|\bcans?\b/i;
/** Micrograms of haemoglobin per gram of faeces from which a test counts as positive (NICE DG56, 2023). */
const FIT_THRESHOLD = 10;
const FIT_POSITIVE = 'idea:fit-positive';
const FIT_NEGATIVE = 'idea:fit-negative';
const FIT =
  /\bq?FIT(?:\s(?:result|test|value|level|was|of|is|came back|raised|elevated|high|positive|at)){0,4}\s?[:=(]?\s?(?<below><)?\s?(?<amount>\d{1,4}(?:\.\d)?)(?!\d|[/-]\d|\.\d|\s?(?:years?|yrs?|yo|y|weeks?|months?|days?|\/|for|and)\b)/g;
/** "FIT+": not "FIT + bloods". */
const FIT_PLUS = /\bq?FIT\+/g;
const NEAR = 40;
const UNITS =
  /(?<![\d./])(?:\d{1,3}\s?[-–]\s?)?(?<amount>\d{1,3})\s?(?:units?|u)(?<per>\s?(?:\/|per|a|each|p)?\s?(?:weekly|week|wk|w)\b)?/gi;
const A_DAY =
  /(?<![\d./])(?:\d{1,2}\s?[-–]\s?)?(?<amount>\d{1,3})(?:\s?(?:cigs?|cigarettes|roll[- ]?ups?|rollies|roll your owns))?(?<per>\s?(?:\/\s?d(?:ay)?|a day|per day|daily)\b)/gi;
/** "Smokes 20", "smoker, about 15": with a word for smoking before it a number needs no day. */
const SMOKES =
  /\bsmok(?:es|ing|er)[:,]?\s(?:(?:about|around|roughly|approx|some|up to|only|just|still|currently|maybe|perhaps)\s)?~?(?:\d{1,2}\s?(?:[-–]|to)\s?)?(?<amount>\d{1,2})(?!\d|[/.]\d|\s?(?:years?|yrs?|y|pack|pk|py|pys|x|units?|weeks?|months?|%|cigars?|pipes?|st|nd|rd|th|[-–/]|a|per|daily)\b|[-–/])/gi;
/** "Smoked 20 a day until 2011". */
const UNTIL =
  /\bsmoked\b.*\d.*\b(?:until|till?|before|up to|stopp\w+|quit|gave up|giving up)\b|(?<!\bex[- ])\bsmok(?:er|ing)\b.*\d.*\b(?:until|till)\b/i;
const EX_SMOKER = '8517006';
const ALCOHOL = /\b(?:alcohol|etoh|drinks?|drinking|wine|beer|spirits|whisky)\b/i;
const MAY_SMOKE = /smok|cig|fags|tobacco|roll/i;
const SMOKING = /\b(?:smok\w{1,6}|cigs?|cigarettes|fags|tobacco|roll[- ]?ups?|rollies)\b/i;
const NO_LONGER =
  /\b(?:ex|former|previous|previously|stopped|quit|gave up|used to|until|till|before|pack|vap\w{1,4}|non|never)\b/i;

/** @param near the statement and what stands around it: where nobody speaks of smoking, no number is one of cigarettes */
function amountsSmoked(words: string, near: string) {
  return MAY_SMOKE.test(near) ? [...amountsOf(words, A_DAY), ...amountsOf(words, SMOKES)] : [];
}

function matchesOfFit(words: string, pattern: RegExp): readonly RegExpExecArray[] {
  return words.includes('FIT') ? allMatches(words, pattern) : [];
}

function amountsOf(words: string, pattern: RegExp) {
  return allMatches(words, pattern).map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    amount: Number(match.groups!.amount),
    half: match.groups!.per === undefined,
  }));
}

function mentionAt(
  start: number,
  end: number,
  target: string,
  sentence: Sentence,
  letter: LetterRead,
  category: 'status' | 'screening' = 'status',
): Mention[] {
  let from = sentence.from;
  while (letter.tokens[from]!.end <= start) from++;
  let to = from + 1;
  while (to < sentence.to && letter.tokens[to]!.start < end) to++;
  const said = letter
    .mentionsIn(sentence)
    .some(
      ({ meaning, ...one }) =>
        meaning.layer === 'concept' &&
        meaning.category === category &&
        meaning.target === target &&
        one.from < to &&
        from < one.to,
    );
  return said
    ? []
    : [
        {
          from,
          to,
          meaning: { layer: 'concept', target, category },
          phrase: 'an amount a week or a day',
          sentence,
        },
      ];
}
