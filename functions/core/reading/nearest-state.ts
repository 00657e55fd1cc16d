import type { ContextCategory } from '../lexicon/rows.ts';
import type { Target } from './context.ts';
import type { Modifier } from './modifiers.ts';

/**
 * Of several words on the same question the nearest counts: "completed chemotherapy, for radiotherapy"; "biopsy proven …, previous
 * bladder cancer".
 */
export function nearestState(modifiers: readonly Modifier[], target: Target): readonly Modifier[] {
  const states = target.category === 'diagnosis' || target.category === 'stage' ? TIMES : PROGRESS;
  const said = modifiers.filter(({ rule }) => states.has(rule.category));
  if (said.length < 2) return modifiers;
  const saying = said.filter((one) => !said.some((other) => isProofOfThen(one, other)));
  // "To have his first cycle of …", "completed cycle 4": a cycle is going on where nothing else is said of it. "Cycle 2 given": so does it.
  const isStopped = saying.some(({ rule }) => rule.category === 'stopped');
  const others = saying.filter(
    ({ rule }) =>
      rule.trigger !== 'cycle' && rule.trigger !== 'given' && !(isStopped && TIMES_OF_DAY.has(rule.trigger)),
  );
  const competing = others.length === 0 ? saying : others;
  const nearest = Math.min(...competing.map((one) => distanceTo(target, one)));
  // "I stopped the nilotinib today" is when it stops.
  const stops = saying.some((one) => one.rule.category === 'stopped' && distanceTo(target, one) === nearest);
  return modifiers.filter(
    (modifier) =>
      !states.has(modifier.rule.category) ||
      (distanceTo(target, modifier) === nearest && !(stops && TIMES_OF_DAY.has(modifier.rule.trigger))),
  );
}

/** "Found on biopsy 5 years ago": that is when it was proven. */
function isProofOfThen(proof: Modifier, { rule, from }: Modifier): boolean {
  return (
    proof.rule.category === 'current' &&
    PROOF.test(proof.rule.trigger) &&
    rule.category === 'historical' &&
    rule.trigger.endsWith(' ago') &&
    from >= proof.to &&
    from - proof.to <= 3
  );
}
const PROOF = /\b(?:biopsy|histolog|confirmed|proven|diagnosed)/;
const TIMES_OF_DAY: ReadonlySet<string> = new Set(['today', 'now', 'currently']);
const PROGRESS: ReadonlySet<ContextCategory> = new Set(['planned', 'ongoing', 'completed', 'stopped', 'historical']);
const TIMES: ReadonlySet<ContextCategory> = new Set(['historical', 'current']);

/** How far a treatment has come. */
export function isProgress(category: ContextCategory): boolean {
  return PROGRESS.has(category);
}

/** "No need for radiotherapy after mastectomy": the mastectomy was done. */
export function givenBefore(modifiers: readonly Modifier[], target: Target): readonly Modifier[] {
  if (target.category !== 'treatment') return modifiers;
  const since = modifiers.find(({ rule, to }) => to <= target.from && COMES_AFTER.test(rule.trigger));
  // "Not fit for an operation and a stent was placed": said right behind it, that is what was done.
  const done = modifiers.some(
    ({ rule, from }) =>
      from >= target.to &&
      from - target.to <= 1 &&
      rule.category === 'completed' &&
      /^(?:was|were) /.test(rule.trigger),
  );
  if (since === undefined && !done) return modifiers;
  const ends = done ? target.from : since!.from;
  return modifiers.filter(({ rule, to }) => to > ends || (rule.category !== 'negated' && rule.category !== 'declined'));
}
const COMES_AFTER = /^(?:after|following|since|post|months after|years after)$/;

/**
 * "? SCC of ear, BCC of nose - biopsy proven", "?mets from known breast cancer", "?mets, prev breast ca": what is proven, known or past beside
 * its own words is not what was asked before. "?previous TB" asks about it.
 */
export function withoutQuestion(modifiers: readonly Modifier[], target: Target): readonly Modifier[] {
  const proof = modifiers.filter(
    (one) =>
      one.rule.category === 'current' &&
      (one.rule.direction === 'backward'
        ? /prove|confirm/.test(one.rule.trigger)
        : distanceTo(target, one) === 0 && one.rule.trigger === 'known'),
  );
  const past = modifiers.find(
    (one) => one.rule.category === 'historical' && distanceTo(target, one) === 0 && OF_BEFORE.test(one.rule.trigger),
  );
  if (past !== undefined)
    return modifiers.filter((one) => one.rule.category !== 'possible' || one.to >= past.from || one.rule.wholeSentence);
  if (proof.length === 0) return modifiers;
  const nearest = Math.min(...proof.map((one) => distanceTo(target, one)));
  return modifiers.filter(
    (one) => one.rule.category !== 'possible' || one.to > target.from || distanceTo(target, one) <= nearest,
  );
}

const OF_BEFORE = /^(?:prev|previous|past|previously|pmh|h\/o|history of|hx of|hx|known previous)$/;

/** In tokens, from the words of the trigger to those of the target. */
function distanceTo(target: Target, { from, to }: Modifier): number {
  return to <= target.from ? target.from - to : from - target.to;
}
