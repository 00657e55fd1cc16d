import type { Assertion, Category } from '../answer.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { ContextCategory } from '../lexicon/rows.ts';
import { assertionFrom } from './assertion.ts';
import { bearerOf, bearerOfBrackets, nearerBearer } from './bearers.ts';
import { believed } from './beliefs.ts';
import { withoutSettledTalk } from './decided.ts';
import { deniedByItsVerb } from './denied-verbs.ts';
import { isGeneralStatement, isQuoted } from './general-statements.ts';
import { speaksOfTheKnown } from './known-cancers.ts';
import type { Modifier } from './modifiers.ts';
import { givenBefore, isProgress, nearestState, withoutQuestion } from './nearest-state.ts';
import { isRelative } from './persons.ts';
import { reaches } from './reach.ts';
import type { Retraction } from './retractions.ts';
import { isRevisedBehind } from './revised.ts';
import { sectionDefault } from './section-defaults.ts';
import type { Sentence } from './sentences.ts';
import { unsettled } from './unsettled.ts';

/** What the words around a target say of it, and which words say so. */
export interface Context {
  readonly assertion: Assertion;
  readonly categories: ReadonlySet<ContextCategory>;
  readonly modifiers: readonly Modifier[];
}

export interface Target {
  readonly from: number;
  readonly to: number;
  readonly sentence: Sentence;
  readonly category: Category;
  /** A treatment given over time, such as a drug: with no word on its state it is going on; an operation is done. A tumour
   * that is being treated: "prostate cancer on Prostap". */
  readonly lasting?: boolean;
  /** A concept that is itself a suspicion: "Suspected lung cancer". */
  readonly suspicion?: boolean;
  /** A treatment that goes on, also where its heading speaks of the past. */
  readonly goingOn?: boolean;
}

/** Applies ConText's rules of direction, scope and termination, then the defaults of the section. */
export function contextOf(target: Target, modifiers: readonly Modifier[], tokens: readonly MatchToken[]): Context {
  const said = reachingOf(target, modifiers, tokens);
  const bearer =
    target.category === 'diagnosis' && !said.some(({ rule }) => OF_SOMEBODY.has(rule.category))
      ? bearerOf(target, target.sentence, tokens)
      : target.category === 'treatment'
        ? bearerOfBrackets(target, target.sentence, tokens)
        : null;
  const told = said.find(({ rule, to }) => OF_SOMEBODY.has(rule.category) && to <= target.from);
  const nearer =
    told !== undefined && target.category === 'diagnosis' ? nearerBearer(target, told, target.sentence, tokens) : null;
  const reaching =
    nearer !== null
      ? [...said.filter(({ rule }) => !OF_SOMEBODY.has(rule.category)), nearer]
      : bearer === null
        ? said
        : [...said, bearer];
  const categories = new Set(reaching.map(({ rule }) => rule.category));
  const bySection = sectionDefault(target, categories, tokens);
  // What the reason for a scan asks about is the patient's; a relative's cancer is told.
  if (bySection !== null && !(bySection === 'possible' && categories.has('family'))) categories.add(bySection);
  const given = reaching.some(({ rule }) => isProgress(rule.category));
  if (
    SETTLED_BY_GRAMMAR.has(target.category) &&
    !HELD.some((category) => categories.has(category)) &&
    !saysItIsGiven(reaching, target)
  ) {
    const grammar = unsettled(target, target.sentence, tokens);
    if (grammar !== null) categories.add(grammar);
  }
  if (target.category === 'diagnosis' && !CERTAINTY.some((category) => categories.has(category))) {
    const belief = believed(target, target.sentence, tokens);
    if (belief !== null) categories.add(belief);
  }
  if (
    (target.category === 'diagnosis' || (target.category === 'treatment' && !given)) &&
    (isGeneralStatement(target, target.sentence, tokens) ||
      (isQuoted(target, target.sentence, tokens) && !(categories.has('family') && isToldOf(target, tokens))))
  )
    categories.add('hypothetical');
  if (target.category === 'diagnosis' && !SETTLED.some((category) => categories.has(category))) {
    const verb = deniedByItsVerb(target, target.sentence, tokens);
    if (verb !== null) categories.add(verb);
  }
  if (
    target.category === 'diagnosis' &&
    !categories.has('hypothetical') &&
    isRevisedBehind(target, target.sentence, tokens)
  )
    categories.add('negated');
  return { assertion: assertionFrom(categories, target), categories, modifiers: reaching };
}

