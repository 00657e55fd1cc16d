import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { isCallingIn } from './calls.ts';
import type { Sentence } from './sentences.ts';

/** Words for a visit to the clinic, a telephone call, or a test of surveillance. Token indices are half-open. */
export interface Visit {
  readonly of: 'visit' | 'call' | 'test';
  readonly from: number;
  readonly to: number;
  /** A word that a bare duration may belong to in another sense: "back for six weeks". */
  readonly mayLast?: boolean;
  /** "Repeat CT", "surveillance scan". */
  readonly isRepeat?: boolean;
}

const VISITS = new Set(
  'review reveiw reviw rewiew vc vcs clincic clinc apointment appointmnet appoitment reviewed reviewing rev rv fup f2f appointments visit outpatients outpatient see seeing fu clinic clinics opa opd appt appointment back rtc tca follow followup consultation consult surveillance meet checks return revisit revisiting come rebook reassess reassessment'.split(
    ' ',
  ),
);
const MAY_LAST = new Set(['visit', 'outpatient', 'back', 'see', 'meet', 'return', 'come', 'seeing']);
const CALLS = new Set('phone telephone tel call'.split(' '));
const TESTS = new Set(
  'ct ctcap cttap ctneck mri us uss ultrasound scan scans rescan mr pet petct flexi cystoscopy cysto endoscopy gastroscopy ogd colonoscopy sigmoidoscopy scope bronchoscopy eus mrcp mammogram mammograms mammography mammo mammos imaging rescanning restage restaging'.split(
    ' ',
  ),
);
const REPEATS = new Set(
  'repeat repeated rescan rescanning surveillance interval further next annual another restaging'.split(' '),
);
/** A visit holds one of them. */
export const MAY_BE_VISITS: ReadonlySet<string> = new Set([
  ...VISITS,
  ...CALLS,
  ...TESTS,
  'seen',
  'check',
  'checks',
  'checking',
  'sees',
  'look',
  'inspect',
  'examine',
  'recheck',
  'catch',
  'have',
  'pop',
  'drop',
  'results',
  'result',
  'repeat',
  'ring',
  '/',
]);
/** What a clinic checks: "BP check" and "blood check" are the practice's. */
const CHECKED = new Set(
  'skin mole site wound scar node nodal nodes flap neck one more clinical cancer pouch first final stoma flow'.split(
    ' ',
  ),
);
const BREAKS = new Set(
  'was were showed shown shows had has been performed done ago last previous previously since attended came x × over past no not if unless within than stable unchanged'.split(
    ' ',
  ),
);
const ENDS = /^[.;?]$/;
const FARTHEST = 7;

/** The nearest visit before token `at`, with nothing of the past between. */
export function kindBefore(at: number, sentence: Sentence, tokens: readonly MatchToken[]): Visit | null {
  for (let i = at - 1; i >= Math.max(sentence.from, at - FARTHEST); i--) {
    const { norm } = tokens[i]!;
    const made = norm === 'been' && /^(?:made|booked|arranged|requested)$/.test(tokens[i + 1]?.norm ?? '');
    if (ENDS.test(norm)) return null;
    if (BREAKS.has(norm) && !made && !(norm === 'has' && tokens[i + 1]?.norm === 'been')) return null;
    const visit = visitAt(i, sentence, tokens);
    if (visit !== null) return isDenied(visit, sentence, tokens) ? null : withCall(visit, sentence, tokens);
  }
  return null;
}

/** "3/12 follow up", "6/12 clinic": at most one word between. */
export function kindBehind(at: number, sentence: Sentence, tokens: readonly MatchToken[]): Visit | null {
  for (let i = at; i < Math.min(sentence.to, at + 2); i++) {
    if (ENDS.test(tokens[i]!.norm) || tokens[i]!.norm === ',' || BREAKS.has(tokens[i]!.norm)) return null;
    const visit = visitAt(i, sentence, tokens);
    if (visit !== null) return isDenied(visit, sentence, tokens) ? null : withCall(visit, sentence, tokens);
  }
  return null;
}

