import type { Context } from './context.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Tumour } from './tumours.ts';

/** "HCC vs mets vs FNH", "BCC or SCC": one of them, and which is not known. */
export function isOneOfSeveral({ from, to, sentence }: Mention, { mentionsIn, tokens }: LetterRead): boolean {
  let first = from;
  while (first - 1 > sentence.from && from - first < MOST_BETWEEN && OF_ONE.has(tokens[first - 1]!.word)) first--;
  const before = first - 1 >= sentence.from ? tokens[first - 1]!.word : '';
  const behind = to < sentence.to ? tokens[to]!.word : '';
  if (VERSUS.test(before) || VERSUS.test(behind)) return true;
  if (isRanked(first - 1, sentence, tokens) || isRanked(to, sentence, tokens)) return true;
  if (BETWEEN_TWO.test(before) && HARMLESS.test(tokens[first - 2]?.norm ?? '')) return true;
  if (BETWEEN_TWO.test(behind) && to + 1 < sentence.to && HARMLESS.test(tokens[to + 1]!.norm)) return true;
  if (before !== 'or' && behind !== 'or') return false;
  const reached = behind === 'or' ? afterOr(to + 1, sentence.to, tokens) : to;
  return mentionsIn(sentence).some(
    (other) =>
      (other.meaning.layer === 'morphology' ||
        (other.meaning.layer === 'concept' && other.meaning.category === 'diagnosis')) &&
      ((before === 'or' && other.to === first - 1) || (behind === 'or' && other.from === reached)),
  );
}
/** "A or a solitary B". */
function afterOr(at: number, last: number, tokens: LetterRead['tokens']): number {
  let i = at;
  while (i < last && i - at < MOST_BETWEEN && OF_ONE.has(tokens[i]!.word)) i++;
  return i;
}
const MOST_BETWEEN = 3;
const OF_ONE: ReadonlySet<string> = new Set(
  'a an the solitary single possibly perhaps maybe primary metastatic even small large early low high grade multifocal multicentric diffuse'.split(
    ' ',
  ),
);

/** "AK / Bowen's", "SCC/keratoacanthoma", "TB or lung ca": the name of what is no cancer on the other side. */
const HARMLESS =
  /^(?:aks?|keratos[ie]s|sebk|sk|naevus|naevi|nevus|keratoacanthoma|ka|cysts?|abscess|fibroadenoma|adenoma|wart|lentigo|haemangioma|fibrosis|scar|inflammation|inflammatory|infection|infective|reactive|benign|sarcoid|sarcoidosis|tb|tuberculosis|pneumonia|bph|prostatitis|diverticulitis|mole|haematoma|lipoma|papilloma|hyperplasia|fibroids?|polyp)$/;

const BETWEEN_TWO = /^(?:\/|or)$/;

/** "Mets >> GBM > abscess": from the likely to the less likely. One mark alone may be an arrow. */
function isRanked(at: number, { from, to }: Mention['sentence'], tokens: LetterRead['tokens']): boolean {
  if (at < from || at >= to || !/^>+$/.test(tokens[at]!.raw)) return false;
  for (let i = from; i < to; i++) {
    const { raw } = tokens[i]!;
    if (raw === '>>' || (raw === '>' && tokens[i + 1]?.raw === '>' && tokens[i + 1]!.gap === 'none')) return true;
    if (HARMLESS.test(tokens[i]!.norm) && raw !== '>' && (i === at + 1 || /^>+$/.test(tokens[i - 1]?.raw ?? '')))
      return true;
  }
  return false;
}

const VERSUS = /^(?:vs|versus|v)$/;

/** "Melanoma of the back?": the question stands behind the site. "His carcinoma of the lung?" asks something else. */
export function isAskedBehindItsSite({ anchor, others }: Tumour, { tokens }: LetterRead): boolean {
  const last = others.filter(({ from }) => from >= anchor.to).at(-1);
  if (last === undefined || OWNED.test(tokens[anchor.from - 1]?.word ?? '')) return false;
  const mark = tokens[last.to];
  return mark?.raw === '?' && mark.gap === 'none';
}
const OWNED = /^(?:his|her|your|their|known|the|of)$/;

/** What words beside it settle is no longer open. */
export function asPossible(said: Context): Context {
  const settled = ['current', 'historical', 'negated', 'hypothetical'] as const;
  if (settled.some((category) => said.categories.has(category))) return said;
  return {
    ...said,
    assertion: { ...said.assertion, certainty: 'suspected' },
    categories: new Set([...said.categories, 'possible' as const]),
  };
}

/** "Surgery or radiotherapy", "mastectomy versus wide local excision": one of them, and which is not said. */
export function isAlternative(mention: Mention, letter: LetterRead): boolean {
  const { mentionsIn, tokens } = letter;
  if (isLettered(mention, letter)) return true;
  return mentionsIn(mention.sentence).some(({ meaning, from, to }) => {
    if (meaning.layer !== 'concept' || meaning.category !== 'treatment') return false;
    const between = to <= mention.from ? [to, mention.from] : from >= mention.to ? [mention.to, from] : null;
    if (between === null || between[1]! - between[0]! > LONGEST_OR) return false;
    return tokens.slice(between[0], between[1]).some(({ word }) => /^(?:or|vs|versus|v)$/.test(word));
  });
}
const LONGEST_OR = 5;

/** "Offered: (a) RALP (b) RT", "Options: 1) surgery 2) chemoradiotherapy": an item of a list of options. */
function isLettered({ from }: Mention, { text, tokens }: LetterRead): boolean {
  const { start } = tokens[from]!;
  const before = text.slice(Math.max(0, start - LONGEST_LIST), start);
  return before.includes(')') && OPTION_OF_A_LIST.test(before);
}
const LONGEST_LIST = 160;
const OPTION_OF_A_LIST =
  /\b(?:options?|offered|choices?|either|alternatives?|(?:two|three|four|several|different|2|3|4) (?:ways?|routes?|courses|paths?|possibilities|approaches|strategies))\b(?:(?!\n\s*\n|\b(?:plan|outcome|chosen|chose|choice|agreed|opted|decided)\b)[^.?!])*(?:^|[\s(])(?:[a-d]|[1-4])\)[^.;\n()]{0,30}$/i;

/** What was given or is going on is no option, whatever stands beside it. */
export function asOption(said: Context): Context {
  const given = ['completed', 'ongoing', 'stopped'] as const;
  if (given.some((category) => said.categories.has(category))) return said;
  return { ...said, assertion: { ...said.assertion, temporality: 'hypothetical' } };
}