/** Her cousin had "bowel cancer": what the family call it is all that anybody knows of it. */
function isToldOf({ from, sentence }: Target, tokens: readonly MatchToken[]): boolean {
  for (let i = from - 1; i >= Math.max(sentence.from, from - FARTHEST_VERB); i--)
    if (HAVING.test(tokens[i]!.word) || isRelative(tokens[i]!.word)) return true;
  return false;
}
const FARTHEST_VERB = 4;
const HAVING = /^(?:had|has|have|having|died|of|with|from|got|developed)$/;

/** What reaches the target, and nothing nearer outweighs. */
function reachingOf(
  target: Target,
  modifiers: readonly Modifier[],
  tokens: readonly MatchToken[],
): readonly Modifier[] {
  const inReach = withoutSettledTalk(
    modifiers.filter(
      (modifier) => reaches(modifier, target, modifiers, tokens) && !speaksOfTheKnown(modifier, target, tokens),
    ),
    target,
  );
  if (inReach.length === 0) return inReach;
  const suspected = target.suspicion === true || inReach.some(({ rule }) => rule.category === 'possible');
  const open = suspected || isQuoted(target, target.sentence, tokens);
  const given = givenBefore(inReach, target).filter(
    ({ rule }) => (rule.trigger !== EXPLAINED || open) && (rule.trigger !== AWAITED || isImpression(target, tokens)),
  );
  return nearestState(withoutQuestion(given, target), target);
}

/** That something is harmless takes back only what was suspected, or is somebody else's words. */
const EXPLAINED: Retraction = 'explained next';
/** That its histology is to come makes open only what somebody thinks it is. */
const AWAITED: Retraction = 'awaited next';
function isImpression({ from, sentence }: Target, tokens: readonly MatchToken[]): boolean {
  if (sentence.section === 'impression') return true;
  for (let i = from - 1; i >= Math.max(sentence.from, from - FARTHEST_IMPRESSION); i--)
    if (OF_AN_IMPRESSION.has(tokens[i]!.word)) return true;
  return false;
}
const FARTHEST_IMPRESSION = 8;
const OF_AN_IMPRESSION: ReadonlySet<string> = new Set(
  'impression imp clinically macroscopically endoscopically looks looked appears appeared appearances'.split(' '),
);
const OF_SOMEBODY: ReadonlySet<ContextCategory> = new Set(['family', 'other-person']);
const HELD: readonly ContextCategory[] = ['hypothetical', 'negated', 'declined'];
const CERTAINTY: readonly ContextCategory[] = ['negated', 'possible', 'current', 'historical'];
/** What words have said of a tumour, its verb need not say. */
const SETTLED: readonly ContextCategory[] = [
  'hypothetical',
  'negated',
  'possible',
  'historical',
  'current',
  'family',
  'other-person',
  'attributive',
];
const SETTLED_BY_GRAMMAR: ReadonlySet<Category> = new Set(['treatment', 'referral', 'screening']);

/** Words right beside it, or that say its end, outweigh a modal or a negation farther away. */
function saysItIsGiven(modifiers: readonly Modifier[], target: Target): boolean {
  return modifiers.some(
    ({ rule, from, to }) =>
      IS_PAST.has(rule.category) &&
      !OFTEN_DENIED.test(rule.trigger) &&
      (to <= target.from ? target.from - to : from - target.to) <= 4,
  );
}
const IS_PAST: ReadonlySet<ContextCategory> = new Set(['completed', 'ongoing', 'stopped', 'historical']);

/** "Never had", "would have started", "will not be given": verbs that a modal or a negation may govern. */
const OFTEN_DENIED =
  /^(?:had|have|having|given|received|receiving|started|start|commenced|performed|done|carried out|undergone)\b/;
