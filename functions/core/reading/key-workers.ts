import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { UNKNOWN } from '../lexicon/word-table.ts';
import type { Place } from './discharges.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';

const KEY_WORKER = 'idea:key-worker';

/**
 * A cancer nurse specialist called by name is the patient's key worker: "CNS: Liz", "Lung CNS Tracey Bramwell met", "Anna Holt,
 * clinical nurse specialist", "Sister Kemp remains your contact". Without a name it is only a post, or the nervous system.
 */
export function findKeyWorkers(letter: LetterRead): Mention[] {
  const { tokens } = letter;
  return letter.sentences.flatMap((sentence): Mention[] => {
    for (let i = sentence.from; i < sentence.to; i++) {
      if (!ROLES.has(tokens[i]!.norm)) continue;
      const to = roleFrom(i, sentence, tokens);
      if (to === null || isOfAnotherKind(i, sentence, tokens)) continue;
      const place = nameBehind({ from: i, to }, sentence, tokens) ?? nameBefore({ from: i, to }, sentence, tokens);
      if (place !== null && !saysWhoWrites(place, { from: i, to }, sentence, letter))
        return [
          {
            from: place.from,
            to: place.to,
            meaning: { layer: 'concept', target: KEY_WORKER, category: 'care-plan' },
            phrase: 'a named nurse specialist',
            sentence,
          },
        ];
    }
    return [];
  });
}

const ROLES = new Set(['cns', 'lcns', 'bcn', 'kw', 'nurse', 'contact']);
const HEAD_LINES = 5;

/** At the head or the foot of a letter, "seen by: CNS Faith", it is the writer. */
function saysWhoWrites(place: Place, role: Place, sentence: Place, { tokens, text }: LetterRead): boolean {
  // "By CNS Trudy (kw)", "seen with Jo (CNS/KW)": said outright.
  if (tokens[role.from]!.norm === 'kw') return false;
  const before = [tokens[place.from - 1], tokens[place.from - 2]].filter((one) => one !== undefined);
  if (before.some(({ norm }) => norm === 'by')) return true;
  // "CNS Pauline sat in", "seen with CNS Dee": one who was there.
  if ((wasThere(place, tokens) && !isColumn(role, tokens)) || isSeenWith(place, tokens) || isAskedTo(place, tokens))
    return true;
  // "Together with Gail our specialist nurse": one who was there.
  if (role.from > place.from && tokens[role.to - 1]!.norm === 'nurse') return true;
  const isLabel = role.from === place.from && /^[:|\t(]$/.test(tokens[role.to]?.raw ?? '');
  if (isLabel) return false;
  const isAll = place.from === sentence.from && place.to >= sentence.to - 1;
  if (isAll && role.from > place.from && tokens[role.to - 1]!.norm !== 'contact') return true;
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < tokens[place.from]!.start; at = text.indexOf('\n', at + 1))
    if (++lines >= HEAD_LINES) return false;
  return text.length > tokens[place.to - 1]!.end + LONGEST_HEAD;
}
const LONGEST_HEAD = 300;
const WAS_THERE =
  /^(?:sat|aware|informed|joined|saw|reviewed|explained|spoke|copied|present|attended|emailed|phoned|notified|updated|contacted|bleeped|messaged)$/;

/** "Ros Kemble present", "nurse Ros K present", "CNS Tracey was present". */
function wasThere({ to }: Place, tokens: readonly MatchToken[]): boolean {
  // An initial, or the bracket around the name.
  let behind = /^(?:\p{Lu}|\))$/u.test(tokens[to]?.raw ?? '') ? to + 1 : to;
  // "CNS (Bernadette, gynae onc) emailed".
  if (tokens[behind]?.raw === ',')
    for (let i = behind; i < behind + LONGEST_REMARK; i++) if (tokens[i]?.raw === ')') behind = i + 1;
  const at = tokens[behind]?.norm === 'was' ? behind + 1 : behind;
  return WAS_THERE.test(tokens[at]?.norm ?? '');
}

const LONGEST_REMARK = 5;

