import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { SPECIALTIES } from './asked-of-practice.ts';
import { everyWord } from './every-word.ts';
import type { Sentence } from './sentences.ts';
import { isPast } from './time-of-the-past.ts';
import { PLANS } from './visit-due.ts';
import type { When } from './when.ts';

/** A time that needs no word for a visit: the whole of a plan, what stands under a heading of visits, or behind the name of who sees the patient. */
export function isVisitByItself(at: number, when: When, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  return (
    isWholeStatement(at, when, sentence, tokens) ||
    isOfHeading(at, when, sentence, tokens) ||
    isOfADoctor(at, when, sentence, tokens)
  );
}

/** A plan that is nothing but "6/12.", or "3/12 me", "8 weeks here". */
function isWholeStatement(from: number, when: When, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  if (from !== sentence.from || when.weeks === undefined) return false;
  const norm = (at: number) => (at < sentence.to ? tokens[at]!.norm : '');
  const isRate = norm(when.to - 1).endsWith('ly');
  if (isRate && sentence.to - when.to <= WORDS_OF_A_RATE && FOR_SO_LONG.test(norm(when.to))) return true;
  let { to } = when;
  if (/^(?:with|w)$/.test(norm(to))) to++;
  const isHere = /^(?:me|us|here)$/.test(norm(to));
  const isSlashed = tokens[from + 1]?.norm === '/';
  if (isSlashed && to > when.to && WITH_IT.test(norm(to))) return true;
  return (isHere || (isSlashed && to === when.to)) && /^\.?$/.test(norm(isHere ? to + 1 : to));
}

/** "4-6 weekly this year", "6 monthly for 2 years". */
const FOR_SO_LONG = /^(?:this|for|until|till|please|then|here|x|from|\.|)$/;
const WORDS_OF_A_RATE = 6;
/** "4/12 with FBC". */
const WITH_IT = /^(?:bloods?|fbc|psa|cea|ct|mri|scan|us|uss|results?|histo(?:logy)?|cxr|mammo\w*|me|us)$/;

/** "Follow-up: 6 weeks with bloods", "Follow up: Stroke 6/52": what stands under the heading is when. */
export function isHeadedAsVisit({ from }: Sentence, tokens: readonly MatchToken[]): boolean {
  let i = from - 1;
  while (i >= 0 && i > from - 3 && /^[:=|–-]$/.test(tokens[i]!.norm)) i--;
  const [word = '', before = '', first = ''] = [tokens[i]?.norm, tokens[i - 1]?.norm, tokens[i - 2]?.norm];
  return (
    /^(?:followup|fu|appts?|appointments?|opa|opd|outpatients?|clinics?)$/.test(word) ||
    (word === 'up' && before === 'follow') ||
    (before === '/' && first === 'f' && /^(?:u|up)$/.test(word))
  );
}
/** "Next appointment: Tues 4 Aug", "Follow up: 12 June". "Appointment: 12 June" may be today's. */
function isHeadedAsNext({ from }: Sentence, tokens: readonly MatchToken[]): boolean {
  for (let i = from - 1; i >= Math.max(0, from - 4); i--)
    if (/^(?:next|follow|followup|fu)$/.test(tokens[i]!.norm)) return true;
  return false;
}
export const WORDS_OF_A_CLINIC = 3;

function isOfHeading(at: number, when: When, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  const isDay = when.kind === 'day' && when.isOver !== true && isHeadedAsNext(sentence, tokens);
  return (
    (when.weeks !== undefined || isDay || when.kind === 'event') &&
    at - sentence.from <= WORDS_OF_A_CLINIC &&
    isHeadedAsVisit(sentence, tokens) &&
    everyWord({ from: sentence.from, to: at }, tokens, (raw) => /^(?:\p{Lu}|[:(),'-]|s$|clinic)/u.test(raw)) &&
    !isPast(at, when, sentence, tokens)
  );
}

/** "Mr Falcone 2/52", "Miss Adair 24/06", "Oncology 4/52": a statement that names who sees the patient, and when. */
function isOfADoctor(at: number, when: When, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  if (when.kind === 'event' || when.kind === 'duration' || when.isOver === true || at === sentence.from) return false;
  if (when.kind === 'day' && (when.isOver === undefined || !PLANS.has(sentence.section))) return false;
  let from = sentence.from;
  if (/^(?:\d|[-•[(x\])])$/.test(tokens[from]!.norm)) from++;
  const isNamed =
    /^(?:mr|mrs|miss|ms|dr|prof)$/.test(tokens[from]!.norm) ||
    (when.kind === 'interval' && SPECIALTIES.test(tokens[from]!.norm));
  const isAll = sentence.to - when.to <= 1 || /^(?:[,;(]|with|for|and)$/.test(tokens[when.to]!.norm);
  const isShort = at - from <= WORDS_OF_A_CLINIC && at > from;
  return isNamed && isAll && isShort && everyWord({ from, to: at }, tokens, (raw) => /^(?:\p{Lu}|\.$)/u.test(raw));
}
