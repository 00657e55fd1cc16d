import type { MatchToken } from '../lexicon/phrase-trie.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Whether a tumour is spoken of in general and not of anybody: "Prostate cancer often grows slowly", "HPV causes most cervical
 * cancers". Such a statement has a word of generality, or an uncounted plural beside a verb of the present, and none that ties it
 * to a person or a finding.
 */
export function isGeneralStatement(target: Stretch, sentence: Stretch, tokens: readonly MatchToken[]): boolean {
  if (QUESTIONS.has(tokens[sentence.from]!.word) && tokens[sentence.to - 1]!.raw === '?') return true;
  if (target.from === sentence.from && mayHappen(target.to, tokens)) return true;
  let general = false;
  let present = false;
  for (let i = sentence.from; i < sentence.to; i++) {
    const { word, norm } = tokens[i]!;
    if (TIES_TO_A_PERSON.has(word)) return false;
    if (GENERALITY.has(norm)) general = true;
    else if (PRESENT.has(norm)) present = true;
  }
  return general || (present && isUncountedPlural(target, sentence, tokens));
}

function isUncountedPlural(target: Stretch, sentence: Stretch, tokens: readonly MatchToken[]): boolean {
  if (
    !/^(?:cancers|tumours|tumors|carcinomas|lymphomas|sarcomas|melanomas|leukaemias)$/.test(tokens[target.to - 1]!.norm)
  )
    return false;
  for (let i = Math.max(sentence.from, target.from - 3); i < target.to; i++)
    if (COUNTS.has(tokens[i]!.word) || /^\d/.test(tokens[i]!.norm)) return false;
  return true;
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** "Bowel cancer can start between tests"; but "lymphoma may be present", "cannot be excluded". */
function mayHappen(at: number, tokens: readonly MatchToken[]): boolean {
  return /^(?:can|may|might)$/.test(tokens[at]?.norm ?? '') && !/^(?:not|be|have)$/.test(tokens[at + 1]?.norm ?? '');
}
/** "What is a lymphoma?" */
const QUESTIONS = setOf('what how why who when where');
const GENERALITY = setOf(
  'often usually commonly generally typically rarely sometimes frequently normally everyone anyone people women men adults smokers',
);
const PRESENT = setOf('is are have has do does occur occurs cause causes develop develops affect affects grow grows');
const COUNTS = setOf(
  'both two three four five several multiple many synchronous bilateral these those previous further recurrent numerous new',
);
const TIES_TO_A_PERSON = setOf(
  'he she his her hers him himself herself you your yours i my we our us this these patient mr mrs ms miss lady gentleman man woman girl boy mother father biopsy histology ct mri pet scan ultrasound uss xray cytology specimen showed shows confirmed confirms demonstrated demonstrates revealed reveals found diagnosed known new now today left right bilateral recurrent metastatic stage grade pt underwent presented',
);

const LONGEST_QUOTE = 7;
const OPENING_QUOTE = /^["“‘]$/;
const CLOSING_QUOTE = /^["”’]$/;

/** A few words in quotation marks are a title or what somebody called it: GP letter said "tonsil cancer". */
export function isQuoted({ from, to }: Stretch, sentence: Stretch, tokens: readonly MatchToken[]): boolean {
  for (let i = from - 1; i >= Math.max(sentence.from, from - LONGEST_QUOTE); i--) {
    if (!OPENING_QUOTE.test(tokens[i]!.raw)) continue;
    for (let j = to; j < Math.min(sentence.to, i + LONGEST_QUOTE + 2); j++)
      if (CLOSING_QUOTE.test(tokens[j]!.raw)) return true;
    return false;
  }
  return false;
}
