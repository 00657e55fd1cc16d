import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Sentence } from './sentences.ts';
import type { Visit } from './visits.ts';
import type { When } from './when.ts';

/**
 * A test that looks again after the cancer: repeated, at a steady rate, or so far ahead that it does not look for the diagnosis: "MRI
 * 12/12", "CT after C8"; not "CT in 2 weeks".
 */
export function testIsDue(
  at: number,
  { kind, weeks, isOver, to }: When,
  visit: Visit,
  isPlanned: boolean,
  sentence: Sentence,
  tokens: readonly MatchToken[],
): boolean {
  const opens = visit.from - sentence.from <= WORDS_OF_A_TEST;
  const isSurveillance = visit.isRepeat || STEADY.test(tokens[at]!.norm);
  switch (kind) {
    case 'interval':
      return isSurveillance || weeks! >= FAR_AHEAD_WEEKS;
    case 'duration':
      return isSurveillance || (weeks! >= FAR_AHEAD_WEEKS && (isPlanned || opens));
    case 'day':
      return visit.isRepeat === true && isOver === false;
    case 'event':
      return (
        AFTER_TREATMENT.test(tokens[at]!.norm) &&
        (visit.isRepeat === true || isPlanned || (opens && !COURSE.test(tokens[to - 1]!.norm)))
      );
    default:
      return kind satisfies never;
  }
}
const FAR_AHEAD_WEEKS = 6;
/** "MRI post RT": perhaps how it looked. */
const COURSE = /^(?:rt|radiotherapy|surgery|op|operation|procedure|treatment|chemo\w*)$/;
const AFTER_TREATMENT = /^(?:after|post|following)$/;
/** "CT chest abdo pelvis", "[X] MRI". */
const WORDS_OF_A_TEST = 3;

/** "CT every 4 weeks": again and again. */
const STEADY = /^(?:every|each|annual|annually|yearly|monthly)$/;
