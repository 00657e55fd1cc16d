import type { Context } from './context.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { isSpread } from './tumour-codes.ts';
import type { Tumour } from './tumours.ts';
import { isWhyReferred } from './why-referred.ts';

/**
 * Whether the words around a tumour say that the patient has it: it stands among the diagnoses or in the histology, something has, shows or
 * is it, it is treated, staged, measured or the patient's own ("her breast cancer"), or it is a note without a verb. "She came in about
 * ovarian cancer", "melanoma is something she was warned of" only name it.
 */
export function hasGrounds({ anchor, others }: Tumour, said: Context, letter: LetterRead): boolean {
  const { sentence, to } = anchor;
  if (said.categories.has('current') || NAMING.has(sentence.section)) return true;
  if (isWhyReferred(anchor, letter)) return isMeasured(sentence, letter);
  const runs = isRunningText(anchor, letter);
  // "Base of tongue SCC": what governs the site governs the tumour.
  const places = [anchor, ...others]
    .map(({ from }) => from)
    .filter((from) => from <= anchor.from)
    .sort((a, b) => a - b);
  const governed = places.some((from) => isGovernedBefore(from, sentence, letter) ?? !runs);
  if (governed || (runs && isAffirmedBehind(to, sentence.to, letter))) return true;
  return hasGone(anchor, letter) || isMeasured(sentence, letter) || isHeadOfTreatment(anchor, places[0]!, letter);
}

