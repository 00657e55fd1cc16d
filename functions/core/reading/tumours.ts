import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { LetterRead } from './letter-read.ts';
import { siteListsIn } from './listed-secondaries.ts';
import type { Mention } from './mentions.ts';
import type { Sentence } from './sentences.ts';
import { isFoundIn, isSpread, isWithin, lookUp, saysWhereFrom } from './tumour-codes.ts';
import {
  isOfAnExamination,
  lateralityOf,
  listedBefore,
  listedFrom,
  siteOf,
  sitesOfList,
  slugOf,
  standsBetween,
} from './tumour-sites.ts';

/** A tumour as the letter says it, in one phrase or put together from its parts. Token indices are half-open. */
export interface Tumour {
  readonly target: string;
  /** The words the context is read around: the tumour type's own. */
  readonly anchor: Mention;
  /** Other words that went into it: the site. */
  readonly others: readonly Mention[];
  readonly rule: string;
  /** Its type, where no site stands beside it; then the target is the type's own concept, or empty. */
  readonly unplaced?: string;
}

/**
 * Finds tumours: phrases that say one whole, made more exact by a site or side beside them, and morphology and
 * site said apart in one statement. Every site of a list gets its metastasis: "mets in liver, lung and bone".
 */
export function findTumours(letter: LetterRead): Tumour[] {
  const { sentences, mentionsIn, tokens, lexicon } = letter;
  const tumours = sentences.flatMap((sentence) => tumoursIn(mentionsIn(sentence), tokens, lexicon));
  if (tumours.length === 0) return [];
  const primaries = primarySites(tumours, letter);
  const away = tumours.filter(
    ({ anchor: { meaning }, others: [site] }) =>
      meaning.layer !== 'morphology' ||
      !isFoundIn(meaning.morphology) ||
      (site !== undefined && !isPrimarySite(site, primaries, lexicon)),
  );
  return [...away, ...listedSecondaries(primaries, letter)];
}

function primarySites(tumours: readonly Tumour[], { mentionsIn, lexicon }: LetterRead): readonly string[] {
  const sites = tumours.flatMap(({ target, anchor }) => {
    if (lexicon.concepts.get(target)?.mdsItem === 'secondary-site' && !saysWhereFrom(target, lexicon)) return [];
    const inside = mentionsIn(anchor.sentence).filter(({ from, to }) => anchor.from <= from && to <= anchor.to);
    return [...(lexicon.parts.get(target) ?? []).map(({ site }) => site), ...inside.map(slugOf)];
  });
  return [...new Set(sites)].filter((site) => site !== '');
}

function isPrimarySite(site: Mention, primaries: readonly string[], lexicon: Lexicon): boolean {
  return primaries.some((primary) => isWithin(slugOf(site), primary, lexicon.siteParents));
}

/** The sites of each list of where a cancer has spread to, but for the primary's own. */
function listedSecondaries(primaries: readonly string[], letter: LetterRead): Tumour[] {
  const { sentences, mentionsIn, tokens, lexicon } = letter;
  return sentences.flatMap((sentence) => {
    const mentions = mentionsIn(sentence);
    if (!mentions.some(({ meaning }) => meaning.layer === 'site')) return [];
    const types = mentions.filter(
      ({ meaning }) =>
        meaning.layer === 'morphology' || (meaning.layer === 'concept' && meaning.category === 'diagnosis'),
    );
    const sites = mentions.filter(
      (one) => one.meaning.layer === 'site' && !types.some((type) => type.from <= one.from && one.to <= type.to),
    );
    if (sites.length === 0) return [];
    return siteListsIn(sentence, types, letter).flatMap(({ by, from, isRest }) =>
      sitesOfRest(listedFrom(from, sites, tokens), isRest, sentence, tokens).flatMap((site): Tumour[] => {
        const target = lookUp('metastasis', slugOf(site), '', lexicon, 'with parents');
        if (target === null || isPrimarySite(site, primaries, lexicon)) return [];
        return [{ target, anchor: site, others: [by], rule: `composition: metastasis of ${slugOf(site)}, listed` }];
      }),
    );
  });
}

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
  if (last.to >= sentence.to) return listed;
  const next = tokens[last.to]!;
  return /^[.;)(+]$/.test(next.raw) || next.word === 'only' || /^\d/.test(next.raw) ? listed : [];
}

