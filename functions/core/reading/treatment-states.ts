import type { ContextCategory } from '../lexicon/rows.ts';
import type { Context } from './context.ts';
import { dateNear } from './date-roles.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';

/** A treatment as found, with what the words beside it say. */
export interface SaidTreatment {
  readonly mention: Mention;
  readonly said: Context;
  /** The same, of the words from a token on only. */
  readonly saidFrom: (token: number) => Context;
  /** Given over time, such as a drug; an operation is not. */
  readonly lasting: boolean;
  /** An operation or a like event: over once it is done, so never going on. */
  readonly event: boolean;
  readonly chemotherapy: boolean;
  /** Watching: it begins when it is agreed. */
  readonly monitoring: boolean;
}

/**
 * How far each treatment of one statement has got. Words beside it decide; where there are none, the treatment it is
 * joined to ("for mastectomy, SNB and radiotherapy"), then its date against the letter's, then a count of courses given.
 *
 * @param treatments of one statement, in text order
 * @param before the state of the last treatment of the statement before, for one that begins with "Then"
 */
export function withStates(
  treatments: readonly SaidTreatment[],
  letter: LetterRead,
  before: Context | null,
): readonly Context[] {
  const said = [...treatments];
  const states = treatments.map((one) => one.said);
  const known = treatments.map(({ said }) => isStated(said));
  treatments.forEach((one, i) => {
    const earlier = treatments[i - 1];
    if (known[i] && (earlier === undefined || !reachesOver(earlier, one))) return;
    if (earlier === undefined) {
      if (!beginsWithThen(one.mention, letter) || before?.categories.has('completed')) return;
      states[i] = inState(states[i]!, 'planned');
      known[i] = true;
      return;
    }
    const link = linkBetween(earlier.mention, one.mention, letter, treatments);
    const state = link === null || link === 'apart' || !known[i - 1] ? null : stateOf(states[i - 1]!);
    if (known[i] && (link === 'apart' || (link === null && isOnlyShort(one)))) {
      said[i] = { ...one, said: one.saidFrom(earlier.mention.to) };
      states[i] = said[i]!.said;
      known[i] = false;
    }
    if (state === null) return;
    states[i] = inState(states[i]!, link === 'then' && state === 'ongoing' ? 'planned' : state);
    known[i] = true;
  });
  for (let i = treatments.length - 2; i >= 0; i--) {
    if (known[i] || !known[i + 1]) continue;
    const state = stateOf(states[i + 1]!);
    const joined = linkBetween(treatments[i]!.mention, treatments[i + 1]!.mention, letter, treatments) === 'and';
    if (state === null || !joined || !isSaidBehind(treatments[i + 1]!)) continue;
    states[i] = inState(states[i]!, state);
    known[i] = true;
  }
  return said.map((one, i) => asEvent(one, known[i] ? ended(one, states[i]!, letter) : dated(one, letter)));
}

const PROGRESS: readonly ContextCategory[] = ['planned', 'ongoing', 'completed', 'stopped', 'historical'];
const SAYS_MORE: ReadonlySet<ContextCategory> = new Set([...PROGRESS, 'declined', 'negated', 'hypothetical']);

/** Whether words say it, and not only the heading. */
function isStated({ modifiers }: Context): boolean {
  return modifiers.some(({ rule }) => SAYS_MORE.has(rule.category));
}

function stateOf({ categories, assertion }: Context): ContextCategory | null {
  if (assertion.certainty !== 'confirmed' || assertion.temporality === 'hypothetical') return null;
  return PROGRESS.find((state) => categories.has(state)) ?? null;
}

const TEMPORALITY = {
  planned: 'planned',
  ongoing: 'current',
  completed: 'completed',
  stopped: 'completed',
  historical: 'historical',
} as const;

/** "On nivolumab, SRS 22/7": what is said of the treatment before says something of this one only where the two are joined. */
function reachesOver(earlier: SaidTreatment, { said }: SaidTreatment): boolean {
  const progress = said.modifiers.filter(({ rule }) => SAYS_MORE.has(rule.category));
  return progress.every(({ to, rule }) => to <= earlier.mention.from && PROGRESS.includes(rule.category));
}

/** Said by words such as "on" and "for", that reach a few words only. */
function isOnlyShort({ said }: SaidTreatment): boolean {
  return said.modifiers.every(({ rule }) => !SAYS_MORE.has(rule.category) || rule.reach !== Number.POSITIVE_INFINITY);
}

/** In place of whatever the heading says. */
function inState(context: Context, state: ContextCategory): Context {
  const categories = new Set([...context.categories].filter((one) => !PROGRESS.includes(one)));
  categories.add(state);
  const temporality = TEMPORALITY[state as keyof typeof TEMPORALITY];
  return { ...context, categories, assertion: { ...context.assertion, temporality } };
}

const LONGEST_LINK = 12;
const ENDS_LINK = /^[;.:?!]$/;
const JOINS = new Set([',', '+', '&', 'and', '/', 'plus', 'with', '(']);
const FOLLOWS = new Set(['then', 'followed', '→', '>', 'thereafter', 'subsequently', 'before']);

