import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { examinedOrgan, foundWhere } from './found-where.ts';
import { lateralityOf } from './laterality.ts';
import type { Mention } from './mentions.ts';
import { regionsBefore, regionsJoined } from './reached-nodes.ts';
import { sitesOfList } from './site-lists.ts';
import { isSpread, lookUp } from './tumour-codes.ts';
import { hasMark, siteOf, slugOf } from './tumour-sites.ts';
import type { Tumour } from './tumours.ts';

/** What a tumour type and the sites beside it say together: "adenocarcinoma of the sigmoid colon", "mets in liver and lung". */
export function composedTumours(
  type: Mention,
  sites: readonly Mention[],
  named: readonly Mention[],
  types: readonly Mention[],
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): Tumour[] {
  if (type.meaning.layer !== 'morphology') return [];
  const { morphology } = type.meaning;
  const found = foundWhere(type, sites, types, tokens, lexicon);
  const wanted = isSpread(morphology)
    ? spreadTo(type, sites, named, types, tokens).map((site) =>
        site !== null && isOfThePrimary(site, type, types, tokens, lexicon) ? null : site,
      )
    : [siteOf(type, sites, types, tokens)];
  const composed = wanted.flatMap((site): Tumour[] => {
    if (site === null || (found.length > 0 && found[0]!.others[0] === site)) return [];
    const ofRegions = isSpread(morphology) ? spreadToRegions(type, morphology, site, tokens, lexicon) : [];
    if (ofRegions.length > 0 && slugOf(site) === 'lymph-node') return ofRegions;
    const laterality = lateralityOf([type, site], tokens);
    // What is found in the omentum came there.
    const kind = slugOf(site) === 'omentum' ? 'metastasis' : morphology;
    const target = lookUp(kind, slugOf(site), laterality, lexicon, 'with parents');
    const rule = `composition: ${kind} of ${slugOf(site)}${laterality === '' ? '' : `, ${laterality}`}`;
    return target === null ? ofRegions : [...ofRegions, { target, anchor: type, others: [site], rule }];
  });
  if (composed.length > 0) return [...composed, ...found];
  if (isOneOfAMenu(type, tokens)) return found;
  const bare = isHeadOfAList(type, tokens) ? null : bareOf(type, morphology, tokens, lexicon);
  if (bare === null && (isSpread(morphology) || (found.length === 0 && wanted.some((site) => site !== null))))
    return found;
  const rule = `composition: ${morphology}, site not said`;
  return [
    { target: bare ?? '', anchor: type, others: [], rule, ...(isSpread(morphology) ? {} : { unplaced: morphology }) },
    ...found,
  ];
}

/** Nodes without a region of their own are of those said before them; nodes with one may be of others as well. */
function spreadToRegions(
  type: Mention,
  morphology: string,
  site: Mention,
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): Tumour[] {
  if (!/node$/.test(slugOf(site))) return [];
  const regions =
    slugOf(site) === 'lymph-node' ? regionsBefore(site, tokens) : regionsJoined(site, slugOf(site), tokens);
  return regions.flatMap((region): Tumour[] => {
    const target = lookUp('metastasis', region, '', lexicon, 'with parents');
    const rule = `composition: ${morphology} of ${region}`;
    return target === null ? [] : [{ target, anchor: type, others: [site], rule }];
  });
}

function spreadTo(
  type: Mention,
  sites: readonly Mention[],
  named: readonly Mention[],
  types: readonly Mention[],
  tokens: readonly MatchToken[],
): readonly (Mention | null)[] {
  const listed = sitesOfList(type, sites, types, tokens);
  return listed.some((site) => site !== null) ? listed : [examinedOrgan(type, named, tokens)];
}

/** "Lung cancer with mets", "adenocarcinoma of the lung, mets": the organ in the name of the tumour they come from. */
function isOfThePrimary(
  site: Mention,
  type: Mention,
  types: readonly Mention[],
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): boolean {
  if (site.to >= type.from) return false;
  // "Lung mass with mets"
  if (OF_A_PRIMARY.test(tokens[site.to]!.word) && tokens[site.to + 1]!.word === 'with') return true;
  return types.some((other) => {
    if (other === type || other.to > type.from || isSecondary(other, lexicon)) return false;
    if (other.from <= site.from && site.to <= other.to) return true;
    const between = tokens.slice(other.to, site.from);
    return (
      other.to < site.from && between.length <= 3 && between[0]!.word === 'of' && !hasMark(tokens, other.to, site.from)
    );
  });
}

const OF_A_PRIMARY = /^(?:mass|tumour|primary|cancer|ca|carcinoma)$/;

function isSecondary({ meaning }: Mention, { concepts }: Lexicon): boolean {
  if (meaning.layer === 'morphology') return isSpread(meaning.morphology) || /^metasta/.test(meaning.morphology);
  return meaning.layer === 'concept' && concepts.get(meaning.target)?.mdsItem === 'secondary-site';
}

/** "Metastases:" or "Metastases" above a list or an empty line, or in a table's first cell, says nothing; what stands in the list does. */
function isHeadOfAList({ meaning, from, to, sentence }: Mention, tokens: readonly MatchToken[]): boolean {
  if (meaning.layer !== 'morphology' || meaning.morphology !== 'metastasis') return false;
  if (from === sentence.from && (to === sentence.to || /^[|\t]$/.test(tokens[to]!.raw))) return true;
  return from - sentence.from <= 2 && to + 1 === sentence.to && tokens[to]!.raw === ':';
}

/** "Low / intermediate / high / mets (delete)", "high: T1 / HG / CIS": a choice that a form offers. */
function isOneOfAMenu({ meaning, from, sentence }: Mention, tokens: readonly MatchToken[]): boolean {
  if (meaning.layer !== 'morphology' || !/^(?:metastasis|carcinoma-in-situ)$/.test(meaning.morphology)) return false;
  return from - 1 > sentence.from && tokens[from - 1]!.raw === '/' && tokens[from - 3]?.raw === '/';
}

/** "Right sided invasive lobular carcinoma": the kind alone names the organ, and may have a code for its side. */
function bareOf(type: Mention, morphology: string, tokens: readonly MatchToken[], lexicon: Lexicon): string | null {
  return lookUp(morphology, '', isSpread(morphology) ? '' : lateralityOf([type], tokens), lexicon, 'exact');
}
