import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { isInAdjunct, isInComplement } from './denied-clauses.ts';
import type { FindingTarget } from './finding-context.ts';
import { isOfItsPredicate, isOfItsProgress, isOfWhatIsThere } from './finding-known.ts';
import { FOUND, isList, isSaidToBeThere } from './finding-lists.ts';
import { beginsRow, isCounted, isFoundBefore, isSetApart } from './finding-rows.ts';
import type { Modifier } from './modifiers.ts';

/** The words between a trigger and its target. Token indices are half-open. */
export interface Between {
  readonly from: number;
  readonly to: number;
}

/** A denial and a doubt end where what is there begins; a condition or a past goes further. */
export const DENIES = /^(?:negated|possible)$/;

const OF_EVENTS = /^(?:planned|completed)$/;

/** "Requesting a sick note, stress at work" asks for one thing; a "repeat FBC" that "showed" something has been. */
function isEndOfErrand(
  { from, to, sentence }: FindingTarget,
  separated: number,
  tokens: readonly MatchToken[],
): boolean {
  if (to < sentence.to && RESULTS.has(tokens[to]!.word)) return true;
  if (separated === -1 || tokens[separated]!.raw !== ',') return false;
  return !tokens
    .slice(from, Math.min(to + LIST_GOES_ON, sentence.to))
    .some(({ word }) => /^(?:and|&|plus|\+)$/.test(word));
}
const RESULTS = new Set(
  'showed shows was were revealed normal negative positive confirmed demonstrated unremarkable clear stable = :'.split(
    ' ',
  ),
);
const ENDS_AT_VERBS = /^(?:historical|planned|completed)$/;

/** What ends the reach of a trigger to what stands behind it. */
export function isCutBefore(
  self: Modifier,
  target: FindingTarget,
  between: Between,
  tokens: readonly MatchToken[],
): boolean {
  const { rule } = self;
  const denies = DENIES.test(rule.category);
  // "Protein neg, blood 2+".
  if (denies && between.to > between.from && tokens[between.from]!.raw === ',') return true;
  if (rule.category === 'negated' && isOfItsProgress(target, tokens)) return true;
  if (rule.category === 'negated' && isOfWhatIsThere(self, target, tokens)) return true;
  if (denies && isOfItsPredicate(self, target, tokens)) return true;
  let open = 0;
  let separated = -1;
  for (let i = between.from; i < target.from; i++) {
    const { raw, word } = tokens[i]!;
    if (raw === ';' || raw === '•' || raw === '→' || raw === '|') return true;
    if (raw === ':' && denies && i > between.from) return true;
    if (raw === '(') open++;
    else if (raw === ')' && --open < 0) return true;
    if (i > between.from && denies && (beginsRow(tokens, i) || isSetApart(tokens, i))) return true;
    if (denies && raw === ',' && GIVES_REASON.has(tokens[i + 1]?.word ?? '')) return true;
    if (raw === ',' || word === 'and') separated = i;
    if (rule.category === 'historical' && (NOW.has(word) || (separated !== -1 && word === 'no'))) return true;
    if (raw === '.' && tokens[i + 1]?.raw === '.') return true;
    if (denies && (HELPING.has(word) || (word === 'so' && tokens[i + 1]?.word !== 'far' && i > between.from)))
      return true;
    if (rule.category === 'planned' && MATTERS.has(word) && i > between.from) return true;
    if (word === 'for' && i === between.from && ASKED.test(rule.trigger)) return true;
    if (rule.category === 'historical' && word === 'with' && LEFT_BEHIND.has(tokens[i + 1]?.word ?? '')) return true;
    if (rule.category === 'historical' && DENYING.has(word) && i > between.from) return true;
    if (
      denies &&
      separated === -1 &&
      i > between.from &&
      (isCounted(i, target, tokens) || isFoundBefore(i, target, tokens))
    )
      return true;
    // "No papilloedema, no haemorrhages, AV nipping", "no murmur (known regurgitation)".
    if (denies && separated !== -1 && /^(?:no|nil)$/.test(word)) return true;
    if (PASSIVES.has(word) && i > between.from && NO_SUCH.test(rule.trigger)) return true;
    if (denies && FOUND.has(word) && ADJUNCTS.has(tokens[i + 1]?.word ?? '') && i > between.from) return true;
    if (LOOSE.test(rule.trigger) && REASONS.has(word)) return true;
    if (IN_PLACE_OF.test(rule.trigger) && SUBJECTS.has(word) && i > between.from) return true;
    if (separated === -1 && target.from - i <= 2 && OF_A_CLAUSE.test(rule.trigger) && HAS_OR_IS.test(word)) continue;
    const verb = VERBS.has(word) && !isInComplement(between, i, tokens);
    if (verb && !NOBODY.test(rule.trigger) && (denies || ENDS_AT_VERBS.test(rule.category))) return true;
    if (
      separated !== -1 &&
      i > separated &&
      (SUBJECTS.has(word) || PASSIVES.has(word)) &&
      rule.category !== 'hypothetical'
    )
      return true;
  }
  if (denies && between.to > between.from && tokens[target.from]!.word === 'known') return true;
  if (denies && between.to > between.from && (beginsRow(tokens, target.from) || isSetApart(tokens, target.from)))
    return true;
  if (denies && isInAdjunct(between, tokens)) return true;
  if (OF_EVENTS.test(rule.category)) return isEndOfErrand(target, separated, tokens);
  if (!denies || separated === -1) return false;
  return rule.category === 'possible'
    ? !isList({ from: between.from, to: target.to + LIST_GOES_ON }, target, tokens)
    : isSaidToBeThere(target, self, separated, tokens);
}

