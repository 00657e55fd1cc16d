import { type Assertion, Category } from '../answer.ts';
import type { ContextRule, Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { ContextCategory } from '../lexicon/rows.ts';
import { isGeneralStatement, isQuoted } from './general-statements.ts';
import type { Retraction } from './retractions.ts';
import { sectionDefaults } from './section-defaults.ts';
import type { Sentence } from './sentences.ts';
import { unsettled } from './unsettled.ts';

/** A trigger found in a letter. Token indices are half-open. */
export interface Modifier {
  readonly from: number;
  readonly to: number;
  readonly rule: ContextRule;
  /** Where its words stand, when that is in the line that introduces the statement. */
  readonly origin?: { readonly from: number; readonly to: number };
}

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
  /** A treatment given over time, such as a drug: with no word on its state it is going on; an operation is done. */
  readonly lasting?: boolean;
}

/**
 * Every trigger in a sentence. What a longer trigger covers triggers nothing, so "cannot be excluded" is no exclusion
 * (ConText's pseudo-triggers, Harkema 2009), but only for the kinds of things the longer one speaks of: "she might have", of
 * treatments, does not hide "might have", of a diagnosis. Triggers that only overlap both count: "is likely to be".
 */
export function findModifiers(
  sentence: Sentence,
  tokens: readonly MatchToken[],
  rules: Lexicon['contextRules'],
): Modifier[] {
  const found: Modifier[] = [];
  const coveredTo = new Map<string, number>();
  for (let from = sentence.from; from < sentence.to; from++) {
    const matches = rules.matchesAt(tokens, from);
    for (let i = matches.length - 1; i >= 0; i--) {
      const { end: to, values } = matches[i]!;
      if (to > sentence.to) continue;
      for (const rule of values) {
        const open = uncovered(rule, to, coveredTo);
        if (open !== null && rule.category !== 'pseudo') found.push({ from, to, rule: open });
      }
      for (const { targets } of values)
        for (const kind of targets ?? KINDS) coveredTo.set(kind, Math.max(to, coveredTo.get(kind) ?? 0));
    }
  }
  return found;
}

const KINDS: readonly string[] = Category.options;

/** The rule for the kinds that no longer trigger covers; null when there are none. */
function uncovered(rule: ContextRule, to: number, coveredTo: ReadonlyMap<string, number>): ContextRule | null {
  const kinds = rule.targets === null ? KINDS : [...rule.targets];
  const open = kinds.filter((kind) => to > (coveredTo.get(kind) ?? 0));
  if (open.length === kinds.length) return rule;
  return open.length === 0 ? null : { ...rule, targets: new Set(open) };
}

/** Applies ConText's rules of direction, scope and termination, then the defaults of the section. */
export function contextOf(target: Target, modifiers: readonly Modifier[], tokens: readonly MatchToken[]): Context {
  const inReach = modifiers.filter(
    (modifier) => reaches(modifier, target, modifiers, tokens) && !speaksOfTheKnown(modifier, target, tokens),
  );
  const suspected = inReach.some(({ rule }) => rule.category === 'possible');
  const reaching = nearestState(
    withoutQuestion(
      givenBefore(inReach, target).filter(({ rule }) => rule.trigger !== EXPLAINED || suspected),
      target,
    ),
    target,
  );
  const categories = new Set(reaching.map(({ rule }) => rule.category));
  for (const category of sectionDefaults(target, categories, tokens)) categories.add(category);
  const given = reaching.some(({ rule }) => PROGRESS.has(rule.category));
  if (
    SETTLED_BY_GRAMMAR.has(target.category) &&
    !HELD.some((category) => categories.has(category)) &&
    !saysItIsGiven(reaching, target)
  ) {
    const grammar = unsettled(target, target.sentence, tokens);
    if (grammar !== null) categories.add(grammar);
  }
  if (
    (target.category === 'diagnosis' || (target.category === 'treatment' && !given)) &&
    (isGeneralStatement(target, target.sentence, tokens) || isQuoted(target, target.sentence, tokens))
  )
    categories.add('hypothetical');
  return { assertion: assertionFrom(categories, target), categories, modifiers: reaching };
}

/**
 * "Does not want treatment for her endometrial cancer", "no progression of his known myeloma": what is denied is not the cancer, which is
 * hers. And "he has myeloma, which is usually well controlled" is said of him.
 */
