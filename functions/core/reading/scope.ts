import { isOfKind } from '../lexicon/kinds.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { isAside } from './asides.ts';
import type { Target } from './context.ts';
import type { Modifier } from './modifiers.ts';
import { isRelative } from './persons.ts';

/** Whether something between a trigger and its target ends the trigger's scope. */
export function isCut(
  between: { from: number; to: number },
  forward: boolean,
  modifiers: readonly Modifier[],
  tokens: readonly MatchToken[],
  self: Modifier,
  target: Target,
): boolean {
  const { category } = target;
  const ofSomebodyElse = forward && (self.rule.category === 'family' || self.rule.category === 'other-person');
  if (ofSomebodyElse && isAside(self.from, between.from, between.to, tokens)) return true;
  for (const { rule, from, to } of modifiers) {
    if (rule.category !== 'termination' || from < between.from || to > between.to) continue;
    if (OF_THE_OUTCOME.test(rule.trigger) && !(self.rule.category === 'possible' && AT_FIRST.test(self.rule.trigger)))
      continue;
    if (!isOfKind(rule.kinds, category)) continue;
    if (forward && ASKS.test(self.rule.trigger) && OF_THE_QUESTION.test(rule.trigger) && !opensClause(from, tokens))
      continue;
    if (ofSomebodyElse && (opensBracket(from, between.from, tokens) || isOfTheOther(from, self, tokens))) continue;
    // "Your dad was told he had a melanoma but it turned out to be …"
    if (ofSomebodyElse && rule.trigger === 'but' && OF_THE_THING.test(tokens[to]?.word ?? '')) continue;
    // "Her brother, who was …", "father had a scan and was found to have …": still the relative's.
    if (ofSomebodyElse ? SPEAKS_OF_ANOTHER.test(rule.trigger) : rule.direction !== 'forward' || forward) return true;
  }
  // "Rx to date: nil, W+W 9 yrs": it has denied all that it denies.
  if (
    forward &&
    /^(?:nil|none)$/.test(self.rule.trigger) &&
    tokens[between.from]?.raw === ',' &&
    between.from < between.to
  )
    return true;
  // "No bx (FEV1 0.6), SABR given Sep 24".
  if (
    forward &&
    self.rule.category === 'negated' &&
    category === 'treatment' &&
    isGivenAfterAll(between, target, tokens)
  )
    return true;
  if (forward && leavesItsBracket(between, tokens)) return true;
  let newStatement = false;
  for (let i = between.from; i < between.to; i++) {
    const { raw, word } = tokens[i]!;
    if (ofSomebodyElse && (isOfTheOther(i, self, tokens) || (raw === ';' && isOfTheOther(i + 1, self, tokens))))
      continue;
    if (raw === ';' || raw === '•') return true;
    if (raw === '\t' && self.rule.category === 'attributive') return true;
    // The cells of a form: "Prev ca N | Mets N".
    if (raw === '|' && /^(?:y|n|yes|no)$/.test(tokens[i - 1]!.word)) return true;
    if (raw === ':' && forward && self.rule.category === 'negated' && i > between.from) return true;
    if (ofSomebodyElse) {
      // "Her daughter (she has had …)" is the daughter.
      const inBrackets = tokens[i - 1]?.raw === '(' && i - 1 === between.from;
      // "Whose late husband I looked after with …".
      const isRelative = i === between.from || /^(?:whom|that)$/.test(tokens[i - 1]!.word);
      if (isRelative && /^(?:i|we|you)$/.test(word)) continue;
      if (isAlsoTheirs(i, self, target, tokens)) continue;
      if (
        (NEW_PERSON.has(word) && !inBrackets) ||
        (word === 'patient' && /^(?:the|this|our)$/.test(tokens[i - 1]!.word))
      )
        return true;
      continue;
    }
    // "FH: no breast cancer, father bowel ca": a relative behind a comma begins the next.
    if (forward && self.rule.category === 'negated' && isRelative(word) && opensBehindComma(i, tokens)) return true;
    if (raw === ',' || raw === '(' || word === 'and') newStatement = true;
    else if (newStatement && FINITE_VERBS.has(word) && forward) return true;
    else if (newStatement && SUBJECTS.has(word) && forward) return true;
  }
  return false;
}
function isGivenAfterAll(
  { from, to }: { from: number; to: number },
  target: Target,
  tokens: readonly MatchToken[],
): boolean {
  if (!/^(?:given|done|completed|performed|finished)$/.test(tokens[target.to]?.word ?? '')) return false;
  for (let i = from; i < to; i++) if (tokens[i]!.raw === ',') return true;
  return false;
}