/** Fluid without a word for cancer. */
const MAY_BE_HARMLESS = new Set(['ascites', 'pleura']);

function tumoursIn(mentions: readonly Mention[], tokens: readonly MatchToken[], lexicon: Lexicon): Tumour[] {
  const wholes = mentions.filter(({ meaning }) => meaning.layer === 'concept' && meaning.category === 'diagnosis');
  const inWhole = (one: Mention) => wholes.some((whole) => whole.from <= one.from && one.to <= whole.to);
  const morphologies = mentions.filter((one) => one.meaning.layer === 'morphology' && !inWhole(one));
  if (wholes.length + morphologies.length === 0) return [];
  const sites = mentions.filter((one) => one.meaning.layer === 'site' && !isOfAnExamination(one, tokens));
  const types = [...wholes, ...morphologies].sort((a, b) => a.from - b.from);
  return types
    .flatMap((type) => {
      const outside = sites.filter((site) => !(type.from <= site.from && site.to <= type.to));
      return type.meaning.layer === 'concept'
        ? [
            wholeTumour(type, type.meaning.target, outside, types, tokens, lexicon),
            ...bracketedSites(type, type.meaning.target, outside, tokens, lexicon),
            ...sitesOfSpread(type, outside, types, tokens, lexicon),
          ]
        : composedTumours(type, outside, types, tokens, lexicon);
    })
    .flatMap((tumour) => [tumour, ...primaryOf(tumour, tokens, lexicon)]);
}

/** "Metastatic breast cancer", "bone metastases from known breast cancer": there is a breast cancer. */
function primaryOf(tumour: Tumour, tokens: readonly MatchToken[], lexicon: Lexicon): Tumour[] {
  const parts = (lexicon.parts.get(tumour.target) ?? []).filter(
    ({ morphology }) => morphology === 'metastatic-carcinoma',
  );
  // One concept may stand for several parts of an organ: the organ is what is said.
  const part = parts.find(({ site }) => parts.every((other) => isWithin(other.site, site, lexicon.siteParents)));
  if (part === undefined || !saysWhereFrom(tumour.target, lexicon)) return [];
  const target = lookUp(
    'malignancy',
    part.site,
    lateralityOf([tumour.anchor, ...tumour.others], tokens),
    lexicon,
    'with parents',
  );
  if (target === null) return [];
  const { anchor } = tumour;
  const origin = tokens.slice(anchor.from, anchor.to).some(({ word }) => word === 'from');
  const words = origin ? { ...anchor, from: Math.max(anchor.from, anchor.to - 2) } : anchor;
  return [{ target, anchor: words, others: tumour.others, rule: `${tumour.rule}, its primary` }];
}

/** A phrase such as "breast cancer", taken further where a side or a nearer site stands beside it: "left breast cancer". */
function wholeTumour(
  type: Mention,
  target: string,
  sites: readonly Mention[],
  types: readonly Mention[],
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): Tumour {
  const plain: Tumour = { target, anchor: type, others: [], rule: `phrase: ${type.phrase}` };
  const parts = lexicon.parts.get(target)?.find(({ laterality }) => laterality === '');
  if (parts === undefined) return plain;
  const site = siteOf(type, sites, types, tokens);
  const refined = site === null || !isWithin(slugOf(site), parts.site, lexicon.siteParents) ? parts.site : slugOf(site);
  const used =
    refined === parts.site && site !== null && slugOf(site) !== parts.site ? [] : site === null ? [] : [site];
  const laterality = lateralityOf([type, ...used], tokens);
  if (laterality === '' && refined === parts.site) return plain;
  const exact = lookUp(parts.morphology, refined, laterality, lexicon, 'exact');
  return exact === null || exact === target
    ? plain
    : { target: exact, anchor: type, others: used, rule: `phrase: ${type.phrase}, with its site and side` };
}

