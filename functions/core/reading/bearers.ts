import { EVERY_KIND } from '../lexicon/kinds.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { isAside } from './asides.ts';
import type { Bystander } from './bystanders.ts';
import { type Modifier, modifier } from './modifiers.ts';
import { personCategory, pronounsOf } from './persons.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const LONGEST_NAME = 5;
const FARTHEST_BEFORE = 12;

/**
 * Who but the patient a tumour is said of, in the grammar of its statement: "lives with his wife, who is on chemo for …", "mother
 * recovering from …", and behind it "bowel cancer - father, 60", "breast ca (mat aunt)", "melanoma in two cousins".
 */
export function bearerOf(target: Stretch, sentence: Stretch, tokens: readonly MatchToken[]): Modifier | null {
  return (
    bearerOfBrackets(target, sentence, tokens) ??
    bearerBefore(target, sentence, tokens) ??
    bearerBehind(target, sentence, tokens)
  );
}

function asModifier(at: number, category: Bystander['category'], tokens: readonly MatchToken[]): Modifier {
  const reach = Number.POSITIVE_INFINITY;
  const rule = {
    trigger: tokens[at]!.word,
    category,
    direction: 'both',
    reach,
    wholeSentence: true,
    kinds: EVERY_KIND,
  } as const;
  return modifier(at, at + 1, rule);
}