/** "Prostate ca (no bx, son says urology let him go), SCC scalp": what a bracket says ends with it. */
function leavesItsBracket({ from, to }: { from: number; to: number }, tokens: readonly MatchToken[]): boolean {
  let open = 0;
  for (let i = from; i < to; i++) {
    if (tokens[i]!.raw === '(') open++;
    else if (tokens[i]!.raw === ')' && --open < 0) return i - from >= FEWEST_IN_BRACKET;
  }
  return false;
}

/** "Ca prostate (brother), ca breast": a list of whose it is. */
const FEWEST_IN_BRACKET = 2;

function opensBehindComma(at: number, tokens: readonly MatchToken[]): boolean {
  const before = /^(?:mat|pat|maternal|paternal|his|her|your)$/.test(tokens[at - 1]!.word) ? at - 2 : at - 1;
  return tokens[before]?.raw === ',';
}

/** "Initially thought to be a cyst, it turned out to be …": what it was thought to be it is no longer. */
const OF_THE_OUTCOME = /\b(?:turned out|proven) to be$/;
const AT_FIRST =
  /\b(?:thought|felt|believed|presumed|suspected|taken|initially|originally|assumed|expected|considered)\b/;
/** "Asks whether Barrett's means he has …": the question goes on over its own verb. */
const ASKS = /\b(?:if|whether|mean|means)$/;
const OF_THE_QUESTION = /^(?:he|she|it|that) (?:has|had|is|was)/;
function opensClause(at: number, tokens: readonly MatchToken[]): boolean {
  return /^(?:,|and|but|:)$/.test(tokens[at - 1]!.word);
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
/** "Son Alan is over from Perth, he had a melanoma himself": what somebody has had as well is not the patient's. */
function isAlsoTheirs(i: number, self: Modifier, { to, sentence }: Target, tokens: readonly MatchToken[]): boolean {
  const { word } = tokens[i]!;
  const who = word === 'she' ? WOMEN : word === 'he' ? MEN : null;
  if (who === null || !who.test(self.rule.trigger)) return false;
  const own = word === 'she' ? 'herself' : 'himself';
  for (let j = to; j < Math.min(sentence.to, to + FARTHEST_OWN); j++) if (tokens[j]!.word === own) return true;
  return false;
}
const FARTHEST_OWN = 3;

const WOMEN = /\b(?:wife|mother|mum|sister|daughter|aunt|grandmother|girlfriend|niece)$/;
const MEN = /\b(?:husband|father|dad|brother|son|uncle|grandfather|boyfriend|nephew)$/;

/** "Her daughter (she has had …)" is the daughter. */
function opensBracket(at: number, from: number, tokens: readonly MatchToken[]): boolean {
  return at - 1 === from && tokens[from]?.raw === '(';
}

/** After a comma or "and", a verb or a subject begins another statement: "no asthma, eczema is worse". */
const FINITE_VERBS = new Set(
  'is was are were has had have shows showed shown confirms confirmed demonstrates demonstrated revealed reveals underwent remains remained presented presents received suggests suggested developed advised recommended agreed admitted adm needed required stopped started commenced completed'.split(
    ' ',
  ),
);
const SUBJECTS = new Set('he she they we i this these it there his her their patient'.split(' '));

/** What ends what is said of a relative. */
const SPEAKS_OF_ANOTHER =
  /^(?:but|although|though|whereas|while|whilst|(?:and )?(?:she|he) (?:has|had|is|was)|and she|and he)\b/;

/** What is said of a relative stays theirs until the patient is spoken of again: "her brother, also your patient, has …". */
const NEW_PERSON = new Set('he she i we'.split(' '));
