import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { FindingTarget } from './finding-context.ts';
import type { Modifier } from './modifiers.ts';

/** "No evidence that the effusion has progressed", "no sign of it improving". */
export function isOfItsProgress({ to, sentence }: FindingTarget, tokens: readonly MatchToken[]): boolean {
  let i = to;
  while (i < to + 3 && /^(?:has|have|had|is|are|was|were|been|being)$/.test(tokens[i]?.word ?? '')) i++;
  return i < sentence.to && PROGRESS.test(tokens[i]!.word);
}
const PROGRESS =
  /^(?:progress(?:ed|ing)|worsen(?:ed|ing)|improving|chang(?:ed|ing)|spread(?:ing)?|resolving|deteriorat(?:ed|ing)|respond(?:ed|ing))$/;

/**
 * "Can't bear the tinnitus", "no doctor has seen the rash": a bare denial is of the verb or noun behind it, and what is spoken of as
 * known is there. What is not seen, felt or had is denied all the same.
 */
export function isOfWhatIsThere(
  { rule, to }: Modifier,
  { from, sentence }: FindingTarget,
  tokens: readonly MatchToken[],
): boolean {
  if (!BARE.test(rule.trigger)) return false;
  const at = KNOWN_BY.has(tokens[from]!.word) ? from : KNOWN_BY.has(tokens[from - 1]!.word) ? from - 1 : -1;
  if (at <= to || at < sentence.from) return false;
  return !tokens.slice(to, at).some(({ word, raw }) => OF_FINDING.has(word) || /^(?:or|nor|,)$/.test(raw));
}
const BARE =
  /^(?:no|not|never|cannot|can not|could not|do not|does not|did not|unable to|not able to|failed to|(?:ca|could|do|does|did|is|was|are|were|has|have|had)n['’]?t)$/;
const KNOWN_BY = new Set('the her his their this these those'.split(' '));
const OF_FINDING = new Set(
  'see seen find found feel felt hear heard detect detected show shown have had has identify identified visualise visualised visualize visualized appreciate appreciated demonstrate demonstrated reveal revealed elicit elicited confirm confirmed support suggest exhibit evidence sign signs in is be represent think believe involve involving reach extend'.split(
    ' ',
  ),
);

/**
 * "I suspect that her dizziness is multifactorial", "nothing to suggest that the graft has failed": the doubt, or the denial, is of what
 * is said of it.
 */
export function isOfItsPredicate(
  { to: behind }: Modifier,
  { from, to, sentence }: FindingTarget,
  tokens: readonly MatchToken[],
): boolean {
  const definite = KNOWN_BY.has(tokens[from]!.word) ? from : KNOWN_BY.has(tokens[from - 1]!.word) ? from - 1 : -1;
  if (definite < behind || to >= sentence.to) return false;
  const before = tokens[definite - 1]!.word;
  if (
    !/^(?:that|sign|signs|evidence|suggestion|indication|if|whether|suspects?|thinks?|thought|feels?|felt|believes?|believed|wonders?)$/.test(
      before,
    )
  )
    return false;
  return (
    /^(?:is|are|was|were|has|have|had|may|might|could|will|would)$/.test(tokens[to]!.word) &&
    !/^(?:present|there|been)$/.test(tokens[to + 1]?.word ?? '')
  );
}
