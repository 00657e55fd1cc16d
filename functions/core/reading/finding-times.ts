import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { FindingTarget } from './finding-context.ts';
import { isNegation } from './unsettled.ts';

/** "Stroke 2011", "MI in 1998", "In 2003 she had a DVT": an event with its year is over; what was only diagnosed then is not. */
export function isDatedInThePast({ from, to, sentence }: FindingTarget, tokens: readonly MatchToken[]): boolean {
  for (let i = to; i < Math.min(sentence.to, to + FARTHEST_YEAR); i++) {
    const { raw, word } = tokens[i]!;
    if (isPastYear(raw)) {
      if (/^(?:-|–|\/|onwards|to|until)$/.test(tokens[i + 1]?.raw ?? '')) break;
      return true;
    }
    if (STILL.has(word) || (/^[,(]$/.test(raw) ? !isPastYear(tokens[i + 1]?.raw ?? '') : /^[.;:)]$/.test(raw))) break;
  }
  if (
    (OF_INFANCY.test(tokens[from]!.word) || OF_INFANCY.test(tokens[from - 1]?.word ?? '')) &&
    isOlderNow(to, sentence.to, tokens)
  )
    return true;
  if (isAdmittedThen(from, sentence.from, tokens)) return true;
  const back = tokens[sentence.from]!.word === 'back' ? sentence.from + 1 : sentence.from;
  const year = tokens[back]?.word === 'in' ? back + 1 : back;
  const ago = tokens.slice(sentence.from, sentence.from + 5).findIndex(({ word }) => word === 'ago');
  const opens = isPastYear(tokens[year]?.raw ?? '')
    ? year
    : ago > 0
      ? sentence.from + ago
      : ageThatOpens(sentence, tokens);
  if (opens === -1 || from <= opens || from - opens > FARTHEST_EVENT) return false;
  return (
    (from === opens + 2 || tokens.slice(opens, from).some(({ word }) => HAPPENED.has(word))) &&
    !tokens.slice(opens, to).some(({ word }) => /^(?:diagnosed|diagnosis|now|since)$/.test(word))
  );
}
/** "Was admitted in 2012 with pancreatitis", "detained under section 2 in 2016 with …". */
function isAdmittedThen(from: number, first: number, tokens: readonly MatchToken[]): boolean {
  let year = from - 1;
  while (year > Math.max(first, from - 6) && !isPastYear(tokens[year]!.raw)) {
    if (!/^(?:with|for|by|an?|the|following|acute|severe|bilateral|left|right)$/.test(tokens[year]!.word)) return false;
    year--;
  }
  if (year <= first || from - year < 2 || tokens[year - 1]!.word !== 'in') return false;
  return tokens.slice(Math.max(first, year - 8), year).some(({ word }) => WAS_SEEN.has(word));
}
const WAS_SEEN = new Set(
  'admitted hospitalised hospitalized detained sectioned treated seen presented operated attended ventilated resuscitated transfused'.split(
    ' ',
  ),
);
const OF_INFANCY = /^(?:neonatal|perinatal|infantile|childhood|newborn)$/;
/** "Neonatal jaundice …, now six years old", "now a thriving two-year-old". */
function isOlderNow(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  const now = tokens.slice(from, to).findIndex(({ word }) => word === 'now');
  if (now === -1) return false;
  return tokens
    .slice(from + now, Math.min(to, from + now + 8))
    .some(({ word }) => /^(?:old|aged|adult|yo|y\/o|year-old)$/.test(word));
}
/** "Aged 12 he had …", "at the age of 12", "when she was 12": where the age stands; -1 when there is none. */
function ageThatOpens({ from, to }: FindingTarget['sentence'], tokens: readonly MatchToken[]): number {
  if (!/^(?:aged|at|when)$/.test(tokens[from]!.word)) return -1;
  for (let i = from + 1; i < Math.min(to, from + 6); i++)
    if (/^\d{1,2}$/.test(tokens[i]!.raw)) return /^(?:aged|age|of|was)$/.test(tokens[i - 1]!.word) ? i : -1;
  return -1;
}
const FARTHEST_YEAR = 6;

/** "To be started should headaches develop". */
function isShouldBefore(from: number, tokens: readonly MatchToken[]): boolean {
  return tokens.slice(Math.max(0, from - 2), from).some(({ word }) => word === 'should');
}
const BEFALLS = new Set(
  'occur develop arise recur return worsen persist happen ensue supervene appear continue'.split(' '),
);
/** "Should vomiting occur, withhold the dose": up to the comma it is a condition. */
export function isUnderShould({ from, to, sentence }: FindingTarget, tokens: readonly MatchToken[]): boolean {
  if (from === sentence.from) return false;
  const opens = tokens[sentence.from]!.word;
  if (isShouldBefore(from, tokens) && tokens.slice(to, to + 3).some(({ word }) => BEFALLS.has(word))) return true;
  const would = opens === 'were' && tokens.slice(to, to + 3).some(({ word }) => word === 'to');
  if (opens !== 'should' && !would) return false;
  return !tokens.slice(sentence.from, from).some(({ raw }) => /^[,;:]$/.test(raw));
}
/**
 * "Had no fever until Sunday" says that it began then, "was on prednisolone until June" that it is over. null where the verb before is not
 * of the past: "no driving until seen", "continue until Friday".
 */
export function whatUntilSays(
  { from, to, sentence }: FindingTarget,
  tokens: readonly MatchToken[],
): 'begun' | 'over' | null {
  let until = to;
  while (
    until < Math.min(sentence.to, to + FARTHEST_UNTIL) &&
    !/^[,.;:)]$/.test(tokens[until]!.raw) &&
    tokens[until]!.word !== 'until'
  )
    until++;
  if (tokens[until]?.word !== 'until' || until >= sentence.to) return null;
  let past = false;
  for (let i = from - 1; i >= Math.max(sentence.from, from - FARTHEST_UNTIL); i--) {
    const { word, raw } = tokens[i]!;
    if (/^[,;:]$/.test(raw) || word === 'but') break;
    if (isNegation(i, tokens) || word === 'no') return past || WAS.test(tokens[i - 1]?.word ?? '') ? 'begun' : null;
    past ||= WAS.test(word);
  }
  return past ? 'over' : null;
}
const FARTHEST_UNTIL = 6;
const WAS = /^(?:was|were|had|did|didn|took|used|received|got|suffered|drank|smoked|wore|needed|required)$/;
const STILL = new Set(
  'since diagnosed diagnosis from and or began started onset known on showed shows was is has had ct mri scan'.split(
    ' ',
  ),
);
const FARTHEST_EVENT = 8;
const HAPPENED = new Set(
  'had suffered developed sustained underwent experienced got contracted broke fractured fell was'.split(' '),
);

/** Letters of these years and later are still being written: what is dated so may be of this illness. */
function isPastYear(raw: string): boolean {
  return /^(?:19[3-9]\d|20[01]\d|202[0-2])s?$/.test(raw);
}
