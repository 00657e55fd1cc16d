import { allMatches } from '../all-matches.ts';
import { isOfAKind } from './of-a-kind.ts';
import { readingAt, type StageReading, type Statement } from './reading.ts';

/** Mismatch repair and microsatellites. */
export function readRepair(statement: Statement): StageReading[] {
  if (!/MMR|m m r|repair|MLH|MSH|PMS|MSI|MSS|microsatellite/i.test(statement.text)) return [];
  const readings = PATTERNS.flatMap(({ pattern, system, value }) =>
    allMatches(statement.text, pattern).flatMap((match) => {
      const end = match.index + match[0].trimEnd().length;
      return isOfAKind(statement.text, end) || OTHER_CHOICE.test(statement.text.slice(end, end + 16))
        ? []
        : [readingAt(statement, match.index, end, system, value)];
    }),
  );
  // The proteins that are there do not make up for the one that is lost.
  const deficient = readings.some(({ value }) => value === 'deficient');
  return readings.filter(({ value }) => !deficient || value !== 'proficient');
}

/** `MMR: proficient / deficient`: nobody has chosen. */
const OTHER_CHOICE = /^\s?\/\s?(?:defic|profic|abnormal|intact|lost|retained)/i;

const PROTEIN = String.raw`(?:MLH-?1|MSH-?2|MSH-?6|PMS-?2)`;
const PROTEINS = String.raw`${PROTEIN}(?:\s*(?:[/,&+]|and|or)\s*(?:and\s+)?${PROTEIN})*`;
/** The system and what may stand before its result. */
const MMR = String.raw`\b(?:MMR|m m r|mismatch[- ]repair)(?:[\s-]+(?:IHC|status|proteins?|expression|immunohistochemistry|by|testing))*\s*(?:was|were|is|are|shows?|showed|:|=|-)?\s*`;

const PATTERNS: readonly { readonly pattern: RegExp; readonly system: string; readonly value: string }[] = [
  {
    pattern: new RegExp(
      String.raw`\bdMMR\b(?!\s*[:=-]?\s*(?:no\b|neg))|\bMMR-?d\b|${MMR}(?:defic\w+|abnormal|loss|lost)|(?<!\bno )\b(?:loss of|absent|abnormal)\s+(?:nuclear\s+)?(?:expression of\s+)?${PROTEINS}|\b${PROTEINS}\s*[:=]?\s*(?:(?:is|are|was|were)\s+)?(?:loss\b|lost\b|absent\b|deficient)|\bdeficient\s+(?:MMR|mismatch[- ]repair)`,
      'gi',
    ),
    system: 'mmr',
    value: 'deficient',
  },
  {
    pattern: new RegExp(
      String.raw`\bpMMR\b|\bMMR-?p\b|${MMR}(?:(?:all|four|4|proteins?|nuclear|expression)\s+){0,4}(?:profic\w+|intact|normal|retained|preserved|present|no loss)|\bno (?:loss of|abnormal)\s+(?:nuclear\s+)?(?:expression of\s+)?${PROTEINS}|\b${PROTEINS}\s*[:=]?\s*(?:(?:all|is|are|was|were)\s+){0,2}(?:retained|preserved|intact|present|normal)|\bproficient\s+(?:MMR|mismatch[- ]repair)`,
      'gi',
    ),
    system: 'mmr',
    value: 'proficient',
  },
  {
    pattern: /\bMSI\s*[-–:=]?\s*(?:high|H)\b|\bmicrosatellite (?:instab\w+\s*[-–(:]?\s*high\b|unstable)/gi,
    system: 'msi',
    value: 'high',
  },
  { pattern: /\bMSI\s*[-–:=]?\s*(?:low|L)\b/gi, system: 'msi', value: 'low' },
  {
    pattern: /\bMSS\b|\bMSI\s*[:=-]?\s*(?:stable|not detected|negative)|\b(?:microsatellite|MS)[- ]stable\b/gi,
    system: 'msi',
    value: 'stable',
  },
];
