import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { composedTumours } from './composed-tumours.ts';
import { isOfAnExamination } from './examined-sites.ts';
import { foundWhere } from './found-where.ts';
import { lateralityOf } from './laterality.ts';
import type { LetterRead } from './letter-read.ts';
import { listedCancers } from './listed-cancers.ts';
import type { Mention } from './mentions.ts';
import { reachedNodes } from './reached-nodes.ts';
import { bracketedSites, jointSites, listedSecondaries, sitesOfSpread } from './spread-sites.ts';
import { metastasesOfTitle } from './title-organ.ts';
import { isFoundIn, isSpread, isWithin, lookUp, ORIGINS, saysWhereFrom } from './tumour-codes.ts';
import { siteOf, slugOf } from './tumour-sites.ts';

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
  const said: Tumour[] = [];
  for (const sentence of sentences) said.push(...tumoursIn(mentionsIn(sentence), tokens, lexicon));
  const tumours = [...said, ...listedCancers(letter)];
  if (tumours.length === 0) return [];
  const primaries = primarySites(
    tumours.filter((one) => !isOfEither(one)),
    letter,
  );
  const began = primaries.some((site) => !isWithin(site, LUNG, lexicon.siteParents));
  const isPrimary = (site: string) => primaries.some((primary) => isWithin(site, primary, lexicon.siteParents));
  const away = tumours.filter(
    (tumour) => !(began && isOfEither(tumour)) && !sitesOrOrigins(tumour, letter).some(isPrimary),
  );
  return [
    ...away,
    ...listedSecondaries(letter, (site) => isPrimary(slugOf(site))),
    ...reachedNodes(letter),
    ...metastasesOfTitle(letter),
  ];
}

/** "Metastatic carcinoma of the lung": of the lung, or there from the organ where another cancer of the letter began. */
function isOfEither({ anchor, rule }: Tumour): boolean {
  return rule.endsWith(ITS_PRIMARY) && /^metastatic (?:adeno)?carcinoma of (?:the )?lung/.test(anchor.phrase);
}
const LUNG = 'lung';
const ITS_PRIMARY = ', its primary';

/** The sites of a secondary by words that a primary's own site goes with as well: "progression in the liver", "renal metastases". */
function sitesOrOrigins({ anchor, others }: Tumour, letter: LetterRead): readonly string[] {
  const { meaning, phrase, from } = anchor;
  if (meaning.layer === 'morphology') {
    const sites = others.slice(0, 1).map(slugOf);
    const isEither = isSpread(meaning.morphology) && sites.some((site) => OFTEN_THE_ORIGIN.test(site));
    return isFoundIn(meaning.morphology) || isEither ? sites : [];
  }
  const isElsewhere = !ORIGIN_FIRST.test(phrase) || letter.tokens[from - 1]?.word === 'contralateral';
  return isElsewhere ? [] : sitesInside(anchor, letter);
}

/** "Renal metastases" are of the kidney or from it. */
const OFTEN_THE_ORIGIN = /^(?:bladder|colon|kidney|ovary|pancreas|prostate|rectum)/;
const ORIGIN_FIRST = /^(?:bladder|colonic|kidney|ovarian|pancreatic|prostatic|rectal|renal) metasta/;

function primarySites(tumours: readonly Tumour[], letter: LetterRead): readonly string[] {
  const { lexicon } = letter;
  const sites = tumours.flatMap(({ target, anchor }) => {
    if (lexicon.concepts.get(target)?.mdsItem === 'secondary-site' && !saysWhereFrom(target, lexicon)) return [];
    return [...(lexicon.parts.get(target) ?? []).map(({ site }) => site), ...sitesInside(anchor, letter)];
  });
  return [...new Set(sites)].filter((site) => site !== '');
}

function sitesInside(anchor: Mention, { mentionsIn }: LetterRead): readonly string[] {
  return mentionsIn(anchor.sentence)
    .filter(({ from, to, meaning }) => meaning.layer === 'site' && anchor.from <= from && to <= anchor.to)
    .map(slugOf);
}

