import type { ContextCategory } from '../lexicon/rows.ts';
import type { Context } from './context.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Modifier } from './modifiers.ts';
import { isOnlyNamed } from './only-named.ts';
import { isOver, stateByCount, stateByDate, stateByPart, stateByYears, stateUnderHeading } from './treatment-dates.ts';

/** A treatment as found, with what the words beside it say. */
export interface SaidTreatment {
  readonly mention: Mention;
  readonly said: Context;
  /** The same, by some of those words. */
  readonly saidBy: (counts: (modifier: Modifier) => boolean) => Context;
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
 * @param all of one statement, in text order
 * @param before the state of the last treatment of the statement before, for one that begins with "Then"
 */
export function withStates(
  all: readonly SaidTreatment[],
  letter: LetterRead,
  before: Context | null,
): readonly Context[] {
  const treatments = all.map((one, i) => {
    const next = all[i + 1];
    if (next === undefined || !opensBracket(one.mention, next.mention, letter)) return one;
    const closes = closingBracket(next.mention, letter);
    return { ...one, said: one.saidBy(({ from }) => from < next.mention.from || from > closes) };
  });
  const said = [...treatments];
  const states = treatments.map((one) => one.said);
  const known = treatments.map(({ said }) => isStated(said));
  const settle = (i: number, state: ContextCategory | null) => {
    if (state === null) return;
    states[i] = inState(states[i]!, state);
    known[i] = true;
  };
  treatments.forEach((one, i) => {
    const earlier = treatments[i - 1];
    const isOwn = earlier === undefined || !reachesOver(earlier, one);
    if (known[i] && isOwn) return;
    const until = endOfDetails(one, treatments[i + 1], letter);
    const byDate = known[i] ? null : stateByDate(one, until, letter);
    settle(i, byDate);
    if (byDate !== null) return;
    if (!known[i] && beginsWithOrder(one.mention, letter)) settle(i, 'planned');
    if (earlier === undefined) {
      if (comesNext(one.mention, before, letter)) settle(i, 'planned');
    } else {
      const link = linkBetween(earlier.mention, one.mention, letter, treatments);
      if (known[i] && (link === 'apart' || (link === null && isOnlyShort(one)))) {
        said[i] = { ...one, said: one.saidBy(({ from }) => from >= earlier.mention.to) };
        states[i] = said[i]!.said;
        known[i] = false;
        settle(i, stateByDate(one, until, letter));
      } else if ((link === 'and' || link === 'then') && known[i - 1]) {
        settle(i, link === 'then' ? nextAfter(stateOf(states[i - 1]!), one) : stateOf(states[i - 1]!));
      }
    }
    if (!known[i])
      settle(
        i,
        stateByCount(said[i]!, until, letter) ??
          stateByYears(said[i]!, until, letter) ??
          stateUnderHeading(said[i]!, until, letter),
      );
  });
  for (let i = treatments.length - 2; i >= 0; i--) {
    const [one, next] = [treatments[i]!, treatments[i + 1]!];
    if (!known[i] && isReplaced(one, next, letter)) settle(i, 'stopped');
    if (known[i] || !known[i + 1]) continue;
    const link = linkBetween(one.mention, next.mention, letter, treatments);
    const joined = link === 'and' && !opensBracket(one.mention, next.mention, letter);
    const state = stateOf(states[i + 1]!);
    // "NACT followed by mastectomy 2024": what came before is over as well.
    if (link === 'then' && state === 'completed') settle(i, state);
    // "Adjuvant chemo & pelvic RT 2024": a course before what is over is over.
    const both = isSaidBehind(next) || areOneRegimen(one.mention, next.mention, letter);
    if (joined && (both || (one.chemotherapy && state === 'completed'))) settle(i, state);
  }
  return said.map((one, i) => {
    const over = known[i] && isOver(one, states[i]!, endOfDetails(one, treatments[i + 1], letter), letter);
    if (!known[i] && !one.monitoring && isOnlyNamed(one.mention, one.said.categories, letter))
      return { ...states[i]!, assertion: { ...states[i]!.assertion, temporality: 'hypothetical' } };
    const until = endOfDetails(one, treatments[i + 1], letter);
    const part = one.event || states[i]!.categories.has('stopped') ? null : stateByPart(one, until, letter);
    if (part !== null) return inState(states[i]!, part);
    if (one.monitoring && wasChosen(one, letter)) return inState(states[i]!, 'ongoing');
    if (!known[i] && wasDone(one, letter)) return inState(states[i]!, 'completed');
    return asEvent(one, over ? inState(states[i]!, 'completed') : states[i]!);
  });
}

/** Where what is said behind a treatment begins to be said of the next one; details in brackets are its own. */
function endOfDetails(
  { mention }: SaidTreatment,
  next: SaidTreatment | undefined,
  { text, tokens }: LetterRead,
): number {
  const end = tokens[mention.sentence.to - 1]!.end;
  if (next === undefined) return end;
  const start = tokens[next.mention.from]!.start;
  return text.slice(tokens[mention.to - 1]!.end, start).includes('(') ? end : start;
}

function closingBracket({ to, sentence }: Mention, { tokens }: LetterRead): number {
  for (let i = to; i < sentence.to; i++) if (tokens[i]!.raw === ')') return i;
  return sentence.to;
}

/** "Letrozole switched to exemestane in May", "tamoxifen → letrozole": one drug in place of the other. */
function isReplaced(earlier: SaidTreatment, later: SaidTreatment, { tokens }: LetterRead): boolean {
  if (!earlier.lasting || !later.lasting || later.mention.from - earlier.mention.to > LONGEST_CHANGE) return false;
  const words = tokens.slice(earlier.mention.to, later.mention.from).map(({ norm }) => norm);
  if (words.some((word) => ENDS_LINK.test(word) || word === ',')) return false;
  if (words.some((word) => REPLACES.has(word))) return true;
  // "Degarelix Jan → leuprorelin", but "plan: bicalutamide → Zoladex".
  return !earlier.chemotherapy && !later.chemotherapy && !earlier.said.categories.has('planned') && words.includes('→');
}
const LONGEST_CHANGE = 7;
const REPLACES = new Set('switched changed swapped replaced converted'.split(' '));

/** "Axitinib (pembro stopped Feb)": what is said in the bracket is not said of what stands before it. */
function opensBracket(earlier: Mention, later: Mention, { tokens }: LetterRead): boolean {
  return tokens.slice(earlier.to, later.from).some(({ raw }) => raw === '(');
}

/** "Carboplatin/pemetrexed + pembrolizumab x4", "cetuximab-based chemo" */
export function areOneRegimen(earlier: Mention, later: Mention, { tokens }: LetterRead): boolean {
  return later.from - earlier.to === 1 && /^(?:[/+]|based)$/.test(tokens[earlier.to]!.raw);
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
  // "Marrow Transplant Programme, 2 April": its name, whatever the day.
  if (context.categories.has('attributive')) return context;
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
  // "Melphalan autograft"
  if (length === 0 && tokens[later.from]!.gap === 'space') return 'and';
  const within = (from: number, to: number) => from >= earlier.to && to <= later.from;
  if (treatments.some(({ said }) => said.modifiers.some(({ from, to }) => from < to && within(from, to)))) return null;
  const words = tokens.slice(earlier.to, later.from).map(({ word }) => word);
  if (words.some((word) => ENDS_LINK.test(word) || STATES_ANEW.has(word))) return null;
  if (words.some((word) => FOLLOWS.has(word))) return 'then';
  return words.some((word) => JOINS.has(word)) ? 'and' : 'apart';
}
const STATES_ANEW = new Set(
  'is was were are has had have he she they but not no if when who which because due may might could would should shows showed although though while despite now'.split(
    ' ',
  ),
);

/** "WLE and SNB were performed": said behind both. */
function isSaidBehind({ mention, said }: SaidTreatment): boolean {
  return said.modifiers.some(({ from, rule }) => from >= mention.to && PROGRESS.includes(rule.category));
}

/** What came behind a course is over, too; but a drug taken behind it may still be. */
function nextAfter(state: ContextCategory | null, { lasting, chemotherapy }: SaidTreatment): ContextCategory | null {
  if (state === 'ongoing') return 'planned';
  return state === 'completed' && lasting && !chemotherapy ? null : state;
}

/** "1. Start bicalutamide": asked for, in a list or a statement of its own. */
function beginsWithOrder({ sentence, from }: Mention, { tokens }: LetterRead): boolean {
  for (let i = from - 1; i >= Math.max(sentence.from, from - LONGEST_ORDER); i--)
    if (ORDERS.has(tokens[i]!.norm)) return tokens.slice(sentence.from, i).every(({ norm }) => NUMBERING.test(norm));
  return false;
}
const LONGEST_ORDER = 3;
const ORDERS = new Set('start commence begin give add arrange book list proceed restart'.split(' '));
const NUMBERING = /^(?:\d{1,2}|[.)(•-]|and|then|please|also)$/;

/**
 * "Then mastectomy", "… by a week; then weekly paclitaxel": the next step, unless what came before is over. "Thereafter", "next" and
 * "afterwards" tell of the past as well: what they follow must be to come, or going on.
 */
function comesNext({ sentence, from, to }: Mention, before: Context | null, { tokens }: LetterRead): boolean {
  const ahead =
    before !== null && AHEAD.has(before.assertion.temporality) && before.assertion.certainty === 'confirmed';
  let first = sentence.from;
  for (let i = from - 1; i > Math.max(sentence.from, from - 4); i--) if (tokens[i]!.raw === ';') first = i + 1;
  const opener = tokens[first]!.word;
  if (from - first <= 4 && opener === 'then') return !before?.categories.has('completed');
  if (!ahead) return false;
  if (
    from - first <= 5 &&
    (NEXT.has(opener) ||
      (/^(?:after|following)$/.test(opener) && /^(?:that|this|which)$/.test(tokens[first + 1]!.word)))
  )
    return true;
  for (let i = to; i < Math.min(sentence.to, to + 4); i++) if (AFTERWARDS.has(tokens[i]!.word)) return true;
  return false;
}
const AHEAD: ReadonlySet<string> = new Set(['planned', 'current']);
const NEXT = new Set(['thereafter', 'afterwards', 'subsequently', 'next', 'subsequent']);
const AFTERWARDS = new Set(['afterwards', 'afterward', 'thereafter']);

/** "LLETZ today": what is done in an hour is done. "Surveillance agreed": so it has begun. */
function asEvent({ event, monitoring }: SaidTreatment, context: Context): Context {
  if (monitoring && context.modifiers.some(({ rule }) => AGREED.test(rule.trigger))) return inState(context, 'ongoing');
  if (!event || context.assertion.temporality !== 'current') return context;
  return inState(context, context.categories.has('planned') ? 'planned' : 'completed');
}

/** "Transfused 2 units": its own verb says so. */
function wasDone({ mention: { from }, said }: SaidTreatment, { tokens }: LetterRead): boolean {
  return DONE.has(tokens[from]!.norm) && !said.categories.has('planned');
}
/** "Opted for surveillance", also where the options are told. */
function wasChosen({ mention: { from, to }, said }: SaidTreatment, { tokens }: LetterRead): boolean {
  if (said.modifiers.some(({ rule }) => NOT_CHOSEN.has(rule.category))) return false;
  return tokens.slice(from, to).some(({ norm }) => norm !== 'for' && AGREED.test(norm));
}
const NOT_CHOSEN: ReadonlySet<ContextCategory> = new Set([
  'hypothetical',
  'negated',
  'declined',
  'other-person',
  'family',
]);
const DONE = new Set(['transfused', 'drained', 'stented', 'debulked']);
const AGREED = /^for$|\b(?:agreed|chosen|chose|opted|elected|accepted|decided)\b/;