/** "Rectal cancer - RT 25/5 given": a note that begins with the tumour and goes on with its treatment. */
function isHeadOfTreatment({ to, sentence }: Mention, first: number, { tokens, mentionsIn }: LetterRead): boolean {
  const next = tokens[to];
  if (first !== sentence.from || next === undefined) return false;
  // A hyphen is no token: it stands in the gap.
  if (!ENDS_HEAD.test(next.raw) && next.start - tokens[to - 1]!.end < SPACED_HYPHEN) return false;
  return mentionsIn(sentence).some(
    ({ meaning, from }) =>
      meaning.layer === 'concept' && meaning.category === 'treatment' && from >= to && from - to <= FARTHEST_TREATMENT,
  );
}
const ENDS_HEAD = /^[,:(–—-]$/;
const SPACED_HYPHEN = 3;
const FARTHEST_TREATMENT = 4;

/** "The prostate cancer is in your bones", "the melanoma has reached the liver". */
function hasGone({ to, sentence }: Mention, { mentionsIn }: LetterRead): boolean {
  return mentionsIn(sentence).some(
    ({ meaning, from }) =>
      meaning.layer === 'morphology' && isSpread(meaning.morphology) && from >= to && from - to <= FARTHEST_VERB,
  );
}
const FARTHEST_VERB = 4;

function isMeasured({ from, to }: Mention['sentence'], { tokens }: LetterRead): boolean {
  for (let i = from; i < to; i++) if (MEASURED.test(tokens[i]!.raw)) return true;
  return false;
}

/** Sections in which a tumour stands because it is there. */
const NAMING: ReadonlySet<string> = new Set(['diagnosis', 'histology', 'staging']);

/** Stages, grades and sizes belong to a tumour that is there. */
const MEASURED =
  /^(?:[cpyr]{0,2}[TN][0-4x][a-d]?|[cpyr]{0,2}M[01][a-c]?|G[1-4]|(?:[cpyr]{0,2}T[0-4][a-d]?)?N[0-3][a-c]?(?:M[01x])?|grade|stage|staged|Gleason|Breslow|FIGO|Dukes|\d+(?:\.\d)?(?:mm|cm)|mm|cm)$/i;

const FARTHEST_BEFORE = 14;
const FARTHEST_BEHIND = 8;
const NEAR_AS = 4;
const NEAR_OF = 6;

/** Whether the nearest word that governs the tumour says that it is there; null where none does before its clause begins. */
function isGovernedBefore(from: number, sentence: Mention['sentence'], letter: LetterRead): boolean | null {
  const { tokens } = letter;
  const first = sentence.from;
  let comma = false;
  for (let i = from - 1; i >= Math.max(first, from - FARTHEST_BEFORE); i--) {
    const { word, raw, norm } = tokens[i]!;
    if (isShortened(i, tokens)) continue;
    if (raw === ':' && /^(?:re|about|regarding)$/.test(tokens[i - 1]?.word ?? '') && i - 1 > first) return false;
    if (ENDS_CLAUSE.test(raw)) return null;
    // "Bx of rectal mass = adenoca"
    if (raw === '=') return true;
    if (raw === ',') comma = true;
    if (POSSESSIVES.has(word) || OF_A_NAME.test(raw)) {
      if (isRightBefore(i, from, letter)) return true;
    } else if (word === 'of' && !comma && from - i <= NEAR_OF)
      return OF_WHAT_IS_THERE.test(tokens[i - 1]?.norm ?? '') || isFollowUp(i - 1, tokens);
    else if (word === 'from' && !comma) return isFromWhatIsThere(i, first, letter);
    else if (word === 'as' && from - i <= NEAR_AS) return isReportedAs(i, tokens);
    else if (word === 'for' && isTreatedFor(i, from, sentence, letter)) return true;
    else if (word === 'for' && isSoughtFor(i, first, letter)) return false;
    else if (word === 'in' && IN_GENERAL.test(tokens[i - 1]?.norm ?? '')) return false;
    else if (word === 're' && i === first) return null;
    else if (word === 'on' && i === first) continue;
    else if (word === 'called' && OF_A_KIND.has(tokens[i - 1]?.word ?? '')) continue;
    else if (word === 'risk' && LEVELS.has(tokens[i - 1]?.norm ?? '')) continue;
    else if (ONLY_NAMES.has(norm)) return false;
    else if (SAYS_SO.has(word)) return !COPULAS.has(word) || !isFeared(i, first, letter);
  }
  return null;
}

/** "A type of blood cancer called follicular lymphoma". */
const OF_A_KIND: ReadonlySet<string> = new Set(
  'cancer tumour tumor lymphoma leukaemia growth condition disease type kind'.split(' '),
);

/** The full stop of "incl." ends nothing. */
function isShortened(i: number, tokens: LetterRead['tokens']): boolean {
  return tokens[i]!.raw === '.' && /^(?:incl|inc|eg|e\.g|g|esp|approx)$/.test(tokens[i - 1]?.norm ?? '');
}

/** "Testosterone is contraindicated in prostate cancer". */
const IN_GENERAL =
  /^(?:contraindicated|indicated|licensed|used|common|rare|effective|recommended|interest|fellow|phd|thesis|degree|lecturer|professor|scientist|researcher|specialist|specialising|nurse|expert|expertise|research|useful|raised|elevated)$/;

/** "Her left breast cancer", but not "her thoughts on breast cancer". */
function isRightBefore(owner: number, from: number, { tokens }: LetterRead): boolean {
  return from - owner <= 4 && tokens.slice(owner + 1, from).every(({ word }) => !ENDS_OWNING.has(word));
}

/** "Follow up of". */
function isFollowUp(at: number, tokens: LetterRead['tokens']): boolean {
  return tokens[at]?.norm === 'up' && /^(?:follow|work)$/.test(tokens[at - 1]?.norm ?? '');
}

/** "Died from", "a metastasis in the breast from". */
function isFromWhatIsThere(at: number, first: number, { tokens }: LetterRead): boolean {
  for (let i = at - 1; i >= Math.max(first, at - 5); i--) if (OF_WHAT_IS_THERE.test(tokens[i]!.norm)) return true;
  return false;
}

/** "Letrozole for breast cancer", "is under us for prostate cancer", "for mastectomy, breast cancer"; but "screening for". */
function isTreatedFor(
  at: number,
  from: number,
  sentence: Mention['sentence'],
  { tokens, mentionsIn }: LetterRead,
): boolean {
  for (let i = at - 1; i >= Math.max(sentence.from, at - FARTHEST_BEHIND); i--) {
    if (ENDS_TREATED.has(tokens[i]!.raw)) break;
    if (TREATED.test(tokens[i]!.norm)) return true;
  }
  return mentionsIn(sentence).some(
    ({ meaning, from: start, to: end }) =>
      meaning.layer === 'concept' &&
      meaning.category === 'treatment' &&
      start < from &&
      (start > at || at - end <= FARTHEST_BEHIND),
  );
}

/** "Screening for breast cancer", "the trial for melanoma", "a walk for ovarian cancer". */
function isSoughtFor(at: number, first: number, { tokens }: LetterRead): boolean {
  return tokens.slice(Math.max(first, at - 4), at).some(({ norm }) => SOUGHT.test(norm));
}
const SOUGHT =
  /^(?:screen|test|check|uss$|ultrasound|afp|bloods?$|risk|clinic$|nurse|trial|stud(?:y|ies)|leaflet|vaccin|chari|walk|run|raised?|marathon|programme|awareness|look|search|marker|refer|gene|assess|pathway|investigat|worr|fear|concern|watch|alert|eligib|criteria|guid|advice|cause|reason$|responsible|suspic|need|ask)/;

/** "Her main fear is ovarian cancer", "the concern was of mesothelioma": what it is said to be is not there. */
function isFeared(copula: number, first: number, { tokens }: LetterRead): boolean {
  for (let i = copula - 1; i >= Math.max(first, copula - FARTHEST_BEHIND); i--) {
    if (ENDS_CLAUSE.test(tokens[i]!.raw)) return false;
    if (FEARS.test(tokens[i]!.norm)) return tokens[i - 1]?.word !== 'no';
  }
  return false;
}
const FEARS =
  /^(?:fears?|concerns?|worry|worries|questions?|risks?|possibility|possibilities|aim|danger|thought|differentials?)$/;

/** "Came back as", "was reported today as". */
function isReportedAs(at: number, tokens: LetterRead['tokens']): boolean {
  const before = /^(?:today|now|yesterday|since|later|unexpectedly|incidentally)$/.test(tokens[at - 1]?.norm ?? '')
    ? 2
    : 1;
  return REPORTED_AS.test(tokens[at - before]?.norm ?? '');
}

/** Whether the clause has a verb or a subject; what has none is a note. */
function isRunningText({ from, to, sentence }: Mention, { tokens }: LetterRead): boolean {
  let first = from;
  while (first > sentence.from && !ENDS_CLAUSE.test(tokens[first - 1]!.raw)) first--;
  if (first < from && OPENS_A_SENTENCE.has(tokens[first]!.word) && tokens[first + 1]!.kind === 'word') return true;
  for (let i = first; i < sentence.to && (i < to || !ENDS_CLAUSE.test(tokens[i]!.raw)); i++) {
    // "Breast cancer, has had chemo": goes on without a subject, as notes do.
    if (i >= to && tokens[i]!.raw === ',') {
      if (isOfATest(i + 1, tokens)) return false;
      while (AUXILIARIES.has(tokens[i + 1]?.word ?? '')) i++;
      continue;
    }
    // "Prostate cancer but the bone scan was normal".
    if (i >= to && TURNS.has(tokens[i]!.word)) return false;
    if (RUNNING.has(tokens[i]!.word) && tokens[i]!.raw !== 'May' && tokens[i]!.raw !== 'I') return true;
  }
  return false;
}

/** "Prostate cancer, bone scan was normal": the verb has a subject of its own. */
function isOfATest(at: number, tokens: LetterRead['tokens']): boolean {
  return tokens.slice(at, at + FARTHEST_TEST).some(({ norm }) => TEST.test(norm));
}
const FARTHEST_TEST = 3;
const TEST =
  /^(?:biops(?:y|ies)|bx|scans?|ct|mri|pet|psa|cea|ca125|bloods?|histology|histo|uss?|mammograms?|margins?|xr|cxr|path|pathology|colonoscopy|ogd|bronchoscopy|cystoscopy|dre|markers?)$/;

function isAffirmedBehind(to: number, last: number, { tokens }: LetterRead): boolean {
  for (let i = to; i < Math.min(last, to + FARTHEST_BEHIND); i++) {
    const { raw, word } = tokens[i]!;
    if (ENDS_AFFIRMED.has(raw)) return false;
    if (AFFIRMS.has(word)) return true;
  }
  return false;
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const TURNS = setOf('but however although though whereas');
const ENDS_CLAUSE = /^[;:.?!•|(\t]$/;
const ENDS_TREATED = setOf('; . :');
const ENDS_AFFIRMED = setOf('; . ?');
const POSSESSIVES = setOf('his her my your their this');
/** "Garnet's myeloma". */
const OF_A_NAME = /^\p{Lu}\p{L}+['’]s$/u;
const ENDS_OWNING = setOf('on about of for in to and is was , with');
const LEVELS = setOf('low high intermediate standard poor very');
const AUXILIARIES = setOf('is was has had been have');
const COPULAS = setOf('is was are were be been');
const OPENS_A_SENTENCE = setOf('the our a an');
const RUNNING = setOf(
  'works worked volunteers volunteered lost nursed watched declined is was are were has have had do does did will would can could may might should be been being am think thought said says discussed explained advised told given asked saw reviewed attended came went remains felt feels shows showed confirmed wonder wondering worried wants wanted he she we they you it',
);
const ONLY_NAMES = setOf(
  'about regarding re against between than like if whether prevent prevents preventing causing causes makes make reduces reduce reducing masks mask mimics mimic hides hide incl eg esp avoid avoids exclude mention mentioned mentions mentioning discuss discussed discussing consider considered concern concerned concerns worry worried worries fear fears feared risk risks chance chances possibility odds screening checking question word words term called label lists listed including includes include said says thought wonder wondering on into per googled reading read heard',
);
const SAYS_SO = setOf(
  'has have had having with is was are were be been confirm confirms confirmed confirming show shows showed shown showing reveal revealed reveals demonstrate demonstrated demonstrates prove proved proves proven found diagnosed known got developed treated due secondary underwent remains became excised resected removed histology biopsy biopsies bx cytology pathology cores fna fnac contain contains contained containing harboured harbours harbouring',
);
/** "Diagnosis of", "resection of", "died from"; but not "risk of", "symptoms of". */
const OF_WHAT_IS_THERE =
  /^(?:those|diagnos[ei]s|case|background|management|treatment|resection|excision|removal|remission|relapse|recurrence|progression|course|biopsy|appearances?|features?|spread|because|died|dying|death|stage|type|form|kind|view|context|setting|picture|presentation|metasta(?:sis|ses|tic)|mets?|result|consisted|evidence|news|complications?|foci|focus|areas?|deposits?|cells?|fragments|suffers?|suffering|pain|bleeding|recover(?:ed|ing)|arising|base|floor|roof|back|side|head|tail|body|border|wall|lesion|mass|tumour|lump|ulcer|polyp|wle|tle|curettage|shave|punch|ablation|embolisation|debulking|irradiation|radiotherapy|transformation|followup|surveillance|monitoring|restaging|staging|onset|burden|flare|control|investigation|work-?up)$/;
const REPORTED_AS =
  /^(?:treat|treated|managed|reported|coded|recorded|given|described|regarded|known|diagnosed|staged|confirmed|classified|registered|was|is|presented|back)$/;
const TREATED =
  /^(?:treat|chemo|radio|operat|surg|resect|excis|remov|mastectom|colectom|nephrectom|prostatectom|hysterectom|lobectom|surveill|follow|seen|admitt|under|palliat|list|await|tak(?:es|ing)|remission|immunother|hormon|known|cystectom|gastrectom)/;
const AFFIRMS = setOf(
  'diagnosed found identified detected noted present visible seen demonstrated shown evident established confirmed proven resected resectable operable excised removed treated stable progressed progressing progression responding responded remission recurred relapsed relapsing spread metastatic metastasised involving staged unresectable inoperable incurable advanced controlled worse bigger growing grown returned post awaiting under surveillance palliative curative er her2 metastasis receiving undergoing widespread disseminated reached seeded travelled moved gone',
);
