import type { ContextCategory } from '../lexicon/rows.ts';
import type { Context } from './context.ts';
import { dateNear } from './date-roles.ts';
import { MONTH_NAMES } from './dates.ts';
import type { LetterRead } from './letter-read.ts';
import type { SaidTreatment } from './treatment-states.ts';

const LONGEST_COURSE_MONTHS = 9;
const LONGEST_DETAILS = 60;

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

/** A count of courses with nothing else said: "FEC x6", "2x ABVD". */
export function stateByCount(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  if (!one.lasting || one.monitoring || one.said.categories.has('planned')) return null;
  const behind = wordsBehind(one, until, letter);
  if (NEXT_COURSE.test(behind) || SOME_LEFT.test(behind)) return 'ongoing';
  if (one.mention.sentence.section === 'medications') return null;
  return COUNT.test(behind) || COUNT_BEFORE.test(wordsBefore(one, letter)) ? 'completed' : null;
}

/** "R breast ca 2012, tam 5y", "WLE 2009, five years of tamoxifen": so many years from the year before it, which have gone by. */
export function stateByYears(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  if (!one.lasting || one.monitoring) return null;
  const years = (YEARS_BEHIND.exec(wordsBehind(one, until, letter)) ?? YEARS_BEFORE.exec(wordsBefore(one, letter)))
    ?.groups;
  const { text, tokens, writtenOn, latestYear } = letter;
  const start = tokens[one.mention.from]!.start;
  const line = text.slice(Math.max(0, start - LONGEST_LINE, text.lastIndexOf('\n', start)), start);
  const [before, year] = /.*\b((?:19|20)\d\d)\b/s.exec(line) ?? [];
  if (before === undefined || (years === undefined && IN_A_DATE.test(before))) return null;
  const count =
    years === undefined
      ? longestCourse(one, letter)
      : NUMBERS.indexOf(years.count!.toLowerCase()) + 1 || Number(years.count);
  const now = Number((writtenOn ?? String(latestYear)).slice(0, 4));
  return Number(year) + count <= now ? 'completed' : null;
}

/** "Breast cancer 2004, right mastectomy, tamoxifen": nobody takes it for so many years from then. */
function longestCourse({ chemotherapy, mention: { meaning } }: SaidTreatment, { lexicon }: LetterRead): number {
  if (chemotherapy) return LONGEST_CHEMOTHERAPY_YEARS;
  const item = meaning.layer === 'concept' ? lexicon.concepts.get(meaning.target)?.mdsItem : undefined;
  return item === 'hormone-therapy' ? LONGEST_HORMONE_YEARS : Number.POSITIVE_INFINITY;
}
const IN_A_DATE = /[/.-]\d{4}$/;
const LONGEST_CHEMOTHERAPY_YEARS = 4;
const LONGEST_HORMONE_YEARS = 12;
const LONGEST_LINE = 120;
const NUMBERS = 'one two three four five six seven eight nine ten'.split(' ');
const SO_MANY_YEARS = String.raw`(?<count>\d{1,2}|${NUMBERS.join('|')})\s?(?:y|yrs?|years?)\b`;
const YEARS_BEHIND = new RegExp(String.raw`^(?: for|[\s(,x×])*${SO_MANY_YEARS}`, 'i');
const YEARS_BEFORE = new RegExp(String.raw`\b${SO_MANY_YEARS}(?: of)?\s$`, 'i');

/** "Two cycles of docetaxel left" */
const SOME_LEFT = /^ (?:left|remaining|to go|outstanding)\b/i;