function speaksOfTheKnown({ rule, to }: Modifier, target: Target, tokens: readonly MatchToken[]): boolean {
  if (target.category !== 'diagnosis' || rule.wholeSentence) return false;
  const { from } = target;
  if (rule.category === 'hypothetical')
    return rule.direction === 'backward' && GENERALLY.test(rule.trigger) && OWNED.test(tokens[from - 1]?.word ?? '');
  if (rule.category !== 'negated' || to > from) return false;
  for (let i = from - 1; i > to && i >= from - FARTHEST_OWNER; i--) {
    const { word } = tokens[i]!;
    if (!OWNER.test(word)) continue;
    const behind = tokens[OWNER.test(tokens[i - 1]!.word) ? i - 2 : i - 1]!.word;
    if (!(word === 'known' ? OF_WHAT_IS_KNOWN : OF_WHAT_IS_OWNED).test(behind)) return false;
    return !tokens.slice(to - 1, i).some(({ word }) => RETURNING.test(word));
  }
  return false;
}
const FARTHEST_OWNER = 4;
const OWNER = /^(?:his|her|your|known)$/;
const OWNED = /^(?:has|have|his|her|with|known)$/;
const GENERALLY = /^(?:is|are) (?:usually|often|generally|commonly|typically|normally|rarely)/;
const OF_WHAT_IS_OWNED = /^(?:for|from|about|regarding)$/;
const OF_WHAT_IS_KNOWN = /^(?:for|from|about|regarding|of|in|with)$/;
const RETURNING = /^(?:recur|relaps|return|longer|residual|remain)/;

const HELD: readonly ContextCategory[] = ['hypothetical', 'negated', 'declined'];
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

/** "No need for radiotherapy after mastectomy": the mastectomy was done. */
function givenBefore(modifiers: readonly Modifier[], target: Target): readonly Modifier[] {
  if (target.category !== 'treatment') return modifiers;
  const since = modifiers.find(({ rule, to }) => to <= target.from && COMES_AFTER.test(rule.trigger));
  // "Not fit for an operation and a stent was placed": said right behind it, that is what was done.
  const done = modifiers.some(
    ({ rule, from }) =>
      from >= target.to &&
      from - target.to <= 1 &&
      /^(?:was|were) /.test(rule.trigger) &&
      rule.category === 'completed',
  );
  if (since === undefined && !done) return modifiers;
  const ends = done ? target.from : since!.from;
  return modifiers.filter(({ rule, to }) => to > ends || !/^(?:negated|declined)$/.test(rule.category));
}
const COMES_AFTER = /^(?:after|following|since|post|months after|years after)$/;

/** "? SCC of ear, BCC of nose - biopsy proven", "?mets from known breast cancer": what is proven or known beside its own words is not what was asked before. */
function withoutQuestion(modifiers: readonly Modifier[], target: Target): readonly Modifier[] {
  const distance = ({ from, to }: Modifier) => (to <= target.from ? target.from - to : from - target.to);
  const proof = modifiers.filter(
    (one) =>
      one.rule.category === 'current' &&
      (one.rule.direction === 'backward'
        ? /prove|confirm/.test(one.rule.trigger)
        : distance(one) === 0 && one.rule.trigger === 'known'),
  );
  if (proof.length === 0) return modifiers;
  const nearest = Math.min(...proof.map(distance));
  return modifiers.filter(
    (one) => one.rule.category !== 'possible' || one.to > target.from || distance(one) <= nearest,
  );
}

/** That something is harmless takes back only what was suspected. */
const EXPLAINED: Retraction = 'explained next';

/**
 * Of several words on the same question the nearest counts: "completed chemotherapy, for radiotherapy"; "biopsy proven …, previous
 * bladder cancer".
 */
function nearestState(modifiers: readonly Modifier[], target: Target): readonly Modifier[] {
  const states = target.category === 'diagnosis' || target.category === 'stage' ? TIMES : PROGRESS;
  const distance = ({ from, to }: Modifier) => (to <= target.from ? target.from - to : from - target.to);
  const saying = modifiers.filter(({ rule }) => states.has(rule.category));
  if (saying.length < 2) return modifiers;
  // "To have his first cycle of …", "completed cycle 4": a cycle is going on where nothing else is said of it. "Cycle 2 given": so does it.
  const others = saying.filter(({ rule }) => rule.trigger !== 'cycle' && rule.trigger !== 'given');
  const competing = others.length === 0 ? saying : others;
  const nearest = Math.min(...competing.map(distance));
  return modifiers.filter((modifier) => !states.has(modifier.rule.category) || distance(modifier) === nearest);
}

const PROGRESS: ReadonlySet<ContextCategory> = new Set(['planned', 'ongoing', 'completed', 'stopped', 'historical']);
const TIMES: ReadonlySet<ContextCategory> = new Set(['historical', 'current']);

