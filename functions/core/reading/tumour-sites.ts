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
      !types.some((other) => other !== type && standsBetween(other, type, site)) &&
      !(site.to <= type.from && tokens.slice(site.to, type.from).some(({ word }) => ANOTHER_STATEMENT.has(word))),
  );
  const linked = reachable.find((site) => site.from >= type.to && isLinkedAfter(type, site, tokens));
  const before = reachable.filter((site) => site.to <= type.from && type.from - site.to <= FARTHEST_SITE).at(-1);
  const justBefore = before !== undefined && type.from - before.to <= 3 && !hasMark(tokens, before.to, type.from);
  if (justBefore) return before;
  if (linked !== undefined) return linked;
  return before ?? siteBehindAComma(type, sites, types, tokens);
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

/** All sites of the list that hangs on a metastasis. */
export function sitesOfList(
  type: Mention,
  sites: readonly Mention[],
  types: readonly Mention[],
  tokens: readonly MatchToken[],
): (Mention | null)[] {
  const listed: Mention[] = [];
  const beside = sites.some(
    (site) =>
      type.from === site.to && !types.some((other) => other !== type && other.from <= site.from && site.to <= other.to),
  );
  const behind = sites.filter(
    (site) => site.from >= type.to && !types.some((other) => other !== type && standsBetween(other, type, site)),
  );
  const after = beside ? [] : behind;
  let end = type.to;
  for (const site of after) {
    const linked = end === type.to ? isLinkedAfter(type, site, tokens) : isListedAfter(end, site.from, tokens);
    if (!linked) break;
    listed.push(site);
    end = site.to;
  }
  if (listed.length > 0) return listed;
  const before = sites.filter(
    (site) =>
      site.to <= type.from &&
      !types.some(
        (other) => other !== type && (standsBetween(other, type, site) || isSiteOf(other, site, type, tokens)),
      ),
  );
  listed.push(...listedBefore(type.from, before, tokens));
  // "Brain mets x2 + lung + L axilla": the list goes on behind.
  if (listed.length > 0) return [...listed, ...addedBehind(type, behind, types, tokens)];
  return [siteOf(type, sites, types, tokens)];
}

/**
 * "Adenocarcinoma LLL, bone mets": the site right behind another type, and set off from this one, is the other's; so is the one that ends a
 * bracket behind it: "NSCLC (adenocarcinoma, RUL) and brain mets".
 */
function isSiteOf(other: Mention, site: Mention, type: Mention, tokens: readonly MatchToken[]): boolean {
  const closes = tokens.slice(site.to, type.from).find(({ raw }) => raw === '(' || raw === ')')?.raw === ')';
  if (closes && other.to <= site.from && site.from - other.to <= LONGEST_IN_BRACKETS) return true;
  if (other.to > site.from || site.from - other.to > 1 || hasMark(tokens, other.to, site.from)) return false;
  return tokens.slice(site.to, type.from).some(({ raw }) => raw === ',' || raw === ';');
}

const LONGEST_IN_BRACKETS = 4;

function addedBehind(
  type: Mention,
  behind: readonly Mention[],
  types: readonly Mention[],
  tokens: readonly MatchToken[],
): Mention[] {
  const next = behind.find(
    (site) => !types.some((other) => other !== type && other.from <= site.from && site.to <= other.to),
  );
  if (next === undefined || !isListedAfter(type.to, next.from, tokens)) return [];
  const listed = listedFrom(next.from, behind, tokens);
  if (tokens.slice(type.to, next.from).some(({ raw }) => raw === '+')) return listed;
  // "Liver metastases, portal nodes; …", but not "liver metastases, lungs clear".
  const last = listed.at(-1)!;
  const ends = last.to >= type.sentence.to || /^[.;),]$/.test(tokens[last.to]!.raw);
  return ends && listed.every((site) => /node$/.test(slugOf(site))) ? listed : [];
}

