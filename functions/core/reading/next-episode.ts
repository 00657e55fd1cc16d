import type { MatchToken } from '../lexicon/phrase-trie.ts';

/**
 * "Previous left breast cancer (2008), new right breast cancer", "PMH melanoma 2011; now lung ca": whether a statement about a cancer
 * of the past goes on at a token with one that is new, so that neither's words reach the other.
 *
 * @param from of the statement
 */
export function beginsNextEpisode(tokens: readonly MatchToken[], from: number, i: number): boolean {
  if (!OPENS.has(tokens[i]!.norm) || !isSetOff(tokens, i)) return false;
  if (!tokens.slice(from, i).some(({ raw, norm }) => OF_THE_PAST.has(norm) || PAST_YEAR.test(raw))) return false;
  return namesATumour(tokens, from, i) && namesATumour(tokens, i + 1, clauseEnd(tokens, i + 1));
}

const OPENS = new Set(['now', 'new', 'newly']);

/** By a comma, a semicolon, a bracket that closes or a spaced hyphen, which is no token. */
function isSetOff(tokens: readonly MatchToken[], i: number): boolean {
  const before = tokens[i - 1];
  return before !== undefined && (DIVIDERS.test(before.raw) || tokens[i]!.start - before.end >= SPACED_HYPHEN);
}
const DIVIDERS = /^[,;)–—→]$/;
const SPACED_HYPHEN = 3;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const OF_THE_PAST = setOf('prev previous previously past hx history old earlier first original treated pmh');
const PAST_YEAR = /^(?:19[5-9]\d|20[01]\d|202[0-4])$/;

function clauseEnd(tokens: readonly MatchToken[], from: number): number {
  let to = from;
  while (to < Math.min(tokens.length, from + LONGEST_CLAUSE) && !/^[.;,?]$/.test(tokens[to]!.raw)) to++;
  return to;
}
const LONGEST_CLAUSE = 9;

function namesATumour(tokens: readonly MatchToken[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (TUMOUR.test(tokens[i]!.norm)) return true;
  return false;
}
const TUMOUR =
  /^(?:ca|cancers?|tumours?|primary|adenoca|\w{3,}omas?|[dl]cis|idc|ilc|idca|scc|bcc|tcc|hcc|rcc|nsclc|sclc|gist|\w*leuka?emia|aml|cll|cml|mds)$/;
