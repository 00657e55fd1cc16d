import type { MatchToken } from '../lexicon/phrase-trie.ts';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const FARTHEST_LIKE = 3;

/**
 * Whether a person, whose words are `from` to `to`, is spoken of in an aside that ends before `last`: "she, like her mother, has …", "Mrs Ray,
 * whose father had bowel cancer, was found to have …". What follows the aside is the patient's.
 */
export function isAside(from: number, to: number, last: number, tokens: readonly MatchToken[]): boolean {
  if (isGoBetween(from, to, tokens)) return true;
  for (let i = from; i >= Math.max(0, from - FARTHEST_LIKE); i--) {
    const { word, kind } = tokens[i]!;
    if (kind === 'mark') return false;
    if (word === 'like' || word === 'unlike') return goesOnBehindComma(to, last, tokens);
    if (word === 'whose') return tokens[to]?.raw !== ',' && goesOnBehindVerb(to, last, tokens);
  }
  return false;
}

/** "I explained via her son that this is a kidney cancer", "told through his wife". */
function isGoBetween(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  let i = OF_A_PERSON.has(tokens[from]!.word) ? from : from - 1;
  while (i > 0 && OF_A_PERSON.has(tokens[i]!.word)) i--;
  if (i < 0 || !GO_BETWEENS.has(tokens[i]!.word)) return false;
  return !/^(?:who|whose|'s|’s)$/.test(tokens[to]?.word ?? '');
}
const OF_A_PERSON = setOf('his her a an the their adult eldest older younger');
const GO_BETWEENS = setOf('via through');

/** "Like her sisters, Mrs King has": behind the comma a verb or a subject, not the next relative. */
function goesOnBehindComma(from: number, last: number, tokens: readonly MatchToken[]): boolean {
  for (let i = from; i < last; i++) {
    if (tokens[i]!.raw !== ',') continue;
    const next = tokens[i + 1]?.word ?? '';
    if (FINITE.has(next) || OF_THE_PATIENT.has(next)) return true;
  }
  return false;
}

/** "Whose father had bowel cancer, was": a second verb behind a comma is not the father's. */
function goesOnBehindVerb(from: number, last: number, tokens: readonly MatchToken[]): boolean {
  let said = false;
  for (let i = from; i < last; i++) {
    if (said && tokens[i]!.raw === ',' && FINITE.has(tokens[i + 1]?.word ?? '')) return true;
    if (FINITE.has(tokens[i]!.word)) said = true;
  }
  return false;
}

const FINITE = setOf('is was has had died developed underwent presented came attended now also unfortunately sadly');
const OF_THE_PATIENT = setOf('he she mr mrs ms miss dr this the patient');
