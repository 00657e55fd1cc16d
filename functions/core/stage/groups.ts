import { allMatches } from '../all-matches.ts';
import { isOfAKind } from './of-a-kind.ts';
import { type LetterFacts, readingAt, type StageReading, type Statement, toRoman } from './reading.ts';
import { isOtherStage } from './traps.ts';

/** Number stages and the systems with names: FIGO, Dukes, Ann Arbor, Binet, Rai, ISS, R-ISS, BCLC, Masaoka. */
export function readGroups(statement: Statement, facts: LetterFacts): StageReading[] {
  const lowered = statement.text.toLowerCase();
  if (isKey(statement.text)) return [];
  const named = NAMED.filter(({ hints }) => hints.some((hint) => lowered.includes(hint))).flatMap(
    ({ pattern, system, value }) =>
      allMatches(statement.text, pattern).flatMap((match) => {
        const end = match.index + match[0].trimEnd().length;
        if (isOfAKind(statement.text, end) || isInFigures(statement.text, end)) return [];
        const name = typeof system === 'string' ? system : system(match);
        return [readingAt(statement, match.index, end, name, value(match))];
      }),
  );
  const matches = /st|cs|jcc|uicc/.test(lowered) ? allMatches(statement.text, STAGE) : [];
  const plain = (isMenu(matches, lowered) ? [] : matches).flatMap((match) =>
    apartFrom(named, plainStages(match, statement, facts)),
  );
  const said = [...named, ...plain];
  return [...said, ...apartFrom(said, readGrouped(statement, facts))];
}

function apartFrom(said: readonly StageReading[], readings: readonly StageReading[]): StageReading[] {
  return readings.filter(({ start, end }) => !said.some((one) => one.start < end && start < one.end));
}

/** `IA1 <3 mm, IA2 3-5 mm, IB1 <2 cm, IIA upper vagina`: four and more with what each is. */
function isKey(text: string): boolean {
  if (!/I[ABC]/.test(text)) return false;
  const values = allMatches(text, KEYED).map(([value]) => value);
  return values.length >= 4 && new Set(values).size >= 4;
}
const KEYED = /(?<!\w)(?:IV|I{1,3})[A-C][1-3]?(?=\s{0,2}[:=–-]?\s{0,2}(?:[<>≤≥\d]|[a-z]{4}))/g;

/** `Stage I  Stage II  Stage III  Stage IV (delete as applicable)`. */
function isMenu(matches: readonly RegExpMatchArray[], lowered: string): boolean {
  return (
    matches.length >= 3 && (matches.length >= 4 || /\b(?:delete|circle|tick|applicable|select|choose)\b/.test(lowered))
  );
}

/** What the axes before it come to, said without the word stage: `T3 N0 M0 (IIA)`, `cT3 N0 M0 -> IIIB`, `the clinical IA3`, `IIA at relapse`. */
function readGrouped(statement: Statement, facts: LetterFacts): StageReading[] {
  if (!/[TNM]\s?[0-4xX]|I[VI]?[A-Ca-c]|II/.test(statement.text)) return [];
  return allMatches(statement.text, GROUPED).map((match) => {
    const value = (match.groups!.group ??
      match.groups!.behind ??
      match.groups!.named ??
      match.groups!.then ??
      match.groups!.before)!;
    const end = match.index + match[0].length;
    return readingAt(statement, end - value.length, end, systemOf(statement, facts, value), value.toUpperCase());
  });
}

