import { allMatches } from '../all-matches.ts';
import { readNamed } from './named-groups.ts';
import { readPlain } from './plain-groups.ts';
import { type LetterFacts, readingAt, type StageReading, type Statement, toRoman } from './reading.ts';
import { systemOf } from './unnamed-systems.ts';

/** Number stages, with the names of their systems and without. */
export function readGroups(statement: Statement, facts: LetterFacts): StageReading[] {
  const lowered = statement.text.toLowerCase();
  if (isKey(statement.text)) return [];
  const named = readNamed(statement, lowered);
  const plain = apartFrom(named, readPlain(statement, lowered, facts));
  const said = [...named, ...plain];
  return [...said.map((reading) => afterArrow(reading, statement)), ...apartFrom(said, readGrouped(statement, facts))];
}

/** `Binet A -> C`, `stage II → IV`: it is what the arrow points to. */
function afterArrow(reading: StageReading, { text, offset }: Statement): StageReading {
  const at = reading.end - offset;
  const arrow = /^-|→|=/.test(text.slice(at).trimStart()[0] ?? '') ? ARROW.exec(text.slice(at, at + 20)) : null;
  if (arrow === null) return reading;
  const to = arrow.groups!.to!;
  const isLetter = /^[A-D]/i.test(reading.value);
  if (isLetter !== /^[A-D]/i.test(to)) return reading;
  const end = reading.end + arrow[0].length;
  const value = to.toUpperCase().replace(/^[0-4]/, toRoman);
  return { ...reading, value, start: end - to.length, end };
}
const ARROW = /^\s?(?:-{1,2}>|→|=>)\s?(?:stage\s)?(?<to>[A-D]|(?:IV|I{1,3}|[0-4])[A-E]?[1-3]?)(?![\w+])/;

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

/** What the axes before it come to, said without the word stage: `T3 N0 M0 (IIA)`, `cT3 N0 M0 -> IIIB`, `the clinical IA3`, `IIA at relapse`. */
function readGrouped(statement: Statement, facts: LetterFacts): StageReading[] {
  if (!/[TNM]\s?[0-4xX]|I[VI]?[A-Ca-c]|II/.test(statement.text)) return [];
  return allMatches(statement.text, GROUPED).map((match) => {
    const value = (match.groups!.group ??
      match.groups!.behind ??
      match.groups!.named ??
      match.groups!.then ??
      match.groups!.before ??
      match.groups!.after)!;
    const end = match.index + match[0].length;
    return readingAt(statement, end - value.length, end, systemOf(statement, facts, value), value.toUpperCase());
  });
}

const GROUPED =
  /(?<=\b[cpy]{0,2}[NM]\s?[0-3xX][a-d]?\d?(?:\s?\([^()]{1,20}\))?\s?)(?:(?:-+>|→|=>?|\()\s?(?:i\.?e\.?,?\s)?(?<group>IV[A-D]?|I{1,3}[A-D][1-3]?|I{2,3})|(?:[,–-]\s?|\s{1,3})(?<behind>IV[A-D]|I{1,3}[A-D][1-3]?))(?![\w+])|(?<=\b(?:clinical|pathological|radiological)\s)(?<named>IV[A-C]|I{1,3}[A-C][1-3]?)(?![\w+])|(?<!\w|\b(?:grade|stage|figo|type|to|and|or)\s|[-/])(?<then>IV[A-D]?|I{1,3}[A-C][1-3]?|I{2,3})(?=\s(?:at|on)\s(?:relapse|recurrence|diagnosis|presentation|restaging)\b)|(?<!\w|\b(?:grade|stage|figo|type|to|and|or)\s|[-/])(?<before>IV[A-Ca-c]|I{1,3}[A-Ca-c][1-3]?)(?=\s(?:NSCLC|lung|melanoma|endometrial|ovarian|cervical|vulval|breast|rectal|colon|colorectal|gastric|oesophageal|pancreatic|adenocarcinoma|carcinoma|cancer|HGSOC|seminoma|SCC)\b)|(?<=\b(?:NSCLC|melanoma|Merkel(?: cell)?|seminoma|mesothelioma|adenocarcinoma|carcinoma|cancer|SCC|adenoca|sarcoma)\s)(?<after>IV[ABC]|I{1,3}[ABC][1-3]?)(?![\w+-])/g;
