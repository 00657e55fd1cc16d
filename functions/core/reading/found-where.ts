import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { isOfAnExamination } from './examined-sites.ts';
import type { Mention } from './mentions.ts';
import { withHeading } from './sentences.ts';
import { lookUp } from './tumour-codes.ts';
import { slugOf, standsBetween } from './tumour-sites.ts';
import type { Tumour } from './tumours.ts';

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
