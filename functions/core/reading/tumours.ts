import type { Lexicon, TumourParts } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { LetterRead } from './letter-read.ts';
import { siteListsIn } from './listed-secondaries.ts';
import type { Mention } from './mentions.ts';

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

const FARTHEST_SITE = 14;

/**
 * Finds tumours: phrases that say one whole, made more exact by a site or side beside them, and morphology and
 * site said apart in one statement. Every site of a list gets its metastasis: "mets in liver, lung and bone".
 */
export function findTumours(letter: LetterRead): Tumour[] {
  const { sentences, mentionsIn, tokens, lexicon } = letter;
  const tumours = sentences.flatMap((sentence) => tumoursIn(mentionsIn(sentence), tokens, lexicon));
  return [...tumours, ...listedSecondaries(tumours, letter)];
}

/** The sites of each list of where a cancer has spread to, but for the primary's own. */
function listedSecondaries(tumours: readonly Tumour[], letter: LetterRead): Tumour[] {
  const { sentences, mentionsIn, tokens, lexicon } = letter;
  if (tumours.length === 0) return [];
  const primaries = new Set(
    tumours.flatMap(({ target }) =>
      (lexicon.parts.get(target) ?? []).filter(({ morphology }) => morphology !== 'metastasis').map(({ site }) => site),
    ),
  );
  return sentences.flatMap((sentence) => {
    const mentions = mentionsIn(sentence);
    const types = mentions.filter(
      ({ meaning }) =>
        meaning.layer === 'morphology' || (meaning.layer === 'concept' && meaning.category === 'diagnosis'),
    );
    const sites = mentions.filter(
      (one) => one.meaning.layer === 'site' && !types.some((type) => type.from <= one.from && one.to <= type.to),
    );
    if (sites.length === 0) return [];
    return siteListsIn(sentence, types, letter).flatMap(({ by, from }) =>
      listedFrom(from, sites, tokens).flatMap((site): Tumour[] => {
        const target = lookUp('metastasis', slugOf(site), '', lexicon, 'with parents');
        const own = [...primaries].some(
          (primary) => primary !== '' && isWithin(slugOf(site), primary, lexicon.siteParents),
        );
        if (target === null || own) return [];
        return [{ target, anchor: site, others: [by], rule: `composition: metastasis of ${slugOf(site)}, listed` }];
      }),
    );
  });
}

