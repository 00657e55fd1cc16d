import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { isNegation } from './unsettled.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const FARTHEST_BEFORE = 12;
const LONGEST_OBJECT = 5;

/**
 * What the grammar of its clause says of a tumour, whatever the verb: "this has never been shown to be …" denies it, "it might well turn
 * out to be …" makes it a possibility. One walk back to the verb that governs it and over that verb's auxiliaries.
 */
export function deniedByItsVerb(
  { from }: Stretch,
  sentence: Stretch,
  tokens: readonly MatchToken[],
): 'negated' | 'possible' | null {
  const first = Math.max(sentence.from, from - FARTHEST_BEFORE);
  if (isAsked(from, first, sentence, tokens)) return 'possible';
  if (isDeniedAround(from, sentence, tokens)) return 'negated';
  let verbAt = -1;
  for (let i = from - 1; i >= first; i--) {
    const { word, raw, norm } = tokens[i]!;
    if (ENDS_CLAUSE.test(raw)) return null;
    if (isNegation(i, tokens)) {
      if (verbAt === -1 || /^(?:only|just|merely)$/.test(tokens[i + 1]!.word)) return null;
      return 'negated';
    }
    if (verbAt === -1) {
      if (GOVERNS.has(norm) || GOVERNS.has(word)) verbAt = i;
      else if (ENDS_OBJECT.has(word) || from - i > LONGEST_OBJECT) return null;
      continue;
    }
    if (MODALS.has(word) && raw !== 'May')
      return tokens[i + 1]?.word === 'not' || SENSES.has(tokens[i + 1]?.word ?? '') ? null : 'possible';
    if (!PASSED.has(word) && !GOVERNS.has(norm)) return null;
  }
  return null;
}

/** "He is not, despite what my last letter said, a case of …": what stands between commas parts the denial from what it denies. */
function isDeniedAround(from: number, sentence: Stretch, tokens: readonly MatchToken[]): boolean {
  let close = from - 1;
  while (close > sentence.from && from - close <= LONGEST_OBJECT && tokens[close]!.raw !== ',') {
    const { word, raw } = tokens[close]!;
    const isCase = word === 'of' && OF_A_CASE.has(tokens[close - 1]!.word);
    if (ENDS_CLAUSE.test(raw) || (ENDS_OBJECT.has(word) && !isCase) || SUBJECTS.has(word) || ONLY.test(word))
      return false;
    close--;
  }
  if (tokens[close]?.raw !== ',') return false;
  for (let open = close - 1; open > sentence.from && close - open <= LONGEST_ASIDE; open--) {
    if (/^[;:.?!]$/.test(tokens[open]!.raw)) return false;
    if (tokens[open]!.raw === ',') return isNegation(open - 1, tokens) && tokens[open + 1]!.word !== 'but';
  }
  return false;
}
const LONGEST_ASIDE = 14;
const ONLY = /^(?:only|just|merely)$/;

/** "Film 22% today - is this AML now?", "could there be a lymphoma here?" */
function isAsked(from: number, first: number, { to }: Stretch, tokens: readonly MatchToken[]): boolean {
  if (tokens[to - 1]!.raw !== '?') return false;
  for (let i = from - 2; i >= Math.max(first, from - FARTHEST_QUESTION); i--)
    if (ASKS.has(tokens[i]!.word) && ASKED.has(tokens[i + 1]!.word)) return true;
  return false;
}
const FARTHEST_QUESTION = 6;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const ENDS_CLAUSE = /^[;:.?!|→>•()\t,]$/;
const OF_A_CASE = setOf('case form instance example sort type kind evidence');
const SUBJECTS = setOf('he she we i they it this which');
const MODALS = setOf('may might could');
/** "Could see the tumour" saw it. */
const SENSES = setOf('see feel palpate find');
const ASKS = setOf('is are was were could can might may has have had does do did will');
const ASKED = setOf('this it he she there that these those we you they the');
const GOVERNS = setOf(
  'have has had be is are was were been being represent represents show shows shown showed find found see seen detect detected identify identified demonstrate demonstrated reveal revealed confirm confirmed prove proved proven develop developed get got harbour become',
);
/** Behind these the tumour is no object of the verb. */
const ENDS_OBJECT = setOf(
  'of for with from about in on to by after before than as and or but because although though while when who which his her your their my our for against since despite without',
);
const PASSED = setOf(
  'that this it these those there to you he she they we i the patient actually really currently now also ever even well do does did will would has have had been be being is was are were turn turned out known thought felt considered yet necessarily in fact all a',
);
