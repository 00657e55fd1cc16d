import type { Category } from '../answer.ts';
import type { Span } from '../span.ts';
import type { Context } from './context.ts';
import { spanOf } from './evidence.ts';
import { dateOfItem, isOfAnotherItem } from './item-dates.ts';
import type { DatedRole, LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';

const FARTHEST_CHARACTERS = 60;

/**
 * The date that belongs to a mention: the nearest in the same statement with no other mention of a dated kind between,
 * and its role from the words beside it. None is better than a wrong one.
 */
export function dateNear(letter: LetterRead, mention: Mention, category: Category, context: Context): DatedRole | null {
  if (category !== 'diagnosis' && category !== 'treatment') return null;
  const { tokens, text } = letter;
  const start = tokens[mention.from]!.start;
  const end = tokens[mention.to - 1]!.end;
  const sentenceStart = tokens[mention.sentence.from]!.start;
  const sentenceEnd = tokens[mention.sentence.to - 1]!.end;
  const dates = datesBetween(sentenceStart, sentenceEnd, letter.dates);
  if (dates.length === 0) return null;
  const ofItem = dateOfItem(mention, dates, letter);
  let best: { date: DatedRole['date']; distance: number } | null = null;
  for (const [i, date] of dates.entries()) {
    if (ofItem !== null && date !== ofItem) continue;
    const apart = date.start >= end ? date.start - end : date.end <= start ? start - date.end + 1 : null;
    if (apart === null || apart > FARTHEST_CHARACTERS) continue;
    const distance = date.end <= start && isOfABracket(text, date) ? apart + FARTHEST_CHARACTERS : apart;
    if (date.end <= start && ANOTHER_TIME.test(text.slice(date.end, start))) continue;
    if (date.end <= start && isOfWhatStoodBefore(text, sentenceStart, date, start)) continue;
    if (date.end <= start && endsAnItem(text, sentenceStart, date, { start, end: sentenceEnd }, dates[i + 1])) continue;
    if (isOfAnotherCell(text, date, start, end)) continue;
    if (ofItem === null && isCloserToAnother(letter, mention, date.start)) continue;
    if (context.assertion.temporality === 'historical' && isOfAnotherItem(date, mention, dates, letter)) continue;
    if (date.start >= end && isOfAnotherThing(text, date, end)) continue;
    if (date.precision === 'year' && MEASURED.test(text.slice(Math.max(0, date.start - 12), date.start))) continue;
    if (best === null || distance < best.distance) best = { date, distance };
  }
  return best === null
    ? null
    : {
        date: best.date,
        role: roleOf(
          category,
          context,
          text.slice(Math.max(sentenceStart, Math.min(start, best.date.start) - 30), Math.max(end, best.date.end)),
        ),
      };
}

/** "Breast cancer T1 N0 in 2005; now bladder cancer". */
const ANOTHER_TIME =
  /;|\b(?:now|new|newly|current|currently|today|this year|since then|followed by|and then|then|subsequent(?:ly)?|afterwards)\b/i;

/** "R hemi, d/c 2021", "tamoxifen x 5; 2026 liver mets": when something else was. */
function isOfAnotherThing(text: string, date: { start: number; end: number }, end: number): boolean {
  const between = text.slice(end, date.start);
  if (OF_SOMETHING_ELSE.test(between)) return true;
  return /;\s{0,2}$/.test(between) && /^:? ?\p{L}/u.test(text.slice(date.end, date.end + 3));
}
const OF_SOMETHING_ELSE =
  /(?:\b(?:discharged?|disch(?:'?d)?|d\/c(?:'?d)?|dc'?d?|signed off|last seen|f\/?u(?:p)? (?:ended|completed?|finished)|follow[- ]?up (?:ended|completed?|finished)))(?: (?:in|on|from (?:follow[- ]?up|clinic|f\/?u)))?:?\s$/i;

/** "R nephrectomy (oncocytoma 2012), sigmoid ca 2018": only where no other date is near; but "(2012) breast ca". */
function isOfABracket(text: string, date: { start: number; end: number }): boolean {
  return text[date.end] === ')' && text[date.start - 1] !== '(';
}

/** "Chemoradiation completed 6/2026, here for durvalumab". */
function isOfWhatStoodBefore(text: string, from: number, date: { start: number; end: number }, start: number): boolean {
  return /^[^(]*,/.test(text.slice(date.end, start)) && HAS_ENDED.test(text.slice(from, date.start));
}
const HAS_ENDED = /\w{3} (?:completed|finished|ended|stopped|given|done|performed|excised|removed) (?:in |on )?$/i;

/** "TIA 2018, BCC nose excised 2021": each item of a list ends with its date. */
function endsAnItem(text: string, from: number, date: Span, own: Span, next: Span | undefined): boolean {
  return (
    next !== undefined &&
    next.start > own.start &&
    next.end <= own.end &&
    /^,[^,;]*$/.test(text.slice(date.end, own.start)) &&
    !/[,;]/.test(text.slice(own.start, next.start)) &&
    AN_ITEM.test(text.slice(Math.max(from, date.start - FARTHEST_CHARACTERS), date.start))
  );
}
const AN_ITEM = /(?:^|[,:;]) *\p{L}[\p{L} ]* (?<!\b(?:in|on|since|by|from|until|during|of) )$/iu;

/** `ASCT ⇥ Mel200 22/02/2024 ⇥ Lenalidomide`: a date in another cell goes with what else its cell says, unless that is a word such as "since". */
function isOfAnotherCell(text: string, date: { start: number; end: number }, start: number, end: number): boolean {
  const between = date.start >= end ? text.slice(end, date.start) : text.slice(date.end, start);
  if (!/[\t|]/.test(between)) return false;
  const before = /[^\t|\n]*$/.exec(text.slice(Math.max(0, date.start - LONGEST_CELL), date.start))![0];
  const behind = /^[^\t|\n]*/.exec(text.slice(date.end, date.end + LONGEST_CELL))![0];
  return !ONLY_A_DATE.test(before) || !ONLY_A_DATE.test(behind);
}
const LONGEST_CELL = 60;
const ONLY_A_DATE = /^[^\p{L}\d]*(?:\p{L}{1,12}[^\p{L}\d]*){0,2}$/u;

/** "CA125 2000": a value, not a year. */
const MEASURED = /\b(?:ca ?-?(?:125|19-?9|15-?3)|cea|psa|afp|hcg|ldh|ferritin|alp|crp)[:=\s]{1,3}$/i;

/** Dates are in order. */
function datesBetween(start: number, end: number, dates: LetterRead['dates']): LetterRead['dates'] {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dates[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  let behind = low;
  while (behind < dates.length && dates[behind]!.start < end) behind++;
  return dates.slice(low, behind);
}

function isCloserToAnother({ mentionsIn, tokens, lexicon }: LetterRead, mention: Mention, date: number): boolean {
  const own = spanOf(mention, tokens);
  const distance = distanceTo(own, date);
  return mentionsIn(mention.sentence).some((other) => {
    if (other === mention || other.meaning.layer === 'site') return false;
    const span = spanOf(other, tokens);
    if (distanceTo(span, date) >= distance) return false;
    // "CLL, L pinna melanoma in situ 2019": a tumour said in parts, unless it is this one's.
    if (other.meaning.layer === 'morphology') return isAnotherTumour(other, mention, tokens);
    const { category, target } = other.meaning;
    // "Breast cancer 2015, bowel cancer 2026": a tumour may stand on either side of its date.
    if (Math.sign(span.start - date) !== Math.sign(own.start - date))
      return category === 'diagnosis' && lexicon.contexts.has(target);
    return category === 'treatment' || category === 'diagnosis';
  });
}

/** Behind a comma, from a tumour named whole. */
function isAnotherTumour(other: Mention, own: Mention, tokens: LetterRead['tokens']): boolean {
  if (own.meaning.layer !== 'concept' || own.meaning.category !== 'diagnosis' || other.from < own.to) return false;
  return tokens.slice(own.to, other.from).some(({ raw }) => raw === ',');
}

function distanceTo({ start, end }: Span, date: number): number {
  return date >= end ? date - end : start - date;
}

function roleOf(category: Category, { assertion, categories }: Context, words: string): DatedRole['role'] {
  if (category === 'diagnosis')
    return /review|seen|clinic|scan|dictated|typed/i.test(words) ? 'mentioned' : 'diagnosed';
  if (assertion.temporality === 'planned') return 'planned';
  if (/\b(?:start|commenc|began|from|since)/i.test(words)) return 'started';
  if (/\b(?:complet|finish|end|stop|last|final|until)/i.test(words) || categories.has('stopped')) return 'ended';
  return assertion.temporality === 'completed' ? 'performed' : 'mentioned';
}
