import { writingOrder } from './last-word.ts';
import type { LetterRead } from './letter-read.ts';
import { held, type Meant } from './meant.ts';
import type { Sentence } from './sentences.ts';

/** A statement that answers what was asked without naming it: `general` says there is no cancer at all, else that what was found is harmless. */
interface Clearance {
  readonly start: number;
  readonly general: boolean;
}

/**
 * "Clinical details: ?bowel cancer … Conclusion: no malignancy seen": a suspicion that was only asked about, and is not spoken of
 * again behind an answer, is no longer one. What a report finds benign answers its request; a letter must say that there is no cancer.
 */
export function hideCleared(meant: readonly Meant[], letter: LetterRead): readonly Meant[] {
  const open = meant.filter(isOpenSuspicion);
  if (open.length === 0) return meant;
  const writtenAt = writingOrder(letter);
  const asked = new Map<string, { how: 'on a form' | 'in a letter'; last: number }>();
  for (const { finding, meaning } of open) {
    const { start } = finding.evidence[0]!;
    const place = writtenAt(start);
    const before = asked.get(meaning.target);
    const how = before?.how ?? wasAsked(start, finding.section, letter);
    if (how !== null) asked.set(meaning.target, { how, last: place });
  }
  if (asked.size === 0) return meant;
  const clearances = clearancesIn(letter);
  const lastGeneral = lastOf(clearances.filter(({ general }) => general));
  const lastOfAny = lastOf(clearances);
  return meant.map((one) => {
    const question = isOpenSuspicion(one) ? asked.get(one.meaning.target) : undefined;
    if (question === undefined) return one;
    const answer = question.how === 'on a form' ? lastOfAny : lastGeneral;
    return answer > question.last ? held(one, 'negated') : one;
  });
}

function isOpenSuspicion({ finding, meaning }: Meant): boolean {
  const { certainty, subject } = meaning.assertion;
  return (
    finding.category === 'diagnosis' && meaning.held === null && certainty === 'suspected' && subject === 'patient'
  );
}

function lastOf(clearances: readonly Clearance[]): number {
  return clearances.reduce((last, { start }) => Math.max(last, start), Number.NEGATIVE_INFINITY);
}

const LONGEST_CLEARANCE = 36;

/** "No malignancy seen", "nothing sinister", "all clear"; under a conclusion also "benign", "normal study". */
function clearancesIn(letter: LetterRead): Clearance[] {
  const { sentences, tokens } = letter;
  const writtenAt = writingOrder(letter);
  return sentences.flatMap((sentence): Clearance[] => {
    if (sentence.to - sentence.from > LONGEST_CLEARANCE) return [];
    const words = wordsOf(sentence, tokens);
    if (IN_DOUBT.test(words)) return [];
    const general = NO_CANCER.test(words);
    if (!general && !(ANSWERING.has(sentence.section) && HARMLESS.test(words))) return [];
    return [{ start: writtenAt(tokens[sentence.from]!.start), general }];
  });
}

function wordsOf({ from, to }: Sentence, tokens: LetterRead['tokens']): string {
  return tokens
    .slice(from, to)
    .map(({ word }) => word)
    .join(' ');
}

const NO_CANCER =
  /\b(?:no|nil|without|absence of|free of|negative for|not show|not reveal|excludes|exclude) (?:any )?(?:(?:evidence|sign|signs|suggestion|features?|suspicion|hint|trace|underlying|definite|obvious|invasive|sinister|worrying|suspicious|residual|primary|secondary|or|active|new|occult) )*(?:(?:of|for|any|an|a|underlying) )*(?:malignancy|cancer|malignant|sinister|neoplasia|neoplasm|carcinoma|adenocarcinoma|worrying features|sinister features|suspicious features)\b|\bnothing (?:more |at all )?(?:sinister|malignant|suspicious|worrying)\b|\ball clear\b|\b(?:malignancy|cancer|carcinoma) (?:has been |is |was |now )*(?:excluded|ruled out|not found|not seen|not identified)\b|\bnot (?:a )?(?:cancer|malignant|cancerous)\b/;
const HARMLESS =
  /\b(?:benign|normal study|normal examination|entirely normal|completely normal|normal scan|harmless|unremarkable)\b/;
const IN_DOUBT =
  /\?|\b(?:cannot|unable|however|but|although|though|if|unless|except|other than|apart|elsewhere|suspicious for|suspicious of|possible|possibly|may|might|could|to exclude|await|awaiting|awaited|previous|history|family|known|recurrent|metastatic)\b/;

/** Where reports and letters give their answer. */
const ANSWERING: ReadonlySet<string> = new Set(['impression', 'histology', 'diagnosis', 'summary', 'investigations']);

const FARTHEST_ASKING = 80;

/** Whether what stands at `start` is what somebody was asked: in the report's request, or in the words of a referral. */
function wasAsked(start: number, section: string, { text }: LetterRead): 'on a form' | 'in a letter' | null {
  const before = text.slice(Math.max(0, start - FARTHEST_ASKING), start);
  if (section === 'indication' || REQUEST.test(before)) return 'on a form';
  return REFERRAL.test(before) ? 'in a letter' : null;
}
const REQUEST =
  /\b(?:clinical (?:details|information|indication|question|history|data|summary)|request|indication)\b[^\n]*$|^\W*(?:clinical|clin|hx|history|ref|reason|query|question)\s*:[^\n]*$/im;
const REFERRAL =
  /\b(?:2 ?ww|two[- ]week|fast[- ]track|referr?(?:al|ed)|query|suspected cancer|urgent(?:ly)?|concerned (?:about|regarding)|you (?:asked|wondered|queried|raised))\b[^.\n]*$/i;
