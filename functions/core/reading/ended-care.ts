import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { isYear, RECENT_YEARS, yearsIn } from './years.ts';

const FARTHEST_VERB = 5;

/**
 * Words of an end with their year: "letrozole for breast cancer 2016-2021", "chemotherapy for NHL, finished 2012", "discharged in 2017", "you had
 * her in 2020 for the rectal cancer".
 */
export function isOver(mention: Mention, written: number, letter: LetterRead): boolean {
  const { from, to, sentence } = mention;
  const { tokens } = letter;
  if (sentence.section === 'diagnosis' || sentence.section === 'impression')
    return isLongDischarged(mention, written, letter);
  if (isLongDischarged(mention, written, letter)) return true;
  const isFor = holds(FOR, Math.max(sentence.from, from - FARTHEST_VERB), from, tokens);
  for (let i = isFor ? sentence.from : to; i < sentence.to; i++) {
    const { raw, word } = tokens[i]!;
    if (isFor && isYear(raw)) {
      const ranged = /^[-–—]|^to$/.test(tokens[i - 1]?.word ?? '') && isYear(tokens[i - 2]?.raw ?? '');
      const hyphened = tokens[i]!.gap === 'hyphen' && isYear(tokens[i - 1]?.raw ?? '');
      if ((ranged || hyphened) && Number(raw) < written) return true;
    }
    // "Completed ABVD for Hodgkin lymphoma in March 2016".
    if (isFor && i < from && COURSE_ENDED.has(word) && isOnlyTumour(mention, letter)) {
      const years = yearsIn(mention, letter);
      if (years.length > 0 && years.every((year) => written - year >= YEARS_SINCE_A_COURSE)) return true;
    }
    // "Bladder cancer treated with BCG in 2017, discharged last year by urology".
    if (i >= to && word === 'discharged' && /^(?:last|by|from|since|now|in|back)$/.test(tokens[i + 1]?.word ?? '')) {
      const years = yearsIn(mention, letter);
      const isOld = years.length > 0 && written - Math.max(...years) >= YEARS_OF_CARE;
      if (isOld && isOnlyTumour(mention, letter)) return true;
    }
    // Said of the tumour, not of the stay in hospital.
    const years = i < to ? undefined : ENDED.get(word);
    if (years !== undefined && isOnlyTumour(mention, letter))
      for (let j = i + 1; j <= i + 2 && j < sentence.to; j++)
        if (isYear(tokens[j]!.raw) && written - Number(tokens[j]!.raw) >= years) return true;
    if (isFor && word === 'had' && i < from && IN_CARE.has(tokens[i + 1]?.word ?? ''))
      for (let j = i + 2; j <= i + 4 && j < from; j++)
        if (isYear(tokens[j]!.raw) && written - Number(tokens[j]!.raw) >= RECENT_YEARS) return true;
  }
  return false;
}
/** Among the diagnoses, "CRC 2016: Dukes A sigmoid, ant resection, discharged 2021". */
function isLongDischarged(mention: Mention, written: number, letter: LetterRead): boolean {
  const { to, sentence } = mention;
  const { tokens } = letter;
  const years = yearsIn(mention, letter);
  if (years.length === 0 || written - Math.min(...years) < YEARS_OF_CARE || !isOnlyTumour(mention, letter))
    return false;
  for (let i = to; i < sentence.to - 1; i++)
    if (isYear(tokens[i + 1]!.raw) && endsCare(i, tokens)) return written - Number(tokens[i + 1]!.raw) >= 1;
  const last = /^[.;]$/.test(tokens[sentence.to - 1]!.raw) ? sentence.to - 2 : sentence.to - 1;
  return last >= to && endsCare(last, tokens) && written - Math.max(...years) >= YEARS_OF_CARE;
}
const YEARS_OF_CARE = 5;
/** "Discharged 2021", "dc from clinic 2021", "d/c 2021", "FU ended 2021": the words right before the year. */
function endsCare(at: number, tokens: LetterRead['tokens']): boolean {
  const said = tokens.slice(Math.max(0, at - 3), at + 1).map(({ word }) => word);
  return ENDS_CARE.test(said.join(' '));
}
const ENDS_CARE =
  /\b(?:(?:discharged|dc|d \/ c)(?: ['’]? ?d)?|disch(?:['’ ]*d)?|(?:fu|up|followup) (?:ended|completed?|finished))(?: (?:from (?:clinic|fu|care)|in|from us))?$/;

/** How many years ago it must have been: the end of a treatment is not yet that of the cancer. */
const ENDED: ReadonlyMap<string, number> = new Map([
  ['discharged', RECENT_YEARS],
  ['cured', RECENT_YEARS],
  ['finished', 5],
  ['completed', 5],
  ['ended', 5],
  ['cr', 5],
  ['remission', 5],
]);
const COURSE_ENDED = new Set(['completed', 'finished']);
const YEARS_SINCE_A_COURSE = 5;
const FOR = new Set(['for']);
const IN_CARE = new Set('him her this'.split(' '));
function holds(words: ReadonlySet<string>, from: number, to: number, tokens: LetterRead['tokens']): boolean {
  for (let i = from; i < to; i++) if (words.has(tokens[i]!.word)) return true;
  return false;
}

/** "PTLD 2019 (DLBCL type, R-CHOP)". */
function isInItsBracket(at: number, { to }: Mention, tokens: LetterRead['tokens']): boolean {
  let open = to;
  while (open < to + NEAR_BRACKET && tokens[open] !== undefined && tokens[open]!.raw !== '(') open++;
  if (tokens[open]?.raw !== '(' || at <= open) return false;
  for (let i = open; i < at; i++) if (tokens[i]!.raw === ')') return false;
  return true;
}
const NEAR_BRACKET = 3;
/** With two tumours in a statement its years may be the other's. */
export function isOnlyTumour(mention: Mention, { mentionsIn, tokens }: LetterRead): boolean {
  return mentionsIn(mention.sentence).every(
    ({ meaning, from, to }) =>
      (from < mention.to && mention.from < to) ||
      // "Ca thyroid (papillary)".
      isInItsBracket(from, mention, tokens) ||
      (to < mention.from && mention.from - to <= NEAR_BRACKET && tokens[mention.from - 1]!.raw === '(') ||
      !(meaning.layer === 'morphology' || (meaning.layer === 'concept' && meaning.category === 'diagnosis')),
  );
}