const SPREAD = new Set(['metastasis', 'metastatic', 'secondary', 'deposit']);

/** "Bone and lung metastases from breast cancer": where it went stands before the phrase that says where from. */
function sitesOfSpread(
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
function bracketedSites(
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

const INTO = new Set(['in', 'to', 'within', 'involving', 'affecting']);

function composedTumours(
  type: Mention,
  sites: readonly Mention[],
  types: readonly Mention[],
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): Tumour[] {
  if (type.meaning.layer !== 'morphology') return [];
  const { morphology } = type.meaning;
  const wanted = isSpread(morphology) ? sitesOfList(type, sites, types, tokens) : [siteOf(type, sites, types, tokens)];
  const composed = wanted.flatMap((site): Tumour[] => {
    if (site === null) return [];
    const laterality = lateralityOf([type, site], tokens);
    const target = lookUp(morphology, slugOf(site), laterality, lexicon, 'with parents');
    const rule = `composition: ${morphology} of ${slugOf(site)}${laterality === '' ? '' : `, ${laterality}`}`;
    return target === null ? [] : [{ target, anchor: type, others: [site], rule }];
  });
  const foundAt = siteOfMetastatic(type, morphology, wanted[0] ?? null, lexicon);
  if (composed.length > 0) return [...composed, ...foundAt];
  const bare =
    isHeadOfAList(type, tokens) || isOneOfAMenu(type, tokens) ? null : bareOf(type, morphology, tokens, lexicon);
  if (bare === null && (isSpread(morphology) || wanted.some((site) => site !== null))) return [];
  const rule = `composition: ${morphology}, site not said`;
  return [
    { target: bare ?? '', anchor: type, others: [], rule, ...(isSpread(morphology) ? {} : { unplaced: morphology }) },
    ...foundAt,
  ];
}

/** "Left groin node: metastatic melanoma": where it was found is a secondary, unless it may begin there. */
function siteOfMetastatic(type: Mention, morphology: string, site: Mention | null, lexicon: Lexicon): Tumour[] {
  if (site === null || !OF_A_KIND.has(morphology) || !NEVER_ITS_ORIGIN.test(slugOf(site))) return [];
  const target = lookUp('metastasis', slugOf(site), '', lexicon, 'with parents');
  const rule = `composition: metastasis of ${slugOf(site)}`;
  return target === null ? [] : [{ target, anchor: type, others: [site], rule }];
}
const NEVER_ITS_ORIGIN = /node$|^(?:liver|brain|spine|adrenal|pleura)$/;
const OF_A_KIND = new Set(['metastatic-melanoma', 'metastatic-sarcoma', 'metastatic-squamous-cell-carcinoma']);

/** "Metastases:" above a list or an empty line says nothing; what stands in the list does. */
function isHeadOfAList({ meaning, from, to, sentence }: Mention, tokens: readonly MatchToken[]): boolean {
  if (meaning.layer !== 'morphology' || meaning.morphology !== 'metastasis') return false;
  return from - sentence.from <= 2 && to + 1 === sentence.to && tokens[to]!.raw === ':';
}

/** "Low / intermediate / high / mets (delete)": a choice that a form offers. */
function isOneOfAMenu({ meaning, from, sentence }: Mention, tokens: readonly MatchToken[]): boolean {
  if (meaning.layer !== 'morphology' || meaning.morphology !== 'metastasis') return false;
  return from - 1 > sentence.from && tokens[from - 1]!.raw === '/' && tokens[from - 3]?.raw === '/';
}

/** "Right sided invasive lobular carcinoma": the kind alone names the organ, and may have a code for its side. */
function bareOf(type: Mention, morphology: string, tokens: readonly MatchToken[], lexicon: Lexicon): string | null {
  return lookUp(morphology, '', isSpread(morphology) ? '' : lateralityOf([type], tokens), lexicon, 'exact');
}
