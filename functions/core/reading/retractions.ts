import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { isHarmlessResult } from './harmless-results.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How a statement takes back the one before it. */
export type Retraction = 'taken back next' | 'explained next' | 'over next' | 'awaited next';

const LONGEST_RETRACTION = 22;

/**
 * Whether a statement takes back what the one before it says: "The letter said that he had lung cancer. He has not.", "This was
 * entered in error.", "Now excluded." `explained next`: it says that what was suspected is something harmless: "CT shows this to be a
 * healed granuloma".
 `awaited next`: the histology is still to come.
 */
export function retractionIn({ from, to }: Stretch, tokens: readonly MatchToken[]): Retraction | null {
  if (to - from > LONGEST_RETRACTION) return deniesAtOnce(from, to, tokens) ? 'taken back next' : null;
  if (isAwaited(from, to, tokens)) return 'awaited next';
  if (isHarmlessResult(from, to, tokens)) return 'explained next';
  const pointsBack = pointsBackIn(from, to, tokens);
  if (!pointsBack && !OPENS.has(tokens[from]!.word)) return null;
  const words = tokens
    .slice(from, to)
    .map(({ word }) => word)
    .join(' ');
  if (DENIALS.some((denial) => denial.test(words))) return 'taken back next';
  if (to - from <= LONGEST_END && OVER.test(words)) return 'over next';
  return pointsBack && HARMLESS.test(words) ? 'explained next' : null;
}

const LONGEST_TALE = 30;

/** "She was told in Spain that she had ovarian cancer. MRI here shows a simple cyst": what was found answers what somebody said. */
export function refutationIn(answer: Stretch, tale: Stretch, tokens: readonly MatchToken[]): Retraction | null {
  if (tale.to - tale.from > LONGEST_TALE || answer.to - answer.from > LONGEST_TALE) return null;
  let told = -1;
  for (let i = tale.from; i < tale.to && told === -1; i++) if (TELLING.has(tokens[i]!.word)) told = i;
  if (told === -1) return null;
  let had = false;
  for (let i = told + 1; i < tale.to; i++) had ||= HAD.has(tokens[i]!.word);
  if (!had) return null;
  const words = tokens
    .slice(answer.from, answer.to)
    .map(({ word }) => word)
    .join(' ');
  return FOUND.test(words) && FOUND_INSTEAD.test(words) && !MALIGNANT.test(words) ? 'taken back next' : null;
}
const FOUND =
  /\b(?:shows?|showed|reveal(?:s|ed)|confirm(?:s|ed)|found|demonstrate[sd]?|is|was|were|proved|report(?:ed|s)?)\b/;
/** What is found in place of a cancer, not beside it. */
const FOUND_INSTEAD =
  /\b(?:benign|granulomata?|granulomas?|haemangioma|cysts?|lipoma|fibroadenoma|abscess|sarcoid(?:osis)?|tuberculosis|tb|hamartoma|harmless|reactive|naevus|diverticul\w+|haemorrhoids|piles|fibroids?|not (?:a )?cancer(?:ous)?|no cancer)\b/;
const TELLING = new Set(['told', 'informed', 'believe', 'believed', 'impression', 'convinced']);
const HAD = new Set(['had', 'was', 'has']);
const MALIGNANT =
  /\b(?:cancer|carcinoma|malignan|metasta|tumour|lymphoma|mets|progress|chemo|also|besides|as well|but no|cycles?)/;

/** "He does not; this is a cyst with a small chance of …": the denial ends where its clause does. */
function deniesAtOnce(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  if (!OPENS.has(tokens[from]!.word)) return false;
  let end = from;
  while (end < to && end - from <= LONGEST_END && !/^[;,:]$/.test(tokens[end]!.raw)) end++;
  if (tokens[end]?.raw !== ';') return false;
  const words = tokens
    .slice(from, end)
    .map(({ word }) => word)
    .join(' ');
  return DENIALS[0]!.test(words);
}

/** "Histology pending", "Bx results to follow". */
function isAwaited(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  if (!OF_A_SPECIMEN.has(tokens[from]!.word)) return false;
  for (let i = from + 1; i < Math.min(to, from + FARTHEST_AWAITED); i++) if (AWAITED.has(tokens[i]!.word)) return true;
  return false;
}
const FARTHEST_AWAITED = 5;
const OF_A_SPECIMEN = new Set(
  'histology histo biopsy biopsies bx path pathology cytology specimen await awaiting'.split(' '),
);
const AWAITED = new Set('pending awaited follow awaiting histology histo path pathology'.split(' '));

/** The words that a denial, or an end, begins with. */
const OPENS = new Set(
  'in actually however but this that it he she which the now since subsequently later has was is long considered fully cured discharged clear all no excluded ruled disproved withdrawn retracted discounted not none entered error wrong'.split(
    ' ',
  ),
);

function pointsBackIn(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  for (let i = from; i < to; i++) if (POINTERS.has(tokens[i]!.word)) return true;
  return false;
}
const POINTERS = new Set(['this', 'it', 'that', 'these', 'they']);

/** "Rectal cancer '99, AP resection. Cured.": so it is the patient's past. */
const OVER =
  /^(?:now |since |long since |long |considered |fully |he was |she was |he is |she is |has been |was )*(?:cured|discharged(?: (?:in )?\d{4})?|clear since|all clear since|in long term remission|no recurrence since)(?: since| (?:in )?\d{4}| many years ago| years ago| from follow up)* ?\.?$/;
const LONGEST_END = 8;

const SUBJECT = String.raw`(?:in fact |actually |however , |but )?(?:this|that|it|he|she|which|the diagnosis|this diagnosis|that diagnosis)`;
const DENIALS = [
  new RegExp(
    String.raw`^${SUBJECT} (?:has|does|did|is|was|had|have)(?: not|n't|nt) ?(?:so|got it|the case|correct|true|right|confirmed|this|it)? ?(?:\.?$|[;,])`,
  ),
  new RegExp(
    String.raw`^${SUBJECT} (?:(?:is|was|were|has|have|had) )?(?:(?:now|since|subsequently|later|clearly|been|be|then) )*(?:an error|in error|a mistake|wrong|incorrect|excluded|ruled out|disproved|withdrawn|retracted|revised|amended|entered in error|made in error|a clerical error|not confirmed|not borne out|not the case|not correct|not true|unfounded)\b`,
  ),
  /^(?:now |since |subsequently |later |this has been |has been )?(?:excluded|ruled out|disproved|withdrawn|retracted|discounted|not confirmed|not found|not seen|none found|none seen|entered in error|in error|error|wrong patient)\b[^,]{0,40}$/,
];

const HARMLESS =
  /\b(?:benign|granuloma|haemangioma|cyst|cysts|lipoma|fibroadenoma|abscess|infection|inflammation|inflammatory|pneumonia|sarcoidosis|tuberculosis|tb|scar|scarring|fracture|harmless|reactive|atelectasis|infarct|resolved|disappeared|haematoma|hamartoma|oncocytoma|naevus|wart|diverticular)\b/;
