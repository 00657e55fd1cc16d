import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { isOfAnExamination } from './examined-sites.ts';
import type { LetterRead } from './letter-read.ts';
import { siteListsIn } from './listed-secondaries.ts';
import type { Mention } from './mentions.ts';
import { type Sentence, withHeading } from './sentences.ts';
import { listedBefore, listedFrom } from './site-lists.ts';
import { labelsOfSpread } from './spread-labels.ts';
import { lookUp } from './tumour-codes.ts';
import { slugOf, standsBetween } from './tumour-sites.ts';
import type { Tumour } from './tumours.ts';

/** The sites of each list of where a cancer has spread to, but for the primary's own. */
export function listedSecondaries(letter: LetterRead, isPrimary: (site: Mention) => boolean): Tumour[] {
  const { sentences, mentionsIn, tokens, lexicon } = letter;
  const labels = labelsOfSpread(letter);
  return sentences.flatMap((sentence, at) => {
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
  return /^[.;)(+]$/.test(next.raw) || next.gap === 'line' || next.word === 'only' || /^\d/.test(next.raw)
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
  return listedFrom(type.to + 1, sites, tokens).flatMap((site): Tumour[] => {
    const secondary = lookUp('metastasis', slugOf(site), '', lexicon, 'with parents');
    const rule = `composition: metastasis of ${slugOf(site)}, in brackets`;
    return secondary === null ? [] : [{ target: secondary, anchor: type, others: [site], rule }];
  });
}

/**
 * "Liver biopsy: metastatic colorectal adenocarcinoma", "omentum: metastatic serous carcinoma": where a cancer called metastatic was found,
 * unless it may begin there.
 */
export function foundWhere(
  type: Mention,
  sites: readonly Mention[],
  types: readonly Mention[],
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): Tumour[] {
  if (!isCalledMetastatic(type, tokens)) return [];
  const site = sites
    .filter((one) => one.to <= type.from && type.from - one.to <= FARTHEST_SPECIMEN)
    .filter((one) => !types.some((other) => other !== type && standsBetween(other, type, one)))
    .at(-1);
  if (site === undefined) return [];
  const between = tokens.slice(site.to, type.from);
  if (!NEVER_ITS_ORIGIN.test(slugOf(site)) && !between.some(({ word }) => REACHED.has(word))) return [];
  if (!between.some(({ word }) => OF_A_SPECIMEN.has(word)) || between.some(({ word }) => OF_A_CAUSE.has(word)))
    return [];
  const target = lookUp('metastasis', slugOf(site), '', lexicon, 'with parents');
  const rule = `composition: metastasis of ${slugOf(site)}`;
  return target === null ? [] : [{ target, anchor: type, others: [site], rule }];
}

/** A kind of tumour called metastatic that stands behind a site: what is there is no primary. */
export function isCalledMetastatic({ from, sentence }: Mention, tokens: readonly MatchToken[]): boolean {
  return tokens[from]!.word === 'metastatic' || (from > sentence.from && tokens[from - 1]!.word === 'metastatic');
}

const FARTHEST_SPECIMEN = 8;
const OF_A_SPECIMEN = new Set(
  ': biopsy biopsies bx core fna involved infiltrated invaded deposits deposit cytology excision histology showed shows showing confirmed confirms contains contained contain containing replaced is are was node specimen fluid aspirate'.split(
    ' ',
  ),
);
/** "Left ovary: involved by metastatic adenocarcinoma": it may begin there, but did not. */
const REACHED = new Set(['involved', 'infiltrated', 'replaced', 'invaded', 'deposits', 'deposit']);
const OF_A_CAUSE = new Set(['from', 'pain', 'no', 'not', 'and', 'but', 'without']);
const NEVER_ITS_ORIGIN = /node$|^(?:liver|brain|spine|bone|adrenal|pleura|peritoneum|omentum|ascites)$/;

/** "Bone scan: multiple mets", "MRI head: two metastases": the organ that was examined, where no other is said. */
export function examinedOrgan(type: Mention, sites: readonly Mention[], tokens: readonly MatchToken[]): Mention | null {
  const before = sites.filter((site) => site.to <= type.from && type.from - site.to <= FARTHEST_EXAMINED);
  const [organ, ...others] = before;
  if (organ === undefined)
    return type.from - type.sentence.from <= FARTHEST_EXAMINED ? boneOfHeading(type, tokens) : null;
  if (isSpecimen(organ, type, tokens)) return organ;
  if (others.length > 0 || !isOfAnExamination(organ, tokens)) return null;
  return EXAMINED.test(slugOf(organ)) && organ.from - type.sentence.from <= 2 ? organ : null;
}

/** "Liver core: well differentiated NET, consistent with metastasis". */
function isSpecimen(organ: Mention, { from, sentence }: Mention, tokens: readonly MatchToken[]): boolean {
  if (!NEVER_ITS_ORIGIN.test(slugOf(organ)) || organ.from - sentence.from > 2 || organ.to >= from) return false;
  return SAMPLES.has(tokens[organ.to]!.word);
}
const SAMPLES = new Set(['biopsy', 'biopsies', 'bx', 'core', 'cores', 'fna', 'cytology', 'histology']);

const FARTHEST_EXAMINED = 14;
const EXAMINED = /^(?:bone|brain|liver|spine)$/;

/** "Bone scan:" is a heading, whose words are no part of the statement. */
function boneOfHeading({ sentence }: Mention, tokens: readonly MatchToken[]): Mention | null {
  const from = withHeading(sentence, tokens);
  if (from === sentence.from || tokens[from]!.word !== 'bone' || tokens[from + 1]!.word !== 'scan') return null;
  return { from, to: from + 1, meaning: { layer: 'site', site: 'bone' }, phrase: 'bone', sentence };
}

const INTO = new Set(['in', 'to', 'within', 'involving', 'affecting']);
