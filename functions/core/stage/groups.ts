import { type LetterFacts, readingAt, type StageReading, type Statement, toRoman } from './reading.ts';
import { isOfAKind, isOtherStage } from './traps.ts';

/** Number stages and the systems with names: FIGO, Dukes, Ann Arbor, Binet, Rai, ISS, R-ISS, BCLC. */
export function readGroups(statement: Statement, facts: LetterFacts): StageReading[] {
  const lowered = statement.text.toLowerCase();
  const named = NAMED.filter(({ hints }) => hints.some((hint) => lowered.includes(hint))).flatMap(
    ({ pattern, system, value }) =>
      [...statement.text.matchAll(pattern)].flatMap((match) => {
        if (isOfAKind(statement.text, match.index + match[0].trimEnd().length)) return [];
        const name = typeof system === 'string' ? system : system(match);
        return [readingAt(statement, match.index, match.index + match[0].trimEnd().length, name, value(match))];
      }),
  );
  const plain = (lowered.includes('st') ? [...statement.text.matchAll(STAGE)] : []).flatMap((match) => {
    const reading = plainStage(match, statement, facts);
    return reading === null || named.some((one) => one.start < reading.end && reading.start < one.end) ? [] : [reading];
  });
  return [...named, ...plain];
}

const NUMERAL = String.raw`(?:IV|III|II|I|iv|iii|ii|i|[0-4])`;
const GROUP = String.raw`(?<numeral>${NUMERAL})(?:[\s-]?(?<letter>[A-Ea-e])(?<digit>[1-3]|i{1,2})?(?<node>[rp](?!\w))?)?(?<more>(?:[BESXbesx]){0,2})`;

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
      String.raw`\bFIGO\s*(?:\(?(?:19|20)\d\d\)?\s*)?(?:staged?(?:\s+as)?|stage)?\s*[:=-]?\s*(?:stage\s+)?(?:at\s+)?${GROUP}(?![\w+]|\.\d)`,
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
    hints: ['arbor'],
    pattern: new RegExp(
      String.raw`\bAnn[\s-]?Arbor\s*(?:\(\w+\)\s*)?(?:clinical\s+)?(?:staged?|stage)?\s*[:=-]?\s*${GROUP}(?![\w+]|\.\d)`,
      'gi',
    ),
    system: 'ann-arbor',
    value: group,
  },
  {
    hints: ['arbor'],
    pattern: new RegExp(String.raw`\bstage\s+${GROUP}\s*,?\s*\(?\s*(?:by\s+)?Ann[\s-]?Arbor\b`, 'gi'),
    system: 'ann-arbor',
    value: group,
  },
  {
    hints: ['duke'],
    pattern:
      /\bDuke['’]?s?['’]?\s*(?:classification\s*)?(?:stage\s*)?[:=]?\s*(?<letter>[A-D])(?<digit>[12])?(?![\w])/gi,
    system: 'dukes',
    value: ({ groups }) => groups!.letter!.toUpperCase() + (groups!.digit ?? ''),
  },
  {
    hints: ['binet'],
    pattern: /\bBinet\s*(?:stage\s*)?[:=]?\s*(?<letter>[A-C])(?![\w])|\bstage\s+(?<letter2>[A-C])\s*\(?\s*Binet\b/gi,
    system: 'binet',
    value: ({ groups }) => (groups!.letter ?? groups!.letter2)!.toUpperCase(),
  },
  {
    hints: ['rai'],
    pattern: /\bRai\s*(?:stage\s*)?[:=]?\s*(?<numeral>IV|III|II|I|[0-4])(?![\w])/gi,
    system: 'rai',
    value: ({ groups }) => toRoman(groups!.numeral!),
  },
  {
    hints: ['iss', 'staging'],
    pattern:
      /\b(?<revised>R-?\s?|Revised\s+)?(?:ISS|International\s+Staging\s+System)\s*(?:stage\s*)?[:=]?\s*(?<numeral>III|II|I|[1-3])(?![\w]|\.\d)/gi,
    system: ({ groups }) => (groups!.revised === undefined ? 'iss' : 'r-iss'),
    value: ({ groups }) => toRoman(groups!.numeral!),
  },
  {
    hints: ['bclc', 'barcelona'],
    pattern: /\b(?:BCLC|Barcelona\s+Clinic\s+Liver\s+Cancer)\s*[-:]?\s*(?:stage\s*)?(?<letter>0|[A-D])(?![\w])/gi,
    system: 'bclc',
    value: ({ groups }) => groups!.letter!.toUpperCase(),
  },
];

const STAGE = new RegExp(
  String.raw`\b(?:clinical\s+|pathological\s+|radiological\s+|overall\s+|prognostic\s+|anatomic(?:al)?\s+)?(?:stage[ds]?|st(?=\.?\s+(?:I|V)))\.?(?:\s+(?:group(?:ing)?|as|at|is|was))?(?:\s*\((?:AJCC|UICC|TNM)[^)]{0,8}\))?\s*[:=-]?\s*(?:stage\s+)?${GROUP}(?![\w+%]|\.\d)(?:\s?(?<extra>[BE])\b)?`,
  'gi',
);

function plainStage(match: RegExpMatchArray, statement: Statement, facts: LetterFacts): StageReading | null {
  const { numeral, letter, extra } = match.groups as Record<string, string | undefined>;
  const start = match.index!;
  const end = start + match[0].trimEnd().length;
  if (/^stages\b/i.test(match[0]) && /^\s*(?:[-–]|to|and|or)\s*(?:IV|III|II|I|[0-4])/i.test(statement.text.slice(end)))
    return null;
  if (isOtherStage(statement.text, start, end)) return null;
  if (numeral === 'i' && letter === undefined) return null;
  if (isOfAKind(statement.text, end)) return null;
  if (
    /\b(?:at|by|to|of|in) (?:this|that|an?|the|any|which|what|no|each|some)(?: \w+)?\s*$/i.test(
      statement.text.slice(Math.max(0, start - 30), start),
    )
  )
    return null;
  const value = group(match) + (extra ?? '').toUpperCase();
  const lymphoma =
    (/lymphoma|hodgkin|DLBCL|NHL\b|follicular/i.test(statement.text) && !/mycosis|cutaneous/i.test(statement.text)) ||
    (facts.lymphoma && /^(?:I{1,3}|IV)[ABESX]{0,3}$/.test(value));
  return readingAt(statement, start, end, lymphoma ? 'ann-arbor' : 'group', value);
}
