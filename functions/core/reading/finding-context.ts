import type { Assertion } from '../answer.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { ContextCategory } from '../lexicon/rows.ts';
import { believed } from './beliefs.ts';
import type { Context } from './context.ts';
import { isHadByOthers } from './finding-bearers.ts';
import { DENIES } from './finding-clauses.ts';
import { reachesFinding } from './finding-scope.ts';
import { isDatedInThePast, isUnderShould, whatUntilSays } from './finding-times.ts';
import { isTakenBack, saidByVerb } from './finding-verbs.ts';
import { isOpinionOfIt } from './known-cancers.ts';
import type { Modifier } from './modifiers.ts';
import type { Sentence } from './sentences.ts';

/** A stretch of a statement that may be anything a letter says of somebody: a symptom, a sign, a disease, what he does. */
export interface FindingTarget {
  readonly from: number;
  readonly to: number;
  readonly sentence: Sentence;
}

/**
 * What the words around a finding say of it: ConText (Harkema 2009) with the rules for findings. They differ from those for
 * cancers, where what is merely in keeping with a cancer, or unlikely, must not become a code.
 */
export function findingContext(
  target: FindingTarget,
  modifiers: readonly Modifier[],
  tokens: readonly MatchToken[],
): Context {
  const inReach = withVerb(
    modifiers.filter(
      (modifier) =>
        reachesFinding(modifier, target, modifiers, tokens) &&
        !(modifier.rule.category === 'negated' && isOpinionOfIt(modifier.to, target.from, tokens)),
    ),
    saidByVerb(target, tokens),
  );
  const until = whatUntilSays(target, tokens);
  const asRequired = inReach.some(({ rule }) => AS_REQUIRED.test(rule.trigger));
  const reaching = nearestTime(nearestDoubt(inReach, target, tokens), target).filter(
    ({ rule, from }) => rule.category !== 'negated' || (until !== 'begun' && !(asRequired && from >= target.to)),
  );
  const categories = new Set(reaching.map(({ rule }) => rule.category));
  const bySection = SECTION_DEFAULTS[target.sentence.section];
  const dated = isDatedInThePast(target, tokens);
  if (dated || until === 'over') categories.add('historical');
  // "Known epileptic, last fit 2019".
  if (dated && tokens[target.from - 1]?.word === 'last') categories.delete('current');
  if (!UNCERTAINTY.some((category) => categories.has(category))) {
    const belief = believed(target, target.sentence, tokens);
    if (belief !== null) categories.add(belief);
  }
  if (categories.has('possible') && isTakenBack(target, reaching, tokens)) categories.add('negated');
  const condition = isUnderShould(target, tokens);
  if (condition) categories.add('hypothetical');
  if (target.sentence.section === 'plan' && isErrand(target, tokens)) categories.add('planned');
  if (isHadByOthers(target, tokens)) categories.add('other-person');
  if (bySection !== undefined && !categories.has('current')) categories.add(bySection);
  return {
    assertion: assertionFrom(categories, condition || reaching.some(isCondition)),
    categories,
    modifiers: reaching,
  };
}

/** "PRN lorazepam for withdrawal, not needed": what was not needed is the drug. */
const AS_REQUIRED = /^(?:prn|as required|as needed|if required|if needed|when required)\b/;

/** What the whole verb says counts for the triggers in it: "hasn't been ruled out" rules nothing out. */
function withVerb(modifiers: readonly Modifier[], verb: Modifier | null): readonly Modifier[] {
  if (verb === null) return modifiers;
  const isInVerb = ({ rule, from, to }: Modifier) => DENIES.test(rule.category) && from < verb.to && verb.from < to;
  return [...modifiers.filter((one) => !isInVerb(one)), verb];
}

const UNCERTAINTY: readonly ContextCategory[] = ['negated', 'possible', 'historical'];

/**
 * The triggers without those that a longer pseudo-trigger begins in: "has no hesitation", "is not improving" deny nothing, though
 * "has no" and "is not" alone would.
 */
export function withoutPseudo(
  modifiers: readonly Modifier[],
  sentence: FindingTarget['sentence'],
  tokens: readonly MatchToken[],
  rules: Lexicon['findingRules'],
): readonly Modifier[] {
  const endOf = new Map<number, number>();
  for (const { from, end, values } of rules.matchesIn(sentence, tokens))
    if (!endOf.has(from) && values.some(({ category }) => category === 'pseudo')) endOf.set(from, end);
  // "Cannot be certain that this is not a melanoma": the doubt holds the denial.
  const doubts = modifiers.filter(({ rule }) => rule.category === 'possible');
  return modifiers.filter((one) => {
    if (one.rule.category === 'negated' && doubts.some((doubt) => doubt.from < one.from && one.from < doubt.to))
      return false;
    for (let i = one.from + 1; i < one.to; i++) if ((endOf.get(i) ?? 0) > one.to) return false;
    return true;
  });
}