function reaches(
  modifier: Modifier,
  target: Target,
  modifiers: readonly Modifier[],
  tokens: readonly MatchToken[],
): boolean {
  const { rule } = modifier;
  if (rule.category === 'termination') return false;
  if (rule.targets !== null && !rule.targets.has(target.category)) return false;
  if (modifier.from < target.to && target.from < modifier.to) return false;
  const forward = modifier.to <= target.from;
  if (rule.direction === 'final' && !isFinal(modifier, target.sentence, tokens)) return false;
  if (rule.direction === 'final' && isOfAnotherInBrackets(target.to, modifier.from, tokens)) return false;
  if (rule.direction !== 'both' && (rule.direction === 'forward') !== forward) return false;
  const between = forward ? { from: modifier.to, to: target.from } : { from: target.to, to: modifier.from };
  if (between.to - between.from > rule.reach && !isNamedTogether(rule, between, tokens)) return false;
  if (target.category === 'stage' && rule.category === 'negated' && !isCloseBefore(forward, between, tokens))
    return false;
  if (!NAMES_A_TUMOUR.has(target.category) && isApart(modifier, forward, between, tokens)) return false;
  if (rule.wholeSentence) return true;
  return !isCut(between, forward, modifiers, tokens, modifier, target);
}

const NAMES_A_TUMOUR: ReadonlySet<Category> = new Set(['diagnosis', 'stage', 'family-history']);

/**
 * What ends a word's reach to a treatment or a plan: an arrow to the next step ("cycle 2 cancelled → plan nivolumab"), the bracket it
 * stands in ("(not invasive), R SO") or, for a short word, a bracket at all ("on letrozole for cancer (WLE 2012)"), and a question mark's wrong side ("heel? excised", "referral ?apalutamide").
 */
function isApart(
  { from, rule }: Modifier,
  forward: boolean,
  between: { from: number; to: number },
  tokens: readonly MatchToken[],
): boolean {
  if (rule.trigger === '?' && from > 0) return forward === (tokens[from]!.gap === 'none');
  // "Her last EC and starts paclitaxel": what begins behind "and" is said of the next.
  if (!forward && rule.category === 'planned' && tokens[between.to - 1]!.word === 'and') return true;
  let open = 0;
  for (let i = between.from; i < between.to; i++) {
    const { raw } = tokens[i]!;
    if (raw === '→' || (raw === '>' && /^(?:space|hyphen)$/.test(tokens[i]!.gap) && tokens[i + 1]?.gap !== 'none'))
      return true;
    if (!forward && (tokens[i]!.word === 'then' || (rule.category === 'planned' && /^c\d{1,2}$/.test(tokens[i]!.norm))))
      return true;
    if (raw === '(' && forward && rule.reach !== Number.POSITIVE_INFINITY && PROGRESS.has(rule.category)) return true;
    if (raw === '(') open++;
    else if (raw === ')' && forward && --open < 0) return true;
  }
  return false;
}

/** A stage is a value, not a finding: "not ulcerated, pT2a" and "pT1b, margins negative" deny nothing of it. "Not T4" does. */
function isCloseBefore(
  forward: boolean,
  between: { from: number; to: number },
  tokens: readonly MatchToken[],
): boolean {
  const words = tokens.slice(between.from, between.to);
  // "No mets" on the line above a line that begins with "Stage" denies the mets.
  return forward && words.length <= 3 && words.every(({ kind, word }) => kind === 'word' && !/^stag/.test(word));
}

function isFinal({ to }: Modifier, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  return to >= sentence.to || /^[.,;)\t]$/.test(tokens[to]!.raw);
}

/** "The sarcoma and GIST meeting": the first of two names is the meeting's as well. */
function isNamedTogether(
  { category }: ContextRule,
  { from, to }: { from: number; to: number },
  tokens: readonly MatchToken[],
): boolean {
  if (category !== 'attributive' || to - from > 3) return false;
  return (
    /^(?:and|&|\/|,)$/.test(tokens[from]!.word) &&
    !tokens.slice(from + 1, to).some(({ word }) => word === ',' || DETERMINERS.has(word))
  );
}
const DETERMINERS = new Set('the a an our your his her my this that is was has'.split(' '));

/** "Ovarian cancer (BRCA neg)": what the bracket denies is said in it. */
function isOfAnotherInBrackets(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  for (let i = from; i < to - 1; i++) if (tokens[i]!.raw === '(' && tokens[to - 1]!.kind === 'word') return true;
  return false;
}