function visitAt(i: number, sentence: Sentence, tokens: readonly MatchToken[]): Visit | null {
  const word = tokens[i]!.norm;
  if (!MAY_BE_VISITS.has(word)) return null;
  const norm = (at: number) => (at < sentence.to && at >= sentence.from ? tokens[at]!.norm : '');
  if (word === 'reviewed' || word === 'seen') {
    const ahead =
      norm(i - 1) === 'next' ||
      ['be', 'being'].includes(norm(i - 1)) ||
      ['be', 'being'].includes(norm(i - 2)) ||
      i === sentence.from ||
      /^(?:every|each|yearly|monthly|annually|weekly)$/.test(norm(i + 1)) ||
      /ly$/.test(norm(i + 3));
    return ahead && (word === 'seen' || norm(i - 1) !== 'been') ? { of: 'visit', from: i, to: i + 1 } : null;
  }
  if (word === 'visit' && /^(?:ll|will|to|who|can|should|may|would|home)$/.test(norm(i - 1))) return null;
  if (VISITS.has(word) && !isOfAnother(i, norm)) {
    const to = word === 'follow' && norm(i + 1) === 'up' ? i + 2 : i + 1;
    return { of: 'visit', from: i, to, mayLast: MAY_LAST.has(word) };
  }
  if (/^check(?:ing|s)?$/.test(word))
    return [norm(i - 1), norm(i + 1), norm(i + 2)].some((one) => CHECKED.has(one))
      ? { of: 'visit', from: i, to: i + 1 }
      : null;
  const inWords = visitInWords(i, norm, sentence);
  if (inWords !== null) return inWords;
  if (CALLS.has(word)) return { of: 'call', from: i, to: i + 1 };
  if (word === '/' && /^(?:r v|f u|f up)$/.test(`${norm(i - 1)} ${norm(i + 1)}`))
    return { of: 'visit', from: i - 1, to: i + 2 };
  if (word === '/' && norm(i - 1) === 't' && norm(i + 1) === 'c') return { of: 'call', from: i - 1, to: i + 2 };
  // "Mr" and "us" are other words, and "cT" is a stage.
  if (!TESTS.has(word) || (word.length === 2 && !asTest(word, tokens[i]!.raw))) return null;
  let isRepeat = REPEATS.has(word);
  for (let at = i - 1; at >= i - 4 && !isRepeat; at--) isRepeat = REPEATS.has(norm(at));
  return { of: 'test', from: i, to: i + 1, isRepeat };
}

function asTest(word: string, raw: string): boolean {
  return raw === word.toUpperCase() || (word === 'ct' && raw !== 'cT');
}

/** "Catch up with her", "another look at him", "have him again", "call in", "Dr Osei sees him", "results 3/11", "repeat 2 years". */
function visitInWords(i: number, norm: (at: number) => string, sentence: Sentence): Visit | null {
  const visit = (to: number): Visit => ({ of: 'visit', from: i, to });
  const behind = norm(i + 1);
  switch (norm(i)) {
    case 'sees':
      return PATIENT.test(behind) && norm(i - 1) !== 'who' ? visit(i + 2) : null;
    case 'look':
      return behind === 'at' && /^(?:him|her|them|you|things|his|your|it)$/.test(norm(i + 2))
        ? visit(i + 3)
        : norm(i - 1) === 'another'
          ? visit(i + 1)
          : null;
    case 'inspect':
    case 'examine':
    case 'recheck':
      return PATIENT.test(behind) ? visit(i + 2) : null;
    case 'catch':
      return behind === 'up' ? visit(i + 2) : null;
    case 'have':
      return PATIENT.test(behind) && /^(?:again|back|in|over|up)$/.test(norm(i + 2)) ? visit(i + 3) : null;
    case 'call':
    case 'pop':
    case 'drop':
      return isCallingIn(i, norm) ? visit(i + 2) : null;
    case 'result':
    case 'results':
      return i - sentence.from <= 1 && !/^(?:of|from|on)$/.test(behind) ? visit(i + 1) : null;
    case 'repeat':
      return i === sentence.from && /^(?:\d|one|two|three|five)$/.test(behind) && /^y/.test(norm(i + 2))
        ? visit(i + 1)
        : null;
    case 'ring':
      return i === sentence.from || PROMISED.test(norm(i - 1)) ? { of: 'call', from: i, to: i + 1 } : null;
    default:
      return null;
  }
}
const PATIENT = /^(?:him|her|them|you|things)$/;
const PROMISED = /^(?:will|ll|to|and|shall|please)$/;

/** "To see Dr Farquhar": the patient sees somebody else; "review dexamethasone on Tuesday": what is reviewed is no patient. */
function isOfAnother(i: number, norm: (at: number) => string): boolean {
  if (norm(i) === 'see' || norm(i) === 'seeing')
    return /^(?:dr|consultant|sister|dietitian|physio|the)$/.test(norm(i + 1));
  if (norm(i) === 'back') return /^(?:pain|pains|ache|aches)$/.test(norm(i + 1));
  return norm(i) === 'clinic' && /^(?:letter|notes|room|nurse)$/.test(norm(i + 1));
}

/** "Telephone clinic 3/12", "review by phone in 6 weeks", "tel f/u 6/52": a visit that is a call. */
function withCall(visit: Visit, sentence: Sentence, tokens: readonly MatchToken[]): Visit {
  if (visit.of === 'call') return visit;
  for (let i = Math.max(sentence.from, visit.from - 3); i < Math.min(sentence.to, visit.to + 3); i++)
    if (CALLS.has(tokens[i]!.norm) && (i < visit.from || i >= visit.to)) return { ...visit, of: 'call' };
  for (let i = visit.to + 3; i < Math.min(sentence.to, visit.to + 7); i++)
    if (tokens[i]!.norm === 'by' && CALLS.has(tokens[i + 1]?.norm ?? '')) return { ...visit, of: 'call' };
  return visit;
}

const DENIES = new Set('no not without cancelled cancel dna if unless nor declined missed instead'.split(' '));

function isDenied({ from }: Visit, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  for (let i = from - 1; i >= Math.max(sentence.from, from - 4) && !/^[,;:.]$/.test(tokens[i]!.norm); i--)
    if (DENIES.has(tokens[i]!.norm)) return true;
  return false;
}
