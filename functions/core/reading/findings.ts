import type { Category } from '../answer.ts';
import type { ContextRule, Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { ContextCategory } from '../lexicon/rows.ts';
import type { Span } from '../span.ts';
import { findAmounts } from './amounts.ts';
import { type SaidTumour, withBorrowedSites } from './borrowed-sites.ts';
import { type Context, contextOf, findModifiers, type Modifier } from './context.ts';
import { dateNear } from './date-roles.ts';
import { findFamilyCancers } from './family-cancers.ts';
import { findFollowUps } from './follow-ups.ts';
import { type FormAnswer, formAnswer } from './forms.ts';
import { isPast } from './history.ts';
import type { Finding, LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Sentence } from './sentences.ts';
import { type SaidTreatment, withStates } from './treatment-states.ts';
import { findTumours } from './tumours.ts';

/** What the letter says of tumours, treatments, care plans and the rest, each with its context. Stages come apart. */
export function findFindings(letter: LetterRead): Finding[] {
  const modifiersOf = letter.modifiersIn;
  const found = findTumours(letter).map((tumour): SaidTumour => {
    const said = contextAt(tumour.anchor, 'diagnosis', letter.tokens, modifiersOf);
    const words = spanOfAll([tumour.anchor, ...tumour.others], letter.tokens);
    const answered = asAnswered(said, formAnswer(letter.text, words));
    const asked = isOneOfSeveral(tumour.anchor, letter) ? asPossible(answered) : answered;
    return { tumour, context: inItsTime(asked, tumour.anchor, tumour.target, letter) };
  });
  const tumours = withBorrowedSites(found, letter).map(({ tumour, context }): Finding => {
    const mentions = [tumour.anchor, ...tumour.others];
    return makeFinding(letter, tumour.target, 'diagnosis', context, mentions, ruleWith(tumour.rule, context));
  });
  const treatments = treatmentContexts(letter, modifiersOf);
  const others = [...letter.mentions, ...findFollowUps(letter), ...findAmounts(letter)].flatMap(
    (mention): Finding[] => {
      const { meaning } = mention;
      if (meaning.layer !== 'concept' || meaning.category === 'diagnosis') return [];
      const fixed = meaning.category === 'status' || letter.lexicon.concepts.get(meaning.target)?.mdsItem === 'mdt';
      const reach = fixed ? NEAR_FACT : undefined;
      const said =
        treatments.get(mention) ??
        contextAt(mention, saidLike(meaning, letter.lexicon), letter.tokens, modifiersOf, reach);
      const context = asAnswered(said, formAnswer(letter.text, spanOfAll([mention], letter.tokens)));
      const rule = ruleWith(`phrase: ${mention.phrase}`, context);
      return [makeFinding(letter, meaning.target, meaning.category, context, [mention], rule)];
    },
  );
  const ofRelatives = findFamilyCancers(
    letter,
    found.filter(({ tumour }) => tumour.target !== '').map(({ tumour }) => tumour.anchor),
  ).flatMap(({ mention, target }): Finding[] => {
    const context = contextAt(mention, 'diagnosis', letter.tokens, modifiersOf);
    if (context.assertion.subject !== 'family') return [];
    const rule = ruleWith(`of a relative: ${mention.phrase}`, context);
    return [makeFinding(letter, target, 'family-history', context, [mention], rule)];
  });
  return [...tumours, ...others, ...ofRelatives].sort((a, b) => a.evidence[0]!.start - b.evidence[0]!.start);
}

/**
 * "Chemotherapy was considered by the MDT", "no skin cancer. nonsmoker": what was decided or found elsewhere says nothing of a meeting
 * or of a habit; only words beside it do.
 */
const NEAR_FACT = 2;
const DENIES: ReadonlySet<ContextCategory> = new Set(['negated', 'declined', 'hypothetical', 'possible']);

/** An inherited condition is suspected, denied and somebody else's in the words that a diagnosis is. */
function saidLike({ target, category }: { target: string; category: Category }, lexicon: Lexicon): Category {
  return lexicon.concepts.get(target)?.mdsItem === 'genetic-risk' ? 'diagnosis' : category;
}

/** What is said of each treatment, statement by statement. */
function treatmentContexts(
  letter: LetterRead,
  modifiersOf: (sentence: Sentence) => readonly Modifier[],
): ReadonlyMap<Mention, Context> {
  const contexts = new Map<Mention, Context>();
  let before: Context | null = null;
  for (const sentence of letter.sentences) {
    const said = letter.mentionsIn(sentence).flatMap((mention): SaidTreatment[] => {
      if (mention.meaning.layer !== 'concept' || mention.meaning.category !== 'treatment') return [];
      const concept = letter.lexicon.concepts.get(mention.meaning.target);
      const item = concept?.mdsItem ?? '';
      if (item === 'treatment-status') return [];
      const event = item === 'surgery' || concept?.group === 'interventional';
      const lasting = LASTING.has(item) && !event;
      const modifiers = modifiersOf(sentence);
      const saidFrom = (token: number) =>
        contextOf(
          { ...mention, category: 'treatment', lasting },
          modifiers.filter(({ from }) => from >= token),
          letter.tokens,
        );
      return [
        {
          mention,
          said: saidFrom(0),
          saidFrom,
          lasting,
          event,
          chemotherapy: item === 'chemotherapy',
          monitoring: item === 'monitoring' || item === 'palliative',
        },
      ];
    });
    if (said.length === 0) continue;
    const states = withStates(said, letter, before);
    said.forEach(({ mention }, i) => {
      contexts.set(mention, isAlternative(mention, letter) ? asOption(states[i]!) : states[i]!);
    });
    before = states.at(-1)!;
  }
  return contexts;
}

const LONGEST_OR = 5;

/** "Surgery or radiotherapy", "mastectomy versus wide local excision": one of them, and which is not said. */
function isAlternative(mention: Mention, { mentionsIn, tokens }: LetterRead): boolean {
  return mentionsIn(mention.sentence).some(({ meaning, from, to }) => {
    if (meaning.layer !== 'concept' || meaning.category !== 'treatment') return false;
    const between = to <= mention.from ? [to, mention.from] : from >= mention.to ? [mention.to, from] : null;
    if (between === null || between[1]! - between[0]! > LONGEST_OR) return false;
    return tokens.slice(between[0], between[1]).some(({ word }) => word === 'or' || word === 'vs' || word === 'versus');
  });
}

/** "HCC vs mets vs FNH", "BCC or SCC": one of them, and which is not known. */
function isOneOfSeveral({ from, to, sentence }: Mention, { mentionsIn, tokens }: LetterRead): boolean {
  const before = from - 1 >= sentence.from ? tokens[from - 1]!.word : '';
  const behind = to < sentence.to ? tokens[to]!.word : '';
  if (VERSUS.test(before) || VERSUS.test(behind)) return true;
  if (before !== 'or' && behind !== 'or') return false;
  return mentionsIn(sentence).some(
    (other) =>
      (other.meaning.layer === 'morphology' ||
        (other.meaning.layer === 'concept' && other.meaning.category === 'diagnosis')) &&
      ((before === 'or' && other.to === from - 1) || (behind === 'or' && other.from === to + 1)),
  );
}
const VERSUS = /^(?:vs|versus|v)$/;

/** What words beside it settle is no longer open. */
function asPossible(said: Context): Context {
  const settled = ['current', 'historical', 'negated', 'hypothetical'] as const;
  if (settled.some((category) => said.categories.has(category))) return said;
  return {
    ...said,
    assertion: { ...said.assertion, certainty: 'suspected' },
    categories: new Set([...said.categories, 'possible' as const]),
  };
}

/** What was given or is going on is no option, whatever stands beside it. */
function asOption(said: Context): Context {
  const given = ['completed', 'ongoing', 'stopped'] as const;
  if (given.some((category) => said.categories.has(category))) return said;
  return { ...said, assertion: { ...said.assertion, temporality: 'hypothetical' } };
}

const LASTING = new Set([
  'chemotherapy',
  'hormone-therapy',
  'immunotherapy',
  'targeted-therapy',
  'monitoring',
  'other-treatment',
  'palliative',
  'trial',
]);

/** Each sentence's modifiers, found once. */
export function modifiersBySentence(
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
): (sentence: Sentence) => readonly Modifier[] {
  const known = new Map<Sentence, readonly Modifier[]>();
  return (sentence) => {
    let modifiers = known.get(sentence);
    if (modifiers === undefined) {
      modifiers = modifiersOf(sentence, tokens, lexicon.contextRules);
      known.set(sentence, modifiers);
    }
    return modifiers;
  };
}

/** A statement's own modifiers, and what introduces it. */
export function modifiersOf(
  sentence: Sentence,
  tokens: readonly MatchToken[],
  rules: Lexicon['contextRules'],
): readonly Modifier[] {
  return [
    ...introducing(sentence, tokens, rules),
    ...fromNeighbours(sentence, tokens),
    ...findModifiers(sentence, tokens, rules),
  ];
}

/** What a pronoun says that stands for somebody named in the statement before, and a next statement that takes this one back. */
function fromNeighbours(
  { bystander, retraction, from, to }: Sentence,
  tokens: readonly MatchToken[],
): readonly Modifier[] {
  const said: Modifier[] = [];
  if (bystander !== undefined) {
    const { at, category } = bystander;
    said.push({ from: at, to: at + 1, rule: ruleOf(tokens[at]!.word, category, 'forward') });
  }
  if (retraction !== undefined) {
    const category = retraction === 'over next' ? 'historical' : 'negated';
    said.push({ from: to, to, rule: ruleOf(retraction, category, 'backward'), origin: { from, to } });
  }
  return said;
}

function ruleOf(trigger: string, category: ContextCategory, direction: ContextRule['direction']): ContextRule {
  const targets = direction === 'backward' ? new Set<Category>(['diagnosis']) : null;
  return { trigger, category, direction, reach: Number.POSITIVE_INFINITY, wholeSentence: true, targets };
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
    .map(({ rule, from, to }) => ({ from: behindMarker, to: behindMarker, rule, origin: { from, to } }));
}

function contextAt(
  { from, to, sentence }: Mention,
  category: Category,
  tokens: readonly MatchToken[],
  modifiersOf: (sentence: Sentence) => readonly Modifier[],
  reach = Number.POSITIVE_INFINITY,
): Context {
  const modifiers = modifiersOf(sentence).filter(
    (one) => !DENIES.has(one.rule.category) || Math.max(from - one.to, one.from - to) <= reach,
  );
  return contextOf({ from, to, sentence, category }, modifiers, tokens);
}

function makeFinding(
  letter: LetterRead,
  target: string,
  category: Category,
  context: Context,
  mentions: readonly Mention[],
  rule: string,
): Finding {
  const evidence = evidenceOf(mentions, letter.tokens);
  const date = dateNear(letter, mentions[0]!, category, context);
  const { assertion, categories } =
    category === 'diagnosis' ? inItsTime(context, mentions[0]!, target, letter) : context;
  return {
    target,
    category,
    assertion,
    said: categories,
    evidence,
    section: mentions[0]!.sentence.section,
    rule,
    ...(date === null ? {} : { date }),
  };
}

/** What its date or its tense says of a tumour where no word beside it does. */
function inItsTime(context: Context, mention: Mention, target: string, letter: LetterRead): Context {
  const date = dateNear(letter, mention, 'diagnosis', context);
  if (!isPast(mention, target, date, context, letter)) return context;
  const categories = new Set([...context.categories, 'historical' as const]);
  return { ...context, assertion: { ...context.assertion, temporality: 'historical' }, categories };
}

const NEAR_TOKENS = 12;

function spanOfAll(mentions: readonly Mention[], tokens: readonly MatchToken[]): Span {
  const from = Math.min(...mentions.map((mention) => mention.from));
  const to = Math.max(...mentions.map((mention) => mention.to));
  return { start: tokens[from]!.start, end: tokens[to - 1]!.end };
}

/** What is ticked No is denied; what nobody answered says nothing of the patient. */
function asAnswered(said: Context, answer: FormAnswer | null): Context {
  if (answer === null || answer === 'yes') return said;
  const { assertion, categories } = said;
  return answer === 'no'
    ? { ...said, assertion: { ...assertion, certainty: 'negated' }, categories: new Set([...categories, 'negated']) }
    : {
        ...said,
        assertion: { ...assertion, temporality: 'hypothetical' },
        categories: new Set([...categories, 'hypothetical']),
      };
}

/** One span where the words stand close together, else one each, in text order. */
function evidenceOf(mentions: readonly Mention[], tokens: readonly MatchToken[]): Span[] {
  const ordered = [...mentions].sort((a, b) => a.from - b.from);
  const [first, last] = [ordered[0]!, ordered.at(-1)!];
  const spanOf = (from: number, to: number): Span => ({ start: tokens[from]!.start, end: tokens[to - 1]!.end });
  if (last.to - first.from <= NEAR_TOKENS) return [spanOf(first.from, Math.max(...ordered.map(({ to }) => to)))];
  return ordered.map(({ from, to }) => spanOf(from, to));
}

/** The rule and the triggers that led to the context: `phrase: breast cancer; no evidence of (negated)`. */
function ruleWith(rule: string, { modifiers }: Context): string {
  const triggers = modifiers.map(({ rule: { trigger, category } }) => `${trigger} (${category})`);
  return [rule, ...triggers].join('; ');
}
