import { allMatches } from '../all-matches.ts';
/**
 * The text with the characters that stand for others united, one for one, so that offsets stay: lowered and raised digits (`T₂N₀`), and
 * the letter O of a typist or a scanner beside another axis (`T2 NO MO`).
 */
export function unified(text: string): string {
  const celled = text.includes('|') ? text.replace(LABELLED_CELL, ':').replace(BARRED_VALUE, ':') : text;
  const axes = AXIS_IN_BRACKETS.test(celled) ? celled.replace(AXES_IN_BRACKETS, ' $1$2 ') : celled;
  let result = RAISED.test(axes) ? axes.replace(RAISED_ALL, (character) => DIGITS[character]!) : axes;
  if (!LETTER_FOR_DIGIT.test(result)) return result;
  for (const pattern of MISREAD)
    result = result.replace(pattern, (wrong) => wrong[0]! + (/[oO]/.test(wrong) ? '0' : '1'));
  return result;
}

/** `Tumour (T): 2`, `Nodes (pN) = 1`. */
const AXIS_IN_BRACKETS =
  /\((y?[cp]?[TNM])\)(?=\s?[:=]\s?[0-4xXi])|(?<=\b(?:[Tt]umou?r|[Nn]od(?:e|es|al)|[Mm]etasta\w{2,3}|[Mm]ets)\s)\((y?[cp]?[TNM])\)(?=\s[0-4xX])/;
const AXES_IN_BRACKETS = new RegExp(AXIS_IN_BRACKETS.source, 'g');

/** `| PS      | 0 |`: the bar between a label and its value. */
const LABELLED_CELL =
  /(?<=(?:^|\|)[ ]?(?:ECOG|WHO PS|PS|performance status|grade|stage|FIGO|TNM|[TNM]|Gleason|ISUP|grade group|Breslow|Clark|ER|PR|HER2|MMR|Dukes|Binet)[ ]{0,40})\|/gi;

/** `pT |3a|`, `FIGO 2009 |IB|`: the value of a form stands between bars. */
const BARRED_VALUE = /(?<=[A-Za-z\d]\s?)\|(?=(?:[0-4xX]|I{1,3}|IV|[A-D])[A-Da-d]?\d?\|)/g;

const DIGITS: Readonly<Record<string, string>> = Object.fromEntries([
  ...[...'₀₁₂₃₄₅₆₇₈₉'].map((character, digit) => [character, String(digit)]),
  ...[...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((character, digit) => [character, String(digit)]),
  ['ₐ', 'a'],
  ['ₓ', 'x'],
]);
const RAISED = /(?<=[TNM][₀-₉⁰-⁹¹²³]?)[₀-₉⁰¹²³⁴ₐₓ]/;
const RAISED_ALL = new RegExp(RAISED.source, 'g');

const LETTER_FOR_DIGIT = /[NM][oO](?![a-z])|T[lIO|](?![a-z])|[pc][TN][lI](?![e-zA-Z])/;
/** Each needs its neighbour: `T2 NO MO` is a stage, `NO EVIDENCE` and `TI` are not. */
const MISREAD = [
  /(?<=(?:^|[^A-Za-z])y?[pc])[TN][lI](?=[a-d]?(?![A-Za-z]))/g,
  /(?<=(?:^|[^A-Za-z])[cpy]{0,2})T[lIO|](?=[ ,/;]{0,3}(?:[cp])?N[0-3xXO])/g,
  /(?<=T[ ]?(?:is|[0-4xX][a-d]?)[ ,/;]{0,3}(?:y?[cp])?)N(?:O(?=[ ,/;]{0,3}(?:[cp])?M[oO0-1xX]|[ ]?(?:\(|[.,;)]|$|[LVR][0-2]|Pn))|o(?=[ ,/;]{0,3}M[o0-1x]))/g,
  /(?<=N[ ]?[0-3xX][a-c]?(?:[ ]?\([^()]{1,8}\))?[ ,/;]{0,3}(?:y?[cp])?)M[oO](?![a-z])/g,
];

/**
 * The text with axes that are run together set apart (`T2N0M0`, `G3pT1`) and wide gaps closed, so that the grammars' optional
 * gaps do not try every way to split them; and where each of its characters came from.
 */
export function opened(text: string): { text: string; origin: (index: number) => number } {
  const cuts = MAY_RUN.test(text) ? allMatches(text, RUN).map(({ index }) => ({ index, left: index, space: ' ' })) : [];
  const gaps = WIDE_GAP.test(text)
    ? allMatches(text, WIDE_GAPS).map((gap) => ({ index: gap.index + 3, left: gap.index + gap[0].length, space: '' }))
    : [];
  if (cuts.length === 0 && gaps.length === 0) return { text, origin: (index) => index };
  let result = '';
  /** Where each stretch of the result begins, and where it came from. */
  const stretches = [{ at: 0, from: 0 }];
  let from = 0;
  for (const { index, left, space } of [...cuts, ...gaps].sort((a, b) => a.index - b.index)) {
    result += text.slice(from, index) + space;
    if (space !== '') stretches.push({ at: result.length - 1, from: index });
    stretches.push({ at: result.length, from: left });
    from = left;
  }
  const origin = (index: number) => {
    const stretch = stretches.findLast(({ at }) => at <= index)!;
    return stretch.from + index - stretch.at;
  };
  return { text: result + text.slice(from), origin };
}

const WIDE_GAP = /\s{4}/;
const WIDE_GAPS = /\s{4,}/g;

/**
 * Where one axis begins behind another. A `c` before N or M is its prefix only where the axis before has one too (`cT3cN0`), or cannot
 * end in it (`pN0cM0`); else it is that axis's suffix (`T3cN0`, `N2c M0`). No stage ends in `p`.
 */
const JOINS: readonly (readonly [behind: string, ahead: string])[] = [
  [
    String.raw`(?<=[tT][ ]?(?:is|[0-4xX][a-dA-D]?[1-3]?(?:mi)?(?:[-–/]T?[1-4][a-d]?)?|[xX])(?:\s?\([^)]{1,5}\))?)`,
    String.raw`(?:y?p[ ]?)?[nN][ ]?[0-3xX+]`,
  ],
  [String.raw`(?<=c[tT][ ]?(?:is|[0-4xX][abd]?(?:[-–/][1-4][abd]?)?))`, String.raw`y?c[nN][ ]?[0-3xX+]`],
  [
    String.raw`(?<=[nN][ ]?[0-3xX+][a-cA-C]?(?:mi)?(?:[-–/][1-3][a-c]?)?(?:\s?\([^)]{1,5}\))?)`,
    String.raw`(?:y?p[ ]?)?[mM][ ]?[01xX]`,
  ],
  [String.raw`(?<=c[nN][ ]?[0-3xX][ab]?|[nN][ ]?[0xX])`, String.raw`c[mM][ ]?[01xX]`],
  [String.raw`(?<=T(?:a|is|[1-4][a-d]?))`, String.raw`(?:G[1-4]|[HL]G)\b`],
  [String.raw`(?<=\bG[1-3])`, String.raw`[cp]?T[a0-4i]`],
  [String.raw`(?<=[TNM][0-4xX][a-d]?)`, String.raw`[RLV][0-2](?![0-9a-z])`],
];
// What stands ahead is looked for first: few places have it.
const RUN = new RegExp(JOINS.map(([behind, ahead]) => `(?=${ahead})${behind}`).join('|'), 'g');
/** What may stand behind a join: to look for it alone is quick. */
const MAY_RUN = new RegExp(JOINS.map(([, ahead]) => ahead).join('|'));
