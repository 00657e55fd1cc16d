import type { ContextRule } from '../lexicon/context-rules.ts';
import { EVERY_KIND, kindsOf } from '../lexicon/kinds.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { ContextCategory } from '../lexicon/rows.ts';
import { chosen } from '../stage/boxes.ts';
import { isAudience } from './audiences.ts';
import { findModifiers, type Modifier, modifier } from './modifiers.ts';
import type { Retraction } from './retractions.ts';
import type { Sentence } from './sentences.ts';

/** Each sentence's modifiers, found once. */
export function modifiersBySentence(
  text: string,
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): (sentence: Sentence) => readonly Modifier[] {
  const known = new Map<Sentence, readonly Modifier[]>();
  return (sentence) => {
    let modifiers = known.get(sentence);
    if (modifiers === undefined) {
      modifiers = withoutUnticked(modifiersOf(sentence, tokens, lexicon.contextRules), sentence, text, tokens);
      known.set(sentence, modifiers);
    }
    return modifiers;
  };
}

/** `SLNB [x] done [ ] declined`: a choice that nobody ticked says nothing of what stands beside it. */
function withoutUnticked(
  modifiers: readonly Modifier[],
  { from, to }: Sentence,
  text: string,
  tokens: readonly MatchToken[],
): readonly Modifier[] {
  if (modifiers.length === 0) return modifiers;
  const [start, end] = [tokens[from]!.start, tokens[to - 1]!.end];
  const statement = text.slice(start, end);
  const shown = BOX.test(statement) ? chosen(statement) : statement;
  if (shown === statement) return modifiers;
  return modifiers.filter((one) => {
    if (one.from < from || one.to > to || one.to <= one.from) return true;
    return shown.slice(tokens[one.from]!.start - start, tokens[one.to - 1]!.end - start).trim() !== '';
  });
}
const BOX = /[[☐□☒☑]/;

/** A statement's own modifiers, and what introduces it. */
export function modifiersOf(
  sentence: Sentence,
  tokens: readonly MatchToken[],
  rules: Lexicon['contextRules'],
): readonly Modifier[] {
  const own = findModifiers(sentence, tokens, rules).filter((one) => !isAudience(one, sentence, tokens));
  if (sentence.leadIn === undefined && sentence.bystander === undefined && sentence.retraction === undefined)
    return own;
  return [...introducing(sentence, tokens, rules), ...fromNeighbours(sentence, tokens), ...own];
}

/** What a pronoun says that stands for somebody named in the statement before, and a next statement that takes this one back. */
function fromNeighbours(
  { bystander, retraction, from, to }: Sentence,
  tokens: readonly MatchToken[],
): readonly Modifier[] {
  const said: Modifier[] = [];
  if (bystander !== undefined) {
    const { at, category } = bystander;
    said.push(modifier(at, at + 1, ruleOf(tokens[at]!.word, category, 'forward')));
  }
  if (retraction !== undefined) {
    const category = SAID_NEXT[retraction];
    said.push(modifier(to, to, ruleOf(retraction, category, 'backward'), { from, to }));
    // A stage goes with it, where the statement points back: "It said T3 N2. This is not the case."
    if (retraction === 'taken back next' && POINTS.has(tokens[to]?.word ?? ''))
      said.push(
        modifier(to, to, { ...ruleOf(retraction, category, 'backward'), kinds: kindsOf('stage') }, { from, to }),
      );
  }
  return said;
}

const POINTS = new Set(['this', 'that', 'it', 'which', 'these', 'they']);

const SAID_NEXT = {
  'taken back next': 'negated',
  'explained next': 'negated',
  'over next': 'historical',
  'awaited next': 'possible',
} as const satisfies Record<Retraction, ContextCategory>;

function ruleOf(trigger: string, category: ContextCategory, direction: ContextRule['direction']): ContextRule {
  const kinds = direction === 'backward' ? kindsOf('diagnosis') : EVERY_KIND;
  return { trigger, category, direction, reach: Number.POSITIVE_INFINITY, wholeSentence: true, kinds };
}

/** What a list's introduction says of each of its items, as if it stood right before the item. */
function introducing(
  { leadIn, from }: Sentence,
  tokens: readonly MatchToken[],
  rules: Lexicon['contextRules'],
): readonly Modifier[] {
  if (leadIn === undefined) return [];
  let behindMarker = from;
  while (/^(?:\d{1,2}|[a-z]|\W)$/i.test(tokens[behindMarker]?.raw ?? 'word')) behindMarker++;
  return findModifiers(leadIn, tokens, rules)
    .filter(
      ({ rule }) =>
        rule.direction === 'forward' && rule.category !== 'termination' && rule.reach === Number.POSITIVE_INFINITY,
    )
    .map(({ rule, from, to }) => modifier(behindMarker, behindMarker, rule, { from, to }));
}
