import { readGroups } from './groups.ts';
import type { LetterFacts, StageReading, Statement } from './reading.ts';
import { readReceptors } from './receptors.ts';
import { readScores } from './scores.ts';
import { readTnm } from './tnm.ts';

/** Every stage one statement says, in text order. Only what is written; nothing is inferred. */
export function readStages(statement: Statement, facts: LetterFacts): StageReading[] {
  if (
    !/\d|stage|dukes|binet|bclc|breslow|differentiated|ER\b|PR\b|HER|MMR|MSI|MSS|FIGO|clark|grade|\bT(?:is|a|x)\b|loss of|repair|microsatellite/i.test(
      statement.text,
    )
  )
    return [];
  const readings = [
    ...readTnm(statement),
    ...readGroups(statement, facts),
    ...readScores(statement),
    ...readReceptors(statement),
  ];
  return readings.sort((a, b) => a.start - b.start || a.end - b.end || (a.system < b.system ? -1 : 1));
}
