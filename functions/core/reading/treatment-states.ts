import type { ContextCategory } from '../lexicon/rows.ts';
import type { Context } from './context.ts';
import type { LetterRead } from './letter-read.ts';
import { beginsWithOrder, comesNext, nextAfter } from './next-treatment.ts';
import { isOnlyNamed } from './only-named.ts';
import type { SaidTreatment } from './said-treatment.ts';
import { stateByCount, stateByPart, stateUnderHeading } from './treatment-courses.ts';
import { stateByDate } from './treatment-dates.ts';
import { isOver, stateByYears } from './treatment-ends.ts';
import { areOneRegimen, closingBracket, isReplaced, linkBetween, opensBracket } from './treatment-links.ts';
import { inState, isOnlyShort, isSaidBehind, isStated, reachesOver, stateOf } from './treatment-progress.ts';

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
