import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { FindingTarget } from './finding-context.ts';

const FARTHEST_VERB = 6;
const LONGEST_SUBJECT = 9;

/**
 * Whether what is had is had by a group the patient is among, or by an animal: "several boys in his class have impetigo", "bitten by a
 * dog thought to have rabies". Who is had by them ("children at the nursery where she works") is nobody's disease.
 */
export function isHadByOthers({ from, sentence }: FindingTarget, tokens: readonly MatchToken[]): boolean {
  const verb = verbBefore(from, sentence.from, tokens);
  if (verb === -1) return false;
  for (let i = verb - 1; i >= Math.max(sentence.from, verb - LONGEST_SUBJECT); i--) {
    const { word, kind } = tokens[i]!;
    if (kind === 'mark' || SUBJECTS.has(word)) return false;
    if (ANIMALS.has(word)) return verb - i <= 3;
    // "Both boys have asthma": the patient's own.
    if (GROUPS.has(word) && OWN.has(tokens[i - 1]?.word ?? '')) return false;
    if (GROUPS.has(word)) return PLACED.has(tokens[i + 1]!.word) || BESIDE.has(tokens[i - 1]?.word ?? '');
  }
  return false;
}

function verbBefore(from: number, first: number, tokens: readonly MatchToken[]): number {
  for (let i = from - 1; i >= Math.max(first, from - FARTHEST_VERB); i--) {
    const { word, raw } = tokens[i]!;
    if (/^[.;:()]$/.test(raw) || SUBJECTS.has(word)) return -1;
    if (HAVING.has(word)) return i;
  }
  return -1;
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const HAVING = setOf('have has had with got caught develop developed contracted suspected infected');
const GROUPS = setOf(
  'children boys girls kids toddlers pupils students residents inmates detainees guests staff colleagues housemates roommates teammates workmates cadets recruits campers passengers',
);
const ANIMALS = setOf(
  'dog dogs cat cats puppy kitten bat bats monkey rat fox cow cattle sheep horse parrot budgie hamster',
);
const PLACED = setOf('at in on from of have has had with got caught');
const OWN = setOf('both her his their our my');
/** "Other residents", "two boys". */
const BESIDE = setOf('other several some many two three four five six few the');
const SUBJECTS = setOf('he she i we patient pt who where whose which and but');
