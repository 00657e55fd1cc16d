import type { DatedRole, LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { isYear, RECENT_YEARS, shortYearAt, yearOf } from './years.ts';

/** "SCC of the scalp excised 2024": a lesion cut out in an earlier year. Among the diagnoses only one of those that are cured by it. */
export function isLongRemoved(
  mention: Mention,
  target: string,
  date: DatedRole | null,
  written: number,
  letter: LetterRead,
): boolean {
  const { tokens, lexicon } = letter;
  const display = lexicon.concepts.get(target)?.display ?? '';
  const cured = CURED_BY_EXCISION.test(display);
  if (mention.sentence.section === 'diagnosis' && !cured) return false;
  if (cured && date !== null && yearOf(date) <= written - RECENT_YEARS) return true;
  // Cut out before Christmas, in a list of diagnoses of January, is news.
  const latest = mention.sentence.section === 'diagnosis' ? written - RECENT_YEARS : written - 1;
  const last = mention.sentence.to;
  for (let i = mention.to; i < Math.min(last, mention.to + 7); i++) {
    if (!REMOVED.has(tokens[i]!.word) && !(cured && tokens[i]!.word === 'excision')) continue;
    if (date !== null) return yearOf(date) <= latest;
    for (let j = i + 1; j < Math.min(last, i + 7); j++) {
      const year = isYear(tokens[j]!.raw) ? Number(tokens[j]!.raw) : shortYearAt(j, letter);
      if (year !== null) return year <= latest;
    }
    return false;
  }
  return false;
}
/** "A year since Mr Ross removed the rodent ulcer", "three years after excision of a melanoma". */
export function isYearsSinceRemoval({ from, sentence }: Mention, { tokens }: LetterRead): boolean {
  for (let i = from - 1; i >= Math.max(sentence.from, from - FARTHEST_REMOVAL); i--) {
    const { word } = tokens[i]!;
    if (word === '.' || word === ';' || word === ':' || word === ',') return false;
    if (!REMOVED.has(word) && !REMOVAL.has(word)) continue;
    for (let j = i - 1; j > Math.max(sentence.from, i - FARTHEST_REMOVAL); j--)
      if (/^(?:since|after|following)$/.test(tokens[j]!.word)) return /^years?$/.test(tokens[j - 1]!.word);
    return false;
  }
  return false;
}
const FARTHEST_REMOVAL = 6;
const REMOVAL = new Set(['excision', 'removal', 'resection']);
const CURED_BY_EXCISION = /basal cell|squamous cell carcinoma of skin|in situ of skin|bowen|lentigo maligna$/i;
const REMOVED = new Set(['excised', 'exc', 'excd', 'curetted', 'removed', 'mohs']);
