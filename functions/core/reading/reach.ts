import type { Category } from '../answer.ts';
import type { ContextRule } from '../lexicon/context-rules.ts';
import { isOfKind, isOnlyOfKind } from '../lexicon/kinds.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Target } from './context.ts';
import type { Modifier } from './modifiers.ts';
import { isProgress } from './nearest-state.ts';
import { hasOwnSubject } from './own-subject.ts';
import { datesIn, isApart, lengthOfBracket } from './reach-of-treatments.ts';
import { isCut } from './scope.ts';
import type { Sentence } from './sentences.ts';

export function reaches(
  modifier: Modifier,
  target: Target,
  modifiers: readonly Modifier[],
  tokens: readonly MatchToken[],
): boolean {
  const { rule } = modifier;
  if (rule.category === 'termination') return false;
  if (!isOfKind(rule.kinds, target.category)) return false;
  if (modifier.from < target.to && target.from < modifier.to) return false;
  const forward = modifier.to <= target.from;
  if (rule.direction === 'final' && !isFinal(modifier, target.sentence, tokens)) return false;
  if (rule.direction === 'final' && isOfAnotherInBrackets(target.to, modifier.from, tokens)) return false;
  if (rule.direction !== 'both' && (rule.direction === 'forward') !== forward) return false;
  const between = forward ? { from: modifier.to, to: target.from } : { from: target.to, to: modifier.from };
  const detailed = !forward && target.category === 'treatment' && isProgress(rule.category);
  const inBracket = detailed ? lengthOfBracket(between, tokens) : 0;
  const ofDates = detailed ? datesIn(between, tokens) : 0;
  if (between.to - between.from - inBracket - ofDates > rule.reach && !isNamedTogether(rule, between, tokens))
    return false;
  if (rule.trigger === '%' && target.category === 'diagnosis' && isShareOfIt(modifier.to, target.sentence, tokens))
    return false;
  if (rule.trigger === '?' && !forward && asksOfItsAspect(modifier.to, target.sentence, tokens)) return false;
  if (rule.category === 'attributive' && !forward && (isSaidNext(rule, between, tokens) || holdsArrow(between, tokens)))
    return false;
  if (
    target.category === 'stage' &&
    rule.category === 'negated' &&
    !isOnlyOfKind(rule.kinds, 'stage') &&
    !isCloseBeside(rule, forward, between, tokens)
  )
    return false;
  if (
    target.category === 'diagnosis' &&
    rule.category === 'negated' &&
    !forward &&
    hasOwnSubject(between.from, between.to, tokens)
  )
    return false;
  // "T2c (poss 3a) N0M0": the doubt is in the bracket.
  if (target.category === 'stage' && forward && rule.category === 'possible' && isClosed(modifier, target, tokens))
    return false;
  if (!NAMES_A_TUMOUR.has(target.category) && isApart(modifier, forward, between, tokens)) return false;
  if (rule.wholeSentence) return true;
  return !isCut(between, forward, modifiers, tokens, modifier, target);
}
function isClosed({ from, to }: Modifier, target: Target, tokens: readonly MatchToken[]): boolean {
  let [opens, closes] = [false, false];
  for (let i = from; i >= Math.max(target.sentence.from, from - 2) && !opens; i--) opens = tokens[i]!.raw === '(';
  for (let i = to; i < target.from && !closes; i++) closes = tokens[i]!.raw === ')';
  return opens && closes;
}

/** "Mixed GCT - 60% embryonal", "peritoneal disease 10% less": no risk in percent. */
function isShareOfIt(at: number, { to }: Sentence, tokens: readonly MatchToken[]): boolean {
  return at < to && tokens[at]!.kind === 'word' && !OF_A_RISK.test(tokens[at]!.word);
}
const OF_A_RISK =
  /^(?:at|in|over|after|within|per|to|by|chance|chances|risk|likelihood|likely|probability|lifetime|for|and|or|if)$/;

/** "Sister ca endometrium -> genetics appt": what follows from it is no part of its name. */
function holdsArrow({ from, to }: { from: number; to: number }, tokens: readonly MatchToken[]): boolean {
  for (let i = from; i < to; i++) if (/^(?:→|>)$/.test(tokens[i]!.raw)) return true;
  return false;
}
/** "Lung ca ?mets", "neutropenic sepsis ?source": the mark stands before what is asked, which is not whether it is there. */
function asksOfItsAspect(at: number, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  return at < sentence.to && ASPECTS.test(tokens[at]!.norm);
}
const ASPECTS =
  /^(?:mets|metastas[ei]s|metastatic|recurrence|recurrent|recurred|relapsed?|progression|progressing|spread|nodes?|nodal|sources?|cause|chest|line|urinary|uti|stage|staging|[cp]?[tnm][0-4][a-d]?|grade|type|subtype|level|extent|operable|inoperable|resectable|curative|palliative|suitable|fit|transform(?:ed|ation)|residual|response|invasive)$/;
