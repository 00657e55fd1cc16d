import { readGroups } from './groups.ts';
import type { LetterFacts, StageReading, Statement } from './reading.ts';
import { readReceptors } from './receptors.ts';
import { readScores } from './scores.ts';
import { readTnm } from './tnm.ts';

/** Every stage one statement says, in text order. Only what is written; nothing is inferred. */
export function readStages(statement: Statement, facts: LetterFacts): StageReading[] {
  if (!MAY_HOLD_A_STAGE.test(statement.text)) return [];
  const { text, origin } = withoutWideGaps(statement.text);
  const compact: Statement = { ...statement, text, offset: 0 };
  const readings = [
    ...readTnm(compact),
    ...readGroups(compact, facts),
    ...readScores(compact),
    ...readReceptors(compact),
  ];
  return readings
    .map((reading) => ({
      ...reading,
      start: statement.offset + origin(reading.start),
      end: statement.offset + origin(reading.end - 1) + 1,
    }))
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.system < b.system ? -1 : 1));
}

const MAY_HOLD_A_STAGE =
  /\d|stage|dukes|binet|bclc|breslow|differentiated|ER\b|PR\b|HER|MMR|MSI|MSS|FIGO|clark|grade|\bT(?:is|a|x)\b|loss of|repair|microsatellite|receptor/i;

/** Runs of white space cut to three characters: the grammars' optional gaps would try every way to split a wide one. */
function withoutWideGaps(text: string): { text: string; origin: (index: number) => number } {
  if (!/\s{4}/.test(text)) return { text, origin: (index) => index };
  let compact = '';
  const places: number[] = [];
  let gap = 0;
  for (let i = 0; i < text.length; i++) {
    gap = /\s/.test(text[i]!) ? gap + 1 : 0;
    if (gap > 3) continue;
    compact += text[i];
    places.push(i);
  }
  return { text: compact, origin: (index) => places[index]! };
}