const GROUPED =
  /(?<=\b[cpy]{0,2}[NM]\s?[0-3xX][a-d]?\d?(?:\s?\([^()]{1,20}\))?\s?)(?:(?:-+>|→|=>?|\()\s?(?:i\.?e\.?,?\s)?(?<group>IV[A-D]?|I{1,3}[A-D][1-3]?|I{2,3})|(?:[,–-]\s?|\s{1,3})(?<behind>IV[A-D]|I{1,3}[A-D][1-3]?))(?![\w+])|(?<=\b(?:clinical|pathological|radiological)\s)(?<named>IV[A-C]|I{1,3}[A-C][1-3]?)(?![\w+])|(?<!\w|\b(?:grade|stage|figo|type|to|and|or)\s|[-/])(?<then>IV[A-D]?|I{1,3}[A-C][1-3]?|I{2,3})(?=\s(?:at|on)\s(?:relapse|recurrence|diagnosis|presentation|restaging)\b)|(?<!\w|\b(?:grade|stage|figo|type|to|and|or)\s|[-/])(?<before>IV[A-Ca-c]|I{1,3}[A-Ca-c][1-3]?)(?=\s(?:NSCLC|lung|melanoma|endometrial|ovarian|cervical|vulval|breast|rectal|colon|colorectal|gastric|oesophageal|pancreatic|adenocarcinoma|carcinoma|cancer|HGSOC|seminoma|SCC)\b)/g;

const NUMERAL = String.raw`(?:IV|III|II|I|iv|iii|ii|i|[0-4])`;
const GROUP = String.raw`(?<numeral>${NUMERAL})(?:[\s-]?(?<letter>[A-Ea-e])(?<digit>[1-3]|i{1,2})?(?:\(?(?<node>[rp])\)?(?!\w))?)?(?<more>(?:[BESXbesx]){0,2})`;

interface Named {
  /** Words without which the pattern cannot match, in lower case: most statements are spared it. */
  readonly hints: readonly string[];
  readonly pattern: RegExp;
  readonly system: string | ((match: RegExpMatchArray) => string);
  readonly value: (match: RegExpMatchArray) => string;
}

const group = (match: RegExpMatchArray): string => {
  const { numeral, letter, digit, node, more } = match.groups as Record<string, string | undefined>;
  const sub = digit === undefined ? '' : digit.replace('ii', '2').replace('i', '1');
  return toRoman(numeral!) + (letter ?? '').toUpperCase() + sub + (node ?? '') + (more ?? '').toUpperCase();
};

const NAMED: readonly Named[] = [
  {
    hints: ['figo'],
    pattern: new RegExp(
      String.raw`\bFIGO\s*(?:\(?(?:19|20)\d\d\)?\s*)?(?:staged?(?:\s+as)?|stage)?\s*[:=-]?\s*(?:stage\s+)?(?:at\s+)?${GROUP}(?![\w+]|\.\d|\s(?:\w+\s)?fibroid)`,
      'gi',
    ),
    system: 'figo',
    value: group,
  },
  {
    hints: ['figo'],
    pattern: new RegExp(String.raw`\bstage\s+${GROUP}\s*,?\s*\(?\s*(?:by\s+)?FIGO\b`, 'gi'),
    system: 'figo',
    value: group,
  },
  {
    hints: ['iiic'],
    pattern: /\b(?<numeral>III)(?<letter>C)(?<digit>[12])\s?\(?(?<node>[rp])\)?(?!\w)/g,
    system: 'figo',
    value: ({ groups }) => `${groups!.numeral}${groups!.letter}${groups!.digit}${groups!.node}`,
  },
  {
    hints: ['arbor', 'lugano'],
    pattern: new RegExp(
      String.raw`\b(?:Ann[\s-]?Arbor|Lugano)\s*(?:\(\w+\)\s*)?(?:clinical\s+)?(?:staged?|stage)?\s*[:=-]?\s*${GROUP}(?![\w+]|\.\d)`,
      'gi',
    ),
    system: 'ann-arbor',
    value: group,
  },
  {
    hints: ['arbor', 'lugano'],
    pattern: new RegExp(String.raw`\bstage\s+${GROUP}\s*,?\s*\(?\s*(?:by\s+)?(?:Ann[\s-]?Arbor|Lugano)\b`, 'gi'),
    system: 'ann-arbor',
    value: group,
  },
  {
    hints: ['cervi'],
    pattern:
      /(?<=\bcerv(?:ix|ical)(?:\s(?:cancer|ca|carcinoma|SCC|adenocarcinoma))?[\s,(-]{1,3})(?<numeral>[12]|II?)(?<letter>[AB])(?<digit>[1-3])\b|\b(?<numeral2>[12]|II?)(?<letter2>[AB])(?<digit2>[1-3])\s(?=(?:SCC\s)?cerv(?:ix|ical)\b)/gi,
    system: 'figo',
    value: ({ groups }) =>
      toRoman((groups!.numeral ?? groups!.numeral2)!) +
      (groups!.letter ?? groups!.letter2)!.toUpperCase() +
      (groups!.digit ?? groups!.digit2)!,
  },
  {
    hints: ['hodgkin', 'dlbcl', 'cell lymphoma', 'hl '],
    // Follicular lymphoma has grades 3A and 3B.
    pattern:
      /(?<=\b(?:hodgkin(?:['’]s)?(?:\s(?:lymphoma|disease))?|DLBCL|B[- ]cell lymphoma|c?HL)(?:,?\s[a-z]+){0,2}[\s,.;(-]{1,3})(?<numeral>IV|III|II|I|[1-4])(?<letter>[AB])(?<more>[ESX]{0,2})(?![\w+])/gi,
    system: 'ann-arbor',
    value: group,
  },
  {
    hints: ['duke'],
    pattern:
      /\bDuke['’]?s?['’]?\s*(?:classification\s*)?(?:stage\s*)?[:=-]?\s*["“']?(?<letter>[A-D])(?<digit>[12])?(?!\w|\s(?:treadmill|criteria|score\b|possible))/gi,
    system: 'dukes',
    value: ({ groups }) => groups!.letter!.toUpperCase() + (groups!.digit ?? ''),
  },
  {
    hints: ['binet', 'cll', 'lymphocytic', 'lymphatic'],
    pattern:
      /\bBinet\s*(?:stage\s*)?[:=]?\s*(?<letter>[A-C])(?![\w])|\bstage\s+(?<letter2>[A-C])\s*\(?\s*(?:Binet|CLL)\b|(?<=\b(?:CLL|lymph(?:ocyt|at)ic leuka?emia)\b(?:(?!heart|failure|pressure|liver)[^.;]){0,80})\bstage\s+(?<letter3>[A-C])(?![\w])/gi,
    system: 'binet',
    value: ({ groups }) => (groups!.letter ?? groups!.letter2 ?? groups!.letter3)!.toUpperCase(),
  },
  {
    hints: ['rai'],
    // Radioactive iodine is RAI too, and given in GBq.
    pattern: /\bRai\s*(?:stage\s*)?[:=]?\s*(?<numeral>IV|III|II|I|[0-4])(?!\w|\.\d|\s?[GM]Bq|\s?mCi)/gi,
    system: 'rai',
    value: ({ groups }) => toRoman(groups!.numeral!),
  },
  {
    hints: ['iss', 'staging'],
    pattern:
      /(?<!R2[ -]?)\b(?<revised>R-?\s?|Revised\s+)?(?:ISS|International\s+Staging\s+System)\s*(?:stage\s*)?[:=]?\s*(?<numeral>III|II|I|[1-3])(?![\w]|\.\d)/gi,
    system: ({ groups }) => (groups!.revised === undefined ? 'iss' : 'r-iss'),
    value: ({ groups }) => toRoman(groups!.numeral!),
  },
  {
    hints: ['bclc', 'barcelona'],
    pattern:
      /\b(?:BCLC|Barcelona(?:\s+Clinic\s+Liver\s+Cancer)?(?=\W{0,3}(?:stage|BCLC)))\s*(?:\(?BCLC\)?\s*)?[-:(]?\s*(?:stage\s*)?[:=]?\s*(?<letter>0|[A-D])(?![\w])/gi,
    system: 'bclc',
    value: ({ groups }) => groups!.letter!.toUpperCase(),
  },
  {
    hints: ['masaoka'],
    pattern: /\bMasaoka(?:[-–\s]Koga)?\s*(?:stage\s*)?[:=]?\s*(?<numeral>IV|III|II|I|[1-4])(?<letter>[ab])?(?![\w])/gi,
    system: 'masaoka-koga',
    value: group,
  },
];

const NUMBER_WORDS: Readonly<Record<string, string>> = { one: 'I', two: 'II', three: 'III', four: 'IV' };
const STAGE = new RegExp(
  String.raw`(?<!\b[TNM][ -]?|R2-ISS )\b(?:clinical\s+|pathological\s+|radiological\s+|overall\s+|prognostic\s+|anatomic(?:al)?\s+)?(?:[cp]?stage[ds]?|(?:up|down|re)-?staged(?=\s(?:from|to|as|at)\s)|stg|(?:AJCC|UICC)(?=\s+(?:I|V))|CS(?=\s?(?:I{1,3}|IV|[1-3])[A-C]?\b)|st(?=\.?\s+(?:I|V|[1-4][A-D])))\.?(?:\s+(?:group(?:ing)?|as|at|is|was|from|to|at (?:diagnosis|presentation|relapse|recurrence)(?: (?:is|was))?))?(?:\s*\((?:AJCC|UICC|TNM)[^)]{0,8}\))?\s*[:=-]?\s*(?:stage\s+)?(?:${GROUP}(?![\w+%]|\.\d)(?:\s?(?<extra>[BE])\b)?(?:(?:\s?[-–/]\s?|\s(?:to|or)\s)(?<to>${NUMERAL}[A-Da-d]?[1-3]?)(?![\w+%/-]|\.\d))?|(?<word>one|two|three|four)(?:\s(?<wordLetter>[A-C])(?!\w)|(?=\s(?:\w+\s){0,3}(?:cancer|carcinoma|disease|melanoma|lymphoma|sarcoma|tumour)\b)))`,
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
  if (isOtherStage(statement.text, start, end)) return [];
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
      : group(match) + (extra ?? '').toUpperCase();
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

/** `FIGO IA1 <3 mm`, `stage I 90 %`: a line of a key, or of survivors. */
function isInFigures(text: string, end: number): boolean {
  return /^\s*(?:[:=(]|is\b)?\s*(?:[<>≤≥]\s?\d|\d{1,3}\s?%)/.test(text.slice(end, end + 14));
}

/** `Stage I-III`: whom a trial takes, or a leaflet is for; nobody's own. */
function isOfEveryStage(first: string, last: string): boolean {
  const [from, to] = [first, last].map((value) => ORDER.indexOf(value.replace(/[^0IV].*$/, '')));
  return to! - from! >= 2;
}
const ORDER = ['0', 'I', 'II', 'III', 'IV'];

/** What a stage without a system's name is a stage of: lymphomas go by Ann Arbor, women's genital tract by FIGO. */
function systemOf({ text }: Statement, facts: LetterFacts, value: string): string {
  const lymphoma =
    /lymphoma|hodgkin|DLBCL|N?HL\b|\b[FM]CL\b|\bFL\b|\bMALT\b|follicular|burkitt|ABVD|R-?CHOP/i.test(text) ||
    (facts.lymphoma && /^(?:I{1,3}|IV)[ABESX]{0,3}$/.test(value));
  if (lymphoma && !/mycosis|cutaneous|s[eé]zary/i.test(text)) return 'ann-arbor';
  const gynaecological = facts.gynaecological || GYNAECOLOGICAL.test(text);
  return gynaecological && !/\b(?:TNM|AJCC|UICC)\b/.test(text) ? 'figo' : 'group';
}
const GYNAECOLOGICAL =
  /\b(?:ovar(?:y|ian)|fallopian|endometri\w+|uter(?:us|ine)|womb|cervix|cerv(?:ical)? (?:ca\b|cancer|carcinoma|scc|squamous|adeno)|vulval?|vagina)/i;
