import type { Category } from '../answer.ts';
import type { ContextRule } from '../lexicon/context-rules.ts';
import { isOfKind, isOnlyOfKind } from '../lexicon/kinds.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Target } from './context.ts';
import type { Modifier } from './modifiers.ts';
import { isProgress } from './nearest-state.ts';
import { hasOwnSubject } from './own-subject.ts';
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
/** "chemoRT (65 Gy/30, cisplatin x2) finished 14/5": in tokens, the detail in brackets right behind the treatment. */
function lengthOfBracket({ from, to }: { from: number; to: number }, tokens: readonly MatchToken[]): number {
  if (from >= to || tokens[from]!.raw !== '(') return 0;
  for (let i = from; i < Math.min(to, from + LONGEST_BRACKET); i++) if (tokens[i]!.raw === ')') return i + 1 - from;
  return 0;
}
/** "CRT 12/25-1/26, completed": in tokens, the dates behind it. */
function datesIn({ from, to }: { from: number; to: number }, tokens: readonly MatchToken[]): number {
  if (to - from > LONGEST_BRACKET) return 0;
  let found = 0;
  for (let i = from; i < to; i++) if (/^(?:\d{1,4}|[/.–-])$/.test(tokens[i]!.raw)) found++;
  return found;
}
const LONGEST_BRACKET = 24;
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
  // "CLL since 2016, under observation": since a year, and not since the treatment.
  if (forward && rule.trigger === 'since' && YEAR.test(tokens[between.from]?.raw ?? '')) return true;
  // "Her last EC and starts paclitaxel": what begins behind "and" is said of the next.
  if (!forward && rule.category === 'planned' && tokens[between.to - 1]!.word === 'and') return true;
  const ofWhatItIsFor = !forward && rule.category === 'attributive';
  let open = 0;
  let arrow = false;
  const first = between.from + (!forward && isProgress(rule.category) ? lengthOfBracket(between, tokens) : 0);
  for (let i = first; i < between.to; i++) {
    const { raw } = tokens[i]!;
    if (
      raw === '→' ||
      (raw === '>' &&
        (/^(?:space|hyphen)$/.test(tokens[i]!.gap) || tokens[i - 1]?.raw === '=') &&
        tokens[i + 1]?.gap !== 'none')
    ) {
      // "Palbociclib -> PD June 26": what it came to.
      if (
        !forward &&
        (OF_PROGRESSION.test(rule.trigger) || (rule.category === 'stopped' && isArrowsEnd(i, between.to, tokens)))
      )
        continue;
      // "If nodes are positive -> clearance": the arrow stands for "then".
      // "Consider ADT (bicalutamide → LHRH)": both are in the bracket.
      if (forward && (open > 0 || CONDITION.test(rule.trigger)) && rule.category === 'hypothetical' && !arrow)
        arrow = true;
      else return true;
    }
    // "FOLFOX x4 then stopped": its end, and no next step.
    // "Cisplatin x5 (week 6 omitted)", "cycle 1 abandoned": a part of it, and not all.
    if (!forward && rule.category === 'declined' && OF_A_PART.test(tokens[i]!.norm) && i > between.from) return true;
    // "Everolimus when teeth done".
    if (!forward && rule.category === 'completed' && WHEN.test(tokens[i]!.word) && between.to - i <= FARTHEST_WHEN)
      return true;
    const ends = rule.category === 'stopped' && i === between.to - 1;
    if (
      !forward &&
      ((tokens[i]!.word === 'then' && !ends) || (rule.category === 'planned' && /^c\d{1,2}$/.test(tokens[i]!.norm)))
    )
      return true;
    if (raw === '(' && forward && rule.reach !== Number.POSITIVE_INFINITY && isProgress(rule.category)) return true;
    if (raw === '(') open++;
    // "(Mastectomy, tamoxifen), hysterectomy for fibroids": what is for fibroids stands outside.
    else if (raw === ')' && (forward || ofWhatItIsFor) && --open < 0) return true;
  }
  return false;
}

/** "Tamoxifen -> stopped 2019". */
function isArrowsEnd(at: number, end: number, tokens: readonly MatchToken[]): boolean {
  for (let i = at + 1; i < end; i++) if (!/^[>→-]$/.test(tokens[i]!.raw)) return false;
  return true;
}
const YEAR = /^(?:19|20)\d\d$/;
const OF_PROGRESSION = /^(?:pd|progress\w*|progressive disease)$/;
const OF_A_PART = /^(?:weeks?|wk|cycles?|days?|doses?|fractions?|[cd]\d{1,2}|last|final|remaining)$/;
const WHEN = /^(?:when|once|until|if|unless)$/;
const FARTHEST_WHEN = 4;
const CONDITION = /^(?:if|should|unless|when)\b/;

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
