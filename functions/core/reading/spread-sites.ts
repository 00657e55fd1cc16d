import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { isOfAnExamination } from './examined-sites.ts';
import type { LetterRead } from './letter-read.ts';
import { siteListsIn } from './listed-secondaries.ts';
import type { Mention } from './mentions.ts';
import type { Sentence } from './sentences.ts';
import { listedBefore, listedFrom } from './site-lists.ts';
import { labelsOfSpread } from './spread-labels.ts';
import { isWithin, lookUp, ORIGINS, saysWhereFrom } from './tumour-codes.ts';
import { slugOf, standsBetween } from './tumour-sites.ts';
import type { Tumour } from './tumours.ts';

/** The sites of each list of where a cancer has spread to, but for the primary's own. */
export function listedSecondaries(letter: LetterRead, isPrimary: (site: Mention) => boolean): Tumour[] {
  const { sentences, mentionsIn, tokens, lexicon } = letter;
  const labels = labelsOfSpread(letter);
  return sentences.flatMap((sentence, at) => {
    const above = at === 0 ? null : calledMetastatic(sentence, tokens);
    if (above !== null) return sitesAbove(sentences[at - 1]!, above, letter, isPrimary);
    const mentions = mentionsIn(sentence);
    if (!mentions.some(({ meaning }) => meaning.layer === 'site')) return [];
    const types = mentions.filter(
      ({ meaning }) =>
        meaning.layer === 'morphology' || (meaning.layer === 'concept' && meaning.category === 'diagnosis'),
    );
    const sites = mentions.filter(
      (one) =>
        one.meaning.layer === 'site' &&
        !types.some((type) => type.from <= one.from && one.to <= type.to) &&
        !isOfAnExamination(one, tokens),
    );
    if (sites.length === 0) return [];
    return siteListsIn(sentence, labels[at]!, types, letter).flatMap(({ by, from, isRest }) =>
      sitesOfRest(listedFrom(from, sites, tokens), isRest, sentence, tokens).flatMap(
        (site, _, { length }): Tumour[] => {
          const target = lookUp('metastasis', slugOf(site), '', lexicon, 'with parents');
          if (target === null || isPrimary(site) || (length === 1 && isWhereItBegan(site, types))) return [];
          return [{ target, anchor: site, others: [by], rule: `composition: metastasis of ${slugOf(site)}, listed` }];
        },
      ),
    );
  });
}

/** "The bone scan lights up in the left ilium, L3 and two ribs. These are metastatic": the word that calls what stands before it so. */
function calledMetastatic(sentence: Sentence, tokens: readonly MatchToken[]): Mention | null {
  const { from, to } = sentence;
  if (!THESE.has(tokens[from]!.word) || tokens[from]!.gap === 'paragraph') return null;
  for (let i = from + 1; i < Math.min(to, from + FARTHEST_VERDICT); i++) {
    const { word } = tokens[i]!;
    if (METASTATIC.has(word))
      return { from: i, to: i + 1, meaning: { layer: 'morphology', morphology: 'metastasis' }, phrase: word, sentence };
    if (!CALLS.has(word)) return null;
  }
  return null;
}
const FARTHEST_VERDICT = 7;
const THESE = new Set(['these', 'both', 'they', 'all']);
const METASTATIC = new Set(['metastatic', 'metastasis', 'metastases', 'mets', 'secondaries', 'secondary', 'deposits']);
const CALLS = new Set(
  'are were represent all both of these them clearly now undoubtedly unfortunately sadly bone lung liver new'.split(
    ' ',
  ),
);

function sitesAbove(
  sentence: Sentence,
  by: Mention,
  { mentionsIn, tokens, lexicon }: LetterRead,
  isPrimary: (site: Mention) => boolean,
): Tumour[] {
  return mentionsIn(sentence).flatMap((site): Tumour[] => {
    if (site.meaning.layer !== 'site' || isOfAnExamination(site, tokens) || isPrimary(site)) return [];
    const target = lookUp('metastasis', slugOf(site), '', lexicon, 'with parents');
    const rule = `composition: metastasis of ${slugOf(site)}, in the statement before`;
    return target === null ? [] : [{ target, anchor: by, others: [site], rule }];
  });
}

/** "Metastatic TCC (right renal pelvis)": the one organ behind a kind that names none. */
function isWhereItBegan(site: Mention, types: readonly Mention[]): boolean {
  const type = types.find(({ to }) => to <= site.from && site.from - to <= 2);
  return type !== undefined && OF_URINE.test(type.phrase) && OF_THE_URINARY_TRACT.test(slugOf(site));
}
const OF_URINE = /tcc|urothelial|transitional/i;
const OF_THE_URINARY_TRACT = /^(?:kidney|renal-pelvis|ureter|bladder|urethra)/;