/** The sites of a list that ends where a tumour type begins: "bone, lung and brain mets". */
export function listedBefore(to: number, sites: readonly Mention[], tokens: readonly MatchToken[]): Mention[] {
  const listed: Mention[] = [];
  let start = to;
  for (const site of [...sites].reverse()) {
    const linked =
      start === to ? start - site.to <= 3 && !hasMark(tokens, site.to, start) : isListedAfter(site.to, start, tokens);
    if (!linked) break;
    listed.unshift(site);
    start = site.from;
  }
  return listed;
}

/** The sites of a list that begins at a token. */
export function listedFrom(from: number, sites: readonly Mention[], tokens: readonly MatchToken[]): Mention[] {
  const listed: Mention[] = [];
  let end = from;
  for (const site of sites.filter((one) => one.from >= from)) {
    if (site.from !== end && !isListedAfter(end, site.from, tokens)) break;
    listed.push(site);
    end = site.to;
  }
  return listed;
}

const LINKS = new Set(
  'of in at to within involving affecting on off arising both the a an his her your my their this other opposite several one two three some left right bilateral l r lt rt distal proximal mid upper lower'.split(
    ' ',
  ),
);

function isLinkedAfter(type: Mention, site: Mention, tokens: readonly MatchToken[]): boolean {
  if (site.from - type.to > 7) return false;
  const between = tokens.slice(type.to, site.from);
  if (between.length === 0) return true;
  const metastasis = type.meaning.layer === 'morphology' && isSpread(type.meaning.morphology);
  if (metastasis && between.some(({ word }) => word === 'from')) return false;
  const label = metastasis || LABELS.has(tokens[type.to - 1]!.word);
  if (label && between[0]!.raw === ':' && between.slice(1).every(({ word }) => LINKS.has(word))) return true;
  if (between.some(({ raw }) => raw === ',' || raw === ';' || raw === ':' || raw === '.' || raw === '\t')) return false;
  return between.some(({ word, raw }) => raw === '(' || (LINKS.has(word) && /^[a-z]/.test(word)));
}

/** "Primary: colon", "cancer site: left breast". */
const LABELS = new Set(['primary', 'site', 'type', 'cancer', 'tumour']);

function isListedAfter(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  if (to - from > 6) return false;
  const between = tokens.slice(from, to);
  return between.length <= 4 || between.some(({ raw }) => raw === '(')
    ? between.every(
        ({ raw, word }) =>
          LIST_MARKS.has(raw) ||
          LIST_WORDS.has(word) ||
          /^(?:x?\d{1,2}|[ctl]\d{1,2}|\d{1,3}(?:\.\d)?(?:cm|mm)?|cm|mm)$/.test(word),
      )
    : false;
}

const LIST_MARKS = new Set([',', '/', '&', '+', '(', ')']);

const LIST_WORDS = new Set(
  'and or in the to left right both bilateral also multiple l r lt rt several new small few solitary single isolated contralateral extensive widespread bilobar up largest max each enlarged bulky'.split(
    ' ',
  ),
);

export function standsBetween(other: Mention, a: Mention, b: Mention): boolean {
  const [low, high] = a.from < b.from ? [a.to, b.from] : [b.to, a.from];
  return other.from >= low && other.to <= high;
}

function hasMark(tokens: readonly MatchToken[], from: number, to: number): boolean {
  return tokens.slice(from, to).some(({ raw, kind }) => kind === 'mark' && raw !== '/' && raw !== '&');
}

/** "Bone scan", "liver function", "brain MRI": the site of an examination or a service is no site of disease. */
export function isOfAnExamination(site: Mention, tokens: readonly MatchToken[]): boolean {
  const next = tokens[site.to];
  if (next === undefined || site.to >= site.sentence.to) return false;
  return EXAMINATIONS.has(next.word) || isSecondOperation(site, tokens);
}

