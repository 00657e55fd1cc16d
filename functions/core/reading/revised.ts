import type { MatchToken } from '../lexicon/phrase-trie.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const FARTHEST_LINK = 14;
const LONGEST_SUBJECT = 6;
const LONGEST_NAME = 4;

/**
 * Whether the statement goes on to say that the tumour was something harmless: "reported as lung cancer but this is now thought to be
 * organising pneumonia", "treated as ovarian cancer until the histology said endometriosis". What is said of something else
 * ("but the liver lesion is a cyst"), or comes with it ("complicated by pneumonia"), revises nothing.
 */
export function isRevisedBehind({ to }: Stretch, sentence: Stretch, tokens: readonly MatchToken[]): boolean {
  for (let i = to; i < Math.min(sentence.to, to + FARTHEST_LINK); i++) {
    const { word, raw } = tokens[i]!;
    if (LINKS.has(word) || raw === ';' || raw === '→') return saysHarmless(i + 1, sentence.to, tokens);
    if (isOnReview(i, sentence.to, tokens)) return saysHarmless(i, sentence.to, tokens);
  }
  return false;
}

/** "SCC lower leg (2017) - on review was a keratoacanthoma", "lymphoma (later shown to be TB)". */
function isOnReview(at: number, last: number, tokens: readonly MatchToken[]): boolean {
  if (at + 1 >= last || !BEFORE_A_REVIEW.has(tokens[at]!.word)) return false;
  const [before, next] = [tokens[at - 1]!, tokens[at + 1]!];
  const setOff = /^[-–—,(:]$/.test(before.raw) || tokens[at]!.start - before.end >= 3;
  return (
    setOff && (tokens[at]!.word !== 'on' || /^(?:review|excision|histology|biopsy|repeat|mri|ct)$/.test(next.word))
  );
}
const BEFORE_A_REVIEW: ReadonlySet<string> = new Set(
  'on later subsequently actually eventually proved turned reclassified revised downgraded'.split(' '),
);

function saysHarmless(from: number, last: number, tokens: readonly MatchToken[]): boolean {
  let i = from;
  while (i < Math.min(last, from + LONGEST_SUBJECT) && SUBJECTS.has(tokens[i]!.word)) i++;
  const verb = i;
  while (i < last && VERBS.has(tokens[i]!.word)) i++;
  if (i === verb) return false;
  for (let j = i; j < Math.min(last, i + LONGEST_NAME); j++) {
    const { word, norm } = tokens[j]!;
    if (ENDS_NAME.has(word)) return false;
    if (HARMLESS.test(norm) && !/^(?:metasta|diagn|progn)/.test(norm))
      return !/^(?:that|which|who)$/.test(tokens[j + 1]?.word ?? '');
  }
  return false;
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const LINKS = setOf('but yet until however although though whereas');
const SUBJECTS = setOf(
  'on later subsequently actually eventually reclassified revised downgraded this it that which in fact the a final formal later expert second specialist repeat subsequent histology biopsy biopsies pathology cytology scan mri ct pet review opinion report lesion of these they on actually',
);
const VERBS = setOf(
  'is was were are has have had been being turned out proved proven proves said says showed shown shows found revealed confirmed confirms thought felt known considered believed likely to be as now actually really just simply only in fact later subsequently eventually since a an the instead represents represented looks',
);
const ENDS_NAME = setOf(
  'by with from after of in on for no not without and or he she his her cancer carcinoma malignant',
);
const HARMLESS =
  /^(?:benign|granulomas?|(?:haem)?angioma|haemangiomas?|cysts?|lipomas?|fibroadenomas?|fibroids?|abscess|infection|inflammat\w+|pneumonia|tb|tuberculosis|scar|scarring|fracture|harmless|reactive|atelectasis|infarct|haematoma|hamartoma|oncocytoma|naevus|naevi|wart|keratosis|stones?|gallstones?|sarcoid|glandular|viral|virus|spitz|shingles|haemorrhoids?|piles|hernia|thrombus|psoriasis|eczema|ulcer|hyperplasia|adenoma|angiomyolipoma|aspergilloma|keratoacanthoma|normal|\w+itis|\w{3,}osis)$/;
