import { allMatches } from '../all-matches.ts';

/** An amount of drink as people tell it, as UK units of alcohol a week. Character indices are half-open, in the words searched. */
export interface Drink {
  readonly from: number;
  readonly to: number;
  readonly units: number;
}

/** "2 glasses wine/night", "a couple of pints at the weekend", "half a bottle of wine a week": vessels and how often they are emptied. */
export function drinksIn(words: string): Drink[] {
  if (!MAY_NAME_A_VESSEL.test(words)) return [];
  return allMatches(words, VESSELS).flatMap((match) => {
    const { half, amount = '', vessel = '', drink, often } = match.groups!;
    const [from, to] = [match.index, match.index + match[0].length];
    const before = words.slice(Math.max(0, from - NEAR), from).replace(LIVES_WITH, '');
    const isAlcohol = drink !== undefined || /^pint/i.test(vessel) || DRINKING.test(before);
    if (!isAlcohol || OF_ANOTHER.test(before) || NO_ALCOHOL.test(words.slice(from, to + NEAR_BEHIND))) return [];
    if (IS_OVER.test(before) || IS_OVER.test(words.slice(to, to + NEAR_BEHIND))) return [];
    const count = (half === undefined ? 1 : 0.5) * (NUMBERS.get(amount.toLowerCase()) ?? Number(amount));
    const spirits = drink !== undefined && SPIRITS.test(drink);
    return [{ from, to, units: count * unitsIn(vessel, spirits) * timesAWeek(often!) }];
  });
}

const MAY_NAME_A_VESSEL = /glass|pint|bottle|can/i;
const NEAR = 40;
const NEAR_BEHIND = 25;
const VESSELS =
  /(?<![\d./-])\b(?:\d{1,2}\s?(?:[-–]|or|to)\s?)?(?<half>half )?(?<amount>\d{1,2}|an?(?: whole)?|one|two|three|four|five|six|a couple of|couple of|couple|a few)\s?(?:(?:small|medium|large|big) )?(?<vessel>glass(?:es)?|pints?|bottles?|cans?)(?: of)?(?: (?:red|white|rose|strong))?(?: (?<drink>wine|claret|merlot|rioja|shiraz|chardonnay|pinot|champagne|fizz|red|white|beer|lager|cider|stout|ale|bitter|prosecco|sherry|port|whisky|whiskey|vodka|gin|rum|brandy|spirits))?,?\s?(?<often>(?:\/|a |per |each |every |most |p)\s?(?:night|evening|day|d|wk|week|w)s?\b|nightly|daily|weekly|(?:at|over|on) (?:a |the )?(?:weekend|wkend|w\/e)s?\b|(?:on )?(?:fri|sat|sun)(?:urday|day)?s?(?: ?(?:and|&|\/|\+|,|-) ?(?:fri|sat|sun)(?:urday|day)?s?)*\b|(?:\/|a |per |each |every )\s?weekend)/gi;

const NUMBERS: ReadonlyMap<string, number> = new Map([
  ['a', 1],
  ['an', 1],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['a couple of', 2],
  ['couple of', 2],
  ['couple', 2],
  ['a few', 3],
]);

/** Units as the NHS counts them: a 175 ml glass of wine, a pint of ordinary beer, a 750 ml bottle of wine, a 440 ml can; of spirits a 70 cl bottle. */
function unitsIn(vessel: string, spirits: boolean): number {
  if (/^glass/i.test(vessel)) return 2.1;
  if (/^pint/i.test(vessel)) return 2.3;
  if (/^can/i.test(vessel)) return 2;
  return spirits ? 28 : 9.5;
}
const SPIRITS = /^(?:whisk|vodka|gin|rum|brandy|spirits)/i;

function timesAWeek(often: string): number {
  if (/weekend|wkend|w\/e|^(?:on )?(?:fri|sat|sun)/i.test(often)) return 1;
  return /w(?:ee)?k|\bw$|\/w|weekly/i.test(often) ? 1 : 7;
}

const DRINKING = /\b(?:alcohol|etoh|drinks?|drinking)\b/i;
const OF_ANOTHER =
  /\b(?:husband|wife|partner|father|mother|brother|sister|son|daughter|friend|limit|maximum|no more than|should|advised|less than|cut down to under)\b/i;
/** "Lives with wife, drinks …": who is named does not drink. */
const LIVES_WITH =
  /\b(?:with|c) (?:his |her |their )?(?:husband|wife|partner|son|daughter|mother|father|sister|brother|friend)\b/gi;
const NO_ALCOHOL =
  /\b(?:milk|water|tea|squash|juice|coke|cola|lemonade|ensure|fortisip|oxygen|feed|non-alcoholic|alcohol-free)\b/i;
const IS_OVER =
  /\b(?:used to|previously|formerly|until|till|stopped|quit|gave up|given up|no longer|in the past|before)\b/i;
