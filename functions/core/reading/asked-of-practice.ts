import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Sentence } from './sentences.ts';
import type { Visit } from './visits.ts';

/** Who sees the patient for something else: that is a referral. */
const OTHERS = new Set(
  'genetics geneticist counsellor counselling psychologist psychology physio physiotherapist dietitian dietician social prescriber optician dentist podiatrist'.split(
    ' ',
  ),
);
/** "Oncology will see him": the first visit there. */
export const SPECIALTIES =
  /^(?:onc|oncology|oncologists?|haematology|haematologists?|urology|dermatology|gynaecology|cardiology)$/;
const PRACTICE = /^(?:gp|gps|practice|surgery|district|dn|dns)$/;

/** "GP review 4/52", "PSA with you every 6 months", "wound check at the surgery": asked of the practice. */
export function isForThePractice(
  at: number,
  to: number,
  visit: Visit,
  sentence: Sentence,
  tokens: readonly MatchToken[],
): boolean {
  const first = Math.min(at, visit.from);
  if (isAskedOfYou(first, visit, sentence, tokens)) return true;
  for (let i = Math.max(sentence.from, first - 4); i < first; i++) if (OTHERS.has(tokens[i]!.norm)) return true;
  const isSeen = /^see(?:s|ing)?$/.test(tokens[visit.from]!.norm);
  for (let i = first - 1; isSeen && i >= Math.max(sentence.from, first - FARTHEST_SPECIALTY); i--) {
    if (/^[.;]$/.test(tokens[i]!.norm)) break;
    if (SPECIALTIES.test(tokens[i]!.norm)) return true;
  }
  for (let i = first - 1; i >= Math.max(sentence.from, first - 3) && !/^(?:and|[,;])$/.test(tokens[i]!.norm); i--)
    if (PRACTICE.test(tokens[i]!.norm) || (isNurse(i, tokens) && visit.of !== 'call')) return true;
  for (let i = visit.to; i < at; i++)
    if (PRACTICE.test(tokens[i]!.norm) && /^(?:at|with|by|your|the|own|her|his)$/.test(tokens[i - 1]!.norm))
      return true;
  const last = Math.max(to, visit.to);
  for (let i = last; i < Math.min(sentence.to, last + 7); i++) {
    const { norm } = tokens[i]!;
    if (/^[,.;]$/.test(norm) || norm === 'and') return false;
    if (PRACTICE.test(norm) && /^(?:at|with|by|your|the|own|her|his)$/.test(tokens[i - 1]!.norm)) return true;
  }
  return false;
}

/** "Practice nurse", "nurse" alone; not "nurse led clinic", "specialist nurse". */
function isNurse(i: number, tokens: readonly MatchToken[]): boolean {
  const [before, behind] = [tokens[i - 1]?.norm ?? '', tokens[i + 1]?.norm ?? ''];
  return tokens[i]!.norm === 'nurse' && !/^(?:led|specialist|clinic)$/.test(behind) && before !== 'specialist';
}

/** "Would you kindly review her in a fortnight", "please could the practice see him": of the patient, and so not to the patient. */
function isAskedOfYou(first: number, { to }: Visit, sentence: Sentence, tokens: readonly MatchToken[]): boolean {
  if (!/^(?:her|him|them|this|mr|mrs|ms|miss)$/.test(tokens[to]?.norm ?? '')) return false;
  for (let i = first - 1; i >= Math.max(sentence.from, first - FARTHEST_ASKED); i--) {
    const { norm } = tokens[i]!;
    if (PRACTICE.test(norm)) return true;
    if (norm === 'you') return /^(?:would|could|can|if|for|that)$/.test(tokens[i - 1]?.norm ?? '');
  }
  return false;
}
const FARTHEST_ASKED = 6;
const FARTHEST_SPECIALTY = 5;
