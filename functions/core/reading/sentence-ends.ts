import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { isPerson } from './persons.ts';

/** Whether a sentence, or the item of a list, ends before a token. */
export function endsBefore(tokens: readonly MatchToken[], i: number): boolean {
  const token = tokens[i]!;
  const before = tokens[i - 1];
  if (before === undefined) return false;
  if (token.gap === 'paragraph') return true;
  if (token.kind === 'mark' && BULLETS.has(token.raw)) return true;
  if (token.gap === 'none') return false;
  if (before.raw === '?' || before.raw === '!')
    return i > 1 && isBehindAWord(tokens, i - 1) && (token.gap === 'line' || /^[\p{Lu}\d]/u.test(token.raw));
  if (before.raw !== '.' || isLeader(tokens, i - 1)) return false;
  const word = tokens[i - 2];
  if ((word?.norm === 'no' || word?.norm === 'nos') && /^\d/.test(token.raw)) return false;
  // "?focal ca. Had a polyp": the word at the end of its sentence, not "ca. 2 cm" or "Ca. prostate".
  if (word?.raw === 'ca' && /^\p{Lu}/u.test(token.raw)) return true;
  // "Dotatate PET no mets.\nNET MDT 23/6": at the end of a line only a title goes on.
  const endsLine = token.gap === 'line' && before.gap === 'none' && !GO_ON_BEHIND_A_LINE.has(word?.norm ?? '');
  if (
    word !== undefined &&
    ((ABBREVIATIONS.has(word.norm) && word.raw !== 'RT') ||
      (ONE_LETTER.test(word.raw) && tokens[i - 3]?.raw !== '&')) &&
    before.gap === 'none'
  )
    return (
      (endsLine && word.raw.length > 3 && CAPITAL.test(token.raw)) ||
      // "FHx nil haem. Mum - breast".
      (CAPITAL.test(token.raw) && word.raw.length > 2 && isPerson(token.word))
    );
  // Terse letters go on in small letters: "FH: nil. dad bowel ca".
  return (
    OPENS_A_SENTENCE.test(token.raw) || (token.gap === 'space' && before.gap === 'none' && (word?.raw.length ?? 0) >= 3)
  );
}

/** "Is it back??"; but "?? CLL" asks about what comes. */
function isBehindAWord(tokens: readonly MatchToken[], mark: number): boolean {
  let first = mark;
  while (tokens[first]!.gap === 'none' && tokens[first - 1]?.raw === tokens[mark]!.raw) first--;
  return first > 0 && tokens[first]!.gap === 'none';
}

/** Words whose full stop ends no sentence. */
const ABBREVIATIONS = new Set(
  'dr mr mrs ms prof st rev approx ca cf e.g eg etc fig i.e ie inc pt pts vs viz yrs yr hx dx rx tx wk wks mths hr hrs bd tds od qds prn re ref hosp dept tel cons reg resp onc haem diff adj neoadj neo bilat prev hist path lap inv rt lt poss prob mod inf sup ant post lat med susp prelim incl excl max min temp mat pat bro sis dau mgm pgm mgf pgf'.split(
    ' ',
  ),
);

const GO_ON_BEHIND_A_LINE = new Set('approx dept hosp prof cons incl excl prev prob poss bilat'.split(' '));

/** "Site of tumour: ........ Ascending colon": dots that lead to an answer. */
function isLeader(tokens: readonly MatchToken[], dot: number): boolean {
  let first = dot;
  while (tokens[first - 1]?.raw === '.' && tokens[first]!.gap === 'none') first--;
  return dot - first >= 3 || (dot - first === 2 && tokens[first]!.gap !== 'none');
}

const ONE_LETTER = /^\p{L}$/u;
const CAPITAL = /^\p{Lu}/u;
const OPENS_A_SENTENCE = /^[\p{Lu}\d(?]/u;
const BULLETS = new Set('•●▪○◦►');
