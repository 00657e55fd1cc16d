import type { Context } from './context.ts';
import { isOnlyTumour, isOver } from './ended-care.ts';
import type { DatedRole, LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { isPastEpisode } from './past-episodes.ts';
import { isLongRemoved, isYearsSinceRemoval } from './removals.ts';
import { GOES_ON, HAS_RETURNED, says } from './still-here.ts';
import { isYear, yearOf, yearsIn } from './years.ts';
import { isOfAYoungerAge } from './younger-ages.ts';

const LONG_AGO_YEARS = 8;

/** A letter without a date of these years has none of its own writing: it counts as written then, so that only what is surely old is. */
const EARLIEST_LETTER = 2023;

/**
 * Whether a tumour is the patient's past by its dates or its tense, where no word says so: dated eight years or more before the
 * letter's latest date, or "she had breast cancer". Words that say it is present win; the chronic cancers of the blood go on for
 * decades and are left as they are.
 */
export function isPast(
  mention: Mention,
  target: string,
  date: DatedRole | null,
  context: Context,
  letter: LetterRead,
): boolean {
  if (context.categories.has('current') && !isOnlyDiagnosed(mention, context, letter)) return false;
  if (letter.lexicon.contexts.get(target)?.register === 'not-a-tumour') return false;
  if (letter.lexicon.concepts.get(target)?.mdsItem === 'complication')
    return isSaidInThePast(mention, letter) || isPastEpisode(mention, target, date, letter);
  if (says(HAS_RETURNED, mention, letter)) return false;
  const written = Math.max(letter.latestYear, EARLIEST_LETTER);
  if (date !== null && isBirth(date, written)) return false;
  const years = date === null ? yearsIn(mention, letter) : [yearOf(date)];
  if (isOver(mention, written, letter) || isOfAYoungerAge(mention, letter)) return true;
  if (isChronic(target, letter)) return false;
  const thisYear = letter.latestYear < EARLIEST_LETTER ? Number.POSITIVE_INFINITY : written;
  if (
    !years.some((year) => year >= thisYear) &&
    (isSaidInThePast(mention, letter) ||
      isLongRemoved(mention, target, date, written, letter) ||
      isYearsSinceRemoval(mention, letter))
  )
    return true;
  if (says(GOES_ON, mention, letter)) return false;
  // Where a cancer has spread to does not pass with the years.
  if (letter.lexicon.concepts.get(target)?.mdsItem === 'secondary-site') return false;
  const longAgo = isSoonTreated(target, letter) ? YEARS_SINCE_LESION : LONG_AGO_YEARS;
  if (date !== null && written - yearOf(date) >= longAgo) return true;
  if (date === null && years.length > 0 && isOnlyTumour(mention, letter)) {
    if (mention.sentence.section !== 'diagnosis') return years.every((year) => written - year >= longAgo);
    const since = written - Math.max(...years);
    return since >= DECADES || (isOperatedOn(mention, letter) && since >= LONG_SINCE_SURGERY_YEARS);
  }
  return false;
}

/** A lesion in situ is taken off and the years make it past sooner than a cancer; Barrett's oesophagus and what is in the bladder are watched for life. */
function isSoonTreated(target: string, { lexicon }: LetterRead): boolean {
  const { mdsItem, display = '' } = lexicon.concepts.get(target) ?? {};
  return mdsItem === 'in-situ' && !/barrett|bladder|^carcinoma in situ$/i.test(display);
}
const YEARS_SINCE_LESION = 3;

/** "Diagnosed with breast cancer in 1999": that it was diagnosed says nothing of today; "and is on letrozole" does. */
function isOnlyDiagnosed(mention: Mention, { modifiers }: Context, letter: LetterRead): boolean {
  const { to, sentence } = mention;
  const { tokens } = letter;
  for (let i = to; i < sentence.to; i++) if (OF_TODAY.has(tokens[i]!.word)) return false;
  const ended = says(TREATMENT_ENDED, mention, letter);
  return modifiers.every(
    ({ rule }) => rule.category !== 'current' || OF_ITS_PROOF.test(rule.trigger) || (ended && rule.trigger === 'known'),
  );
}
const TREATMENT_ENDED = new Set(['stopped', 'completed', 'finished', 'discharged']);
const OF_ITS_PROOF = /\b(?:diagnos|biopsy|histolog|confirm|proven)/;
const OF_TODAY = new Set(
  'on takes taking receiving receives continues now currently today castrate castration resistant refractory'.split(
    ' ',
  ),
);

/** Among the diagnoses, "renal cell ca (L), nephrectomy 2004": all that is said of it is when it was cut out. */
function isOperatedOn({ to, sentence }: Mention, { tokens }: LetterRead): boolean {
  for (let i = to; i < sentence.to - 1; i++) {
    if (!OPERATION.test(tokens[i]!.word)) continue;
    // "Thyroidectomy + RAI 2001".
    for (let j = i + 1; j < Math.min(sentence.to, i + FARTHEST_YEAR) && !/^[.;:]$/.test(tokens[j]!.raw); j++)
      if (isYear(tokens[j]!.raw)) return true;
  }
  return false;
}
const DECADES = 20;
const FARTHEST_YEAR = 5;
const OPERATION = /(?:ectomy|wle|resection|excision|excised|removed|hemi|apr|aper|turbt)$/;
const LONG_SINCE_SURGERY_YEARS = 10;

const OLDEST_DAY_YEARS = 25;

/** A diagnosis of decades ago is remembered by its year; a day of then is when somebody was born: rows of a list name the patient. */
function isBirth({ date }: DatedRole, written: number): boolean {
  return date.precision === 'day' && written - Number(date.value.slice(0, 4)) > OLDEST_DAY_YEARS;
}

/** Not cured by time: but Hodgkin lymphoma and the acute leukaemias are, or are not there at all. */
export function isChronic(target: string, { lexicon }: LetterRead): boolean {
  const { group = '', display = '' } = lexicon.concepts.get(target) ?? {};
  return CHRONIC.has(group) && !(CURABLE.test(display) && !/non-hodgkin/i.test(display));
}
const CURABLE = /hodgkin|acute|burkitt|diffuse large/i;

const FARTHEST_VERB = 5;

/** "She had breast cancer", "nb: had melanoma in situ": what is had is no more. "Has had" and "had shown" say something else. */
function isSaidInThePast({ from, to, sentence }: Mention, { tokens }: LetterRead): boolean {
  for (let i = from - 1; i >= Math.max(sentence.from, from - FARTHEST_VERB); i--) {
    const { word } = tokens[i]!;
    if (word === 'have' && tokens[i - 1]?.word === 'did') return true;
    // "Which had spread to the peritoneum": the tense of what went on.
    if (word === 'had' && i === from - 1 && OF_GOING_ON.test(tokens[from]!.word)) return false;
    if (word === 'had' && isLately(to, sentence.to, tokens)) return false;
    if (word === 'had') return !/^(?:has|have|having)$/.test(tokens[i - 1]?.word ?? '') && !isReported(i, tokens);
    if (!BETWEEN.has(word) && !STAGE.test(word)) return false;
  }
  return false;
}
/** "You had a kidney cancer removed on Tuesday". */
function isLately(from: number, last: number, tokens: LetterRead['tokens']): boolean {
  for (let i = from; i < Math.min(last, from + FARTHEST_DAY); i++) if (LATELY.test(tokens[i]!.word)) return true;
  return false;
}
const FARTHEST_DAY = 6;
const OF_GOING_ON =
  /^(?:spread|gone|metastasised|metastasized|recurred|relapsed|progressed|seeded|reached|travelled|returned|come)$/;
const LATELY = /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|week|fortnight)$/;

/** "She was not aware that she had …", "told him he had": what is reported is had still. */
function isReported(had: number, tokens: LetterRead['tokens']): boolean {
  return (
    /^(?:he|she)$/.test(tokens[had - 1]?.word ?? '') && /^(?:that|him|her|aware)$/.test(tokens[had - 2]?.word ?? '')
  );
}
const BETWEEN = new Set(
  'a an some his her own left right l r early small superficial primary low risk stage invasive'.split(' '),
);

const STAGE = /^(?:i{1,3}|iv)[abc]?$|^[1-4][abc]?$|^[cp]?[tnm][0-4x][abc]?$|^grade$|^g[1-4]$|^dukes$/;

const CHRONIC = new Set(['leukaemia', 'lymphoma', 'myeloma', 'myeloid-other', 'genetic-risk']);
