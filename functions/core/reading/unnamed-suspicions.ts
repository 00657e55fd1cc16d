import { contextAt } from './context-at.ts';
import { bySentence, type LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Sentence } from './sentences.ts';

/** Doubt about a cancer that the letter does not name: held, so that a reviewer sees what is still open, and never suggested. */
export const SUSPICION = 'idea:suspicion-of-cancer';

/**
 * "?malignancy", "to exclude cancer", "could this be recurrence", "a suspicious mass": words of a cancer without kind or site, in doubt.
 *
 * @param tumours the words of what is read as a tumour already: nothing beside them is unnamed
 */
export function findUnnamedSuspicions(letter: LetterRead, tumours: readonly Mention[]): Mention[] {
  const tumoursIn = bySentence(tumours);
  return letter.sentences.flatMap((sentence) => {
    if (ELSEWHERE.has(sentence.section)) return [];
    const isTaken = (i: number) =>
      tumoursIn(sentence).some(({ from, to }) => from - NEIGHBOURS <= i && i < to + NEIGHBOURS);
    const found: Mention[] = [];
    for (let i = sentence.from; i < sentence.to; i++)
      if (
        MAY_BE_ONE.has(letter.tokens[i]!.word) &&
        (isUnnamed(i, letter) || isOfALesion(i, sentence, letter)) &&
        !isTaken(i)
      )
        found.push(wordAt(i, sentence, letter));
    return found.filter((mention) => isDoubted(mention, letter));
  });
}

const NEIGHBOURS = 4;
const ELSEWHERE = new Set(['family-history', 'information-given', 'service', 'distribution', 'people']);

function wordAt(i: number, sentence: Sentence, { tokens }: LetterRead): Mention {
  const { word } = tokens[i]!;
  return { from: i, to: i + 1, meaning: { layer: 'morphology', morphology: 'malignancy' }, phrase: word, sentence };
}

/** "Cancer nurse", "cancer pathway", "urgent suspected cancer": a service. "Ca 125": a test. */
function isUnnamed(i: number, { tokens }: LetterRead): boolean {
  if (!UNNAMED.has(tokens[i]!.word)) return false;
  return tokens[i - 1]?.word !== 'suspected' && !OF_A_SERVICE.test(tokens[i + 1]?.word ?? '');
}
const UNNAMED = new Set(
  'malignancy malignant cancer cancerous ca carcinoma neoplasm neoplasia neoplastic tumour primary recurrence relapse spread metastasis metastatic'.split(
    ' ',
  ),
);
const OF_A_SERVICE =
  /^(?:\d.*|nurse|nurses|specialist|pathway|clinic|centre|unit|team|services?|referral|referrals|wait|support|care|mdt|research|uk|screening|register|treatment|drugs?|risk|fear|worry)$/;

/** "A suspicious mass", "nodes look suspicious"; not "suspicious about". */
function isOfALesion(i: number, { from, to }: Sentence, { tokens }: LetterRead): boolean {
  if (!SUSPICIOUS.has(tokens[i]!.word)) return false;
  for (let at = Math.max(from, i - REACH); at < i; at++) if (DENIAL.has(tokens[at]!.word)) return false;
  for (let at = Math.max(from, i - REACH); at < Math.min(to, i + REACH); at++)
    if (LESION.has(tokens[at]!.word)) return true;
  return false;
}
const REACH = 5;
const DENIAL = new Set('no not nil none without neither never nothing'.split(' '));
const SUSPICIOUS = new Set('suspicious sinister worrisome worrying concerning'.split(' '));
const LESION = new Set(
  'lesion lesions mass masses nodule nodules node nodes lump swelling growth polyp mole ulcer area focus opacity shadow shadowing stricture thickening cells calcification microcalcification appearance appearances features cyst gland glands'.split(
    ' ',
  ),
);

const MAY_BE_ONE: ReadonlySet<string> = new Set([...UNNAMED, ...SUSPICIOUS]);

function isDoubted(mention: Mention, letter: LetterRead): boolean {
  const isWorrying = SUSPICIOUS.has(mention.phrase);
  if (!isWorrying && !letter.modifiersIn(mention.sentence).some(({ rule }) => rule.category === 'possible'))
    return false;
  const { certainty, temporality, subject } = contextAt(mention, 'diagnosis', letter).assertion;
  if (subject !== 'patient' || temporality === 'hypothetical' || certainty === 'negated') return false;
  return certainty === 'suspected' || isWorrying;
}