/** Under a heading of treatments a drug with its daily dose, or no course at all, is still taken. */
export function stateUnderHeading(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  if (one.mention.sentence.section !== 'treatment' || !one.lasting || one.monitoring) return null;
  return !one.chemotherapy || TAKEN.test(wordsBehind(one, until, letter)) ? 'ongoing' : null;
}
const TAKEN = /^[^.;]{0,25}\b(?:daily|bd|od|nocte|mane|since)\b/i;
/** "x2, C3 due 23/3" */
const NEXT_COURSE = /\b(?:C\d{1,2}|#\d{1,2}|cycle \d{1,2}) (?:due|next|today)\b/i;

/**
 * "C3/6 FOLFOX", "received BCG 4 of 6", "3 of 6 planned cycles of docetaxel", "#8/20": a course between its first and its last part is going
 * on, and "6 of 6" is over. A bare "40/15" is a dose and its fractions.
 */
export function stateByPart(one: SaidTreatment, until: number, letter: LetterRead): 'ongoing' | 'completed' | null {
  const part = PART_BEHIND.exec(wordsBehind(one, until, letter)) ?? PART_BEFORE.exec(wordsBefore(one, letter));
  const { named, done, by, all, given } = part?.groups ?? {};
  if (done === undefined) return stateByCycle(one, until, letter);
  if (named === undefined && by === '/' && given === undefined) return null;
  if (Number(done) === 0 || (Number(done) === 1 && one.said.categories.has('planned'))) return null;
  if (Number(done) > Number(all) || Number(all) > LONGEST_COURSE) return null;
  return Number(done) < Number(all) ? 'ongoing' : 'completed';
}
const LONGEST_COURSE = 40;
const PART = String.raw`(?<named>(?:C|#|cycles?|fractions?|dose|week|wk)\s?|x\s?(?=\d{1,2} (?:out )?of\b))?(?<done>\d{1,2})\s?(?<by>\/|of|out of)\s?(?:(?:a |the )?(?:planned |intended |total (?:of )?))?(?<all>\d{1,2})\b(?![\/.]\d)(?<given>\s(?:given|today|done|so far|delivered|received)\b)?`;
const PART_BEHIND = new RegExp(String.raw`^[\s(,:-]{0,3}${PART}`, 'i');
const PART_BEFORE = new RegExp(
  String.raw`(?:^|[\s(])${PART}(?: (?:planned )?(?:cycles|fractions|doses|weeks|courses))?(?: of)?[\s,:]{1,2}$`,
  'i',
);

/** "Doxorubicin #1 3/6", "day 9 of cycle 3 carboplatin", "C2 went well": one cycle of several that is not said to be the last. */
function stateByCycle(one: SaidTreatment, until: number, letter: LetterRead): 'ongoing' | null {
  if (!one.lasting || !one.said.categories.has('completed') || one.said.categories.has('historical')) return null;
  if (one.said.modifiers.some(({ rule }) => SAYS_THE_LAST.test(rule.trigger))) return null;
  const [before, behind] = [wordsBefore(one, letter), wordsBehind(one, until, letter)];
  if (NEXT_DOSE.test(behind)) return 'ongoing';
  if (!CYCLE_BEHIND.test(behind) && !CYCLE_BEFORE.test(before)) return null;
  return THE_LAST.test(before) || THE_LAST.test(behind) ? null : 'ongoing';
}
/** "Prostap given 1/10, next 1/1" */
const NEXT_DOSE = /\bnext (?:(?:due|dose|one|injection)\s?)?\d/i;
const CYCLE_BEHIND = /^[\s(,:]{0,3}(?:given )?(?:C|#|cycle |D|day )\s?[1-9]\b(?!\s?(?:to|-|–|\+|&|and|\/))/i;
const CYCLE_BEFORE =
  /(?:^|[\s(])(?:first|(?:(?:C|#|cycle )\s?[1-9]|(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th) (?:cycle|dose|infusion|injection|treatment))(?: of)?(?: \S{3,12})?)[\s,:]{1,2}$/i;
const SAYS_THE_LAST = /complet|finish|last|final|stopp|ended|historical|years/;
const THE_LAST = /\b(?:last|final|only|stopp?ed|discontinued|abandoned|withdrawn|single|completed|finished|ended)\b/i;

/** "On tamoxifen 2012-17", "for breast cancer (WLE 2012)": said to go on or to come, but over where its years are. */
export function isOver(one: SaidTreatment, said: Context, until: number, letter: LetterRead): boolean {
  if (said.categories.has('ongoing') && hasEnded(one, until, letter)) return true;
  const year = YEAR_BEHIND.exec(wordsBehind(one, until, letter))?.groups?.year;
  const past = year !== undefined && letter.writtenOn !== null && Number(year) < Number(letter.writtenOn.slice(0, 4));
  return said.categories.has('planned') && (past || isOfAPastBracket(one, letter));
}

/** "(May 2016, a wide local excision with radiotherapy to follow)" */
function isOfAPastBracket(one: SaidTreatment, letter: LetterRead): boolean {
  const { text, tokens, writtenOn } = letter;
  if (writtenOn === null) return false;
  const start = tokens[one.mention.from]!.start;
  const before = text.slice(Math.max(0, start - LONGEST_LINE), start);
  const year = PAST_BRACKET.exec(before)?.groups?.year;
  return year !== undefined && Number(year) + 1 < Number(writtenOn.slice(0, 4));
}
const PAST_BRACKET = /\((?:[A-Za-z]{3,9}\.? )?(?<year>(?:19|20)\d\d)\b[^()]*$/;

/** "x6", "6 cycles", "x 4 cycles". */
const COUNT = /^[\s(:]{0,3}(?:[x×*]\s?\d{1,2}\b|\d{1,2}\s?(?:[x×]|cycles?\b|courses?\b))/i;
/** "2x ABVD", "6 cycles of FEC". */
const COUNT_BEFORE =
  /(?:^|\s)(?:\d{1,2}|two|three|four|five|six|eight|ten|twelve)\s?(?:[x×]\s?|(?:cycles?|courses?|doses|instillations) of\s)$/i;
const YEAR_BEHIND =
  /^(?:[/ ]{0,2}[A-Z]{2,4})?(?:\s?\d{1,2}(?:\.\d{1,2})?\s?Gy)?(?:\s?\/\s?\d{1,2}#?)?[\s(,]{1,3}(?:in )?(?<year>(?:19|20)\d\d)\b/;
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
/** "2012-17", "2012 to 2017", "Jan-March 26", "(Oct-Dec 25)". */
const RANGE = new RegExp(
  String.raw`^[^.;]{0,40}?(?:\b(?:19|20)\d\d\s?(?:[-–]|to)\s?|\b${MONTH}\.?\s?(?:'?\d\d(?:\d\d)?\s?)?(?:[-–]|to)\s?${MONTH}\.?\s?'?)(?<to>(?:19|20)?\d\d)\b`,
  'i',
);
/** "2019-24 letrozole" */
const RANGE_BEFORE = /(?:^|[\s(])(?:19|20)\d\d\s?[-–]\s?(?<to>(?:19|20)?\d\d)[\s:]{1,3}$/;
/** "until Nov 25", "til 2028" */
const UNTIL = new RegExp(
  String.raw`^[^.;]{0,30}?\b(?:until|till?)\s(?:${MONTH}\.?\s?'?)?(?<to>(?:19|20)?\d\d)\b(?![/.]\d)`,
  'i',
);
/** "in July", "on the 14th of October", without a year. */
const MONTH_ALONE = new RegExp(
  String.raw`^[^.;()]{0,30}?\b(?:in|on|for|from|by|w\/c|starting|early|late|mid|\d{1,2}(?:st|nd|rd|th)?(?: of)?)[\s-](?<month>${MONTH})\b(?!\.?,?[\s-]*'?\d)`,
  'i',
);

/** "Cystectomy Nov, Mr Shah" */
const MONTH_BARE = /^,? ~?(?<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\b(?!\.?,?[\s-]*'?\d)/;

function hasEnded(one: SaidTreatment, until: number, letter: LetterRead): boolean {
  const behind = wordsBehind(one, until, letter);
  const { day, month, year: last } = TO_DAY.exec(behind)?.groups ?? {};
  if (day !== undefined) {
    const iso = `20${last!.slice(-2)}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return letter.writtenOn !== null && iso <= letter.writtenOn;
  }
  const { to: range } =
    (RANGE.exec(behind) ?? UNTIL.exec(behind) ?? RANGE_BEFORE.exec(wordsBefore(one, letter)))?.groups ?? {};
  if (range === undefined) return false;
  const end = Number(range.slice(-2)) + 2000;
  const year = Number((letter.writtenOn ?? String(letter.latestYear)).slice(0, 4));
  return end <= year || end - 100 >= 1950;
}

/** "60 Gy/30 + TMZ to 12/6/26" */
const TO_DAY = /^[^.;]{0,30}?\b(?:to|until|till?)\s(?<day>\d{1,2})[./](?<month>\d{1,2})[./](?<year>(?:20)?\d\d)(?!\d)/i;

/** "TURBT on 9/11", "cystectomy slot 9/11": an operation on a day ahead, said to be a day, and not nodes or a length of time. */
function stateByDay(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  const behind = wordsBehind(one, until, letter);
  const bare = !one.event || isOfNodes(one, letter) ? null : DAY_BARE.exec(behind);
  const { day, month } = (DAY_ALONE.exec(behind) ?? bare)?.groups ?? {};
  if (day === undefined || letter.writtenOn === null || Number(day) > 31 || Number(month) > 12) return null;
  const [, writtenMonth, writtenDay] = letter.writtenOn.split('-').map(Number);
  const ahead = (Number(month) - writtenMonth! + 12) % 12;
  if (ahead === 0) return Number(day) > writtenDay! ? 'planned' : null;
  return ahead <= NEAR_MONTHS ? 'planned' : null;
}
const FROM = /\b(?:from|starting|begins|starts) (?:the )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:of )?[A-Z][a-z]{2}/;
const DAY_ALONE =
  /^[\s:,(-]{0,3}(?:(?:slot|on|due|date|tci|list|planned|booked|for|w\/c|next|from|starts|starting|begins|commences)[\s:]{1,2}){1,3}(?<day>\d{1,2})\/(?<month>\d{1,2})\b(?![/.-]\d)/i;

/** "TURBT 3/11" */
const DAY_BARE =
  /^,? (?<day>\d{1,2})\/(?<month>\d{1,2})\b(?![/.-]\d|\s?(?:nodes?|positive|\+ve|involved|#|cores?|weeks?|months?))/i;

/** "SNB 0/3": nodes of nodes, no day. */
function isOfNodes({ mention }: SaidTreatment, { tokens }: LetterRead): boolean {
  return tokens.slice(mention.from, mention.to).some(({ norm }) => OF_NODES.test(norm));
}
const OF_NODES = /node|lymph|axilla|clearance|dissection|^(?:anc|snb|slnb|sln|plnd|rplnd|nd|snd|mrnd|snbx|alnd|tad)$/;

const NEAR_MONTHS = 4;

/** A month without its year is the nearest one, where that is plain: "cystectomy in July" in a letter of May is to come. */
function stateByMonth(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  const behind = wordsBehind(one, until, letter);
  const month = (MONTH_ALONE.exec(behind) ?? (one.event ? MONTH_BARE.exec(behind) : null))?.groups?.month;
  if (month === undefined || letter.writtenOn === null) return null;
  const written = Number(letter.writtenOn.slice(5, 7)) - 1;
  const ahead = (MONTH_NAMES.indexOf(month.slice(0, 3).toLowerCase()) - written + 12) % 12;
  if (ahead === 0) return null;
  return ahead <= NEAR_MONTHS ? 'planned' : 12 - ahead <= NEAR_MONTHS ? 'completed' : null;
}

function monthsBetween(date: string, later: string): number {
  const months = (iso: string) => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7) || '6');
  return months(later) - months(date);
}

function wordsBefore({ mention }: SaidTreatment, { text, tokens }: LetterRead): string {
  const end = tokens[mention.from]!.start;
  return text.slice(Math.max(end - 40, tokens[mention.sentence.from]!.start), end);
}

function wordsBehind({ mention }: SaidTreatment, until: number, { text, tokens }: LetterRead): string {
  const start = tokens[mention.to - 1]!.end;
  return text.slice(start, Math.min(start + LONGEST_DETAILS, until));
}