/** "Booked for OPA re tinnitus", "scan requested for abdominal pain": what it is about is there already. */
const MATTERS = new Set(['re', 'regarding', 'concerning', 'about']);
const ASKED = /^(?:\w+ ){0,2}(?:requested|ordered|arranged)$/;

/** "Old CVA with residual hemiparesis". */
const LEFT_BEHIND = new Set(['residual', 'persistent', 'persisting', 'ongoing', 'resulting', 'lasting', 'permanent']);

/** "Denies history of MI denies chest pain". */
const DENYING = new Set(['denies', 'denied', 'denying']);

/** "No need of antibiotics, as the infection has cleared". */
const GIVES_REASON = new Set('as because given since so which thus therefore hence'.split(' '));

/** "None of the creams have helped her psoriasis". */
const HELPING = new Set(
  'helped help helps relieved relieve relieves worked touched eased controlled improved settled'.split(' '),
);

/** "Neither parent had diabetes": the verb belongs to who did not. */
const NOBODY = /^(?:neither|nor|none|nobody|no one)\b/;

/** "No antibiotics were given for the cough": the verb ends what there was not; but "no evidence was found of …". */
const NO_SUCH = /^(?:no|nil)(?! .*(?:evidence|signs?|suggestion|suspicion|features|history))\b/;

/** After "not" alone: "not sleeping because of …", "not examined for …". */
const LOOSE =
  /(?:\bnot|n't|nt|unable to|never|no longer|\bon|regular|any|tak(?:e|en|ing)|given|receiv(?:e|ed|ing)|us(?:e|ing)|prescribed|requir(?:e|ed|ing)|need(?:ed|ing)?|declin(?:ed|es|ing)|refus(?:ed|ing)|turned down|wearing|against|\bwant|\bwish|for)$/;
const REASONS = new Set('for because due since as after during despite until while when about owing'.split(' '));

/** "A history of falls, today fell again". */
export const NOW = new Set('today now yesterday currently overnight presently tonight'.split(' '));

/** "Rather than an infection this looks like dermatitis". */
const IN_PLACE_OF = /^(?:rather than|instead of|far from)\b/;

/** Verbs that say that something is there: what stands behind one is not what was denied before it. */
export const VERBS: ReadonlySet<string> = new Set(
  'has have had having developed develops developing reports reported reporting complains complained complaining presents presented presenting admits admitted admitting endorses endorsed endorsing states stated describes described shows showed showing reveals revealed demonstrates demonstrated underwent received suffers suffered experienced experiences remains remained continues continued put gets got feels felt became becomes sustained needs required requires brought started does did helps helped relieves relieved eases eased'.split(
    ' ',
  ),
);
const SUBJECTS = new Set('he she they we i this these it there patient'.split(' '));
export const PASSIVES: ReadonlySet<string> = new Set('is was are were'.split(' '));

/** "No sign the screw has backed out": the verb is of what is denied. */
const OF_A_CLAUSE = /\bno (?:\w+ )?(?:evidence|signs?|suggestion|indication)(?: that)?$/;
const HAS_OR_IS = /^(?:has|have|had)$/;

const LIST_GOES_ON = 6;

/** "No tumour seen in …", "no cause found to explain …": what was looked for ends there. */
const ADJUNCTS = new Set('in on at to for by from during after'.split(' '));
