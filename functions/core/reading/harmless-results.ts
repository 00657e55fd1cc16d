import type { MatchToken } from '../lexicon/phrase-trie.ts';

/**
 * What a specimen, a review or the diagnosis itself turned out to be: "Biopsy = fat necrosis", "final histology: hamartoma", "EUS FNA confirmed
 * autoimmune pancreatitis", "Discharge diagnosis: ulcerative colitis". A scan that shows something harmless leaves open what else is there, and
 * so does a result with a mass, a doubt or a cancer in it.
 *
 * @returns whether the clause that begins at `from` says so
 */
export function isHarmlessResult(from: number, last: number, tokens: readonly MatchToken[]): boolean {
  let at = from;
  while (at < last && BEFORE_A_TEST.has(tokens[at]!.word)) at++;
  if (at >= last || !ANSWERS.has(tokens[at]!.word)) return false;
  let harmless = false;
  for (let i = tokens[at + 1]?.raw === ':' ? at + 2 : at + 1; i < last && i - at <= LONGEST_RESULT; i++) {
    const { raw, word, norm } = tokens[i]!;
    if (/^[.;]$/.test(raw) && tokens[i + 1]?.gap !== 'none') break;
    if (raw === '?' || LEAVES_OPEN.test(norm)) return false;
    if (MALIGNANT.test(norm) && !DENIES.has(tokens[i - 1]!.word) && !DENIES.has(tokens[i - 2]!.word)) return false;
    harmless ||= HARMLESS.test(word);
  }
  return harmless;
}
const LONGEST_RESULT = 16;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const BEFORE_A_TEST = setOf(
  'the his her a but and our on final formal later subsequent repeat second discharge core punch excision eus ct guided endoscopic definitive surgical however this',
);
const ANSWERS = setOf(
  'histology histo biopsy biopsies bx bxs fna fnac path pathology cytology core cores slides excised excision diagnosis dx review opinion report triple',
);
const DENIES = setOf('no not without nil non');
const LEAVES_OPEN =
  /^(?:possib\w*|possible|poss|prob\w*|likely|suspicio\w*|concern\w*|mass|lesions?|tumours?|awaited|pending|repeat|inadequate|insufficient|non-?diagnostic|inconclusive|equivocal|indeterminate|atypi\w*|cannot|but|however|elsewhere|other|otherwise|margins?|nodes?|ln|lns|sentinel|also|with)$/;
const MALIGNANT =
  /^(?:ca|cancers?|malignan\w*|carcinoma\w*|adenoca\w*|\w{3,}sarcoma|sarcoma|lymphoma|myeloma|melanoma|mesothelioma|metasta\w*|mets|dcis|lcis|scc|bcc|tcc|rcc|hcc|idc|ilc|grade|gleason|invasive|dysplasia)$/;

/** Names of what is there in place of a cancer. */
export const HARMLESS =
  /^(?:benign|granulom\w*|(?:haem)?angiomas?|cavernomas?|cysts?|lipomas?|fibroadenomas?|fibroids?|abscess|infection|inflammat\w+|pneumonia|tb|tuberculosis|scar|scarring|fracture|harmless|reactive|atelectasis|infarct|haematoma|hamartomas?|oncocytoma|naevus|naevi|wart|keratos[ei]s|stones?|gallstones?|sarcoid|glandular|viral|virus|spitz|shingles|haemorrhoids?|piles|hernia|thrombus|psoriasis|eczema|ulcers?|hyperplasia|adenomas?|angiomyolipomas?|aspergilloma|keratoacanthoma|trichoblastoma|dermatofibroma|normal|b2|aip|\w{3,}itis|(?!progn|diagn)\w{3,}osis)$/;