/** How two neighbours are joined: side by side, one behind the other, not although close, or (null) nobody can say. */
function linkBetween(
  earlier: Mention,
  later: Mention,
  { tokens }: LetterRead,
  treatments: readonly SaidTreatment[],
): 'and' | 'then' | 'apart' | null {
  const length = later.from - earlier.to;
  if (length < 0 || length > LONGEST_LINK) return null;
  const within = (from: number, to: number) => from >= earlier.to && to <= later.from;
  if (treatments.some(({ said }) => said.modifiers.some(({ from, to }) => from < to && within(from, to)))) return null;
  const words = tokens.slice(earlier.to, later.from).map(({ word }) => word);
  if (words.some((word) => ENDS_LINK.test(word) || STATES_ANEW.has(word))) return null;
  if (words.some((word) => FOLLOWS.has(word))) return 'then';
  return words.some((word) => JOINS.has(word)) ? 'and' : 'apart';
}
const STATES_ANEW = new Set(
  'is was were are has had have he she they but not no if when who which because due may might could would should shows showed although though while despite'.split(
    ' ',
  ),
);

/** "WLE and SNB were performed": said behind both. */
function isSaidBehind({ mention, said }: SaidTreatment): boolean {
  return said.modifiers.some(({ from, rule }) => from >= mention.to && PROGRESS.includes(rule.category));
}

function beginsWithThen({ sentence, from }: Mention, { tokens }: LetterRead): boolean {
  return from - sentence.from <= 4 && tokens[sentence.from]!.word === 'then';
}

/** A date ahead of the letter is a plan, one behind it is done; a range or a count of courses has come to its end. */
function dated(one: SaidTreatment, letter: LetterRead): Context {
  const { mention, said, lasting, chemotherapy } = one;
  const date = dateNear(letter, mention, 'treatment', said)?.date.value;
  const { writtenOn } = letter;
  if (date !== undefined && writtenOn !== null) {
    if (date > writtenOn.slice(0, date.length)) return inState(said, 'planned');
    if (!lasting) return inState(said, 'completed');
    if (chemotherapy && monthsBetween(date, writtenOn) > LONGEST_COURSE_MONTHS) return inState(said, 'completed');
  }
  if (hasEnded(one, letter)) return inState(said, 'completed');
  const counted =
    chemotherapy &&
    !said.categories.has('planned') &&
    (COUNT.test(wordsBehind(mention, letter)) || COUNT_BEFORE.test(wordsBefore(mention, letter)));
  return counted ? inState(said, 'completed') : said;
}

const LONGEST_COURSE_MONTHS = 9;
/** "x6", "6 cycles", "x 4 cycles". */
const COUNT = /^[\s(]{0,3}(?:[x×*]\s?\d{1,2}\b|\d{1,2}\s?(?:[x×]|cycles?\b|courses?\b))/i;

/** "2x ABVD", "6 cycles of FEC". */
const COUNT_BEFORE = /(?:^|\s)\d{1,2}\s?(?:[x×]\s?|(?:cycles?|courses?) of\s)$/i;

function monthsBetween(date: string, later: string): number {
  const months = (iso: string) => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7) || '6');
  return months(later) - months(date);
}

/** "On tamoxifen 2012-17", "for breast cancer (WLE 2012)": what is said to go on or to come is over where its years are. */
function ended(one: SaidTreatment, said: Context, letter: LetterRead): Context {
  if (said.categories.has('ongoing') && hasEnded(one, letter)) return inState(said, 'completed');
  const year = YEAR_BEHIND.exec(wordsBehind(one.mention, letter))?.groups?.year;
  const longAgo =
    year !== undefined && letter.writtenOn !== null && Number(year) < Number(letter.writtenOn.slice(0, 4));
  return longAgo && said.categories.has('planned') ? inState(said, 'completed') : said;
}
const YEAR_BEHIND = /^(?:[/ ]{0,2}[A-Z]{2,4})?[\s(,]{1,3}(?:in )?(?<year>(?:19|20)\d\d)\b/;

function hasEnded({ mention }: SaidTreatment, letter: LetterRead): boolean {
  const range = RANGE.exec(wordsBehind(mention, letter))?.groups?.to;
  if (range === undefined) return false;
  const end = Number(range.slice(-2)) + 2000;
  const year = Number((letter.writtenOn ?? String(letter.latestYear)).slice(0, 4));
  return end <= year || end - 100 >= 1950;
}

/** "2012-17", "2012 to 2017", "Jan-March 26", "(Oct-Dec 25)". */
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
const RANGE = new RegExp(
  String.raw`^[^.;]{0,40}?(?:\b(?:19|20)\d\d\s?(?:[-–]|to)\s?|\b${MONTH}\.?\s?(?:'?\d\d(?:\d\d)?\s?)?(?:[-–]|to)\s?${MONTH}\.?\s?'?)(?<to>(?:19|20)?\d\d)\b`,
  'i',
);

function wordsBefore({ from, sentence }: Mention, { text, tokens }: LetterRead): string {
  const end = tokens[from]!.start;
  return text.slice(Math.max(end - 20, tokens[sentence.from]!.start), end);
}

function wordsBehind({ to, sentence }: Mention, { text, tokens }: LetterRead): string {
  const start = tokens[to - 1]!.end;
  return text.slice(start, Math.min(start + 60, tokens[sentence.to - 1]!.end));
}

/** "LLETZ today": what is done in an hour is done. "Surveillance agreed": so it has begun. */
function asEvent({ event, monitoring }: SaidTreatment, context: Context): Context {
  if (monitoring && context.modifiers.some(({ rule }) => AGREED.test(rule.trigger))) return inState(context, 'ongoing');
  if (!event || context.assertion.temporality !== 'current') return context;
  return inState(context, context.categories.has('planned') ? 'planned' : 'completed');
}
const AGREED = /\b(?:agreed|chosen|chose|opted|elected|accepted|decided)\b/;
