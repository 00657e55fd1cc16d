import type { ContextCategory } from '../lexicon/rows.ts';
import { dateNear } from './date-roles.ts';
import type { LetterRead } from './letter-read.ts';
import { type SaidTreatment, wordsBefore, wordsBehind } from './said-treatment.ts';
import { stateByDay, stateByMonth } from './treatment-days.ts';
import { hasEnded } from './treatment-ends.ts';

/**
 * What a date behind a treatment says of its state: ahead of the letter it is a plan, behind it an operation is done; a range of dates
 * has come to its end. A drug since a date goes on, but for a course of chemotherapy, which does not last for years.
 */
export function stateByDate(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  const behind = wordsBehind(one, until, letter);
  if (one.lasting && SINCE.test(behind)) return 'ongoing';
  if (!one.event && NOW_AT.test(behind)) return 'ongoing';
  if (isSingleInfusion(one, until, letter)) return 'completed';
  const date = dateNear(letter, one.mention, 'treatment', one.said)?.date.value;
  const { writtenOn } = letter;
  if (date !== undefined && writtenOn !== null) {
    if (date > writtenOn.slice(0, date.length) && !SAYS_ITS_END.test(behind)) return 'planned';
    if (!one.lasting)
      return !one.event && JUST_BEGUN.test(behind) && monthsBetween(date, writtenOn) <= 1 ? 'ongoing' : 'completed';
    if (one.chemotherapy && monthsBetween(date, writtenOn) > LONGEST_COURSE_MONTHS) return 'completed';
  }
  if (hasEnded(one, until, letter)) return 'completed';
  if (isPrescribed(one, behind)) return 'planned';
  if (date !== undefined) return null;
  if (IN_SOME_TIME.test(behind)) return 'planned';
  // "Nivolumab by itself, from 25 February": a drug from a month ahead.
  if (one.lasting) {
    const month = FROM.test(behind) ? stateByMonth(one, until, letter) : null;
    return month === 'completed' ? 'ongoing' : month;
  }
  return stateByMonth(one, until, letter) ?? stateByDay(one, until, letter);
}

/** "Ca 3.1 → zoledronate 4 mg", "pamidronate 90 mg 27/6", "zometa 4 mg given": one dose, for the calcium or on a day. */
function isSingleInfusion(one: SaidTreatment, until: number, letter: LetterRead): boolean {
  const { meaning } = one.mention;
  if (meaning.layer !== 'concept' || meaning.target !== 'idea:bisphosphonate-therapy') return false;
  if (FOR_CALCIUM.test(wordsBefore(one, letter))) return true;
  return ON_A_DAY.test(wordsBehind(one, until, letter)) && stateByDay({ ...one, event: true }, until, letter) === null;
}
const FOR_CALCIUM = /\bca(?:lcium)?\s?[23]\.\d{1,2}\b[^.;]{0,20}$|\b(?:one|single|a) (?:dose|infusion) of $/i;
const ON_A_DAY = /^,?\s(?:\d{1,2}\s?mg\s)?(?:iv\s)?(?:on )?\d{1,2}[/.]\d{1,2}\b/i;
/** "From 8/6/26, now #20", "currently week 3" */
const NOW_AT = /^[^.;]{0,40}\b(?:now|currently)\s(?:on |at )?(?:#|fraction|cycle|week|day|month|c)\s?\d/i;
/** "Since March", "(since 2023)" */
const SINCE = /^[\s,(–-]{0,4}since\b/i;
/** "Efudix 4 wks", "imiquimod five nights a week for six weeks": a cream that is to be used for so long. */
function isPrescribed({ mention: { meaning } }: SaidTreatment, behind: string): boolean {
  return meaning.layer === 'concept' && meaning.target.startsWith('idea:topical-') && FOR_WEEKS.test(behind);
}
const FOR_WEEKS =
  /^[^.;]{0,32}?(?<!every )\b(?:\d{1,2}(?:\s?[-–]\s?\d{1,2})?|two|three|four|five|six|eight|a few)\s?(?:weeks?|wks?|w|\/52)\b(?! ago)/i;

/** "Radiotherapy in 4-6/52", "single fraction in three months"; but "50 Gy in 25 fractions in 5 weeks" is its length. */
const IN_SOME_TIME =
  /^(?:(?!\b(?:fractions?|gy|gray|doses?|over|for|given|had)\b|#)[^.;,]){0,25}?\bin (?:about |around |approximately |the next |another )?(?:\d{1,2}(?:\s?[-–]\s?\d{1,2})?|two|three|four|six|eight|a few|a couple of)(?:\s?\/\s?(?:7|52|12)\b| ?(?:days|weeks|wks?|months|mths)\b)/i;
/** "Radiotherapy from 8/6/26, now #20" */
const JUST_BEGUN = /^[^.;]{0,12}\b(?:from|since|started|commenced|began)\b/i;
/** "On leuprorelin until August 2026": the day ahead is not its first. */
const SAYS_ITS_END = /^[^.;]{0,20}\b(?:until|till?|ends|finishes|completes)\b/i;
const FROM = /\b(?:from|starting|begins|starts) (?:the )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:of )?[A-Z][a-z]{2}/;

const LONGEST_COURSE_MONTHS = 9;

function monthsBetween(date: string, later: string): number {
  const months = (iso: string) => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7) || '6');
  return months(later) - months(date);
}
