import { readGroups } from './groups.ts';
import type { LetterFacts, StageReading, Statement } from './reading.ts';
import { readReceptors } from './receptors.ts';
import { readScores } from './scores.ts';
import { readTnm } from './tnm.ts';

/** Every stage one statement says, in text order. Only what is written; nothing is inferred. */
export function readStages(statement: Statement, facts: LetterFacts): StageReading[] {
  if (!MAY_HOLD_AN_AXIS.test(statement.text) && !MAY_HOLD_A_STAGE.test(statement.text)) return [];
  const { text, origin } = opened(statement.text);
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

const MAY_HOLD_AN_AXIS = /[TNM][ -]?(?:stage |category |[:=] ?)?[0-4xX+]|[tnm][0-4x]|Tis\b|Ta/;
const MAY_HOLD_A_STAGE =
  /stage|\bst\.? [iv]|dukes?|binet|bclc|barcelona|breslow|\bbt\b|diff|\b(?:er|pr|pgr)(?![a-z])|her-?\s?2|erbb|epidermal|estrogen|progest|mmr|msi|mss\b|figo|clark|gr(?:ade)?\b|\bgd\b|\bg\s?[1-4]|loss of|mlh|msh|pms|repair|microsat|gleason|\bgs\b|\d\s*\+\s*\d|arbor|iss\b|staging|\brai\b|performance|\bp\.?s\b|\bps\d|who|ecog|zubrod|isup|group|\bgg|karnof|kps|notting|bloom|elston|cpg|cambridge|npi/i;

/**
 * The text with axes that are run together set apart (`T2N0M0`, `G3pT1`) and wide gaps closed, so that the grammars' optional
 * gaps do not try every way to split them; and where each of its characters came from.
 */
function opened(text: string): { text: string; origin: (index: number) => number } {
  const cuts = new Set([...text.matchAll(RUN)].map((match) => match.index));
  if (cuts.size === 0 && !/\s{4}/.test(text)) return { text, origin: (index) => index };
  let result = '';
  const places: number[] = [];
  const put = (character: string, place: number) => {
    result += character;
    places.push(place);
  };
  let gap = 0;
  for (let i = 0; i < text.length; i++) {
    if (cuts.has(i)) put(' ', i);
    gap = /\s/.test(text[i]!) ? gap + 1 : 0;
    if (gap <= 3) put(text[i]!, i);
  }
  return { text: result, origin: (index) => places[index]! };
}

/**
 * Where one axis begins behind another. A `c` before N or M is its prefix only where the axis before has one too (`cT3cN0`); else it
 * is that axis's suffix (`T3cN0`, `N2c M0`). No stage ends in `p`.
 */
const RUN =
  /(?<=[tT][ ]?(?:is|[0-4xX][a-dA-D]?[1-3]?(?:mi)?|[xX])(?:\s?\([^)]{1,5}\))?)(?=(?:p[ ]?)?[nN][ ]?[0-3xX+])|(?<=c[tT][ ]?(?:is|[0-4xX][abd]?))(?=c[nN][ ]?[0-3xX+])|(?<=[nN][ ]?[0-3xX+][a-cA-C]?(?:mi)?(?:\s?\([^)]{1,5}\))?)(?=(?:p[ ]?)?[mM][ ]?[01xX])|(?<=c[nN][ ]?[0-3xX][ab]?)(?=c[mM][ ]?[01xX])|(?<=T(?:a|is|[1-4][a-d]?))(?=G[1-4]\b)|(?<=\bG[1-3])(?=[cp]T[a0-4i])/g;