/** Whether something between a trigger and its target ends the trigger's scope. */
function isCut(
  between: { from: number; to: number },
  forward: boolean,
  modifiers: readonly Modifier[],
  tokens: readonly MatchToken[],
  self: Modifier,
  { category }: Target,
): boolean {
  const ofSomebodyElse = forward && (self.rule.category === 'family' || self.rule.category === 'other-person');
  for (const { rule, from, to } of modifiers) {
    if (rule.category !== 'termination' || from < between.from || to > between.to) continue;
    if (rule.targets !== null && !rule.targets.has(category)) continue;
    if (ofSomebodyElse && (opensBracket(from, between.from, tokens) || isOfTheOther(from, self, tokens))) continue;
    // "Your dad was told he had a melanoma but it turned out to be …"
    if (ofSomebodyElse && rule.trigger === 'but' && OF_THE_THING.test(tokens[to]?.word ?? '')) continue;
    // "Her brother, who was …", "father had a scan and was found to have …": still the relative's.
    if (ofSomebodyElse ? SPEAKS_OF_ANOTHER.test(rule.trigger) : rule.direction !== 'forward' || forward) return true;
  }
  let newStatement = false;
  for (let i = between.from; i < between.to; i++) {
    const { raw, word } = tokens[i]!;
    if (ofSomebodyElse && (isOfTheOther(i, self, tokens) || (raw === ';' && isOfTheOther(i + 1, self, tokens))))
      continue;
    if (raw === ';' || raw === '•') return true;
    // The cells of a form: "Prev ca N | Mets N".
    if (raw === '|' && /^(?:y|n|yes|no)$/.test(tokens[i - 1]!.word)) return true;
    if (raw === ':' && forward && self.rule.category === 'negated' && i > between.from) return true;
    if (ofSomebodyElse) {
      // "Her daughter (she has had …)" is the daughter.
      const inBrackets = tokens[i - 1]?.raw === '(' && i - 1 === between.from;
      if (
        (NEW_PERSON.has(word) && !inBrackets) ||
        (word === 'patient' && /^(?:the|this|our)$/.test(tokens[i - 1]!.word))
      )
        return true;
      continue;
    }
    if (raw === ',' || raw === '(' || word === 'and') newStatement = true;
    else if (newStatement && FINITE_VERBS.has(word) && forward) return true;
    else if (newStatement && SUBJECTS.has(word) && forward) return true;
  }
  return false;
}

const OF_THE_THING = /^(?:it|that|this|which)$/;

/** "Wife does everything for him; she finished chemotherapy": beside "him", "she" is the wife. */
function isOfTheOther(i: number, self: Modifier, tokens: readonly MatchToken[]): boolean {
  const pronoun = tokens[i]?.word;
  const patient = pronoun === 'she' ? /^(?:he|him|his)$/ : pronoun === 'he' ? /^(?:she|her|hers)$/ : null;
  if (patient === null || !(pronoun === 'she' ? WOMEN : MEN).test(self.rule.trigger)) return false;
  if (tokens[i - 1]!.word === 'told' && tokens[i - 2]?.word === 'was') return true;
  return tokens.slice(Math.max(0, self.from - 2), i).some(({ word }) => patient.test(word));
}
const WOMEN = /\b(?:wife|mother|mum|sister|daughter|aunt|grandmother|girlfriend|niece)$/;
const MEN = /\b(?:husband|father|dad|brother|son|uncle|grandfather|boyfriend|nephew)$/;

/** "Her daughter (she has had …)" is the daughter. */
function opensBracket(at: number, from: number, tokens: readonly MatchToken[]): boolean {
  return at - 1 === from && tokens[from]?.raw === '(';
}

/** After a comma or "and", a verb or a subject begins another statement: "no asthma, eczema is worse". */
const FINITE_VERBS = new Set(
  'is was are were has had have shows showed shown confirms confirmed demonstrates demonstrated revealed reveals underwent remains remained presented presents received suggests suggested developed'.split(
    ' ',
  ),
);
const SUBJECTS = new Set('he she they we i this these it there his her their patient'.split(' '));

/** What ends what is said of a relative. */
const SPEAKS_OF_ANOTHER =
  /^(?:but|although|though|whereas|while|whilst|(?:and )?(?:she|he) (?:has|had|is|was)|and she|and he)\b/;

/** What is said of a relative stays theirs until the patient is spoken of again: "her brother, also your patient, has …". */
const NEW_PERSON = new Set('he she i we'.split(' '));

function assertionFrom(categories: ReadonlySet<ContextCategory>, target: Target): Assertion {
  const has = (...wanted: ContextCategory[]) => wanted.some((category) => categories.has(category));
  return {
    certainty: has('negated', 'declined') ? 'negated' : has('possible') ? 'suspected' : 'confirmed',
    temporality: temporalityFrom(has, target),
    subject: has('other-person') ? 'other' : has('family') ? 'family' : 'patient',
  };
}

function temporalityFrom(
  has: (...wanted: ContextCategory[]) => boolean,
  { category, lasting = false }: Target,
): Assertion['temporality'] {
  if (has('hypothetical', 'attributive')) return 'hypothetical';
  if (category === 'diagnosis' || category === 'stage' || category === 'family-history' || category === 'status')
    return has('historical') && !has('current') ? 'historical' : 'current';
  if (has('ongoing')) return 'current';
  if (has('planned')) return 'planned';
  if (has('stopped', 'completed')) return 'completed';
  if (has('historical')) return 'historical';
  return category === 'treatment' && !lasting ? 'completed' : 'current';
}
