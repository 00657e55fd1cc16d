import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Mention } from './mentions.ts';
import { hasMark, isLinkedAfter, siteOf, slugOf, standsBetween } from './tumour-sites.ts';

/** All sites of the list that hangs on a metastasis. */
export function sitesOfList(
  type: Mention,
  sites: readonly Mention[],
  types: readonly Mention[],
  tokens: readonly MatchToken[],
): (Mention | null)[] {
  const listed: Mention[] = [];
  // "Melanoma of the back metastatic to the liver": where to is said behind.
  const isTo = /^(?:to|in)$/.test(tokens[type.to - 1]!.word) || tokens[type.to]?.word === 'to';
  const beside =
    !isTo &&
    sites.some(
      (site) =>
        type.from === site.to &&
        !types.some((other) => other !== type && other.from <= site.from && site.to <= other.to),
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

function isListedAfter(from: number, to: number, tokens: readonly MatchToken[]): boolean {
  const between = withoutBrackets(from, to, tokens);
  if (between === null || between.length > 6) return false;
  return between.length <= 4 || between.some(({ raw }) => raw === '(')
    ? between.every(
        ({ raw, word }) =>
          LIST_MARKS.has(raw) ||
          LIST_WORDS.has(word) ||
          /^(?:x?\d{1,2}|(?:19|20)\d\d|[ctl]\d{1,2}|\d{1,3}(?:\.\d)?(?:cm|mm)?|cm|mm)$/.test(word),
      )
    : false;
}

/** "Lung (bilateral nodules, 03/2025), left adrenal": what a bracket says of one site ends no list. */
function withoutBrackets(from: number, to: number, tokens: readonly MatchToken[]): readonly MatchToken[] | null {
  if (to - from > LONGEST_BETWEEN) return null;
  const between = tokens.slice(from, to);
  const close = between.findIndex(({ raw }) => raw === ')');
  if (between[0]?.raw !== '(' || close === -1 || close <= LONGEST_PLAIN) return between;
  return between.slice(close + 1);
}
const LONGEST_BETWEEN = 16;
const LONGEST_PLAIN = 3;

const LIST_MARKS = new Set([',', '/', '&', '+', '(', ')']);

const LIST_WORDS = new Set(
  'and or in the to left right both bilateral also multiple l r lt rt several new small few solitary single isolated contralateral extensive widespread bilobar up largest max each enlarged bulky her his their'.split(
    ' ',
  ),
);
