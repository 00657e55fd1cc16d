import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { FindingTarget } from './finding-context.ts';
import type { Modifier } from './modifiers.ts';
import { isRelative } from './persons.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const FARTHEST_REPORT = 3;

/**
 * Whether a relative or another person is only mentioned beside what the patient has: "his wife has noticed snoring", "she cares for
 * her father and has …". Who is said to have something himself is not: "lives with her mother who has dementia".
 */
export function isOnlyMentioned(
  { from, to }: Modifier,
  { sentence, ...target }: FindingTarget,
  tokens: readonly MatchToken[],
): boolean {
  // "Accompanied by her daughter, who has Down syndrome", but "who has noticed".
  if (tokens[to - 1]!.word === 'has' && tokens.slice(from, to).some(({ word }) => word === 'who'))
    return REPORTS.has(tokens[to]?.word ?? '');
  const next = tokens[to]?.word ?? '';
  const clause = next === ',' ? behindApposition(to + 1, sentence.to, tokens) : to;
  const goesOn = /^(?:who|whose|also)$/.test(tokens[clause]?.word ?? '');
  for (
    let i = goesOn ? clause + 1 : clause > to + 1 ? clause : to;
    i < Math.min(sentence.to, clause + FARTHEST_REPORT + auxiliariesAt(clause, tokens));
    i++
  ) {
    const { word, raw } = tokens[i]!;
    if (DECIDES.has(word) && isParent(from, to, tokens) && !isOfTheirOwn(i + 1, sentence.to, tokens)) return true;
    if (REPORTS.has(word) && !isOwner(from, to, tokens))
      return tokens[i + 1]?.word !== 'to' || !OF_THEIRS.has(tokens[i + 2]?.word ?? '');
    if (/^[,;:(]$/.test(raw)) break;
  }
  if (goesOn) return isReportBehindAside(clause, target.from, tokens);
  for (let i = from - 1; i >= Math.max(sentence.from, from - 3); i--) {
    const { word } = tokens[i]!;
    if (word === 'by' && /^(?:in|brought|accompanied)$/.test(tokens[i - 1]?.word ?? '')) return true;
    if (BESIDE.has(word) && isOwner(from, to, tokens)) return false;
    if (BESIDE.has(word)) return next !== 'with' && !/^(?:history|story)$/.test(tokens[i - 1]?.word ?? '');
    if (!OWNERS.has(word)) return false;
  }
  return false;
}

/** "The son, who is a nurse, thinks": what they do stands behind the aside. */
function isReportBehindAside(who: number, end: number, tokens: readonly MatchToken[]): boolean {
  if (tokens[who]!.word !== 'who') return false;
  for (let i = who + 1; i < Math.min(end - 1, who + LONGEST_ASIDE); i++)
    if (tokens[i]!.raw === ',') return REPORTS.has(tokens[i + 1]!.word);
  return false;
}
const LONGEST_ASIDE = 8;

/** "Does not", "hasn't ever": how many words of the verb come before the one that says what they did. */
function auxiliariesAt(from: number, tokens: readonly MatchToken[]): number {
  let to = from;
  while (AUXILIARIES.test(tokens[to]?.word ?? '')) to++;
  // "Has autism and attends a special school".
  return to === from + 1 && /^(?:has|have|had)$/.test(tokens[from]!.word) ? 0 : to - from;
}
const AUXILIARIES =
  /^(?:do|does|did|has|have|had|not|never|ever|do(?:es)?n['’]?t?|didn['’]?t?|ha(?:s|ve|d)n['’]?t?|t|also|both)$/;

/** "Was found to carry". */
const OF_THEIRS = new Set(['have', 'carry', 'be', 'harbour', 'harbor', 'suffer']);

/** "Parents refused the vaccine" is their child's; "father declined tests for his angina" is not. */
function isParent(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  return tokens.slice(from, to).some(({ word }) => PARENTS.has(word));
}
function isOfTheirOwn(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  return tokens.slice(from, Math.min(to, from + 8)).some(({ word }) => /^(?:his|her|their)$/.test(word));
}
const PARENTS = new Set('parents parent mother mum mom father dad guardian guardians family'.split(' '));
const DECIDES = new Set(
  'refused refuse refuses declined decline declines consented consent consents agreed agree withheld'.split(' '),
);

/** "Her daughter, a nurse, noticed": what stands behind the second comma; what follows the first where there is none. */
function behindApposition(from: number, end: number, tokens: readonly MatchToken[]): number {
  if (!/^(?:an?|the|his|her|our|now|aged)$/.test(tokens[from]?.word ?? '')) return from;
  for (let i = from + 1; i < Math.min(end, from + 6); i++) if (tokens[i]!.raw === ',') return i + 1;
  return from;
}

/** "Her mother's diabetes worries her". */
function isOwner(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  return tokens.slice(from, to).some(({ raw }) => /['’]s$/i.test(raw));
}

const REPORTS = new Set(
  'noticed notices noted notes reports reported reporting states stated says said describes described denies denied concerned worried worries anxious witnessed saw sees observed observes found called calls rang brought accompanied accompanies gives gave feels felt thinks thought believes believed mentions mentioned adds added confirms confirmed feel report state describe think believe notice mention recall witness witnessed seen heard recalls tells told helps assists requests requested asks asked wants present unaware attends attended came phoned is-concerned endorses raise raised raises'.split(
    ' ',
  ),
);
const BESIDE = new Set('with by for to from after beside helping'.split(' '));
const OWNERS = new Set('her his their the a an elderly late own ill sick disabled dear and , mother father'.split(' '));

/** "Glaucoma in her paternal aunt", "coronary disease (father)", "breast cancer: mother": who has it stands behind it. */
export function isTheirs({ from, to }: Stretch, tokens: readonly MatchToken[]): boolean {
  if (to <= from || to - from > 4 || !/^(?:in|among|affecting|:|\()$/.test(tokens[from]!.word)) return false;
  for (let i = from + 1; i < to; i++) if (!SIDES.has(tokens[i]!.word)) return false;
  return true;
}
const SIDES = new Set(
  'her his their the a an one both two several maternal paternal late older younger elder eldest identical half'.split(
    ' ',
  ),
);

/** What is said of somebody else goes on until the patient is spoken of: "her brother has gout, but she has …". */
export function speaksOfAnother({ from, to }: Stretch, tokens: readonly MatchToken[]): boolean {
  // "The patient, whose mother has lupus, presented with a rash".
  const whose = tokens[from - 2]?.word === 'whose';
  for (let i = from; i < to; i++) {
    const { raw, word } = tokens[i]!;
    if (whose && raw === ',' && !/^(?:and|or|&)$/.test(tokens[i + 1]?.word ?? '')) return true;
    if (raw === ';' || raw === '•' || /^(?:but|although|though|whereas|while|whilst|however)$/.test(word)) return true;
    // "Carer for her husband with MS, feels exhausted".
    if (raw === ',' && OF_THE_PATIENT.test(tokens[i + 1]?.word ?? '')) return true;
    if (word === 'now' && tokens[i - 1]?.word === 'and' && i > from) return true;
    const bracket = tokens[i - 1]?.raw === '(' && i - 1 === from;
    if (/^(?:he|she|i|we)$/.test(word) && !bracket) return true;
    if (/^(?:recipient|baby|infant)$/.test(word) && i > from) return true;
    if (/^(?:patient|pt)$/.test(word) && !(tokens[from]!.word === 'of' && i <= from + 2)) return true;
  }
  return false;
}
const OF_THE_PATIENT = /^(?:feels|feeling|complains|complaining|presents|presenting|attends|requests|requesting|c\/o)$/;

/** "A family history of ovarian cancer, her scan showed a cyst": a clause of its own is about the patient, unless a relative opens it. */
export function leavesTheHistory({ from, to }: Stretch, tokens: readonly MatchToken[]): boolean {
  for (let i = from; i < to - 2; i++) {
    if (tokens[i]!.raw !== ',' || !/^(?:her|his|the|there|this|these|my)$/.test(tokens[i + 1]!.word)) continue;
    if (isRelative(tokens[i + 2]!.word)) return false;
    if (tokens.slice(i + 2, to).some(({ word }) => /^(?:is|are|was|were|has|had|showed|shows|revealed)$/.test(word)))
      return true;
  }
  return false;
}