/** "Wife present (she had breast cancer)", "with her husband (bowel ca 2010)": what the brackets behind a person say is theirs. */
export function bearerOfBrackets({ from }: Stretch, sentence: Stretch, tokens: readonly MatchToken[]): Modifier | null {
  let open = from - 1;
  const last = Math.max(sentence.from, from - FARTHEST_BEFORE);
  while (open > last && tokens[open]!.raw !== '(' && tokens[open]!.raw !== ')') open--;
  if (tokens[open]?.raw !== '(' || open <= sentence.from) return null;
  const first = tokens[open + 1]!.word.replace(/['’](?:s|d)$/, '');
  let at = open - 1;
  while (at > sentence.from && open - at <= MOST_SAID_OF_THEM && ATTENDS.has(tokens[at]!.word)) at--;
  const category = personCategory(at, sentence.to, tokens);
  if (category === null) return null;
  const isTheirs = /^(?:he|she)$/.test(first)
    ? pronounsOf(tokens[at]!.word)?.has(first)
    : BEARS.has(first) || (at === open - 1 && open + 1 === from);
  return isTheirs ? asModifier(at, category, tokens) : null;
}
const MOST_SAID_OF_THEM = 4;
const ATTENDS = setOf(
  'present attended attending came here in too today , and distressed upset anxious tearful worried',
);

/** The nearest person before it, if a verb or "who" ties the tumour to them and the patient is not spoken of between. */
function bearerBefore({ from }: Stretch, sentence: Stretch, tokens: readonly MatchToken[]): Modifier | null {
  let aside = false;
  for (let i = from - 1; i >= Math.max(sentence.from, from - FARTHEST_BEFORE); i--) {
    const { word, raw } = tokens[i]!;
    if (ENDS_CLAUSE.test(raw)) return null;
    // "Her husband (our patient's next of kin) has …".
    if (raw === ')') aside = true;
    else if (raw === '(') aside = false;
    if (aside) continue;
    if (OF_THE_PATIENT.has(word)) return null;
    const category = personCategory(i, sentence.to, tokens);
    if (category === null) continue;
    if (
      /^(?:like|unlike|as)$/.test(tokens[i - 1]?.word ?? '') ||
      /^(?:like|unlike|as)$/.test(tokens[i - 2]?.word ?? '')
    )
      return null;
    if (isAside(i, i + 1, from, tokens)) return null;
    const closed = tokens[i + 1]?.raw === '(' ? closingBracket(i + 1, from, tokens) : -1;
    const follows = closed !== -1 ? closed + 1 : /^[,(]$/.test(tokens[i + 1]?.raw ?? '') ? i + 2 : i + 1;
    const next = tokens[follows]?.word ?? '';
    return BEARS.has(next) || /^who(?:se)?$/.test(wordBehindName(i + 1, tokens))
      ? asModifier(i, category, tokens)
      : null;
  }
  return null;
}

/**
 * "His mother had breast cancer and his wife bowel cancer": between the person whose cancer was told and this one stands another, who is
 * no relative where that one is, or the other way round.
 */
export function nearerBearer(
  target: Stretch,
  told: Modifier,
  sentence: Stretch,
  tokens: readonly MatchToken[],
): Modifier | null {
  for (let i = target.from - 1; i >= told.to; i--) {
    const category = personCategory(i, sentence.to, tokens);
    if (category === null) continue;
    const isOwned = OF_AN_OWNER.has(tokens[i - 1]!.word);
    const bears = i + 1 === target.from || BEARS.has(tokens[i + 1]!.word);
    return category !== told.rule.category && isOwned && bears ? asModifier(i, category, tokens) : null;
  }
  return null;
}
const OF_AN_OWNER = setOf('his her my their your and , ; but while');

/** "Her partner Lee, who has a lymphoma": what stands behind what somebody is called. */
function wordBehindName(at: number, tokens: readonly MatchToken[]): string {
  const name = tokens[at]?.raw === ',' ? at + 1 : at;
  if (!/^\p{Lu}\p{Ll}+$/u.test(tokens[name]?.raw ?? '')) return '';
  return tokens[tokens[name + 1]?.raw === ',' ? name + 2 : name + 1]?.word ?? '';
}

function closingBracket(open: number, last: number, tokens: readonly MatchToken[]): number {
  for (let i = open + 1; i < last; i++) if (tokens[i]!.raw === ')') return i;
  return -1;
}

/** A person who did something stands behind it in their own right: "prostate cancer, son present". */
function bearerBehind({ to }: Stretch, sentence: Stretch, tokens: readonly MatchToken[]): Modifier | null {
  const link = tokens[to];
  if (link === undefined || to >= sentence.to) return null;
  const verb = link.word === 'in' || OF_AFFECTING.has(link.word);
  const mark = /^[(:,–—|=→]$/.test(link.raw);
  // A dash between spaces is no token.
  const dash = link.gap === 'hyphen' || link.start - tokens[to - 1]!.end >= 3;
  if (!verb && !mark && !dash) return null;
  for (let i = verb || mark ? to + 1 : to; i < Math.min(sentence.to, to + LONGEST_NAME + 1); i++) {
    const category = personCategory(i, sentence.to, tokens);
    if (category !== null)
      return verb || isNameOnly(i + 1, sentence.to, tokens) ? asModifier(i, category, tokens) : null;
    // "In Mr Boyle's brother".
    const isName = verb && /^\p{Lu}\p{L}+(?:['’]s)?$/u.test(tokens[i]!.raw);
    if (!isName && !BEFORE_A_PERSON.has(tokens[i]!.word)) return null;
  }
  return null;
}

/** Behind the person the item ends, or goes on with an age, a date or another. */
function isNameOnly(at: number, last: number, tokens: readonly MatchToken[]): boolean {
  const next = tokens[at];
  return at >= last || next === undefined || GOES_ON.test(next.word) || /^[,;.)/&|\t]$/.test(next.raw);
}
const GOES_ON = /^(?:\d.*|x\d|at|aged|age|in|and|died|d|dx|diagnosed|also|too)$/;

const ENDS_CLAUSE = /^[;:.?!•\t]$/;
const OF_THE_PATIENT = setOf('he she i we you his her my our your patient pt that whether about but');
const BEARS = setOf(
  'who whose has had have having is was with got gets being died dying recovering battling fighting undergoing receiving developed survived suffered suffers treated diagnosed finished completed started under contracted passed went recently also just now currently himself herself themselves',
);
const OF_AFFECTING = setOf('affects affected took killed claimed hit');
const BEFORE_A_PERSON = setOf(
  'her his my your the a an both two three four one several all many of late maternal paternal mat pat m p great half step identical elder older eldest younger youngest only first degree 1st 2nd second x2 2 3',
);
