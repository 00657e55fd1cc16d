import { allMatches } from '../all-matches.ts';
import { GROUP, groupValue, NUMERAL } from './group-values.ts';
import { isOfAKind } from './of-a-kind.ts';
import { type LetterFacts, readingAt, type StageReading, type Statement, toRoman } from './reading.ts';
import { isInFigures, isOtherStage } from './traps.ts';
import { systemOf } from './unnamed-systems.ts';

/** Stages said with the word and no system: `stage IIIA`, `stage two`, `upstaged to 3b`. */
export function readPlain(statement: Statement, lowered: string, facts: LetterFacts): StageReading[] {
  const matches = /st|cs|jcc|uicc|ensat/.test(lowered) ? allMatches(statement.text, STAGE) : [];
  return isMenu(matches, lowered) ? [] : matches.flatMap((match) => plainStages(match, statement, facts));
}

const NUMBER_WORDS: Readonly<Record<string, string>> = { one: 'I', two: 'II', three: 'III', four: 'IV' };
const STAGE = new RegExp(
  String.raw`(?<!\b[TNM][ -]?|R2-ISS )\b(?:clinical\s+|pathological\s+|radiological\s+|overall\s+|prognostic\s+|anatomic(?:al)?\s+)?(?:[cp]?stage[ds]?|(?:up|down|re)-?staged(?=\s(?:from|to|as|at)\s)|stg|(?:AJCC|UICC)(?=\s+(?:I|V))|ENSAT(?=\s(?:I|V|[1-4]\b|stage))(?:\sstage)?|CS(?=\s?(?:I{1,3}|IV|[1-3])[A-C]?\b)|st(?=\.?\s+(?:I|V|[1-4][A-D])))\.?(?:\s+(?:group(?:ing)?|(?:is |was |as )?at least|as|at|is|was|from|to|at (?:diagnosis|presentation|relapse|recurrence)(?: (?:is|was))?))?(?:\s*\((?:AJCC|UICC|TNM|clinical|pathological|radiological)[^)]{0,8}\))?\s*[:=-]?\s*(?:stage\s+|\[)?(?:${GROUP}(?![\w+%]|\.\d)(?:\s?(?<extra>[BE])\b)?(?:(?:\s?[-–/]\s?|\s(?:to|or)\s)(?<to>${NUMERAL}[A-Da-d]?[1-3]?)(?![\w+%/-]|\.\d))?|(?<word>one|two|three|four)(?:\s(?<wordLetter>[A-C])(?!\w)|(?=\s(?:\w+\s){0,3}(?:cancer|carcinoma|disease|melanoma|lymphoma|sarcoma|tumour)\b)))`,
  'gi',
);

function plainStages(match: RegExpMatchArray, statement: Statement, facts: LetterFacts): StageReading[] {
  const { numeral, letter, extra, to, word, wordLetter = '' } = match.groups as Record<string, string | undefined>;
  const start = match.index!;
  const end = start + match[0].trimEnd().length;
  if (
    /^stages\b/i.test(match[0]) &&
    (to !== undefined || /^\s*and\s*(?:IV|III|II|I|[0-4])/i.test(statement.text.slice(end)))
  )
    return [];
  if (isOtherStage(statement.text, start, end) || AXES_IN_WORDS.test(statement.text)) return [];
  // `TNM stage: 3a 1 0` names three axes, not a group.
  if (
    /^\s*,?\s*[0-3x]\s*,?\s*[01x]\b/i.test(statement.text.slice(end)) &&
    /\bTNM\s*$/i.test(statement.text.slice(0, start))
  )
    return [];
  // A caesarean section is one too.
  if (/^CS\s?\d/i.test(match[0]) && !/semin|teratoma|germ cell|testi/i.test(statement.text)) return [];
  if (numeral === 'i' && letter === undefined) return [];
  if (isOfAKind(statement.text, end) || isInFigures(statement.text, end)) return [];
  if (
    /\b(?:at|by|to|of|in) (?:this|that|an?|the|any|which|what|no|each|some)(?: \w+)?\s*$/i.test(
      statement.text.slice(Math.max(0, start - 30), start),
    )
  )
    return [];
  // "Stage two a year ago"
  if (wordLetter === 'a') return [];
  const value =
    word !== undefined
      ? NUMBER_WORDS[word.toLowerCase()]! + wordLetter.toUpperCase()
      : groupValue(match) + (extra ?? '').toUpperCase();
  const system = systemOf(statement, facts, value);
  if (to === undefined) return [readingAt(statement, start, end, system, value)];
  const second = to.replace(/^[0-4]/, toRoman).toUpperCase();
  // "Progressed from stage II to IV": two stages, one after the other.
  const opening = Math.max(0, start - 6);
  const from = /\bfrom\s+(?:stage\s+)?/i.exec(statement.text.slice(opening, end));
  if (from !== null)
    return [
      readingAt(statement, opening + from.index + from[0].length, end - to.length - 4, system, value),
      readingAt(statement, end - to.length, end, system, second),
    ];
  return isOfEveryStage(value, second) ? [] : [readingAt(statement, start, end, system, `${value}-${second}`)];
}

/** `Tumour stage: 3; nodal stage: 1`: axes, not groups. */
const AXES_IN_WORDS = /\b(?:nod(?:al|e)|metastas[ie]s) stage\s?[:=]?\s?[0-3xX]/i;

/** `Stage I  Stage II  Stage III  Stage IV (delete as applicable)`. */
function isMenu(matches: readonly RegExpMatchArray[], lowered: string): boolean {
  return (
    matches.length >= 3 && (matches.length >= 4 || /\b(?:delete|circle|tick|applicable|select|choose)\b/.test(lowered))
  );
}

/** `Stage I-III`: whom a trial takes, or a leaflet is for; nobody's own. */
function isOfEveryStage(first: string, last: string): boolean {
  const [from, to] = [first, last].map((value) => ORDER.indexOf(value.replace(/[^0IV].*$/, '')));
  return to! - from! >= 2;
}
const ORDER = ['0', 'I', 'II', 'III', 'IV'];
