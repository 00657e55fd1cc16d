import { allMatches } from '../all-matches.ts';
import { isOfAKind } from './of-a-kind.ts';
import { arabic, readingAt, type StageReading, type Statement, toRoman } from './reading.ts';

/** Gleason and grade group, Breslow, Clark, Karnofsky and other numbers that carry a name. */
export function readScores(statement: Statement): StageReading[] {
  return [...readGleason(statement), ...readNamed(statement)];
}

const GLEASON =
  /\b(?:Gle[ae]son(?:['’]?s)?|GS|Gl\.?(?=\s?\d))\s*(?:score|grade|sum|pattern)?\s*(?:of|was|is|:|=|-)?\s*(?:(?<total>10|[2-9]|(?:six|seven|eight|nine|ten)\b)(?!\s*(?:\+|plus)|\s?[-–]\s?(?:10|\d)(?!\s?\+)|\.\d)\s*[,(=:–-]?\s*(?:\(\s*)?)?(?:\(?(?<first>[1-5]|three|four|five)\s*(?:\+|plus)\s*(?<second>[1-5]|(?:three|four|five)\b)\)?)?(?:\s*(?:=|\()\s*(?<sum>10|[2-9])\)?)?|(?<![\d+.])(?<first2>[3-5])\s*\+\s*(?<second2>[3-5])\s*(?:=\s*(?<sum2>10|[6-9]))?(?![\d+])/gi;

/** `Gleason 3+3 / 3+4 / 4+3`: nobody has chosen. */
const CHOICES = /\d\s?\+\s?\d\s?\/\s?\d\s?\+\s?\d\s?\/\s?\d\s?\+/;

function readGleason(statement: Statement): StageReading[] {
  const { text } = statement;
  if (!/\d\s*\+|gle[ae]son|\bG[SL]\b/i.test(text)) return [];
  const matches = allMatches(text, GLEASON);
  if (matches.length >= 3 && (/\d\s*=\s*\d\s*\+/.test(text) || CHOICES.test(text))) return [];
  return matches.flatMap((match) => {
    const g = match.groups as Record<string, string | undefined>;
    const bare = g.first2 !== undefined;
    const [first, second] = (bare ? [g.first2, g.second2] : [g.first, g.second]).map(
      (said) => NUMBER_WORDS[said?.toLowerCase() ?? ''] ?? said,
    );
    const end = match.index + match[0].trimEnd().length;
    if (first !== undefined && second !== undefined) {
      const sum = Number(first) + Number(second);
      if (
        bare &&
        g.sum2 === undefined &&
        !/gle[ae]son|prostat|TRUS|cores|grade group|ISUP/i.test(`${statement.before} ${text}`)
      )
        return [];
      if (bare && g.sum2 !== undefined && Number(g.sum2) !== sum) return [];
      if (isOfAKind(text, end)) return [];
      return [readingAt(statement, match.index, end, 'gleason', `${first}+${second}=${sum}`)];
    }
    const total = NUMBER_WORDS[g.total?.toLowerCase() ?? ''] ?? g.total ?? g.sum;
    if (total === undefined || (Number(total) < 6 && !/score|sum/i.test(match[0]))) return [];
    if (isOfAKind(text, end)) return [];
    return [readingAt(statement, match.index, end, 'gleason', total)];
  });
}

const NUMBER_WORDS: Readonly<Record<string, string>> = {
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
};

interface Named {
  /** Words without which the pattern cannot match, in lower case. */
  readonly hints: readonly string[];
  readonly pattern: RegExp;
  readonly system: string;
  readonly value: (match: RegExpMatchArray) => string;
  /** Whether the words around are those of something else that has the same name. */
  readonly unless?: (before: string, said: string, text: string) => boolean;
}

const NAMED: readonly Named[] = [
  {
    hints: ['isup', 'group', 'grp', 'gg'],
    pattern:
      /\b(?:ISUP|grade\s+gr(?:ou)?p|GG|WHO\/ISUP)\s*(?:grade)?\s*(?:group|GG)?\s*(?:of|is|:|=|-)?\s*(?<grade>[1-5](?![\d+]|\.\d)|(?:one|two|three|four|five)\b)/gi,
    system: 'isup',
    value: ({ groups }) => NUMBER_WORDS[groups!.grade!.toLowerCase()] ?? groups!.grade!,
    unless: (_before, said, text) => (!/gro?u?p|GG/i.test(said) && RENAL.test(text)) || KEY.test(text),
  },
  {
    hints: ['isup'],
    pattern:
      /\b(?:WHO\/)?ISUP(?:\/WHO)?\s*(?:nucleolar\s+|nuclear\s+)?(?:grade)?\s*(?:of|is|:|=|-)?\s*(?<grade>[1-4])(?![\d+]|\.\d)/gi,
    system: 'grade',
    value: ({ groups }) => groups!.grade!,
    unless: (_before, said, text) => !/nucle/i.test(said) && !RENAL.test(text),
  },
  {
    hints: ['isup'],
    pattern: /\bnucle(?:olar|ar)\s+grade\s*\((?:WHO\/)?ISUP(?:\/WHO)?\)\s*[:=]?\s*(?<grade>[1-4])(?![\d+]|\.\d)/gi,
    system: 'grade',
    value: ({ groups }) => groups!.grade!,
  },
  {
    hints: ['bres', 'bt'],
    pattern:
      /\b(?:(?:Breslow(?:['’]?s)?|Bresl?\b\.?)\)?\s*(?:thickness|depth)?\s*(?:\(mm\)|mm)?|BT)\s*(?:of|is|was|measures|measuring|:|=|-)?\s*(?:approx(?:imately)?\.?\s*|at least\s*|[<>~≥≤]=?\s*)?(?<depth>\d{1,2}(?:[.,]\d{1,2})?)(?:\s*mm\b|(?![\w/.-]|\s*(?:cm|day|week|month|year)))/gi,
    system: 'breslow',
    value: ({ groups }) => groups!.depth!.replace(',', '.'),
    unless: (_before, said, text) =>
      /^BT/i.test(said) && !/mm$/i.test(said) && !(/\.\d/.test(said) && MELANOMA.test(text)),
  },
  {
    hints: ['breslow'],
    pattern:
      /(?<depth>\d{1,2}(?:\.\d{1,2})?)\s*mm\s+(?:in\s+)?Breslow\b(?!\s*(?:thickness|depth)?\s*(?:of|is|was|:|=)?\s*\d)/gi,
    system: 'breslow',
    value: ({ groups }) => groups!.depth!,
  },
  {
    hints: ['melanoma'],
    pattern:
      /(?<=\bmelanoma,?\s{1,3})(?<depth>\d{1,2}\.\d{1,2})\s?mm\b(?!\s*(?:from|clear|margin|deep|peripheral|away|x\b))|(?<thick>\d{1,2}(?:\.\d{1,2})?)\s?mm\s+thick\b/gi,
    system: 'breslow',
    value: ({ groups }) => (groups!.depth ?? groups!.thick)!,
  },
  {
    hints: ['clark'],
    pattern:
      /\bClark(?:['’]?s)?\s*(?:level|stage)?\s*(?:of invasion)?\s*[:=]?\s*(?:at least\s)?(?:level\s*)?(?<level>IV|V|III|II|I|[1-5])(?![\w]|\.\d)/gi,
    system: 'clark',
    value: ({ groups }) => toRoman(groups!.level!),
    unless: (before, said, text) =>
      /\b(?:Dr|Mr|Mrs|Ms|Miss|Prof)\.?\s$/i.test(before) ||
      (!/level|melanom|breslow|\bpT|\bmm\b|clarks|clark['’]s/i.test(said + text) &&
        !/^Clark (?:IV|III|II|V)$/.test(said)),
  },
  {
    hints: ['karnofsky', 'kps'],
    pattern: /\b(?:Karnofsky|KPS|AKPS)\b[^\d\n]{0,30}(?<score>100|[1-9]0)\s*%?/gi,
    system: 'karnofsky',
    value: ({ groups }) => groups!.score!,
  },
  {
    hints: ['nottingham', 'bloom', 'elston', 'sbr', 'b&r', 'b & r'],
    pattern:
      /\b(?:Nottingham(?:\s+(?:combined|histologic(?:al)?|modified))?|(?:Scarff[- ])?Bloom[-–\s&]*(?:and\s+)?Richardson|M?SBR|B\s?&\s?R(?=\sgrade)|Elston(?:[- ]Ellis)?)\s*(?:\([^)]{0,30}\)\s*)?(?:histologic(?:al)?\s+)?(?:grade|score)?\s*[:=]?\s*(?:\(?[1-3]\s?\+\s?[1-3]\s?\+\s?[1-3]\s?(?:=\s?[3-9])?\)?[\s,;:=(]*|[3-9]\/9[\s,;:=(]*)?(?:grade\s*|G)?(?<grade>III|II|I|[1-3])(?![\w+/]|\.\d|\s*\+)/gi,
    system: 'nottingham',
    value: ({ groups }) => arabic(groups!.grade!),
  },
  {
    hints: ['cpg', 'cambridge'],
    pattern: /\b(?:CPG|Cambridge prognostic group)\s*[:=]?\s*(?<group>[1-5])(?!\d)/gi,
    system: 'cpg',
    value: ({ groups }) => groups!.group!,
    unless: (_before, _said, text) => /\bCPG\s?[1-5]\s*[=:].{1,60}\bCPG\s?[1-5]/i.test(text),
  },
  {
    hints: ['npi'],
    pattern: /\bNPI\s*(?:of|is|:|=)?\s*(?<index>\d(?:\.\d{1,2})?)/g,
    system: 'npi',
    value: ({ groups }) => groups!.index!,
  },
];

function readNamed(statement: Statement): StageReading[] {
  const lowered = statement.text.toLowerCase();
  if (!ANY_HINT.test(lowered)) return [];
  return NAMED.filter(({ hints }) => hints.some((hint) => lowered.includes(hint))).flatMap(
    ({ pattern, system, value, unless }) =>
      allMatches(statement.text, pattern).flatMap((match) => {
        const before = statement.text.slice(Math.max(0, match.index - 8), match.index);
        const end = match.index + match[0].trimEnd().length;
        if (unless?.(before, match[0], statement.text) === true || isOfAKind(statement.text, end)) return [];
        return [readingAt(statement, match.index, end, system, value(match))];
      }),
  );
}

const ANY_HINT = new RegExp(NAMED.flatMap(({ hints }) => hints).join('|'));

const MELANOMA = /\bmelanoma|\bulc|\bpT[1-4]|\bSSM\b|\bmit(?:os|\s\d)/i;

/** Cancers of the kidney have their own ISUP grades, 1 to 4. */
/** `1 = 3+3, 2 = 3+4`: which sums make which group. */
const KEY = /[1-5]\s?=\s?\d\s?\+\s?\d.{1,12}[1-5]\s?=\s?\d\s?\+\s?\d/;
const RENAL = /\b(?:RCC|ccRCC|renal|kidney|nephrectomy|chromophobe|leibovich|clear cell)\b/i;