/** A list that nothing else ends but the end of its statement counts only whole: "metastatic melanoma, lung function normal" lists nothing. */
function sitesOfRest(
  listed: readonly Mention[],
  isRest: boolean,
  sentence: Sentence,
  tokens: readonly MatchToken[],
): readonly Mention[] {
  const last = listed.at(-1);
  if (!isRest || last === undefined) return listed;
  if (listed.some((site) => MAY_BE_HARMLESS.has(slugOf(site)))) return [];
  if (last.to >= sentence.to || listed.length > 1) return listed;
  const next = tokens[last.to]!;
  return /^[.;)(+]$/.test(next.raw) ||
    next.gap === 'line' ||
    next.word === 'only' ||
    /^(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/.test(next.norm)
    ? listed
    : [];
}

/** Fluid without a word for cancer. */
const MAY_BE_HARMLESS = new Set(['ascites', 'pleura']);

const SPREAD = new Set(['metastasis', 'metastatic', 'secondary', 'deposit']);

/** "Bone and lung metastases from breast cancer": where it went stands before the phrase that says where from. */
export function sitesOfSpread(
  type: Mention,
  sites: readonly Mention[],
  types: readonly Mention[],
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): Tumour[] {
  const words = tokens.slice(type.from, type.to).map(({ word }) => word);
  if (!SPREAD.has(words[0]!) || !words.includes('from')) return [];
  const apart = sites.filter((site) => !types.some((other) => other !== type && standsBetween(other, type, site)));
  const before = apart.filter((site) => site.to <= type.from);
  return listedBefore(type.from, before, tokens).flatMap((site): Tumour[] => {
    const secondary = lookUp('metastasis', slugOf(site), '', lexicon, 'with parents');
    const rule = `composition: metastasis of ${slugOf(site)}`;
    return secondary === null
      ? []
      : [{ target: secondary, anchor: { ...type, to: type.from + 1 }, others: [site], rule }];
  });
}

/** "Peritoneal and bony disease", "peritoneal + ovarian mets": sites joined to one that is said as a whole. */
export function jointSites(
  type: Mention,
  target: string,
  sites: readonly Mention[],
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): Tumour[] {
  if (lexicon.concepts.get(target)?.mdsItem !== 'secondary-site' || saysWhereFrom(target, lexicon)) return [];
  if (!JOINS.test(tokens[type.from - 1]?.raw ?? '') || !OF_SPREAD.has(tokens[type.to - 1]!.word)) return [];
  const anchor: Mention = { ...type, meaning: { layer: 'morphology', morphology: 'found-in' } };
  return listedBefore(type.from - 1, sites, tokens).flatMap((site): Tumour[] => {
    const secondary = lookUp('metastasis', slugOf(site), '', lexicon, 'with parents');
    const rule = `composition: metastasis of ${slugOf(site)}, joined`;
    return secondary === null || secondary === target ? [] : [{ target: secondary, anchor, others: [site], rule }];
  });
}
const JOINS = /^(?:and|&|\+|\/)$/i;
const OF_SPREAD = new Set([
  'disease',
  'metastasis',
  'mets',
  'met',
  'deposits',
  'deposit',
  'involvement',
  'secondaries',
]);

/** "Metastatic breast cancer (bone, pleura)", "metastatic carcinoma of breast in pleural fluid": behind a spread cancer stands where it has spread to. */
export function bracketedSites(
  type: Mention,
  target: string,
  sites: readonly Mention[],
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): Tumour[] {
  if (lexicon.concepts.get(target)?.mdsItem !== 'secondary-site' || type.to >= type.sentence.to) return [];
  const { raw, word } = tokens[type.to]!;
  if (raw !== '(' && !INTO.has(word)) return [];
  const origin = ORIGINS.get(target) ?? lexicon.parts.get(target)?.[0]?.site ?? '';
  return listedFrom(type.to + 1, sites, tokens).flatMap((site): Tumour[] => {
    const secondary = lookUp('metastasis', slugOf(site), '', lexicon, 'with parents');
    const rule = `composition: metastasis of ${slugOf(site)}, in brackets`;
    const began = isWithin(slugOf(site), origin, lexicon.siteParents) || tokens[site.to]?.word === 'primary';
    return secondary === null || began ? [] : [{ target: secondary, anchor: type, others: [site], rule }];
  });
}

const INTO = new Set(['in', 'to', 'within', 'involving', 'affecting']);
