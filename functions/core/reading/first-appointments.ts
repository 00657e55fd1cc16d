import type { Term } from '../lexicon/lexicon.ts';
import type { PhraseMatch } from '../lexicon/phrase-trie.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Sentence } from './sentences.ts';
import { PLANS } from './visit-due.ts';
import { whenFrom } from './when.ts';

/**
 * "Onc (Dr Flory) urgent", "Dr Sale, clinical oncology, 24/03", "oncology new pt clinic 29/9": an appointment to come with a specialty
 * that is not the writer's own, and so its referral. The lexicon's words for specialties are those that a doctor's name may go with.
 */
export function firstAppointmentsIn(sentence: Sentence, letter: LetterRead): Mention[] {
  const { tokens, lexicon } = letter;
  return lexicon.terms.matchesIn(sentence, tokens).flatMap((match): Mention[] => {
    const specialty = match.values.find(({ guard }) => guard === BESIDE_A_DOCTOR);
    if (specialty === undefined) return [];
    const to = endOfAppointment(match, sentence, letter);
    return to === null || isWriters(match, letter)
      ? []
      : [{ from: match.from, to, meaning: specialty.meaning, phrase: 'an appointment with a specialty', sentence }];
  });
}

const BESIDE_A_DOCTOR = 'with-doctor';
/** An appointment with a specialty holds one of them. */
export const SPECIALTY_WORDS: ReadonlySet<string> = new Set(
  'onc oncology oncologist oncologists clin clinical haem haematology haematologist haematologists urology urologist urologists derm dermatology dermatologist dermatologists gynae gynaecology gynaecologist gynaecologists gastro gastroenterology plastic plastics neurosurgery neurosurgeon neurosurgeons neurosurgical thoracic colorectal breast respiratory chest ent hpb'.split(
    ' ',
  ),
);

/** Behind the words of the appointment and of its time, or null where they speak of something else. */
function endOfAppointment(specialty: PhraseMatch<Term>, sentence: Sentence, letter: LetterRead): number | null {
  const { tokens } = letter;
  for (let i = Math.max(sentence.from, specialty.from - NEAR); i < specialty.from; i++)
    if (NOT_A_FIRST.test(tokens[i]!.norm)) return null;
  let isVisit = hasTitleBefore(specialty.from, sentence, letter);
  for (let i = specialty.end; i < Math.min(sentence.to, specialty.end + FARTHEST); i++) {
    const { norm, raw } = tokens[i]!;
    if (isVisit && /^(?:urgent|urgently|asap)$/.test(norm)) return i + 1;
    const when = whenFrom(i, sentence.to, letter);
    if (when !== null && when.kind !== 'event') {
      if (isSteady(i, when.to, letter)) return null;
      const isAhead =
        when.weeks !== undefined || when.isOver === false || (when.isOver === undefined && mayBeAhead(sentence));
      return isVisit && isAhead ? when.to : null;
    }
    if (OF_A_VISIT.test(norm) || TITLE.test(norm)) isVisit = true;
    else if (!BETWEEN.test(norm) && !/^\p{Lu}/u.test(raw)) return null;
  }
  return null;
}

/** "Oncology 3 monthly": one who goes there already. */
function isSteady(from: number, to: number, { tokens }: LetterRead): boolean {
  for (let i = from; i < to; i++) if (/^(?:every|each|.*ly)$/.test(tokens[i]!.norm)) return true;
  return false;
}

const NEAR = 5;
const FARTHEST = 9;
const TITLE = /^(?:dr|mr|mrs|miss|ms|prof|professor)$/;
const OF_A_VISIT = /^(?:clinic|opd|op|opa|appt|appointment|outpatients?|new|first|seeing|sees|meets?)$/;
const BETWEEN =
  /^(?:[(),.:-]|pt|patient|him|her|you|them|will|to|see|has|is|been|booked|made|arranged|an?|on|in|for|the|with|next|within|joint)$/;
const NOT_A_FIRST =
  /^(?:under|from|cc|dear|consultant|fu|follow|followup|up|reviewed?|back|seen|saw|discuss(?:ed)?|copy|copied|by|not|no|if|declined|registrar|secretary|was|had|since|after|again|ref|re|cancelled|dna)$/;

/** "Dr Sale, clinical oncology": a name between. */
function hasTitleBefore(specialty: number, { from }: Sentence, { tokens }: LetterRead): boolean {
  for (let i = specialty - 1; i >= Math.max(from, specialty - NEAR); i--) if (TITLE.test(tokens[i]!.norm)) return true;
  return false;
}

function mayBeAhead({ section }: Sentence): boolean {
  return PLANS.has(section);
}

/**
 * In the head of an oncology clinic's letter, oncology is who writes: a return there is follow-up. Who leaves a ward goes back to those
 * who knew of the patient.
 */
function isWriters({ from, end }: PhraseMatch<Term>, { tokens }: LetterRead): boolean {
  const stems = tokens.slice(from, end).map(({ norm }) => norm.slice(0, LETTERS_OF_STEM));
  const isNew = tokens.slice(end, end + 2).some(({ norm }) => norm === 'new' || norm === 'first');
  for (let i = 0; i < Math.min(WORDS_OF_HEAD, from) && !isNew; i++) {
    const { norm } = tokens[i]!;
    if (OF_A_STAY.test(norm) || (stems.includes(norm.slice(0, LETTERS_OF_STEM)) && SPECIALTY_WORDS.has(norm)))
      return true;
  }
  return false;
}
const WORDS_OF_HEAD = 80;
const OF_A_STAY = /^(?:discharged?|admi(?:tted|ssion)|inpatient|ward)$/;
const LETTERS_OF_STEM = 3;
