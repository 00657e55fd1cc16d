import type { Category } from '../answer.ts';
import type { Lexicon, TermMeaning } from '../lexicon/lexicon.ts';
import type { Context } from './context.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { isPerson, isRelative } from './persons.ts';

const FARTHEST = 8;

/**
 * Whether a habit, a referral or a plan is said of somebody whom the patient has: "his wife smokes", "her father died in the hospice".
 * Not where they only speak of the patient or do something for him: "her daughter interpreted", "his wife would like him to die at home",
 * "her husband was present and the form was signed".
 */
export function isSaidOfAnother({ from, sentence, meaning }: Mention, { tokens, lexicon }: LetterRead): boolean {
  if (!mayBeOfAnother(meaning, lexicon)) return false;
  for (let i = from - 1; i >= Math.max(sentence.from, from - FARTHEST); i--) {
    const { word } = tokens[i]!;
    if (ENDS_CLAUSE.test(word) || OF_THE_PATIENT.has(word)) return false;
    if (!isPerson(word)) continue;
    const owner = tokens[i - 1]?.word ?? '';
    if (i === sentence.from && isRelative(word)) return IS_OR_DOES.has(tokens[i + 1]?.word ?? '');
    const opens = i - 1 === sentence.from || ENDS_CLAUSE.test(tokens[i - 2]?.word ?? '');
    return OWNERS.has(owner) && opens && tokens[i + 1] !== undefined && IS_OR_DOES.has(tokens[i + 1]!.word);
  }
  return false;
}

/** The same, said of somebody else. */
export function ofAnother(said: Context): Context {
  return { ...said, assertion: { ...said.assertion, subject: 'other' } };
}

const OF_ANOTHER: ReadonlySet<Category> = new Set(['care-plan', 'referral', 'screening', 'status']);
/** What a relative is or does for the patient: an attorney, an interpreter, one who comes along to a visit. */
const DONE_FOR_PATIENT = new Set(['language', 'advance-care-plan', 'key-worker', 'follow-up', 'mdt', 'support']);

function mayBeOfAnother(meaning: TermMeaning, lexicon: Lexicon): boolean {
  if (meaning.layer !== 'concept' || !OF_ANOTHER.has(meaning.category)) return false;
  return !DONE_FOR_PATIENT.has(lexicon.concepts.get(meaning.target)?.mdsItem ?? '');
}

const ENDS_CLAUSE = /^(?:[.,;:()•|]|and|but|while|whilst|although|so)$/;
const OWNERS = new Set(['her', 'his', 'the', 'their', 'your', 'my']);
const OF_THE_PATIENT = new Set(
  'he she him you they them we i patient present aware informed told agrees agreed happy that'.split(' '),
);
const IS_OR_DOES = new Set(
  'is was has had also died works worked smokes smoked drinks drank retired wished declined went attended received underwent needs needed remains'.split(
    ' ',
  ),
);
