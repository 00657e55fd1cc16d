/** Heals typing errors in words of the lexicon, strictly: see `createSpeller`. */
export interface Speller {
  /** The word meant, or the same word when none or more than one could be meant. */
  correct(word: string): string;
}

const SHORTEST = 8;
const FIXED_LETTERS = 2;
const REMEMBERED = 20_000;

/**
 * A word of at least eight letters that the lexicon does not know is taken for the one word of the lexicon with the
 * same first two letters that is a single slip away: a letter more, less, wrong, or two swapped (Damerau 1964). Never
 * on a score alone: hypertension and hypotension are 0.92 alike by Jaro-Winkler.
 */
export function createSpeller(vocabulary: Iterable<string>): Speller {
  let byStart: ReadonlyMap<string, readonly string[]> | null = null;
  const remembered = new Map<string, string>();

  return {
    correct(word) {
      if (word.length < SHORTEST) return word;
      const known = remembered.get(word);
      if (known !== undefined) return known;
      if (!/^[a-z]+$/.test(word)) return word;
      byStart ??= indexByStart(vocabulary);
      const meant = (byStart.get(word.slice(0, FIXED_LETTERS)) ?? []).filter((candidate) =>
        isOneSlipAway(word, candidate),
      );
      const corrected = meant.length === 1 ? meant[0]! : word;
      if (remembered.size >= REMEMBERED) remembered.clear();
      remembered.set(word, corrected);
      return corrected;
    },
  };
}

/** Made at the first unknown word, not at the start. */
function indexByStart(vocabulary: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const byStart = new Map<string, string[]>();
  for (const word of vocabulary) {
    if (word.length < SHORTEST || !/^[a-z]+$/.test(word)) continue;
    const start = word.slice(0, FIXED_LETTERS);
    const words = byStart.get(start);
    if (words === undefined) byStart.set(start, [word]);
    else words.push(word);
  }
  return byStart;
}

/** Whether one insertion, deletion, substitution or swap of neighbours turns one word into the other. */
export function isOneSlipAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const [restA, restB] = [a.slice(start, endA), b.slice(start, endB)];
  if (restA.length + restB.length <= 1) return restA !== restB;
  if (restA.length === 1 && restB.length === 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