const NAMES_A_TUMOUR: ReadonlySet<Category> = new Set(['diagnosis', 'stage', 'family-history']);

/**
 * A stage is a value, not a finding: "not ulcerated, pT2a" and "pT1b, margins negative" deny nothing of it. "Not T4" does, and "M1 disease
 * was excluded".
 */
function isCloseBeside(
  { trigger }: ContextRule,
  forward: boolean,
  between: { from: number; to: number },
  tokens: readonly MatchToken[],
): boolean {
  const words = tokens.slice(between.from, between.to);
  if (!forward)
    return RULED_OUT.test(trigger) && words.length <= 2 && words.every(({ word }) => OF_THE_STAGE.has(word));
  // "No mets" on the line above a line that begins with "Stage" denies the mets.
  // "DDISH not amplified - HER2 negative".
  const isApart = words.length > 0 && tokens[between.to]!.start - tokens[between.to - 1]!.end >= 3;
  return (
    words.length <= 3 && !isApart && words.every(({ kind, word }) => kind === 'word' && !NOT_OF_A_STAGE.test(word))
  );
}
/** "No evidence of distant spread T3 N1": what is denied comes before the stage. */
const NOT_OF_A_STAGE = /^(?:stag|spread|mets|metasta|disease|recurr|lymph|node|involv|invas|residual$|new$)/;

const RULED_OUT = /excluded|ruled out|discounted/;
const OF_THE_STAGE = new Set(['disease', 'status', 'nodes', 'spread']);

function isFinal({ to }: Modifier, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  return to >= sentence.to || /^[.,;)[\t]$/.test(tokens[to]!.raw);
}

/** "The sarcoma and GIST meeting": the first of two names is the meeting's as well. */
function isNamedTogether(
  { category }: ContextRule,
  { from, to }: { from: number; to: number },
  tokens: readonly MatchToken[],
): boolean {
  if (category !== 'attributive' || to - from > 3) return false;
  // "…, low risk" is how it is, and no risk of it.
  if (tokens.slice(from + 1, to).some(({ word }) => LEVELS.has(word))) return false;
  return (
    /^(?:and|&|\/|,)$/.test(tokens[from]!.word) &&
    !tokens.slice(from + 1, to).some(({ word }) => word === ',' || DETERMINERS.has(word))
  );
}
const LEVELS = new Set('low high very intermediate standard average good poor favourable adverse'.split(' '));
const DETERMINERS = new Set('the a an our your his her my this that is was has'.split(' '));

/** "CLL, clinic 3/12", "seminoma (trial discussed)", "CLL - nurse to ring", "has melanoma, in clinic": who sees the patient, and no name of a clinic. */
function isSaidNext(
  { trigger }: ContextRule,
  { from, to }: { from: number; to: number },
  tokens: readonly MatchToken[],
): boolean {
  if (!SEES_THE_PATIENT.test(trigger)) return false;
  if (to > from && tokens.slice(from, to).every(({ word }) => APART.has(word))) return true;
  const isBehindDash =
    to === from ? tokens[to]!.start - tokens[to - 1]!.end >= 3 : to - from === 1 && DASHES.has(tokens[from]!.raw);
  return isBehindDash && !OF_A_MEETING.test(trigger);
}
const SEES_THE_PATIENT =
  /\b(?:clinics?|nurses?|nurse (?:specialist|practitioner)s?|cns|consultant|registrar|oncologist|surgeons|pharmacist|dietitian|physio|physiotherapist|team|ward|hospital|key ?worker|trial|care (?:plan|reviews?)|patient|outpatients|secretary|mdt|mdm|meeting)$/;
const OF_A_MEETING = /\b(?:mdt|mdm|meeting)$/;
const DASHES = new Set('– —'.split(' '));
const APART = new Set(', ( in on at to from by via for'.split(' '));

/** "Ovarian cancer (BRCA neg)": what the bracket denies is said in it. */
function isOfAnotherInBrackets(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  for (let i = from; i < to - 1; i++) if (tokens[i]!.raw === '(' && tokens[to - 1]!.kind === 'word') return true;
  return false;
}
