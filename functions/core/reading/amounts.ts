import { allMatches } from '../all-matches.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Sentence } from './sentences.ts';

/** UK Chief Medical Officers' low risk drinking guidelines (2016): not more than 14 units a week. */
const MOST_UNITS = 14;
const WITHIN_LIMITS = '160593006';
const ABOVE_LIMITS = '160592001';
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
  let digit = -1;
  return letter.sentences.flatMap((sentence) => {
    const [start, end] = [tokens[sentence.from]!.start, tokens[sentence.to - 1]!.end];
    if (digit < start) digit = nextDigit(text, start);
    if (digit >= end) return [];
    const words = text.slice(start, end);
    if (!MAY_BE_AN_AMOUNT.test(words)) return [];
    return [
      ...amountsOf(words, UNITS).flatMap(({ from, to, amount, half }) =>
        half && !ALCOHOL.test(words.slice(Math.max(0, from - NEAR), to + NEAR))
          ? []
          : mentionAt(start + from, start + to, amount > MOST_UNITS ? ABOVE_LIMITS : WITHIN_LIMITS, sentence, letter),
      ),
      ...amountsOf(words, A_DAY).flatMap(({ from, to, amount }) => {
        const near = text.slice(Math.max(0, start + from - NEAR), start + to + NEAR);
        const target = SMOKERS.find(({ most }) => amount <= most)?.target;
        return target === undefined || amount === 0 || !SMOKING.test(near) || NO_LONGER.test(near)
          ? []
          : mentionAt(start + from, start + to, target, sentence, letter);
      }),
      ...allMatches(words, FIT).flatMap(({ index, 0: whole, groups }) => {
        const below = groups!.below !== undefined || Number(groups!.amount) < FIT_THRESHOLD;
        const target = below ? FIT_NEGATIVE : FIT_POSITIVE;
        return mentionAt(start + index, start + index + whole.length, target, sentence, letter, 'screening');
      }),
    ];
  });
}

/** Statements are in text order, so that the text is searched once. @returns the end of the text where there is none */
function nextDigit(text: string, from: number): number {
  DIGIT.lastIndex = from;
  return DIGIT.exec(text)?.index ?? text.length;
}
const DIGIT = /\d/g;

const MAY_BE_AN_AMOUNT = /\d\s?(?:u|cig|\/|a |per|d)|FIT/i;
/** Micrograms of haemoglobin per gram of faeces from which a test counts as positive (NICE DG56, 2023). */
const FIT_THRESHOLD = 10;
const FIT_POSITIVE = 'idea:fit-positive';
const FIT_NEGATIVE = 'idea:fit-negative';
const FIT =
  /\bq?FIT(?:\s(?:result|test|value|level|was|of|is|came back|raised|elevated|high|positive|at)){0,4}\s?[:=(]?\s?(?<below><)?\s?(?<amount>\d{1,4}(?:\.\d)?)(?!\d|[/-]\d|\.\d|\s?(?:years?|yrs?|yo|y|weeks?|months?|days?|\/|for|and)\b)/g;
const NEAR = 40;
const UNITS =
  /(?<![\d./])(?:\d{1,3}\s?[-–]\s?)?(?<amount>\d{1,3})\s?(?:units?|u)(?<per>\s?(?:\/|per|a|each|p)?\s?(?:weekly|week|wk|w)\b)?/gi;
const A_DAY =
  /(?<![\d./])(?:\d{1,2}\s?[-–]\s?)?(?<amount>\d{1,3})(?:\s?(?:cigs?|cigarettes))?(?<per>\s?(?:\/\s?d(?:ay)?|a day|per day|daily)\b)/gi;
const ALCOHOL = /\b(?:alcohol|etoh|drinks?|drinking|wine|beer|spirits|whisky)\b/i;
const SMOKING = /\b(?:smok\w{1,6}|cigs?|cigarettes)\b/i;
const NO_LONGER =
  /\b(?:ex|former|previous|previously|stopped|quit|gave up|used to|until|till|before|pack|vap\w{1,4}|non|never)\b/i;

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
          sentence,
          phrase: 'an amount a week or a day',
          meaning: { layer: 'concept', target, category },
        },
      ];
}