/** Under a plan: "calprotectin, coeliac screen". Not the problem itself ("COPD: inhalers"), nor what something is done for. */
function isErrand({ from, to, sentence }: FindingTarget, tokens: readonly MatchToken[]): boolean {
  if (to < sentence.to && /^(?::|-|–|→|=)$/.test(tokens[to]!.raw)) return false;
  for (let i = sentence.from; i < from; i++) if (NO_ERRAND.test(tokens[i]!.word)) return false;
  return !tokens.slice(from, Math.min(sentence.to, to + 4)).some(({ word }) => NO_ERRAND.test(word));
}
const NO_ERRAND =
  /^(?:for|with|of|due|if|re|regarding|is|are|was|were|has|have|had|does|did|:|from|because|since|as|given|about|likely|possible|\?|no|not|diagnosis|dx|impression|imp|assessment|problem|secondary|despite|when|until|unless|in|explained|discussed|understands|aware|treat|treating|control|manage|suspect|continue|continues|continued|continuing)$/;

/** What a heading alone says of what stands under it. */
const SECTION_DEFAULTS: Readonly<Record<string, ContextCategory>> = {
  'family-history': 'family',
  'past-history': 'historical',
  differential: 'possible',
  'information-given': 'hypothetical',
};

/**
 * A condition, a warning or a risk is about something that is neither denied nor doubted. What was looked for and denied is no risk: "tested
 * for chlamydia, negative".
 */
function assertionFrom(categories: ReadonlySet<ContextCategory>, condition: boolean): Assertion {
  const negated = categories.has('negated') && !(condition && categories.has('hypothetical'));
  const hypothetical = categories.has('hypothetical') && !negated;
  return {
    certainty: negated ? 'negated' : categories.has('possible') && !hypothetical ? 'suspected' : 'confirmed',
    temporality: hypothetical ? 'hypothetical' : timeFrom(categories),
    subject: categories.has('other-person') ? 'other' : categories.has('family') ? 'family' : 'patient',
  };
}

const isCondition = ({ rule }: Modifier) => rule.category === 'hypothetical' && rule.wholeSentence;

/** What is denied or doubted is neither planned nor done. */
function timeFrom(categories: ReadonlySet<ContextCategory>): Assertion['temporality'] {
  if (categories.has('current')) return 'current';
  if (categories.has('historical')) return 'historical';
  if (categories.has('negated') || categories.has('possible')) return 'current';
  return categories.has('planned') ? 'planned' : categories.has('completed') ? 'completed' : 'current';
}

const distanceTo = (target: FindingTarget, { from, to }: Modifier) =>
  to <= target.from ? target.from - to : Math.max(0, from - target.to);

/**
 * Of a denial and a doubt before the target the nearer counts where something stands between them: "no fever, possible UTI". In "no
 * evidence of likely infection" it is the denial. What is known or proven beside its own words was not what was asked before.
 */
function nearestDoubt(
  modifiers: readonly Modifier[],
  target: FindingTarget,
  tokens: readonly MatchToken[],
): readonly Modifier[] {
  const said = modifiers.filter(({ rule, to }) => /^(?:negated|possible)$/.test(rule.category) && to <= target.from);
  const last = said.reduce<Modifier | null>((best, one) => (best === null || one.to > best.to ? one : best), null);
  const known = modifiers.find(
    (one) =>
      one.rule.category === 'current' &&
      /known|confirmed|proven/.test(one.rule.trigger) &&
      distanceTo(target, one) === 0,
  );
  return modifiers.filter((one) => {
    if (known !== undefined && one.rule.category === 'possible' && one.to <= known.from) return false;
    if (last === null || last.rule.category !== 'possible' || one.rule.category !== 'negated') return true;
    return one.to > last.from || !tokens.slice(one.to, last.from).some(({ word }) => /^(?:,|and|\(|:)$/.test(word));
  });
}

/** Of "history of" and "now", or "chronic", the nearest counts. */
function nearestTime(modifiers: readonly Modifier[], target: FindingTarget): readonly Modifier[] {
  const times = modifiers.filter(({ rule }) => TIMES.has(rule.category));
  if (times.length < 2) return modifiers;
  // "Recurrent tonsillitis in childhood": a word of the name itself says less than what stands beside it.
  const distance = (one: Modifier) =>
    one.from >= target.from && one.to <= target.to ? INSIDE : distanceTo(target, one);
  const nearest = Math.min(...times.map(distance));
  // "Last year he underwent a laminectomy": what was done says nothing against the past.
  const done = times.every((one) => distance(one) !== nearest || one.rule.category === 'completed');
  return modifiers.filter(
    (one) => !TIMES.has(one.rule.category) || distance(one) === nearest || (done && one.rule.category === 'historical'),
  );
}
const INSIDE = 3;
const TIMES: ReadonlySet<ContextCategory> = new Set(['historical', 'current', 'planned', 'completed']);