/** "Radical WLE + bilat groin SLN 3/6/26: SCC 14mm": what stands behind the day of two operations is of the first. */
function isSecondOperation({ from, to, sentence }: Mention, tokens: readonly MatchToken[]): boolean {
  if (!/^(?:sln|slns|slnb|snb|nodes?)$/.test(tokens[to - 1]!.word)) return false;
  let i = to;
  while (i < sentence.to && /^[\d/.]+$/.test(tokens[i]!.raw)) i++;
  if (tokens[i]?.raw !== ':') return false;
  for (let j = from - 1; j >= Math.max(sentence.from, from - FARTHEST_OPERATION); j--)
    if (/^(?:\+|and|&|with)$/.test(tokens[j]!.word)) return true;
  return false;
}
const FARTHEST_OPERATION = 4;

const EXAMINATIONS = new Set(
  'mdt mdm meeting scan scans function functions mri ct xray us uss ultrasound doppler enzymes profile clinic clinics unit team teams nurse nurses surgeon surgeons physician physicians service services failure disease density transplant screening density protection health'.split(
    ' ',
  ),
);

export function slugOf(site: Mention): string {
  return site.meaning.layer === 'site' ? site.meaning.site : '';
}

/** Left, right or bilateral, said inside or beside any of the mentions; empty when not said or said of both sides apart. */
export function lateralityOf(mentions: readonly Mention[], tokens: readonly MatchToken[]): string {
  const said = new Set<string>();
  for (const { from, to, sentence } of mentions)
    for (let i = Math.max(sentence.from, from - 2); i < Math.min(sentence.to, to + 2); i++) {
      const token = tokens[i]!;
      if ((i < from || i >= to) && token.kind === 'mark' && token.raw !== '(' && token.raw !== ')') continue;
      const side = SIDES.get(token.word) ?? SIDES_AS_WRITTEN.get(token.raw);
      if (i < from && tokens.slice(i, from).some(({ raw }) => raw === ',' || raw === ';' || raw === '.')) continue;
      if (side !== undefined && (i < to || isSideOfWhatIsBefore(i, to, sentence.to, tokens))) said.add(side);
    }
  if (said.has('bilateral') || (said.has('left') && said.has('right'))) return said.has('bilateral') ? 'bilateral' : '';
  return [...said][0] ?? '';
}

/** "Breast cancer, left" and "lung cancer right upper lobe", but not "lung cancer with left adrenal metastasis" or "cancer, right hip pain". */
function isSideOfWhatIsBefore(side: number, to: number, end: number, tokens: readonly MatchToken[]): boolean {
  if (side > to && tokens[to]!.kind !== 'mark') return false;
  const next = side + 1 < end ? tokens[side + 1] : undefined;
  if (next === undefined || next.kind === 'mark' || /\d/.test(next.raw) || next.gap !== 'space') return true;
  return GO_ON_BEHIND_A_SIDE.has(next.word) && !OF_THE_BODY.has(tokens[side + 2]?.word ?? '');
}
const GO_ON_BEHIND_A_SIDE = new Set(
  'sided side upper lower outer inner middle mid central lobe main apex hilum breast lung kidney testis ovary tonsil nipple axillary primary and or then now but with in on at er pr her2 grade stage high low dated diagnosed dx treated post since which who for is was has wle slnb anc mx rt mastectomy lumpectomy nephrectomy lobectomy pneumonectomy orchidectomy removed excised resected previously localised metastatic locally invasive ductal lobular nst adenocarcinoma carcinoma cancer ca tumour'.split(
    ' ',
  ),
);
const OF_THE_BODY = new Set('arm leg limb back abdomen abdominal eyelid hip knee shoulder chest pain'.split(' '));

const SIDES = new Map([
  ['left', 'left'],
  ['right', 'right'],
  ['lt', 'left'],
  ['rt', 'right'],
  ['bilateral', 'bilateral'],
]);

const SIDES_AS_WRITTEN = new Map([
  ['L', 'left'],
  ['R', 'right'],
]);
