import type { Category } from '../answer.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { ContextCategory } from '../lexicon/rows.ts';
import type { Target } from './context.ts';
import { OTHER_PATIENT } from './other-patients.ts';
import type { Sentence } from './sentences.ts';

const OF_ANOTHER = 'other-person';

const SECTION_DEFAULTS: Readonly<Record<string, Partial<Record<Category, ContextCategory>>>> = {
  [OTHER_PATIENT]: {
    diagnosis: OF_ANOTHER,
    stage: OF_ANOTHER,
    treatment: OF_ANOTHER,
    referral: OF_ANOTHER,
    'care-plan': OF_ANOTHER,
    screening: OF_ANOTHER,
    status: OF_ANOTHER,
    'family-history': OF_ANOTHER,
  },
  'family-history': { diagnosis: 'family', stage: 'family' },
  'past-history': { diagnosis: 'historical', stage: 'historical', treatment: 'completed' },
  plan: { treatment: 'planned', referral: 'planned', 'care-plan': 'planned', screening: 'planned' },
  'gp-actions': { treatment: 'planned', referral: 'planned', 'care-plan': 'planned', screening: 'planned' },
  mdt: { treatment: 'planned' },
  treatment: { treatment: 'completed' },
  procedure: { treatment: 'completed' },
  medications: { treatment: 'ongoing' },
  differential: { diagnosis: 'possible', stage: 'possible' },
  options: { treatment: 'hypothetical', 'care-plan': 'hypothetical' },
  indication: { diagnosis: 'possible' },
  service: { diagnosis: 'hypothetical' },
  alerts: { diagnosis: 'hypothetical', treatment: 'hypothetical' },
  'information-given': { diagnosis: 'hypothetical', stage: 'hypothetical', treatment: 'hypothetical' },
};

const TREATMENT_STATES: ReadonlySet<ContextCategory> = new Set([
  'planned',
  'ongoing',
  'completed',
  'declined',
  'stopped',
  'hypothetical',
  'historical',
]);

/** What the heading alone says, where the words beside the target say nothing of the same kind; else null. */
export function sectionDefault(
  target: Target,
  said: ReadonlySet<ContextCategory>,
  tokens: readonly MatchToken[],
): ContextCategory | null {
  if (target.category === 'diagnosis' && isNameOfMeeting(target, tokens)) return 'hypothetical';
  const category = SECTION_DEFAULTS[target.sentence.section]?.[target.category];
  if (category === undefined || category === OF_ANOTHER) return category ?? null;
  if (TREATMENT_STATES.has(category) && target.category !== 'diagnosis')
    return [...said].some((one) => TREATMENT_STATES.has(one)) ? null : target.goingOn ? 'ongoing' : category;
  if (said.has('current') || (category === 'possible' && said.has('historical'))) return null;
  if (target.sentence.section === 'indication' && (isFollowedUp(target.sentence, tokens) || isShown(target, tokens)))
    return null;
  return category === 'historical' && (target.lasting || isStillThere(target, tokens)) ? null : category;
}

/** "MDT: Sarcoma. Lesion is a lipoma." */
function isNameOfMeeting({ from, to, sentence }: Target, tokens: readonly MatchToken[]): boolean {
  if (sentence.section !== 'mdt' || from - 2 !== sentence.from || tokens[from - 1]!.raw !== ':') return false;
  return to >= sentence.to || (to === sentence.to - 1 && tokens[to]!.raw === '.');
}

/** "Indication: DLBCL, post 2 x R-CHOP", "lung ca, staging", "ca breast cT3 N1": what is staged or being treated is known, not asked. */
function isFollowedUp({ from, to }: Sentence, tokens: readonly MatchToken[]): boolean {
  return tokens.slice(from, to).some(({ word, raw }) => FOLLOWED_UP.has(word) || OF_A_STAGE.test(raw));
}
const OF_A_STAGE = /^[cpyr]{1,2}T[1-4][a-d]?$/;
const FOLLOWED_UP = new Set(
  'staging restaging restage post surveillance response chemotherapy chemo radiotherapy treatment treated resected resection mastectomy baseline progression followup'.split(
    ' ',
  ),
);

const FARTHEST_PROOF = 7;

/** "Indication: DLBCL on groin node biopsy 25/03", "MGUS since 2014"; but "breast cancer, for core biopsy", "?lung ca on CT". */
function isShown({ from, to, sentence }: Target, tokens: readonly MatchToken[]): boolean {
  if (tokens[from - 1]?.raw === '?') return false;
  let isOn = false;
  for (let i = to; i < Math.min(sentence.to, to + FARTHEST_PROOF); i++) {
    const { word, raw } = tokens[i]!;
    if (/^[?;.]$/.test(raw) || /^(?:for|await|awaiting|pending|to|if)$/.test(word)) return false;
    if (word === 'since') return /^(?:19|20)\d\d$/.test(tokens[i + 1]?.raw ?? '');
    if (/^(?:on|from|by|via)$/.test(word)) isOn = true;
    if (PROOF.has(word)) return isOn || /^(?:proven|confirmed|diagnosed)$/.test(word);
  }
  return false;
}
const PROOF = new Set('biopsy bx histology core fna fnac cytology proven confirmed diagnosed'.split(' '));

const FARTHEST_PRESENT = 16;

/** "PMH: renal ca, relapsed 2023 on nivolumab": listed among the past, and not over. */
function isStillThere({ from, to, sentence }: Target, tokens: readonly MatchToken[]): boolean {
  let comma = -1;
  for (let i = Math.max(sentence.from, from - 1); i < Math.min(sentence.to, to + FARTHEST_PRESENT); i++) {
    const { word, raw } = tokens[i]!;
    if (raw === ',') comma = i;
    if (raw === ';' || DENIALS.has(word)) return false;
    if (STILL_THERE.has(word)) return true;
    // "Breast ca 2012, renal mass on surveillance": another's.
    const isNext = comma === -1 || i - comma <= 2;
    if (isNext && (WATCHED.has(word) || (word === 'for' && REMOVALS.has(tokens[i + 1]?.word ?? '')))) return true;
  }
  return false;
}
const DENIALS = new Set('no not nil without never discharged finished completed off ended'.split(' '));
/** "Prostate ca, active surveillance since 2021", "BCC cheek - for excision Aug". */
const WATCHED = new Set(['surveillance', 'watchful', 'untreated']);
const REMOVALS = new Set('excision removal mohs wle resection surgery curettage'.split(' '));
const STILL_THERE = new Set(
  'relapsed relapse recurrent recurrence recurred progressive progressing progressed metastatic metastasis neoadjuvant neoadj planned ongoing palliative currently awaiting incurable inoperable advanced'.split(
    ' ',
  ),
);
