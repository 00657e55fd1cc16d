import { chosen } from './boxes.ts';
import { readColumns } from './columns.ts';
import { readGrade } from './grade.ts';
import { readGroups } from './groups.ts';
import { readPerformance } from './performance.ts';
import type { LetterFacts, StageReading, Statement } from './reading.ts';
import { readReceptors } from './receptors.ts';
import { readRepair } from './repair.ts';
import { readScores } from './scores.ts';
import { readTnm } from './tnm.ts';
import { opened, unified } from './written.ts';

/** Every stage one statement says, in text order. Only what is written; nothing is inferred. */
export function readStages(statement: Statement, facts: LetterFacts): StageReading[] {
  const inColumns = readColumns(statement);
  if (!MAY_HOLD_AN_AXIS.test(statement.text) && !MAY_HOLD_A_STAGE.test(statement.text)) return inColumns;
  if (NOT_TICKED.test(statement.label) || NOT_TICKED_FIRST.test(statement.text)) return inColumns;
  const written = unified(chosen(statement.text));
  const { text, origin } = opened(written);
  const label = TICKED.test(statement.text) ? '[x]' : statement.label;
  const compact: Statement = { ...statement, text, label, offset: 0 };
  const readings = [
    ...readTnm(compact),
    ...readGroups(compact, facts),
    ...readScores(compact),
    ...readGrade(compact),
    ...readPerformance(compact),
    ...readReceptors(compact),
    ...readRepair(compact),
  ];
  if (readings.length === 0) return inColumns;
  return readings
    .map(({ system, axis, prefix, value, start, end }) => ({
      system,
      axis,
      prefix,
      value,
      start: statement.offset + origin(start),
      end: statement.offset + origin(end - 1) + 1,
    }))
    .concat(inColumns)
    .sort((a, b) => a.start - b.start || a.end - b.end || (a.system < b.system ? -1 : 1));
}

/** `___ pN0`: a line of a checklist. */
const NOT_TICKED = /(?:^|\s)_{2,6}[ \t]{0,3}$/;
const NOT_TICKED_FIRST = /^\W{0,3}_{2,6}[ \t]{1,3}\S/;
/** The box is blanked before the line is read. */
const TICKED = /^\W{0,3}(?:\[[xX✓✔]\]|☒|☑|\([xX✓✔]\)|_{0,3}[xX]_)/;

const MAY_HOLD_AN_AXIS =
  /[TNM]\)?[ \t–-]{0,3}(?:stage|category|[:=|[☐□☒☑]|[0-4xX+₀-₉⁰¹²³])|[tnm][0-4x]|T\(?is\b|Ta|p[TN][lIO]/;
const MAY_HOLD_A_STAGE =
  /stage|\bstg|ajcc|uicc|\bcs\s?[i1-3]|\bst\.? [iv1-4]|dukes?|binet|bclc|barcelona|\bbres|\bbt\b|melanoma|diff(?!er(?!entia)|ic)|\b(?:er|pr|pgr)(?![a-z])|her-?\s?2|erbb|epidermal|estrogen|progest|mmr|m m r|msi|mss\b|ms[- ]stable|figo|lugano|masaoka|\bcll\b|lymphocytic|fnclcc|trojani|fu(?:hr|rh)man|nucle(?:ar|olar)|sbr|triple|tnbc|clark|gr(?:ade)?\b|\bg[rd]\s?[1-4i]|\bg\s?[1-4]|\b[hl]g\s?(?:[cp]?t[a1]|uc|tcc|uro|pap|blad|ser)|\b(?:i{1,3}|iv|[1-4])[abc]\d?\b|iiic|her\s?t[wo]|e r p|loss of|mlh|msh|pms|repair|microsat|gle[ae]son|\bg[sl]\b|\d\s*\+\s*\d|arbor|cervi|hodgkin|dlbcl|[^a-z][cn]?hl\b|ensat|cell lymphoma|iss\b|staging|\brai\b|perf|\bp[./]?s\b|\bps\d|who[\s/-]{0,3}(?:\(|ecog|perf|p\.?\/?s|status|score|gr|isup|[0-4iz])|ecog|zubrod|isup|group|\bgg|karnof|kps|notting|bloom|elston|cpg|cambridge|npi/i;
