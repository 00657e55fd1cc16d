import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Mention } from './mentions.ts';

/** Chemoradiotherapy (procedure). */
const CHEMORADIOTHERAPY = '703423002';
const LONGEST_LINK = 7;

/**
 * Radiotherapy and the drug given with it are one treatment: "60Gy/30 + TMZ", "radiotherapy with weekly cisplatin", "RT and concurrent
 * carboplatin". Side by side alone they are two; a radiosensitiser joined by "+" or "with", and any drug called concurrent, are one.
 *
 * @param mentions in text order
 */
export function withChemoradiotherapy(
  mentions: readonly Mention[],
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): Mention[] {
  const joined: Mention[] = [];
  for (const mention of mentions) {
    const before = joined.at(-1);
    if (before !== undefined && areGivenTogether(before, mention, tokens, lexicon)) {
      const meaning = { layer: 'concept', target: CHEMORADIOTHERAPY, category: 'treatment' } as const;
      const phrase = `${before.phrase} with ${mention.phrase}`;
      joined[joined.length - 1] = { from: before.from, to: mention.to, meaning, phrase, sentence: mention.sentence };
    } else joined.push(mention);
  }
  return joined;
}

function areGivenTogether(one: Mention, other: Mention, tokens: readonly MatchToken[], lexicon: Lexicon): boolean {
  if (one.sentence !== other.sentence || other.from < one.to || other.from - one.to > LONGEST_LINK) return false;
  const kinds = [kindOf(one, lexicon), kindOf(other, lexicon)];
  if (!kinds.includes('radiotherapy') || !kinds.includes('chemotherapy')) return false;
  const words = tokens.slice(one.to, other.from).map(({ norm }) => norm);
  if (!words.every((word) => BETWEEN.has(word) || /^\d/.test(word))) return false;
  if (words.some((word) => CONCURRENT.has(word))) return true;
  const drug = kinds[0] === 'chemotherapy' ? one : other;
  return SENSITISES.test(drug.phrase) && words.some((word) => word === '+' || word === 'with');
}

function kindOf({ meaning }: Mention, { concepts }: Lexicon): string | undefined {
  return meaning.layer === 'concept' && meaning.category === 'treatment'
    ? concepts.get(meaning.target)?.mdsItem
    : undefined;
}

const CONCURRENT = new Set(['concurrent', 'concomitant', 'synchronous', 'concurrently']);
const BETWEEN = new Set([...CONCURRENT, ...'+ with and / # f fractions fraction in weekly'.split(' ')]);
const SENSITISES = /temozolomide|\btmz|\bcis|\bcape|5-?fu|fluorouracil|mitomycin|\bmmc/i;
