import type { DatedRole, LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { isDenied } from './still-here.ts';
import { yearOf } from './years.ts';

/**
 * What a cancer or its treatment brings on and is over: "she did have lymphoedema but that has settled", and, of what does not last,
 * "neutropenic sepsis (Sept)", "MSCC last June", "cycle 2 complicated by neutropenic sepsis".
 */
export function isPastEpisode(mention: Mention, target: string, date: DatedRole | null, letter: LetterRead): boolean {
  return hasEnded(mention, letter) || (isAcute(target, letter) && isEarlier(mention, date, letter));
}

function hasEnded({ to, sentence }: Mention, { tokens }: LetterRead): boolean {
  for (let i = to; i < Math.min(sentence.to, to + FARTHEST_END); i++) {
    if (/^[.;]$/.test(tokens[i]!.raw)) return false;
    if (OVER.has(tokens[i]!.word) && !isDenied(i, to, tokens)) return true;
    if (tokens[i]!.word === 'now' && tokens[i + 1]?.word === 'normal') return true;
  }
  return false;
}
const FARTHEST_END = 14;
const OVER = new Set(['recovered', 'settled', 'resolved', 'better', 'cleared']);

function isAcute(target: string, { lexicon }: LetterRead): boolean {
  return ACUTE.test(lexicon.concepts.get(target)?.display ?? '');
}
const ACUTE = /neutropeni|sepsis|lysis|hypercalc|cord compression|superior vena|pneumonitis|colitis|thrombo/i;

function isEarlier(mention: Mention, date: DatedRole | null, letter: LetterRead): boolean {
  if (mention.sentence.section === 'diagnosis') return isDatedEarlier(mention, date, letter);
  return isDatedEarlier(mention, date, letter) || isOfAnEarlierCourse(mention, letter);
}

/** Dated in a month before the letter's own; a month without a year is one before it too. */
function isDatedEarlier({ to, sentence }: Mention, date: DatedRole | null, { tokens, writtenOn }: LetterRead): boolean {
  if (writtenOn === null) return false;
  if (date !== null)
    return date.date.precision === 'year'
      ? yearOf(date) < Number(writtenOn.slice(0, 4))
      : date.date.value.slice(0, 7) < writtenOn.slice(0, 7);
  const behind = tokens.slice(to, Math.min(sentence.to, to + 3));
  const month = behind.find(({ word }) => MONTH.test(word));
  return month !== undefined && MONTHS.indexOf(month.word.slice(0, 3)) + 1 !== Number(writtenOn.slice(5, 7));
}
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;

/** "C2 complicated by …", "docetaxel stopped due to …", "one episode of … after her second cycle": told of a course that went on. */
function isOfAnEarlierCourse(mention: Mention, letter: LetterRead): boolean {
  return isWhatEndedIt(mention, letter) || isAfterAnEarlierCycle(mention, letter);
}

function isWhatEndedIt({ from, sentence }: Mention, { tokens }: LetterRead): boolean {
  let cause = false;
  for (let i = from - 1; i >= Math.max(sentence.from, from - FARTHEST_CAUSE); i--) {
    const { word, raw } = tokens[i]!;
    if (raw === ',' && CHANGES.has(tokens[i - 1]?.word ?? '')) return true;
    if (/^[.;,]$/.test(raw) || OF_TODAY.has(word)) return false;
    if (/^(?:episodes?|bouts?|complicated)$/.test(word)) return true;
    cause ||= CAUSES.has(word) || /^[-–:]$/.test(raw);
    if (cause && CHANGES.has(word)) return true;
  }
  return false;
}
const FARTHEST_CAUSE = 9;
const CAUSES = new Set(['by', 'due', 'because', 'after', 'following', 'for', 'secondary', 'owing', 'with', 'from']);
const CHANGES = new Set(
  'delayed stopped omitted discontinued reduced withheld deferred postponed abandoned curtailed truncated skipped missed'.split(
    ' ',
  ),
);
const OF_TODAY = new Set('today currently now presents presented presenting admission inpatient this'.split(' '));

/** "… after her second cycle but has tolerated it since": who was admitted with it, after which cycle, is a letter about it. */
function isAfterAnEarlierCycle({ from, to, sentence }: Mention, { tokens }: LetterRead): boolean {
  for (let i = sentence.from; i < from; i++) if (ADMITS.has(tokens[i]!.word)) return false;
  for (let i = to; i < Math.min(sentence.to - 1, to + FARTHEST_CYCLE); i++) {
    const { word, raw } = tokens[i]!;
    if (/^[.;]$/.test(raw)) return false;
    if (/^(?:cycles?|dose|infusion)$/.test(word) && OF_ORDER.test(tokens[i - 1]!.word)) return true;
    if (/^(?:cycle|c)$/.test(word) && /^\d$/.test(tokens[i + 1]!.raw)) return true;
    if (word === 'x' && /^\d$/.test(tokens[i + 1]!.raw)) return true;
  }
  return false;
}
const FARTHEST_CYCLE = 6;
const ADMITS = new Set('admitted admission presents presented presenting today currently now inpatient'.split(' '));
const OF_ORDER = /^(?:first|second|third|fourth|fifth|sixth|last|previous|1st|2nd|3rd|4th|5th|6th|each|every)$/;
