import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { callPromised } from './calls.ts';
import { dischargeIn, type Place } from './discharges.ts';
import { firstAppointmentsIn } from './first-appointments.ts';
import { CUE, cueOf, cuesIn } from './follow-up-cues.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Sentence } from './sentences.ts';
import { isHeadedAsVisit, isVisitByItself, WORDS_OF_A_CLINIC } from './time-alone.ts';
import { isPast } from './time-of-the-past.ts';
import { type Due, visitDue } from './visit-due.ts';
import { whenFrom } from './when.ts';

const CONCEPTS = { visit: '281036007', test: '281036007', call: '386473003' } as const;
const DISCHARGED = 'idea:discharged-from-follow-up';

/**
 * Follow-up as clinics write it: a visit, a call or a surveillance test and when it is due, "r/v 3/12", "Clinic w/ histo 3/52", "MRI in
 * 12 months", "phone 1/52", "see him in six months", or its end: "Discharged, SOS." A notation rather than phrases, since kinds,
 * numbers and units combine freely.
 */
export function findFollowUps(letter: LetterRead): Mention[] {
  const found: Mention[] = [];
  for (const sentence of letter.sentences) {
    if (NOT_TO_COME.has(sentence.section)) continue;
    const cues = cuesIn(sentence, letter.tokens);
    const first = (cues & CUE.time) === 0 || (cues & CUE.specialty) === 0 ? [] : firstAppointmentsIn(sentence, letter);
    found.push(...first);
    for (const due of whatIsDue(sentence, cues, letter)) {
      if (first.some(({ from, to }) => from < due.to && due.from < to)) continue;
      const phrase = due.of === 'call' ? 'a call that is due' : 'a visit with its interval';
      found.push(asMention(due, CONCEPTS[due.of], phrase, sentence));
    }
    const end = (cues & CUE.end) === 0 ? null : endOfFollowUp(sentence, letter.tokens);
    if (end !== null) found.push(asMention(end, DISCHARGED, 'a statement of discharge', sentence));
  }
  return found.filter((one) => !isSaidAlready(one, letter));
}

function asMention({ from, to }: Place, target: string, phrase: string, sentence: Sentence): Mention {
  return { from, to, meaning: { layer: 'concept', target, category: 'care-plan' }, phrase, sentence };
}

/** Under a heading "Follow-up:", nothing but "nil". */
function endOfFollowUp(sentence: Sentence, tokens: readonly MatchToken[]): Place | null {
  const { from, to } = sentence;
  const isNone =
    /^(?:nil|none)$/.test(tokens[from]!.norm) &&
    to - from <= 3 &&
    /^(?:[.,;]?|routine|here|needed|required|planned|from)$/.test(from + 1 < to ? tokens[from + 1]!.norm : '');
  return isNone && isHeadedAsVisit(sentence, tokens) ? { from, to: from + 1 } : dischargeIn(sentence, tokens);
}

const NOT_TO_COME = new Set(['past-history', 'family-history', 'social', 'medications', 'allergies']);

/** The first of each kind in a statement. Without a word for a visit it is only what a heading's answer, or a plan, begins with. */
function whatIsDue(sentence: Sentence, cues: number, letter: LetterRead): readonly Due[] {
  const { tokens } = letter;
  const found: Due[] = [];
  const speaksOfVisits = (cues & (CUE.visit | CUE.call)) !== 0;
  const last = speaksOfVisits ? sentence.to : Math.min(sentence.to, sentence.from + WORDS_OF_A_CLINIC + 2);
  for (let i = sentence.from; i < last; i++) {
    const cue = cueOf(tokens[i]!.norm);
    const call = (cue & CUE.call) === 0 ? null : callPromised(i, sentence, tokens);
    if (call !== null) addFirst({ ...call, of: 'call' }, found);
    if ((cue & CUE.time) === 0) continue;
    const when = whenFrom(i, sentence.to, letter);
    if (when === null) continue;
    if (isVisitByItself(i, when, sentence, tokens)) addFirst({ from: i, to: when.to, of: 'visit' }, found);
    else if (!isPast(i, when, sentence, tokens)) addFirst(visitDue(i, when, sentence, tokens), found);
    i = when.to - 1;
  }
  return found;
}

function addFirst(due: Due | null, found: Due[]): void {
  if (due !== null && !found.some(({ of }) => CONCEPTS[of] === CONCEPTS[due.of])) found.push(due);
}

/** A call says more than the follow-up that a phrase has found in it: "telephone r/v with CNS 6/52". */
function isSaidAlready({ from, to, sentence, meaning: due }: Mention, { mentionsIn, lexicon }: LetterRead): boolean {
  const isCall = due.layer === 'concept' && due.target === CONCEPTS.call;
  return mentionsIn(sentence).some(
    ({ meaning, ...one }) =>
      meaning.layer === 'concept' &&
      due.layer === 'concept' &&
      meaning.category === due.category &&
      !(isCall && meaning.target === CONCEPTS.visit) &&
      lexicon.concepts.get(meaning.target)?.mdsItem !== 'noted-only' &&
      one.from < to &&
      from < one.to,
  );
}
