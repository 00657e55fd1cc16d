import { lateralityOf } from './laterality.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { type Sentence, withHeading } from './sentences.ts';
import { lookUp } from './tumour-codes.ts';
import { slugOf } from './tumour-sites.ts';
import type { Tumour } from './tumours.ts';

/** "Prev ca: breast L 1989 (lumpectomy), bowel 2007", "Synchronous cancers: prostate and sigmoid": each organ of a list that is labelled as one of cancers. */
export function listedCancers(letter: LetterRead): Tumour[] {
  const { sentences, mentionsIn, tokens, lexicon } = letter;
  return sentences.flatMap((sentence) => {
    const mentions = mentionsIn(sentence);
    if (!mentions.some(isSite)) return [];
    const label = labelEnd(sentence, letter);
    if (label === null) return [];
    const types = mentions.filter((one) => !isSite(one));
    return mentions
      .filter((one) => isSite(one) && one.from >= label && isItem(one, label, letter))
      .filter((site) => !types.some(({ from, to }) => from < site.to && site.from < to))
      .flatMap((site): Tumour[] => {
        const target = lookUp('malignancy', slugOf(site), lateralityOf([site], tokens), lexicon, 'with parents');
        const rule = `composition: malignancy of ${slugOf(site)}, listed`;
        return target === null ? [] : [{ target, anchor: site, others: [], rule }];
      });
  });
}

function isSite({ meaning }: Mention): boolean {
  return meaning.layer === 'site';
}

/** The token behind the label's colon. */
function labelEnd(sentence: Sentence, { tokens }: LetterRead): number | null {
  const first = withHeading(sentence, tokens);
  for (let i = first + 1; i < Math.min(sentence.to, first + LONGEST_LABEL); i++) {
    if (tokens[i]!.raw !== ':') continue;
    const words = tokens.slice(first, i).map(({ word }) => word);
    return OF_CANCERS.has(words.at(-1)!) && words.slice(0, -1).every((word) => HOW_MANY.has(word)) && words.length > 1
      ? i + 1
      : null;
  }
  return null;
}
const LONGEST_LABEL = 6;
const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const OF_CANCERS = setOf('ca cas cancer cancers primaries malignancies malignancy primary');
const HOW_MANY = setOf(
  'prev previous past prior old synchronous metachronous two 2 three 3 four 4 second 2nd known multiple both his her other',
);

/** Begins an item of the list, and stands in it alone or with its side, year or stage: not "bowel screening". */
function isItem({ from, to, sentence }: Mention, label: number, { tokens }: LetterRead): boolean {
  let before = from - 1;
  while (before >= label && (SIDES.has(tokens[before]!.word) || /^\d\W?$/.test(tokens[before]!.raw))) before--;
  if (before >= label && !BETWEEN_ITEMS.test(tokens[before]!.raw)) return false;
  const next = tokens[to];
  if (next === undefined || to >= sentence.to) return true;
  return next.kind === 'mark' || SIDES.has(next.word) || BEHIND_ITEMS.test(next.word);
}
const SIDES = setOf('l r left right lt rt bilateral the');
const BETWEEN_ITEMS = /^(?:[,;+&/)]|and|plus)$/;
const BEHIND_ITEMS = /^(?:\d.*|and|plus|stage|gleason|[pc]?t[0-4].*|dukes|age|aged|in)$/;