function tumoursIn(mentions: readonly Mention[], tokens: readonly MatchToken[], lexicon: Lexicon): readonly Tumour[] {
  if (!mentions.some(namesATumour)) return NO_TUMOURS;
  const wholes = mentions.filter(({ meaning }) => meaning.layer === 'concept' && meaning.category === 'diagnosis');
  const morphologies = mentions.filter(
    (one) =>
      one.meaning.layer === 'morphology' && !wholes.some((whole) => whole.from <= one.from && one.to <= whole.to),
  );
  const named = mentions.filter((one) => one.meaning.layer === 'site');
  const sites = named.filter(
    (one) => !isOfAnExamination(one, tokens) || morphologies.some(({ from }) => from === one.to),
  );
  const types = [...wholes, ...morphologies].sort((a, b) => a.from - b.from);
  const isFree = (site: Mention) => !wholes.some(({ from, to }) => from <= site.from && site.to <= to);
  const kinds = kindsBefore(wholes, morphologies, lexicon);
  const partsOfWholes = new Set(kinds.values());
  return types
    .filter((type) => !partsOfWholes.has(type))
    .flatMap((type) => {
      const outside = sites.filter((site) => !(type.from <= site.from && site.to <= type.to));
      return type.meaning.layer === 'concept'
        ? [
            wholeTumour(type, type.meaning.target, kinds.get(type), outside.filter(isFree), types, tokens, lexicon),
            ...bracketedSites(type, type.meaning.target, outside, tokens, lexicon),
            ...jointSites(type, type.meaning.target, outside, tokens, lexicon),
            ...sitesOfSpread(type, outside, types, tokens, lexicon),
            ...foundWhere(type, outside, types, tokens, lexicon),
          ]
        : composedTumours(type, outside, named, types, tokens, lexicon);
    })
    .flatMap((tumour) => [tumour, ...primaryOf(tumour, tokens, lexicon)]);
}

const NO_TUMOURS: readonly never[] = [];

function namesATumour({ meaning }: Mention): boolean {
  return meaning.layer === 'morphology' || (meaning.layer === 'concept' && meaning.category === 'diagnosis');
}

/** "Squamous cell lung ca RUL": the kind right before the organ's cancer is of it, where that kind is found there. */
function kindsBefore(wholes: readonly Mention[], morphologies: readonly Mention[], lexicon: Lexicon) {
  const kinds = new Map<Mention, Mention>();
  for (const whole of wholes) {
    if (whole.meaning.layer !== 'concept') continue;
    const parts = lexicon.parts.get(whole.meaning.target) ?? [];
    const kind = morphologies.find(({ to }) => to === whole.from);
    if (kind === undefined || kind.meaning.layer !== 'morphology') continue;
    const { morphology } = kind.meaning;
    const organ = parts.find((part) => isWithin(morphology, part.morphology, lexicon.morphologyParents));
    if (organ !== undefined && lookUp(morphology, organ.site, '', lexicon, 'with parents') !== null)
      kinds.set(whole, kind);
  }
  return kinds;
}

/** "Metastatic breast cancer", "bone metastases from known breast cancer": there is a breast cancer. */
function primaryOf(tumour: Tumour, tokens: readonly MatchToken[], lexicon: Lexicon): Tumour[] {
  const parts = (lexicon.parts.get(tumour.target) ?? []).filter(
    ({ morphology }) => morphology === 'metastatic-carcinoma',
  );
  // One concept may stand for several parts of an organ: the organ is what is said.
  const part = parts.find(({ site }) => parts.every((other) => isWithin(other.site, site, lexicon.siteParents)));
  const origin = ORIGINS.get(tumour.target) ?? (saysWhereFrom(tumour.target, lexicon) ? part?.site : undefined);
  if (origin === undefined) return [];
  const { anchor } = tumour;
  const kind = KINDS.find(([words]) => words.test(anchor.phrase))?.[1] ?? 'malignancy';
  const side = lateralityOf([anchor, ...tumour.others], tokens);
  const target = lookUp(kind, origin, side, lexicon, 'with parents');
  if (target === null) return [];
  const isFrom = tokens.slice(anchor.from, anchor.to).some(({ word }) => word === 'from');
  const words = isFrom ? { ...anchor, from: Math.max(anchor.from, anchor.to - 2) } : anchor;
  return [{ target, anchor: words, others: tumour.others, rule: `${tumour.rule}${ITS_PRIMARY}` }];
}

/** "Metastatic adenoca lung": the primary is of that kind. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:nsclc|non[ -]small)/i, 'non-small-cell-carcinoma'],
  [/\b(?:sclc|small cell)\b/i, 'small-cell-carcinoma'],
  [/\b(?:adeno|adenoca|adenocarcinoma)\b/i, 'adenocarcinoma'],
  [/\b(?:squamous|scc)\b/i, 'squamous-cell-carcinoma'],
  [/\bductal\b/i, 'ductal-carcinoma'],
  [/\blobular\b/i, 'lobular-carcinoma'],
];

/** A phrase such as "breast cancer", taken further where a side or a nearer site stands beside it: "left breast cancer". */
function wholeTumour(
  type: Mention,
  target: string,
  kind: Mention | undefined,
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
  if (kind?.meaning.layer === 'morphology') {
    const { morphology } = kind.meaning;
    const ofKind = lookUp(morphology, refined, laterality, lexicon, 'with parents');
    const rule = `composition: ${morphology} of ${refined}`;
    if (ofKind !== null) return { target: ofKind, anchor: { ...type, from: kind.from }, others: used, rule };
  }
  if (laterality === '' && refined === parts.site) return plain;
  const exact = lookUp(parts.morphology, refined, laterality, lexicon, 'exact');
  return exact === null || exact === target
    ? plain
    : { target: exact, anchor: type, others: used, rule: `phrase: ${type.phrase}, with its site and side` };
}