/** "CNS         M Eddowes - present at diagnosis": a form's answer. */
function isColumn({ to }: Place, tokens: readonly MatchToken[]): boolean {
  return tokens[to] !== undefined && tokens[to]!.start - tokens[to - 1]!.end >= WIDE_GAP;
}
/** A dash between spaces is narrower. */
const WIDE_GAP = 4;

/** "CNS Jo Finch to ring": what one of the team is asked to do. */
function isAskedTo({ to }: Place, tokens: readonly MatchToken[]): boolean {
  return tokens[to]?.norm === 'to' && TASKS.test(tokens[to + 1]?.norm ?? '');
}
const TASKS =
  /^(?:ring|phone|call|telephone|tel|inform|tell|let|arrange|book|chase|send|refer|update|support|see|meet|contact|discuss|explain|give|speak|liaise)$/;

function isSeenWith({ from, to }: Place, tokens: readonly MatchToken[]): boolean {
  if (/^,$/.test(tokens[to]?.norm ?? '')) return false;
  const before = tokens[from - 1]?.norm ?? '';
  // "Results clinic with Miss Khan and Ana (BCN)".
  const isToo =
    /^(?:and|&|\+)$/.test(before) && tokens.slice(Math.max(0, from - 6), from).some(({ norm }) => norm === 'with');
  if (isToo) return true;
  if (before !== 'with' && before !== 'w') return false;
  for (let i = Math.max(0, from - FARTHEST_SEEN); i < from; i++)
    if (/^(?:seen|saw|reviewed|met)$/.test(tokens[i]!.norm)) return true;
  return false;
}
const FARTHEST_SEEN = 12;

const OF_CANCER = new Set(
  'cancer breast lung myeloma lymphoma leukaemia haematology prostate urology uro colorectal bowel gynae gynaecology oncology melanoma skin sarcoma thyroid brain neuro hpb upper macmillan specialist'.split(
    ' ',
  ),
);

/** Index behind a role that begins at `i`. */
function roleFrom(i: number, { from, to }: Place, tokens: readonly MatchToken[]): number | null {
  const norm = (at: number) => (at >= from && at < to ? tokens[at]!.norm : '');
  switch (norm(i)) {
    case 'cns':
    case 'lcns':
    case 'bcn':
      return /^(?:L?CNS|BCN)$/.test(tokens[i]!.raw) ? i + 1 : null;
    case 'kw':
      return tokens[i]!.raw === 'KW' || norm(i - 1) === '(' ? i + 1 : null;
    case 'nurse': {
      if (norm(i + 1) === 'specialist') return i + 2;
      const before = norm(i - 1) === 'care' || norm(i - 1) === 'oncology' ? norm(i - 2) : norm(i - 1);
      return OF_CANCER.has(before) || norm(i - 1) === 'named' ? i + 1 : null;
    }
    case 'contact': {
      const yours = /^(?:your|named|main|her|his|their|nurse)$/.test(norm(i - 1));
      return yours || (norm(i - 1) === 'of' && norm(i - 2) === 'point') || isNursesName(i, norm) ? i + 1 : null;
    }
    default:
      return null;
  }
}

/** "Contact - Sean, TYA CNS". */
function isNursesName(i: number, norm: (at: number) => string): boolean {
  if (!/^[:–-]$/.test(norm(i + 1))) return false;
  return [3, 4, 5, 6].some((behind) => /^(?:cns|bcn|nurse)$/.test(norm(i + behind)));
}

const OTHER_KINDS = new Set(
  'aos acute palliative stoma diabetes diabetic district heart failure pain respiratory copd ibd tissue viability epilepsy parkinson practice research trial trials nutrition hospice community pall pc learning liver alcohol continence school dementia cystic stroke'.split(
    ' ',
  ),
);

function isOfAnotherKind(role: number, sentence: Place, tokens: readonly MatchToken[]): boolean {
  for (let i = Math.max(sentence.from, role - 3); i < Math.min(sentence.to, role + 6); i++)
    if (OTHER_KINDS.has(tokens[i]!.norm)) return true;
  return false;
}

const LEADS_ON = new Set(
  ': | ( , = - – is was name named contact contacts tel telephone no number details given again met remains and'.split(
    ' ',
  ),
);
LEADS_ON.add('\t');
const MOST_BETWEEN = 5;
const DOTS_OF_A_LEADER = 3;

