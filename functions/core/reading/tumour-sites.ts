import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Mention } from './mentions.ts';
import { isSpread } from './tumour-codes.ts';

const FARTHEST_SITE = 14;

/** The one site a tumour type belongs to: "… of the S", "S …", "… (S)", or "S: …" earlier in the statement. */
export function siteOf(
  type: Mention,
  sites: readonly Mention[],
  types: readonly Mention[],
  tokens: readonly MatchToken[],
): Mention | null {
  const reachable = sites.filter(
    (site) =>
      !types.some((other) => other !== type && (standsBetween(other, type, site) || isOfTheNext(other, type, site))) &&
      !(site.to <= type.from && tokens.slice(site.to, type.from).some(({ word }) => ANOTHER_STATEMENT.has(word))),
  );
  const linked = reachable.find((site) => site.from >= type.to && isLinkedAfter(type, site, tokens));
  const before = reachable.filter((site) => site.to <= type.from && type.from - site.to <= FARTHEST_SITE).at(-1);
  const justBefore = before !== undefined && type.from - before.to <= 3 && !hasMark(tokens, before.to, type.from);
  if (justBefore) return before;
  if (linked !== undefined) return linked;
  return before ?? siteBehindAComma(type, sites, types, tokens);
}

/** "Sarcoma at 33 and breast cancer at 50": the organ in the name of the next tumour. */
function isOfTheNext(other: Mention, type: Mention, site: Mention): boolean {
  return type.to <= other.from && other.from <= site.from && site.to <= other.to;
}

/** "Squamous cell carcinoma, well differentiated, lateral border of tongue": the only site of a statement of one tumour, set off by commas. */
function siteBehindAComma(
  type: Mention,
  sites: readonly Mention[],
  types: readonly Mention[],
  tokens: readonly MatchToken[],
): Mention | null {
  const [site] = sites;
  if (site === undefined || sites.length > 1 || types.length > 1 || site.from < type.to) return null;
  if (site.from - type.to > FARTHEST_BEHIND_A_COMMA || isSpreadOf(type)) return null;
  const between = tokens.slice(type.to, site.from);
  const next = site.to < site.sentence.to ? tokens[site.to] : undefined;
  const ends = next === undefined || next.kind === 'mark' || BEHIND_A_SITE.test(next.word);
  const joined = between.every(({ kind, raw, word }) => (kind === 'mark' ? raw === ',' : OF_A_TYPE.test(word)));
  return ends && joined && between.some(({ raw }) => raw === ',') ? site : null;
}
const FARTHEST_BEHIND_A_COMMA = 10;
const BEHIND_A_SITE = /^(?:primary|biopsy|bx|\d.*|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*)$/;
/** What may stand between a type and its site: how it looks, and where in the organ. */
const OF_A_TYPE =
  /^(?:well|moderately|poorly|mod|poor|diff|differentiated|undifferentiated|high|low|intermediate|grade|g?[1-4]|nos|nst|keratinising|invasive|infiltrating|the|of|in|dorsum|border|left|right|l|r|lt|rt|upper|lower|mid|middle|distal|proximal|anterior|posterior|lateral|medial|p16|positive|mucinous|type)$/;

function isSpreadOf({ meaning }: Mention): boolean {
  return (
    meaning.layer === 'morphology' && (isSpread(meaning.morphology) || /^metasta|^recurren/.test(meaning.morphology))
  );
}

/** "Gallbladder cancer had been considered but brushings show adenocarcinoma". */
const ANOTHER_STATEMENT = new Set(['but', 'however', 'although', 'whereas', 'while', 'though']);

const LINKS = new Set(
  'of in at to within involving affecting on off arising both the a an his her your my their this other opposite several one two three some left right bilateral l r lt rt distal proximal mid upper lower'.split(
    ' ',
  ),
);

export function isLinkedAfter(type: Mention, site: Mention, tokens: readonly MatchToken[]): boolean {
  if (site.from - type.to > 7) return false;
  const between = tokens.slice(type.to, site.from);
  if (between.length === 0) return true;
  const metastasis = type.meaning.layer === 'morphology' && isSpread(type.meaning.morphology);
  if (metastasis && between.some(({ word }) => word === 'from')) return false;
  const label = metastasis || LABELS.has(tokens[type.to - 1]!.word);
  if (label && between[0]!.raw === ':' && between.slice(1).every(({ word }) => LINKS.has(word))) return true;
  if (between.some(({ raw }) => raw === ',' || raw === ';' || raw === ':' || raw === '.' || raw === '\t')) return false;
  return between.some(
    ({ word, raw }, i) =>
      raw === '(' || (LINKS.has(word) && /^[a-z]/.test(word) && !(word === 'in' && between[i + 1]?.word === 'keeping')),
  );
}

/** "Primary: colon", "cancer site: left breast". */
const LABELS = new Set(['primary', 'site', 'type', 'cancer', 'tumour']);

export function standsBetween(other: Mention, a: Mention, b: Mention): boolean {
  const [low, high] = a.from < b.from ? [a.to, b.from] : [b.to, a.from];
  return other.from >= low && other.to <= high;
}

export function hasMark(tokens: readonly MatchToken[], from: number, to: number): boolean {
  return tokens.slice(from, to).some(({ raw, kind }) => kind === 'mark' && raw !== '/' && raw !== '&');
}

export function slugOf(site: Mention): string {
  return site.meaning.layer === 'site' ? site.meaning.site : '';
}
