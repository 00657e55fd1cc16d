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
// Plain words come first, side by side: so they are looked for all at once.
const MAY_HOLD_A_STAGE =
  /ajcc|arbor|barcelona|bclc|binet|bloom|cambridge|cervi|clark|cpg|dlbcl|duke|ecog|elston|ensat|epidermal|erbb|estrogen|figo|fnclcc|fuhrman|furhman|gleason|gleeson|group|hodgkin|iiic|isup|karnof|kps|lugano|lymphocytic|masaoka|melanoma|microsat|mlh|mmr|msh|msi|notting|npi|nuclear|nucleolar|perf|pms|progest|repair|sbr|stage|staging|tnbc|triple|trojani|uicc|zubrod|m m r|e r p|loss of|cell lymphoma|mss\b|ms[- ]stable|iss\b|gr(?:ade)?\b|her(?:-?\s?2|\st[wo])|diff(?!er(?!entia)|ic)|\d\s*\+\s*\d|[^a-z][cn]?hl\b|who[\s/-]{0,3}(?:\(|ecog|perf|p\.?\/?s|status|score|gr|isup|[0-4iz])|\b(?:stg|cs\s?[i1-3]|st\.? [iv1-4]|bres|bt\b|(?:er|pr|pgr)(?![a-z])|cll\b|g[rd]\s?[1-4i]|g\s?[1-4]|[hl]g\s?(?:[cp]?t[a1]|uc|tcc|uro|pap|blad|ser)|(?:i{1,3}|iv|[1-4])[abc]\d?\b|g[sl]\b|rai\b|p[./]?s\b|ps\d|gg)/i;