/** "CNS | Ruth Penhale", "CNS tel no. given (Faith)", "her specialist nurse is Sister Boyle". */
function nameBehind(role: Place, sentence: Place, tokens: readonly MatchToken[]): Place | null {
  let first = role.to;
  while (first < sentence.to && tokens[first]!.norm === '.') first++;
  // "CNS ......... Priyanka".
  let isGiven = first - role.to >= DOTS_OF_A_LEADER;
  for (let i = first; i < Math.min(sentence.to, first + MOST_BETWEEN); i++) {
    const to = nameFrom(i, sentence.to, tokens, isGiven);
    isGiven ||= /^(?:[:=]|is)$/.test(tokens[i]!.norm);
    if (to !== null) return { from: role.from, to };
    if (!LEADS_ON.has(tokens[i]!.norm) && tokens[i]!.norm !== '.') return null;
  }
  return null;
}

const LEADS_BACK = new Set(
  ', ( / cns remains is was who as your her his their our the main named point of clinical lead care nurse specialist'.split(
    ' ',
  ),
);

/** "Anna Holt (breast CNS)", "Sister Kemp, who remains your contact". */
function nameBefore(role: Place, sentence: Place, tokens: readonly MatchToken[]): Place | null {
  for (let i = role.from - 1; i >= Math.max(sentence.from, role.from - MOST_BETWEEN - 1); i--) {
    const { norm } = tokens[i]!;
    if (LEADS_BACK.has(norm) || OF_CANCER.has(norm)) continue;
    for (let first = Math.max(sentence.from, i - 2); first <= i; first++)
      if (nameFrom(first, sentence.to, tokens, tokens[role.from]!.norm === 'kw') === i + 1)
        return { from: first, to: role.to };
    return null;
  }
  return null;
}

const TITLES = new Set(['sister', 'sr', 'mrs', 'ms', 'miss', 'mr', 'nurse']);
const NO_NAMES = new Set(
  'dr professor prof consultant involvement intact normal alert nil nad lymphoma disease no not none present seen met contact support team details given informed aware will has the oriented orientated examination exam clear unremarkable gcs power tone reflexes grossly awake drowsy confused nurse cns mdt macmillan hospital clinic plan please patient she he her his we i they to tel email ext bleep tbc available via pending awaiting yes as above led telephone review practitioner advice line specialist prescriber endoscopist when should referral cranial pupils moving neuro mild left right weakness seizure seizures headache headaches fully fine well stable unchanged to be tba not team lung breast'.split(
    ' ',
  ),
);

/**
 * Index behind a name that begins at `i`: a title with a word, two words, an initial with one, or one that no clinical term knows. Where
 * words before it say that a name comes, any will do: "CNS is Bev".
 */
function nameFrom(i: number, end: number, tokens: readonly MatchToken[], isGiven = false): number | null {
  const isWord = (at: number) =>
    at < end && /^\p{Lu}\p{Ll}{1,15}$|^O['’]\p{Lu}/u.test(tokens[at]!.raw) && !NO_NAMES.has(tokens[at]!.norm);
  const isTitle = TITLES.has(tokens[i]!.norm) && /^\p{Lu}/u.test(tokens[i]!.raw);
  if (isTitle) {
    const first = tokens[i + 1]?.norm === '.' ? i + 2 : i + 1;
    if (!isWord(first)) return null;
    return isWord(first + 1) ? first + 2 : first + 1;
  }
  if (/^\p{Lu}$/u.test(tokens[i]!.raw)) {
    const last = tokens[i + 1]?.norm === '.' ? i + 2 : i + 1;
    return isWord(last) ? last + 1 : null;
  }
  if (!isWord(i)) return null;
  if (isWord(i + 1) && tokens[i + 1]!.gap !== 'line') return i + 2;
  return isGiven || tokens[i]!.number === UNKNOWN || ALSO_NAMES.has(tokens[i]!.norm) ? i + 1 : null;
}

/** Names that are the first syllables of a drug as well. */
const ALSO_NAMES = new Set(['abi', 'isa', 'len', 'tam']);
