import { readingAt, type StageReading, type Statement, toRoman } from './reading.ts';
import { isOfAKind, isOtherStage } from './traps.ts';

/** Gleason and grade group, Breslow, Clark, grade, performance status: numbers with names. */
export function readScores(statement: Statement): StageReading[] {
  return [...readGleason(statement), ...readNamed(statement), ...readGrade(statement), ...readPerformance(statement)];
}

const GLEASON =
  /\b(?:Gleason(?:['’]?s)?|GS)\s*(?:score|grade|sum|pattern)?\s*(?:of|was|is|:|=|-)?\s*(?:(?<total>10|[2-9])(?!\s*\+)\s*[,(=:]?\s*(?:\(\s*)?)?(?:\(?(?<first>[1-5])\s*\+\s*(?<second>[1-5])\)?)?(?:\s*(?:=|\()\s*(?<sum>10|[2-9])\)?)?|(?<![\d+.])(?<first2>[3-5])\s*\+\s*(?<second2>[3-5])\s*(?:=\s*(?<sum2>10|[6-9]))?(?![\d+])/gi;

function readGleason(statement: Statement): StageReading[] {
  const { text } = statement;
  if (!/\d\s*\+|gleason|\bGS\b/i.test(text)) return [];
  const matches = [...text.matchAll(GLEASON)];
  if (matches.length >= 3 && /\d\s*=\s*\d\s*\+/.test(text)) return [];
  return matches.flatMap((match) => {
    const g = match.groups as Record<string, string | undefined>;
    const bare = g.first2 !== undefined;
    const [first, second] = bare ? [g.first2, g.second2] : [g.first, g.second];
    const end = match.index + match[0].trimEnd().length;
    if (first !== undefined && second !== undefined) {
      const sum = Number(first) + Number(second);
      if (
        bare &&
        g.sum2 === undefined &&
        !/gleason|prostat|TRUS|cores|grade group|ISUP/i.test(`${statement.before} ${text}`)
      )
        return [];
      if (bare && g.sum2 !== undefined && Number(g.sum2) !== sum) return [];
      return [readingAt(statement, match.index, end, 'gleason', `${first}+${second}=${sum}`)];
    }
    const total = g.total ?? g.sum;
    if (total === undefined || (Number(total) < 6 && !/score|sum/i.test(match[0]))) return [];
    if (isOfAKind(text, end)) return [];
    return [readingAt(statement, match.index, end, 'gleason', total)];
  });
}

interface Named {
  /** Words without which the pattern cannot match, in lower case. */
  readonly hints: readonly string[];
  readonly pattern: RegExp;
  readonly system: string;
  readonly value: (match: RegExpMatchArray) => string;
}

const NAMED: readonly Named[] = [
  {
    hints: ['isup', 'group', 'gg'],
    pattern:
      /\b(?:ISUP|grade\s+group|GG|WHO\/ISUP)\s*(?:grade)?\s*(?:group)?\s*(?:of|is|:|=|-)?\s*(?<grade>[1-5])(?![\d+]|\.\d)/gi,
    system: 'isup',
    value: ({ groups }) => groups!.grade!,
  },
  {
    hints: ['breslow', 'bt'],
    pattern:
      /\b(?:Breslow(?:['’]?s)?|BT)\s*(?:thickness|depth)?\s*(?:of|is|was|measures|measuring|:|=|-)?\s*(?:approx(?:imately)?\.?\s*|at least\s*|[<>~≥≤]\s*)?(?<depth>\d{1,2}(?:[.,]\d{1,2})?)\s*mm\b/gi,
    system: 'breslow',
    value: ({ groups }) => groups!.depth!.replace(',', '.'),
  },
  {
    hints: ['breslow'],
    pattern:
      /(?<depth>\d{1,2}(?:\.\d{1,2})?)\s*mm\s+(?:in\s+)?Breslow\b(?!\s*(?:thickness|depth)?\s*(?:of|is|was|:|=)?\s*\d)/gi,
    system: 'breslow',
    value: ({ groups }) => groups!.depth!,
  },
  {
    hints: ['clark'],
    pattern:
      /\bClark(?:['’]?s)?\s*(?:level|stage)?\s*(?:of invasion)?\s*[:=]?\s*(?:level\s*)?(?<level>IV|V|III|II|I|[1-5])(?![\w]|\.\d)/gi,
    system: 'clark',
    value: ({ groups }) => toRoman(groups!.level!),
  },
  {
    hints: ['karnofsky', 'kps'],
    pattern: /\b(?:Karnofsky|KPS|AKPS)\b[^\d\n]{0,30}(?<score>100|[1-9]0)\s*%?/gi,
    system: 'karnofsky',
    value: ({ groups }) => groups!.score!,
  },
  {
    hints: ['nottingham', 'bloom', 'elston'],
    pattern:
      /\b(?:Nottingham(?:\s+(?:combined|histologic(?:al)?|modified))?|(?:Scarff[- ])?Bloom[-–\s&]*(?:and\s+)?Richardson|Elston(?:[- ]Ellis)?)\s*(?:\([^)]{0,30}\)\s*)?(?:histologic(?:al)?\s+)?(?:grade|score)?\s*[:=]?\s*(?:grade\s*)?(?<grade>III|II|I|[1-3])(?![\w+/]|\.\d|\s*\+)/gi,
    system: 'nottingham',
    value: ({ groups }) => arabic(groups!.grade!),
  },
  {
    hints: ['cpg', 'cambridge'],
    pattern: /\b(?:CPG|Cambridge prognostic group)\s*[:=]?\s*(?<group>[1-5])(?!\d)/gi,
    system: 'cpg',
    value: ({ groups }) => groups!.group!,
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
  return NAMED.filter(({ hints }) => hints.some((hint) => lowered.includes(hint))).flatMap(
    ({ pattern, system, value }) =>
      [...statement.text.matchAll(pattern)].map((match) =>
        readingAt(statement, match.index, match.index + match[0].trimEnd().length, system, value(match)),
      ),
  );
}

const GRADE =
  /\b(?:histologic(?:al)?\s+|tumou?r\s+|nuclear\s+|overall\s+|WHO\s+|CNS\s+WHO\s+|FIGO\s+)?(?:grade|gr|gd)\s*(?:is|was|of|:|=)?\s*(?<numeral>IV|III|II|I|[1-4])(?<sub>[ab])?(?:\s*[-/–]\s*(?<to>IV|III|II|[2-4]))?(?![\w+%]|\.\d)|(?<![A-Za-z0-9])G\s?(?<g>[1-4])(?![\w+%]|\.\d|\s*P\d)/gi;
const DIFFERENTIATION =
  /\b(?<how>well|moderately|moderate|mod|poorly|poor)(?:\s*(?:to|[-/])\s*(?<to>moderately|mod|poorly|well))?[\s-]*(?:diff(?:erentiated|\.)?)(?!\w)|\bdifferentiation\s*(?:is|:|-|–)?\s*(?<after>well|moderate|mod|poor)(?:ly)?\b|\bundifferentiated\b/gi;
const TUMOUR =
  /\b(?:carcinomas?|adeno\w*|ca|cancers?|tumou?rs?|IDC|ILC|DCIS|NST|ductal|lobular|endometri\w*|follicular|sarcoma|\w*sarcoma|TCC|urothelial|glioma|astrocytoma|oligodendro\w*|ependymoma|meningioma|glioblastoma|invasive|histolog\w*|diff\w*|[cpy]{0,2}T[0-4a]\w?|chondro\w*|NET|neuroendocrine|SCC|squamous|mm|pT\w*|biopsy|core|RCC|clear cell|papillary|serous|lymphoma)\b/i;

function readGrade(statement: Statement): StageReading[] {
  const { text } = statement;
  if (!/gr|g[1-4d]|g [1-4]|diff/i.test(text)) return [];
  const inTumour =
    TUMOUR.test(text) ||
    statement.section === 'histology' ||
    statement.section === 'staging' ||
    statement.section === 'diagnosis';
  const numbers = [...text.matchAll(GRADE)].flatMap((match) => {
    const { numeral, g, to } = match.groups as Record<string, string | undefined>;
    const end = match.index + match[0].trimEnd().length;
    if (
      !inTumour ||
      isOtherStage(text, match.index, end) ||
      NAMED_GRADE.test(text.slice(Math.max(0, match.index - 45), match.index))
    )
      return [];
    if (/^\s*group/i.test(text.slice(end))) return [];
    if (g !== undefined && match[0][0] === 'g') return [];
    const value = arabic((numeral ?? g)!) + (to === undefined ? '' : `-${arabic(to)}`);
    return [readingAt(statement, match.index, end, 'grade', value)];
  });
  const words = [...text.matchAll(DIFFERENTIATION)].map((match) =>
    readingAt(statement, match.index, match.index + match[0].length, 'grade', differentiation(match)),
  );
  return [...numbers, ...words];
}

const NAMED_GRADE = /(?:Nottingham|Richardson|ISUP|Elston(?:-Ellis)?|CTCAE|toxicity|Gleason)[^.;]{0,25}$/i;

function differentiation({ groups }: RegExpMatchArray): string {
  const how = (groups?.how ?? groups?.after)?.toLowerCase();
  if (how === undefined) return 'undifferentiated';
  const full = how.startsWith('mod') ? 'moderately' : how.startsWith('poor') ? 'poorly' : 'well';
  return `${full}${groups?.to === undefined ? '' : ` to ${groups.to.toLowerCase()}`} differentiated`;
}

const PERFORMANCE =
  /\b(?:(?:ECOG|WHO|Zubrod)(?:\s*\/\s*(?:ECOG|WHO))?\s*(?:performance\s*(?:status|score)|PS|status|score)?|performance\s*(?:status|score)|PS)\s*(?:\(?(?:ECOG|WHO|ECOG\/WHO|WHO\/ECOG)?(?:\s*PS)?\)?)\s*(?:of|is|was|remains|has (?:deteriorated|declined|improved|dropped|fallen) to|currently|now|at|:|=|-|–)*\s*(?<score>[0-4])(?:\s*[-–/]\s*(?<to>[1-4]))?(?![\w%]|\.\d|\/\d)/gi;

function readPerformance(statement: Statement): StageReading[] {
  if (!/\bPS|performance|ECOG|WHO|Zubrod/i.test(statement.text)) return [];
  return [...statement.text.matchAll(PERFORMANCE)].flatMap((match) => {
    if (/^ps/i.test(match[0]) && !/^PS/.test(match[0])) return [];
    const { score, to } = match.groups as Record<string, string | undefined>;
    if (isOfAKind(statement.text, match.index + match[0].length)) return [];
    const value = to === undefined ? score! : `${score}-${to}`;
    return [readingAt(statement, match.index, match.index + match[0].trimEnd().length, 'ecog', value)];
  });
}

function arabic(numeral: string): string {
  return { I: '1', II: '2', III: '3', IV: '4' }[numeral.toUpperCase()] ?? numeral;
}
