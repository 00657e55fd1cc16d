import type { Assertion } from '../answer.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { StageReading } from '../stage/reading.ts';
import type { Modifier } from './modifiers.ts';

interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * The words around a stage that can say something of it. A stage's own letters trigger nothing (`T2 NO MO`); a question mark behind a
 * word asks about that word; a fitness, or the result of a test, is not made doubtful or past by what the same statement says of
 * another thing: `consistent with the known primary, MMR normal`, `previous radiotherapy, PS 2`.
 */
export function modifiersForStage(
  { system }: StageReading,
  place: Place,
  readings: readonly Place[],
  modifiers: readonly Modifier[],
  tokens: readonly MatchToken[],
): readonly Modifier[] {
  const apart = FITNESS.has(system) || RESULTS.has(system);
  return modifiers.filter(({ from, to, rule }) => {
    if (readings.some((one) => from < one.to && one.from < to)) return false;
    if (tokens[from]?.raw === '?' && to <= place.from && tokens[from]!.gap === 'none' && tokens[to]?.gap !== 'none')
      return false;
    if (rule.category === 'hypothetical' && isOfWhatIsDone({ rule, to }, place, tokens)) return false;
    if (rule.category === 'historical' && isOfTheNext({ from, to }, place, readings, tokens)) return false;
    if (!apart || (rule.category !== 'possible' && rule.category !== 'historical')) return true;
    return to > place.from || !tokens.slice(to, place.from).some(({ kind }) => kind === 'mark');
  });
}

/** "Options for her T2 N1 cancer", "may be offered as this was pT4": what is open is the treatment, and the stage somebody's own. */
function isOfWhatIsDone(
  { rule, to }: Pick<Modifier, 'rule' | 'to'>,
  place: Place,
  tokens: readonly MatchToken[],
): boolean {
  if (rule.direction !== 'forward' || rule.wholeSentence || to > place.from || OF_FEARS.test(rule.trigger))
    return false;
  return tokens.slice(to, place.from).some(({ word }) => OWN.has(word));
}
const OWN: ReadonlySet<string> = new Set(['her', 'his', 'this', 'their', 'your', 'my']);
const OF_FEARS =
  /\b(?:if|worr\w+|fear\w*|afraid|risk|chances?|possibility|unless|until|whether|could (?:be|have|get)|might (?:be|get))\b/;

/** "T2 N0 M0, previously T3 N2": what was before stands behind it. */
function isOfTheNext(
  { from, to }: Place,
  place: Place,
  readings: readonly Place[],
  tokens: readonly MatchToken[],
): boolean {
  if (from < place.to || !/^[,(;]$/.test(tokens[from - 1]!.raw)) return false;
  return readings.some((one) => one.from >= to && one.from - to <= FARTHEST_NEXT);
}
const FARTHEST_NEXT = 3;

/**
 * What a stage's own place says of it: "Was T1c, Gleason 6" opens what used to be; a HER2 of 2+ is open while in-situ hybridisation
 * is awaited; what stands in a quotation is somebody else's word for it.
 */
export function asItStands(
  assertion: Assertion,
  { system, value, start, end }: StageReading,
  { from, to }: Place,
  { text, tokens }: { readonly text: string; readonly tokens: readonly MatchToken[] },
): Assertion {
  if (assertion.certainty !== 'confirmed' || assertion.temporality !== 'current') return assertion;
  if (tokens[from]!.word === 'was' && to - from > 1) return { ...assertion, temporality: 'historical' };
  if (!FITNESS.has(system) && isInAQuotation(start, end, text)) return { ...assertion, certainty: 'suspected' };
  if (system !== 'her2' || value !== 'equivocal') return assertion;
  if (AWAITED.test(text.slice(end, end + 60))) return { ...assertion, certainty: 'suspected' };
  return SETTLED.test(text.slice(end, end + 120)) ? { ...assertion, temporality: 'historical' } : assertion;
}
const AWAITED =
  /^[^.]{0,20}\b(?:D?-?FISH|D{0,2}ISH|CISH|SISH|hybridi[sz]ation)\b[^.]{0,15}\b(?:await\w*|pending|to follow|request\w*|sent|ordered|outstanding|a\/w)\b/i;

/** "HER2 2+ equivocal. Supplementary report: DDISH not amplified". */
const SETTLED =
  /\b(?:D?-?FISH|D{0,2}ISH|CISH|SISH)\b[\s:=–-]{1,3}(?:(?:is|was|has been)\s)?(?:not |non-?|un)?(?:amplified|negative|positive|neg\b|pos\b)/i;

const RESULTS: ReadonlySet<string> = new Set(['er', 'pr', 'her2', 'mmr', 'msi']);
const FITNESS: ReadonlySet<string> = new Set(['ecog', 'karnofsky']);

/**
 * `Reported elsewhere as "ovarian ca stage 1c"`, `It said "… T3 N2 …"`. A value alone between marks (`Dukes "B"`) is a form's, and what a
 * laboratory's report says is quoted because it holds.
 */
function isInAQuotation(start: number, end: number, text: string): boolean {
  const near = text.slice(Math.max(0, start - LONGEST_QUOTE), start);
  const before = near.slice(near.lastIndexOf('\n') + 1);
  const opening = OPENING.exec(before);
  if (opening === null || OF_A_REPORT.test(before.slice(0, opening.index))) return false;
  const behind = CLOSING.exec(text.slice(end, end + LONGEST_QUOTE));
  return behind !== null && opening[0].length + behind[0].length >= FEWEST_OTHERS;
}
const LONGEST_QUOTE = 160;
const FEWEST_OTHERS = 12;
const OPENING = /(?<![\w\d"”])["“](?=[\w.…]|$)[^"“”\n]{0,150}$/;
const CLOSING = /^[^"“”\n]{0,150}["”]/;
const OF_A_REPORT = /\b(?:histolog\w*|histo|patholog\w*|path|report(?:s|ed)?|conclusion|summary|MDT)\b[^.;"“”]{0,25}$/i;
