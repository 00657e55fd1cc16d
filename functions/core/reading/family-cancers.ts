import type { Lexicon } from '../lexicon/lexicon.ts';
import { bySentence, type LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { isRelative, RELATIVES } from './persons.ts';
import type { Sentence } from './sentences.ts';
import { lookUp } from './tumour-codes.ts';

/** What may be a relative's cancer, said too shortly to be a tumour of its own: "mum - breast 54", "father had cancer". */
export interface FamilyCancer {
  readonly mention: Mention;
  /** A family-history concept. */
  readonly target: string;
}

/** Family history of cancer: where the site is not said, or has no code of its own. */
const OF_CANCER = '275937001';

/**
 * Sites that stand for a cancer beside a relative, and cancers without a site. Whether it is a relative's the context must say:
 * these are only candidates.
 *
 * @param tumours the words of what is read as a tumour already
 */
export function findFamilyCancers(letter: LetterRead, tumours: readonly Mention[]): FamilyCancer[] {
  const tumoursIn = bySentence(tumours);
  return letter.sentences
    .filter((sentence) => speaksOfRelatives(sentence, letter))
    .flatMap((sentence) => cancersIn(sentence, tumoursIn(sentence), letter));
}

function speaksOfRelatives({ from, to, section }: Sentence, { tokens }: LetterRead): boolean {
  if (section === 'family-history') return true;
  for (let i = from; i < to; i++) if (OF_RELATIVES.has(tokens[i]!.word)) return true;
  return false;
}
const OF_RELATIVES = new Set([...RELATIVES, 'fh', 'fhx', 'mgm', 'mgf', 'pgm', 'pgf', 'mat', 'pat', 'family']);

function cancersIn(sentence: Sentence, tumours: readonly Mention[], letter: LetterRead): FamilyCancer[] {
  const { tokens, lexicon } = letter;
  const mentions = letter.mentionsIn(sentence);
  const said = mentions.filter(({ meaning }) => meaning.layer === 'concept' && meaning.category === 'family-history');
  const isFree = (from: number, to: number) =>
    ![...tumours, ...said].some((one) => one.from < to + NEIGHBOURS && from - NEIGHBOURS < one.to);
  // "Sister Ruth Dyer, CNS" is a nurse.
  const sites = mentions.filter((one) => one.meaning.layer === 'site' && !/^cns$/i.test(one.phrase));
  const found: FamilyCancer[] = sites
    .filter((site) => isFree(site.from, site.to) && standsAlone(site, tokens) && !isOfATest(site, tokens))
    .map((mention) => ({ mention, target: familyCodeOf(mention, lexicon) }));
  for (let i = sentence.from; i < sentence.to; i++) {
    if (!CANCER.has(tokens[i]!.word) || !isFree(i, i + 1) || isBenign(i, sentence, tokens)) continue;
    const mention: Mention = {
      from: i,
      to: i + 1,
      meaning: { layer: 'morphology', morphology: 'malignancy' },
      phrase: tokens[i]!.word,
      sentence,
    };
    found.push({ mention, target: OF_CANCER });
  }
  return found;
}

/** "Her brother should be tested (prostate, pancreas)": what they may get. */
function isOfATest({ from, sentence }: Mention, tokens: LetterRead['tokens']): boolean {
  for (let i = from - 1; i >= Math.max(sentence.from, from - FARTHEST_TEST); i--) {
    if (/^[.;]$/.test(tokens[i]!.raw)) return false;
    if (/^(?:tested|testing|screened|screening|risks?|checked|surveillance|examined)$/.test(tokens[i]!.word))
      return true;
  }
  return false;
}
const FARTHEST_TEST = 7;
const NEIGHBOURS = 2;
const CANCER = new Set('cancer ca tumour malignancy hodgkin leukaemia'.split(' '));

/** "A benign bowel tumour", "no cancer". */
function isBenign(i: number, { from }: Sentence, tokens: LetterRead['tokens']): boolean {
  if (/^non?$/.test(tokens[i - 1]?.word ?? '')) return true;
  for (let at = i - 1; at >= Math.max(from, i - 3); at--) if (tokens[at]!.word === 'benign') return true;
  return false;
}

function familyCodeOf({ meaning }: Mention, lexicon: Lexicon): string {
  const primary = meaning.layer === 'site' ? lookUp('malignancy', meaning.site, '', lexicon, 'with parents') : null;
  const code = primary === null ? undefined : lexicon.contexts.get(primary)?.familyHistory;
  return code === undefined || code === 'do-not-code' ? OF_CANCER : code;
}

/** "Mum breast 54, aunt (ovary)": between marks, numbers and people. "Mother had bowel surgery" and "dad lung problems" are no cancers. */
function standsAlone({ from, to, sentence }: Mention, tokens: LetterRead['tokens']): boolean {
  const [before, after] = [tokens[from - 1], tokens[to]];
  const opens =
    from === sentence.from || before === undefined || MAY_STAND_BESIDE.test(before.word) || isRelative(before.word);
  const closes = to >= sentence.to || after === undefined || MAY_STAND_BEHIND.test(after.word);
  return opens && closes;
}
const MAY_STAND_BESIDE = /^(?:\W|\d+|had|with|of|and|both|the|mgm|mgf|pgm|pgf|gm|gf)$/;
const MAY_STAND_BEHIND = /^(?:\W|\d+s?|at|aged|age|and|in|too)$/;
