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
  const ofFitness = system === 'ecog' || system === 'karnofsky';
  const apart = ofFitness || RESULTS.has(system);
  return modifiers.filter(({ from, to, rule }) => {
    if (readings.some((one) => from < one.to && one.from < to)) return false;
    if (tokens[from]?.raw === '?' && to <= place.from && tokens[from]!.gap === 'none' && tokens[to]?.gap !== 'none')
      return false;
    if (!apart || (rule.category !== 'possible' && rule.category !== 'historical')) return true;
    return to > place.from || !tokens.slice(to, place.from).some(({ kind }) => kind === 'mark');
  });
}

const RESULTS: ReadonlySet<string> = new Set(['er', 'pr', 'her2', 'mmr', 'msi']);
