import type { Assertion, Category } from '../answer.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Span } from '../span.ts';
import { type Context, contextOf } from './context.ts';
import { asEvent, explainedAs, isOfThisStay } from './explained-as.ts';
import { findingAnswer } from './finding-answers.ts';
import { type FindingTarget, findingContext, withoutPseudo } from './finding-context.ts';
import { type FormAnswer, formAnswer } from './forms.ts';
import { findParts, type Part } from './parts.ts';
import { plainText } from './plain-text.ts';
import { findSentences, type Sentence } from './sentences.ts';
import { modifiersOf } from './statement-modifiers.ts';

/** What the words around a stretch of a letter say of it, whether or not the lexicon knows the stretch itself. */
export interface Explanation {
  readonly assertion: Assertion;
  readonly modifiers: readonly (Span & { readonly trigger: string; readonly category: string })[];
  readonly section: string;
  /** The statement that was read. */
  readonly statement: Span;
}

/**
 * @param category what the target is taken to be: rules differ for tumours and treatments. Left out, it is what the lexicon knows of the
 *   words; what it does not know is a finding, to which the rules for findings apply
 * @throws RangeError when the span holds no word of the text
 */
export function explainSpan(written: string, target: Span, lexicon: Lexicon, category?: Category): Explanation {
  const text = plainText(written);
  const tokens = lexicon.prepare(text);
  const first = tokens.findIndex((token) => token.end > target.start && token.start < target.end);
  if (first === -1) throw new RangeError(`no word of the text stands at ${target.start}–${target.end}`);
  let to = first + 1;
  while (to < tokens.length && tokens[to]!.start < target.end) to++;
  let from = first;
  while (from < to - 1 && tokens[from]!.kind === 'mark') from++;
  // "?aspiration" and "asthma ?": a mark at the ends of the span is said of its words.
  while (to - 1 > from && tokens[to - 1]!.kind === 'mark') to--;

  const parts = findParts(text, tokens, lexicon);
  const holds = (one: Sentence) => one.from <= from && from < one.to;
  const read = findSentences(text, tokens, parts).find(holds);
  const sentence = read ?? asIfRead(text, tokens, parts, holds) ?? { from: first, to, section: UNREAD };
  const context = readContext(text, { from, to, sentence }, tokens, lexicon, category);
  return {
    assertion: context.assertion,
    modifiers: saidOnce(context.modifiers, tokens),
    section: sentence.section,
    statement: { start: tokens[sentence.from]!.start, end: tokens[sentence.to - 1]!.end },
  };
}

/** Words of several rules, such as `never`, that say one thing are told once. */
function saidOnce(modifiers: Context['modifiers'], tokens: readonly MatchToken[]): Explanation['modifiers'] {
  const told = new Map<string, Explanation['modifiers'][number]>();
  for (const { origin, ...modifier } of modifiers) {
    const { from, to } = origin ?? modifier;
    const { trigger, category } = modifier.rule;
    const [start, end] = [tokens[from]!.start, tokens[Math.max(to - 1, from)]!.end];
    told.set(`${category} ${trigger} ${start} ${end}`, { trigger, category, start, end });
  }
  return [...told.values()];
}

/** Words in a letterhead or a signature say nothing for suggestions, but somebody asks what they say. */
function asIfRead(
  text: string,
  tokens: readonly MatchToken[],
  parts: readonly Part[],
  holds: (one: Sentence) => boolean,
): Sentence | undefined {
  const all = parts.map(({ start, end, read }) => ({ start, end, read: true, section: read ? 'letter' : UNREAD }));
  return findSentences(text, tokens, all).find(holds);
}
const UNREAD = 'not-read';

function readContext(
  text: string,
  target: { from: number; to: number; sentence: Sentence },
  tokens: readonly MatchToken[],
  lexicon: Lexicon,
  category: Category | undefined,
): Context {
  const { sentence } = target;
  const words = { start: tokens[target.from]!.start, end: tokens[target.to - 1]!.end };
  const answer = findingAnswer(text, words) ?? formAnswer(text, words);
  const kind = category ?? explainedAs(target, tokens, lexicon);
  if (kind !== 'finding') {
    const as = typeof kind === 'string' ? { category: kind } : kind;
    const said = contextOf({ ...target, ...as }, modifiersOf(sentence, tokens, lexicon.contextRules), tokens);
    if (typeof kind === 'string' || kind.category !== 'treatment') return said;
    const asked = asFinding(target, tokens, lexicon);
    const event = asEvent(withCertaintyOf(asked, said), target, tokens);
    if (/^(?:previous|prior|past|old)$/.test(tokens[target.from]!.word) && event.assertion.certainty === 'confirmed')
      return answered({ ...event, assertion: { ...event.assertion, temporality: 'historical' } }, answer);
    return answered(isOfThisStay(sentence, tokens) ? event : inThePast(event, asked), answer);
  }
  return answered(asFinding(target, tokens, lexicon), answer);
}

function asFinding(target: FindingTarget, tokens: readonly MatchToken[], lexicon: Lexicon): Context {
  const modifiers = modifiersOf(target.sentence, tokens, lexicon.findingRules);
  return findingContext(target, withoutPseudo(modifiers, target.sentence, tokens, lexicon.findingRules), tokens);
}

/**
 * Lists of what is denied, and who is only mentioned, are read as those of findings; that a treatment was declined only the rules for
 * treatments say.
 */
function withCertaintyOf(asked: Context, said: Context): Context {
  const subject = asked.assertion.subject === 'patient' ? 'patient' : said.assertion.subject;
  const certainty = said.categories.has('declined') ? said.assertion.certainty : asked.assertion.certainty;
  return { ...said, assertion: { certainty, temporality: timeOf(asked, said), subject } };
}

/** "If no better, steroid injection", "echo to be repeated": what no word says is done may be open, or to come. */
function timeOf(asked: Context, said: Context): Assertion['temporality'] {
  const { temporality } = said.assertion;
  const open = asked.assertion.temporality;
  if (open === 'hypothetical' && /^(?:current|completed)$/.test(temporality)) return open;
  return open === 'planned' && temporality === 'completed' && !said.categories.has('completed') ? open : temporality;
}

/** That a treatment is of the past the rules for findings know from the time, the others from the verb. */
function inThePast(said: Context, asked: Context): Context {
  const { certainty, temporality } = said.assertion;
  if (certainty !== 'confirmed' || !/^(?:current|completed)$/.test(temporality)) return said;
  if (asked.assertion.temporality !== 'historical') return said;
  // "Following appendicectomy he recovered well": of this stay, or of another.
  if (said.modifiers.some(({ rule }) => /^(?:following|after|since)\b/.test(rule.trigger))) return said;
  return { ...said, assertion: { ...said.assertion, temporality: 'historical' } };
}

/** What a form or a list of symptoms answers to it. */
function answered(said: Context, answer: FormAnswer | null): Context {
  const { assertion } = said;
  if (answer === 'no') return { ...said, assertion: { ...assertion, certainty: 'negated' } };
  if (answer === 'yes') return { ...said, assertion: { ...assertion, certainty: 'confirmed' } };
  return answer === 'open' ? { ...said, assertion: { ...assertion, temporality: 'hypothetical' } } : said;
}
