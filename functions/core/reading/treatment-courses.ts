import type { ContextCategory } from '../lexicon/rows.ts';
import type { LetterRead } from './letter-read.ts';
import { type SaidTreatment, wordsBefore, wordsBehind } from './said-treatment.ts';

/** A count of courses with nothing else said: "FEC x6", "2x ABVD". */
export function stateByCount(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  if (!one.lasting || one.monitoring || one.said.categories.has('planned')) return null;
  const behind = wordsBehind(one, until, letter);
  if (NEXT_COURSE.test(behind) || SOME_LEFT.test(behind)) return 'ongoing';
  if (one.mention.sentence.section === 'medications') return null;
  return COUNT.test(behind) || COUNT_BEFORE.test(wordsBefore(one, letter)) ? 'completed' : null;
}

/** "x6", "6 cycles", "x 4 cycles". */
const COUNT = /^[\s(:]{0,3}(?:[x×*]\s?\d{1,2}\b|\d{1,2}\s?(?:[x×]|cycles?\b|courses?\b))/i;
/** "2x ABVD", "6 cycles of FEC". */
const COUNT_BEFORE =
  /(?:^|\s)(?:\d{1,2}|two|three|four|five|six|eight|ten|twelve)\s?(?:[x×]\s?|(?:cycles?|courses?|doses|instillations) of\s)$/i;
/** "Two cycles of docetaxel left" */
const SOME_LEFT = /^ (?:left|remaining|to go|outstanding)\b/i;
/** "x2, C3 due 23/3" */
const NEXT_COURSE = /\b(?:C\d{1,2}|#\d{1,2}|cycle \d{1,2}) (?:due|next|today)\b/i;

/**
 * "C3/6 FOLFOX", "received BCG 4 of 6", "3 of 6 planned cycles of docetaxel", "#8/20": a course between its first and its last part is going
 * on, and "6 of 6" is over. A bare "40/15" is a dose and its fractions.
 */
export function stateByPart(one: SaidTreatment, until: number, letter: LetterRead): 'ongoing' | 'completed' | null {
  if (HERE_FOR.test(wordsBefore(one, letter)) && CYCLE_BEHIND.test(wordsBehind(one, until, letter))) return 'ongoing';
  const part = PART_BEHIND.exec(wordsBehind(one, until, letter)) ?? PART_BEFORE.exec(wordsBefore(one, letter));
  const { named, done, by, all, given } = part?.groups ?? {};
  if (done === undefined) return stateByCycle(one, until, letter);
  if (named === undefined && by === '/' && given === undefined) return null;
  const [received, planned] = [numberOf(done), numberOf(all!)];
  if (received === 0 || (received === 1 && one.said.categories.has('planned'))) return null;
  if (received > planned || planned > LONGEST_COURSE) return null;
  return received < planned ? 'ongoing' : 'completed';
}
/** "Here for consolidation durvalumab cycle 4": they have come for one of several. */
const HERE_FOR = /\b(?:here|in|attend(?:s|ed|ing)|came|comes|seen|returns?) (?:today )?for (?:\S{3,14} )?$/i;
const LONGEST_COURSE = 40;
const NUMBERS =
  'nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty twenty-one twenty-two twenty-three twenty-four'.split(
    ' ',
  );
const NUMBER = String.raw`\d{1,2}|${NUMBERS.slice(1).reverse().join('|')}`;
function numberOf(written: string): number {
  const word = NUMBERS.indexOf(written.toLowerCase());
  return word === -1 ? Number(written) : word;
}
const PART = String.raw`(?<named>(?:C|#|cycles?|fractions?|dose|week|wk)\s?|x\s?(?=\d{1,2} (?:out )?of\b))?(?<done>${NUMBER})\s?(?<by>\/|of|out of)\s?(?:(?:a |the |her |his |your )?(?:planned |intended |total (?:of )?)?)(?<all>${NUMBER})\b(?![\/.]\d)(?<given>\s(?:given|today|done|so far|delivered|received)\b)?`;
const PART_BEHIND = new RegExp(String.raw`^[\s(,:-]{0,3}${PART}`, 'i');
const PART_BEFORE = new RegExp(
  String.raw`(?:^|[\s(])${PART}(?: (?:planned )?(?:cycles|fractions|doses|weeks|months|courses))?(?: of)?[\s,:]{1,2}$`,
  'i',
);

/** "Doxorubicin #1 3/6", "day 9 of cycle 3 carboplatin", "C2 went well": one cycle of several that is not said to be the last. */
function stateByCycle(one: SaidTreatment, until: number, letter: LetterRead): 'ongoing' | null {
  if (!one.lasting || !one.said.categories.has('completed') || one.said.categories.has('historical')) return null;
  if (one.said.modifiers.some(({ rule }) => SAYS_THE_LAST.test(rule.trigger))) return null;
  const [before, behind] = [wordsBefore(one, letter), wordsBehind(one, until, letter)];
  if (NEXT_DOSE.test(behind)) return 'ongoing';
  if (!CYCLE_BEHIND.test(behind) && !CYCLE_BEFORE.test(before)) return null;
  return THE_LAST.test(before) || THE_LAST.test(behind) ? null : 'ongoing';
}
/** "Prostap given 1/10, next 1/1" */
const NEXT_DOSE = /\bnext (?:(?:due|dose|one|injection)\s?)?\d/i;
const CYCLE_BEHIND = /^[\s(,:]{0,3}(?:given )?(?:C|#|cycle |D|day )\s?[1-9]\b(?!\s?(?:to|-|–|\+|&|and|\/))/i;
const CYCLE_BEFORE =
  /(?:^|[\s(])(?:first|(?:(?:C|#|cycle )\s?[1-9]|(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th) (?:cycle|dose|infusion|injection|treatment))(?: of)?(?: \S{3,12})?)[\s,:]{1,2}$/i;
const SAYS_THE_LAST = /complet|finish|last|final|stopp|ended|historical|years/;
const THE_LAST = /\b(?:last|final|only|stopp?ed|discontinued|abandoned|withdrawn|single|completed|finished|ended)\b/i;

/** Under a heading of treatments a drug with its daily dose, or no course at all, is still taken. */
export function stateUnderHeading(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  if (one.mention.sentence.section !== 'treatment' || !one.lasting || one.monitoring) return null;
  return !one.chemotherapy || TAKEN.test(wordsBehind(one, until, letter)) ? 'ongoing' : null;
}
const TAKEN = /^[^.;]{0,25}\b(?:daily|bd|od|nocte|mane|since)\b/i;
