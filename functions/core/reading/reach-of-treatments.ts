import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Modifier } from './modifiers.ts';
import { isProgress } from './nearest-state.ts';

/** "chemoRT (65 Gy/30, cisplatin x2) finished 14/5": in tokens, the detail in brackets right behind the treatment. */
export function lengthOfBracket({ from, to }: { from: number; to: number }, tokens: readonly MatchToken[]): number {
  if (from >= to || tokens[from]!.raw !== '(') return 0;
  for (let i = from; i < Math.min(to, from + LONGEST_BRACKET); i++) if (tokens[i]!.raw === ')') return i + 1 - from;
  return 0;
}
/** "CRT 12/25-1/26, completed": in tokens, the dates behind it. */
export function datesIn({ from, to }: { from: number; to: number }, tokens: readonly MatchToken[]): number {
  if (to - from > LONGEST_BRACKET) return 0;
  let found = 0;
  for (let i = from; i < to; i++) if (/^(?:\d{1,4}|[/.–-])$/.test(tokens[i]!.raw)) found++;
  return found;
}
const LONGEST_BRACKET = 24;

/**
 * What ends a word's reach to a treatment or a plan: an arrow to the next step ("cycle 2 cancelled → plan nivolumab"), the bracket it
 * stands in ("(not invasive), R SO") or, for a short word, a bracket at all ("on letrozole for cancer (WLE 2012)"), and a question mark's wrong side ("heel? excised", "referral ?apalutamide").
 */
export function isApart(
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