/** The sites of a list that ends where a tumour type begins: "bone, lung and brain mets". */
function listedBefore(to: number, sites: readonly Mention[], tokens: readonly MatchToken[]): Mention[] {
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
function listedFrom(from: number, sites: readonly Mention[], tokens: readonly MatchToken[]): Mention[] {
  const listed: Mention[] = [];
  let end = from;
  for (const site of sites.filter((one) => one.from >= from)) {
    if (site.from !== end && !isListedAfter(end, site.from, tokens)) break;
    listed.push(site);
    end = site.to;
  }
  return listed;
}

function tumoursIn(mentions: readonly Mention[], tokens: readonly MatchToken[], lexicon: Lexicon): Tumour[] {
  const wholes = mentions.filter(({ meaning }) => meaning.layer === 'concept' && meaning.category === 'diagnosis');
  const inWhole = (one: Mention) => wholes.some((whole) => whole.from <= one.from && one.to <= whole.to);
  const morphologies = mentions.filter((one) => one.meaning.layer === 'morphology' && !inWhole(one));
  const sites = mentions.filter((one) => one.meaning.layer === 'site' && !isOfAnExamination(one, tokens));
  const types = [...wholes, ...morphologies].sort((a, b) => a.from - b.from);
  return types
    .flatMap((type) => {
      const outside = sites.filter((site) => !(type.from <= site.from && site.to <= type.to));
      return type.meaning.layer === 'concept'
        ? [
            wholeTumour(type, type.meaning.target, outside, types, tokens, lexicon),
            ...bracketedSites(type, type.meaning.target, outside, tokens, lexicon),
            ...sitesOfSpread(type, type.meaning.target, outside, types, tokens, lexicon),
          ]
        : composedTumours(type, outside, types, tokens, lexicon);
    })
    .flatMap((tumour) => [tumour, ...primaryOf(tumour, tokens, lexicon)]);
}

/** "Metastasis from malignant tumour of breast" names the primary's site; "secondary of liver" is where it went. */
export function saysWhereFrom(target: string, lexicon: Lexicon): boolean {
  const parts = lexicon.parts.get(target) ?? [];
  return (
    parts.some(({ morphology, site }) => morphology === 'metastatic-carcinoma' && site !== '') &&
    !parts.some(({ morphology }) => morphology === 'metastasis') &&
    lexicon.concepts.get(target)?.mdsItem === 'secondary-site'
  );
}

/** "Metastatic breast cancer", "bone metastases from known breast cancer": there is a breast cancer. */
function primaryOf(tumour: Tumour, tokens: readonly MatchToken[], lexicon: Lexicon): Tumour[] {
  const part = (lexicon.parts.get(tumour.target) ?? []).find(({ morphology }) => morphology === 'metastatic-carcinoma');
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

/** "Bone and lung metastases from breast cancer": where it went stands before the phrase that says where from. */
function sitesOfSpread(
  type: Mention,
  target: string,
  sites: readonly Mention[],
  types: readonly Mention[],
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): Tumour[] {
  if (tokens[type.from]!.word !== 'metastasis' || !saysWhereFrom(target, lexicon)) return [];
  const before = sites.filter(
    (site) => site.to <= type.from && !types.some((other) => other !== type && standsBetween(other, type, site)),
  );
  return listedBefore(type.from, before, tokens).flatMap((site): Tumour[] => {
    const secondary = lookUp('metastasis', slugOf(site), '', lexicon, 'with parents');
    const rule = `composition: metastasis of ${slugOf(site)}`;
    return secondary === null
      ? []
      : [{ target: secondary, anchor: { ...type, to: type.from + 1 }, others: [site], rule }];
  });
}

/** "Metastatic breast cancer (bone, pleura)": the bracket behind a spread cancer lists where it has spread to. */
function bracketedSites(
  type: Mention,
  target: string,
  sites: readonly Mention[],
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): Tumour[] {
  if (lexicon.concepts.get(target)?.mdsItem !== 'secondary-site' || tokens[type.to]?.raw !== '(') return [];
  return listedFrom(type.to + 1, sites, tokens).flatMap((site): Tumour[] => {
    const secondary = lookUp('metastasis', slugOf(site), '', lexicon, 'with parents');
    const rule = `composition: metastasis of ${slugOf(site)}, in brackets`;
    return secondary === null ? [] : [{ target: secondary, anchor: type, others: [site], rule }];
  });
}

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
  if (composed.length > 0) return composed;
  const bare = lookUp(morphology, '', '', lexicon, 'exact');
  if (bare === null && wanted.some((site) => site !== null)) return [];
  const rule = `composition: ${morphology}, site not said`;
  return [
    { target: bare ?? '', anchor: type, others: [], rule, ...(isSpread(morphology) ? {} : { unplaced: morphology }) },
  ];
}

/**
 * The concept for a combination. Where it has no line, the parents of the morphology are tried, then those of the
 * site. A metastasis or a recurrence never falls back on a primary.
 */
export function lookUp(
  morphology: string,
  site: string,
  laterality: string,
  lexicon: Lexicon,
  how: 'exact' | 'with parents',
): string | null {
  const morphologies =
    how === 'exact' ? [morphology] : [morphology, ...(lexicon.morphologyParents.get(morphology) ?? [])];
  const sites = how === 'exact' ? [site] : [site, ...(lexicon.siteParents.get(site) ?? [])];
  for (const oneSite of sites)
    for (const oneMorphology of NEVER_A_PRIMARY.has(morphology) ? [morphology] : morphologies)
      for (const side of laterality === '' ? [''] : [laterality, '']) {
        const target = lexicon.compositions.get(`${oneMorphology}|${oneSite}|${side}`);
        if (target !== undefined) return target;
      }
  return null;
}

const NEVER_A_PRIMARY = new Set(['metastasis', 'recurrence']);

/** "Metastases in the liver", and "has spread to the liver", which says nothing without a site. */
function isSpread(morphology: string): boolean {
  return morphology === 'metastasis' || morphology === 'spread-to';
}

/** Whether everything one target says is said, more exactly, by the other. */
export function isMoreSpecific(one: string, other: string, lexicon: Lexicon): boolean {
  if (one === other) return false;
  return (lexicon.parts.get(one) ?? []).some((a) =>
    (lexicon.parts.get(other) ?? []).some((b) => isPartOf(a, b, lexicon)),
  );
}

function isPartOf(a: TumourParts, b: TumourParts, lexicon: Lexicon): boolean {
  return (
    isWithin(a.morphology, b.morphology, lexicon.morphologyParents) &&
    (b.site === '' || isWithin(a.site, b.site, lexicon.siteParents)) &&
    (b.laterality === '' || b.laterality === a.laterality)
  );
}

export function isWithin(slug: string, ancestor: string, parents: ReadonlyMap<string, readonly string[]>): boolean {
  return slug === ancestor || (parents.get(slug) ?? []).includes(ancestor);
}

/** The one site a tumour type belongs to: "… of the S", "S …", "… (S)", or "S: …" earlier in the statement. */
function siteOf(
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
  return before ?? null;
}

/** "Gallbladder cancer had been considered but brushings show adenocarcinoma". */
const ANOTHER_STATEMENT = new Set(['but', 'however', 'although', 'whereas', 'while', 'though']);

/** All sites of the list that hangs on a metastasis. */
function sitesOfList(
  type: Mention,
  sites: readonly Mention[],
  types: readonly Mention[],
  tokens: readonly MatchToken[],
): (Mention | null)[] {
  const listed: Mention[] = [];
  const beside = sites.some(
    (site) => site.to <= type.from && type.from === site.to && !hasMark(tokens, site.to, type.from),
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
    (site) => site.to <= type.from && !types.some((other) => other !== type && standsBetween(other, type, site)),
  );
  listed.push(...listedBefore(type.from, before, tokens));
  // "Brain mets x2 + lung + L axilla": the list goes on behind.
  if (listed.length > 0) return [...listed, ...addedBehind(type, behind, types, tokens)];
  return [siteOf(type, sites, types, tokens)];
}

function addedBehind(
  type: Mention,
  behind: readonly Mention[],
  types: readonly Mention[],
  tokens: readonly MatchToken[],
): Mention[] {
  const next = behind.find(
    (site) => !types.some((other) => other !== type && other.from <= site.from && site.to <= other.to),
  );
  if (next === undefined || !tokens.slice(type.to, next.from).some(({ raw }) => raw === '+')) return [];
  return isListedAfter(type.to, next.from, tokens) ? listedFrom(next.from, behind, tokens) : [];
}

const LINKS = new Set(
  'of in at to within involving affecting on off arising both the a an his her left right bilateral l r lt rt distal proximal mid upper lower'.split(
    ' ',
  ),
);

function isLinkedAfter(type: Mention, site: Mention, tokens: readonly MatchToken[]): boolean {
  if (site.from - type.to > 7) return false;
  const between = tokens.slice(type.to, site.from);
  if (between.length === 0) return true;
  const metastasis = type.meaning.layer === 'morphology' && isSpread(type.meaning.morphology);
  if (metastasis && between.some(({ word }) => word === 'from')) return false;
  if (metastasis && between.length === 1 && between[0]!.raw === ':') return true;
  if (between.some(({ raw }) => raw === ',' || raw === ';' || raw === ':' || raw === '.' || raw === '\t')) return false;
  return between.some(({ word, raw }) => raw === '(' || (LINKS.has(word) && /^[a-z]/.test(word)));
}

function isListedAfter(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  if (to - from > 6) return false;
  const between = tokens.slice(from, to);
  return between.length <= 4 || between.some(({ raw }) => raw === '(')
    ? between.every(
        ({ raw, word }) => LIST_MARKS.has(raw) || LIST_WORDS.has(word) || /^(?:x?\d{1,2}|[ctl]\d{1,2})$/.test(word),
      )
    : false;
}
const LIST_MARKS = new Set([',', '/', '&', '+', '(', ')']);
const LIST_WORDS = new Set(
  'and or in the to left right both bilateral also multiple l r lt rt several new small few'.split(' '),
);

function standsBetween(other: Mention, a: Mention, b: Mention): boolean {
  const [low, high] = a.from < b.from ? [a.to, b.from] : [b.to, a.from];
  return other.from >= low && other.to <= high;
}

function hasMark(tokens: readonly MatchToken[], from: number, to: number): boolean {
  return tokens.slice(from, to).some(({ raw, kind }) => kind === 'mark' && raw !== '/' && raw !== '&');
}

/** "Bone scan", "liver function", "brain MRI": the site of an examination or a service is no site of disease. */
function isOfAnExamination(site: Mention, tokens: readonly MatchToken[]): boolean {
  const next = tokens[site.to];
  return next !== undefined && site.to < site.sentence.to && EXAMINATIONS.has(next.word);
}
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
      if (side !== undefined) said.add(side);
    }
  if (said.has('bilateral') || (said.has('left') && said.has('right'))) return said.has('bilateral') ? 'bilateral' : '';
  return [...said][0] ?? '';
}
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
