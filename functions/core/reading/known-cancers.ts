import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Target } from './context.ts';
import type { Modifier } from './modifiers.ts';

/**
 * "Does not want treatment for her endometrial cancer", "no progression of his known myeloma": what is denied is not the cancer, which is
 * hers; nor is it in doubt in "she may have pain from her breast cancer". And "he has myeloma, which is usually well controlled" is said of him.
 */
export function speaksOfTheKnown({ rule, to }: Modifier, target: Target, tokens: readonly MatchToken[]): boolean {
  if (target.category !== 'diagnosis' || rule.wholeSentence) return false;
  const { from } = target;
  if (rule.category === 'hypothetical')
    if (to <= from && WATCHED.test(rule.trigger) && OWNER.test(tokens[to]?.word ?? '')) return true;
    else
      return rule.direction === 'backward' && GENERALLY.test(rule.trigger) && OWNED.test(tokens[from - 1]?.word ?? '');
  if ((rule.category !== 'negated' && rule.category !== 'possible') || to > from) return false;
  if (rule.category === 'negated' && (isOpinionOfIt(to, from, tokens) || isCareForIt(to, from, tokens))) return true;
  for (let i = from - 1; i >= to && i >= from - FARTHEST_OWNER; i--) {
    const { word } = tokens[i]!;
    if (!OWNER.test(word)) continue;
    const behind = tokens[OWNER.test(tokens[i - 1]!.word) ? i - 2 : i - 1]!.word;
    if (!(word === 'known' ? OF_WHAT_IS_KNOWN : OF_WHAT_IS_OWNED).test(behind)) return false;
    return !tokens.slice(to - 1, i).some(({ word }) => RETURNING.test(word));
  }
  return false;
}

/** "I do not think her breast cancer is progressing", "don't feel that his myeloma needs treatment". */
export function isOpinionOfIt(to: number, from: number, tokens: readonly MatchToken[]): boolean {
  if (to > from || from === 0 || !OWNER.test(tokens[from - 1]!.word) || tokens[from - 1]!.word === 'known')
    return false;
  const thinking = from - 2 >= to - 1 && tokens[from - 2]!.word === 'that' ? from - 3 : from - 2;
  return thinking >= to - 1 && OPINION.test(tokens[thinking]!.word);
}
const OPINION = /^(?:think|thinks|thought|believe|believes|believed|feel|feels|felt|expect)$/;

/** "No follow-up needed for BCC", "you do not need further surgery for the SCC": what is not needed is its care. */
function isCareForIt(to: number, from: number, tokens: readonly MatchToken[]): boolean {
  let at = from - 1;
  while (at >= to && at >= from - FARTHEST_OWNER && !/^(?:for|of)$/.test(tokens[at]!.word)) {
    if (tokens[at]!.kind !== 'word') return false;
    at--;
  }
  if (at < Math.max(to, from - FARTHEST_OWNER)) return false;
  const words = tokens.slice(Math.max(to - 1, at - FARTHEST_CARE), at).map(({ norm }) => norm);
  return (
    [CARE, NEED].every((kind) => words.some((word) => kind.test(word))) && !words.some((word) => FINDING.test(word))
  );
}
const FARTHEST_CARE = 6;
const CARE =
  /^(?:fu|up|followup|treatment|surgery|operation|excision|appointments?|review|reviews|checks?|monitoring|surveillance|see|seen|chemotherapy|radiotherapy)$/;
const NEED = /^(?:needs?|needed|needing|require[sd]?|further|more|longer|necessary|indicated|planned)$/;
const FINDING =
  /^(?:evidence|history|previous|prior|past|ever|never|signs?|features?|suspicion|suspicious|clinic|pathway|referral|biops(?:y|ies))$/;

const FARTHEST_OWNER = 4;
const OWNER = /^(?:his|her|your|known)$/;
/** "Surveillance for his bladder cancer", "screening for her known …": what is watched is there. */
const WATCHED = /\b(?:surveillance|follow up|clinic|trial|study) for$/;
const OWNED = /^(?:has|have|his|her|with|known)$/;
const GENERALLY = /^(?:is|are) (?:usually|often|generally|commonly|typically|normally|rarely)/;
const OF_WHAT_IS_OWNED = /^(?:for|from|about|regarding)$/;
const OF_WHAT_IS_KNOWN = /^(?:for|from|about|regarding|of|in|with|to)$/;
const RETURNING = /^(?:recur|relaps|return|longer|residual|remain)/;
