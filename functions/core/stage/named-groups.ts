import { allMatches } from '../all-matches.ts';
import { GROUP, groupValue } from './group-values.ts';
import { isOfAKind } from './of-a-kind.ts';
import { readingAt, type StageReading, type Statement, toRoman } from './reading.ts';
import { isInFigures } from './traps.ts';

/** Stages that name their system: FIGO, Dukes, Ann Arbor, Binet, Rai, ISS, R-ISS, BCLC, Masaoka. */
export function readNamed(statement: Statement, lowered: string): StageReading[] {
  if (!ANY_HINT.test(lowered)) return [];
  return NAMED.filter(({ hints }) => hints.some((hint) => lowered.includes(hint))).flatMap(
    ({ pattern, system, value }) =>
      allMatches(statement.text, pattern).flatMap((match) => {
        const end = match.index + match[0].trimEnd().length;
        if (isOfAKind(statement.text, end) || isInFigures(statement.text, end)) return [];
        const name = typeof system === 'string' ? system : system(match);
        return [readingAt(statement, match.index, end, name, value(match))];
      }),
  );
}

interface Named {
  /** Words without which the pattern cannot match, in lower case: most statements are spared it. */
  readonly hints: readonly string[];
  readonly pattern: RegExp;
  readonly system: string | ((match: RegExpMatchArray) => string);
  readonly value: (match: RegExpMatchArray) => string;
}

const NAMED: readonly Named[] = [
  {
    hints: ['figo'],
    pattern: new RegExp(
      String.raw`\bFIGO\s*(?:\(?(?:19|20)\d\d\)?\s*)?(?:staged?(?:\s+as)?|stage)?\s*[:=-]?\s*(?:stage\s+)?(?:at\s+)?${GROUP}(?![\w+]|\.\d|\s(?:\w+\s)?fibroid)`,
      'gi',
    ),
    system: 'figo',
    value: groupValue,
  },
  {
    hints: ['figo'],
    pattern: new RegExp(String.raw`\bstage\s+${GROUP}\s*,?\s*\(?\s*(?:by\s+)?FIGO\b`, 'gi'),
    system: 'figo',
    value: groupValue,
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
    value: groupValue,
  },
  {
    hints: ['arbor', 'lugano'],
    pattern: new RegExp(String.raw`\bstage\s+${GROUP}\s*,?\s*\(?\s*(?:by\s+)?(?:Ann[\s-]?Arbor|Lugano)\b`, 'gi'),
    system: 'ann-arbor',
    value: groupValue,
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
    hints: [' cx', 'cervi', 'ovar', 'endometri', 'vulva', 'hgs'],
    pattern:
      /(?<=\b(?:cx|cervix|cervical|endometrium|endometrial|ovary|ovarian|vulva|vulval|HGSC|HGSOC)(?:\s(?:SCC|ca|cancer|carcinoma|adenoca|adenocarcinoma|HGSC|HGSOC))?,?\s)(?<numeral>[1-4]|I{1,3}|IV)(?<letter>[ABC])(?<digit>[12])?(?![\w+]|\.\d)/gi,
    system: 'figo',
    value: groupValue,
  },
  {
    hints: ['hodgkin', 'dlbcl', 'cell lymphoma', 'hl ', 'nhl', 'pmbcl'],
    // Follicular lymphoma has grades 3A and 3B.
    pattern:
      /(?<=\b(?:hodgkin(?:['’]s)?(?:\s(?:lymphoma|disease))?|DLBCL|PMBCL|B[- ]cell (?:lymphoma|NHL)|N?c?HL)(?:,?\s[\da-z]+){0,2}[\s,.;(-]{1,3})(?<numeral>IV|III|II|I|[1-4])(?<letter>[AB])(?<more>(?:[ESX]|\([ESX]\)){0,2})(?![\w+])/gi,
    system: 'ann-arbor',
    value: groupValue,
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
    value: groupValue,
  },
];

const ANY_HINT = new RegExp(NAMED.flatMap(({ hints }) => hints).join('|'));
