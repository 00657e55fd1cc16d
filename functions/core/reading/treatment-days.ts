import type { ContextCategory } from '../lexicon/rows.ts';
import { MONTH_NAMES } from './dates.ts';
import type { LetterRead } from './letter-read.ts';
import { type SaidTreatment, wordsBehind } from './said-treatment.ts';

/** "TURBT on 9/11", "cystectomy slot 9/11": an operation on a day ahead, said to be a day, and not nodes or a length of time. */
export function stateByDay(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  const behind = wordsBehind(one, until, letter);
  const bare = !one.event || isOfNodes(one, letter) ? null : DAY_BARE.exec(behind);
  const { day, month } = (DAY_ALONE.exec(behind) ?? bare)?.groups ?? {};
  if (day === undefined || letter.writtenOn === null || Number(day) > 31 || Number(month) > 12) return null;
  const [, writtenMonth, writtenDay] = letter.writtenOn.split('-').map(Number);
  const ahead = (Number(month) - writtenMonth! + 12) % 12;
  if (ahead === 0) return Number(day) > writtenDay! ? 'planned' : null;
  return ahead <= NEAR_MONTHS ? 'planned' : null;
}
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
export function stateByMonth(one: SaidTreatment, until: number, letter: LetterRead): ContextCategory | null {
  const behind = wordsBehind(one, until, letter);
  const month = (MONTH_ALONE.exec(behind) ?? (one.event ? MONTH_BARE.exec(behind) : null))?.groups?.month;
  if (month === undefined || letter.writtenOn === null) return null;
  const written = Number(letter.writtenOn.slice(5, 7)) - 1;
  const ahead = (MONTH_NAMES.indexOf(month.slice(0, 3).toLowerCase()) - written + 12) % 12;
  if (ahead === 0) return null;
  return ahead <= NEAR_MONTHS ? 'planned' : 12 - ahead <= NEAR_MONTHS ? 'completed' : null;
}

export const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
/** "in July", "on the 14th of October", without a year. */
const MONTH_ALONE = new RegExp(
  String.raw`^[^.;()]{0,30}?\b(?:in|on|for|from|by|w\/c|starting|early|late|mid|\d{1,2}(?:st|nd|rd|th)?(?: of)?)[\s-](?<month>${MONTH})\b(?!\.?,?[\s-]*'?\d)`,
  'i',
);

/** "Cystectomy Nov, Mr Shah" */
const MONTH_BARE = /^,? ~?(?<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\b(?!\.?,?[\s-]*'?\d)/;
