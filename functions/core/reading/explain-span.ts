import type { Assertion, Category } from '../answer.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Span } from '../span.ts';
import { contextOf } from './context.ts';
import { modifiersOf } from './findings.ts';
import { findParts } from './parts.ts';
import { findSentences, type Sentence } from './sentences.ts';
import { tokenize } from './tokens.ts';

/** What the words around a stretch of a letter say of it, whether or not the lexicon knows the stretch itself. */
export interface Explanation {
  readonly assertion: Assertion;
  readonly modifiers: readonly (Span & { readonly trigger: string; readonly category: string })[];
  readonly section: string;
  /** The statement that was read. */
  readonly statement: Span;
}

/**
 * @param category what the target is taken to be: rules differ for tumours and treatments
 * @throws RangeError when the span holds no word of the text
 */
export function explainSpan(
  text: string,
  target: Span,
  lexicon: Lexicon,
  category: Category = 'diagnosis',
): Explanation {
  const tokens = lexicon.prepare(tokenize(text));
  const from = tokens.findIndex((token) => token.end > target.start && token.start < target.end);
  if (from === -1) throw new RangeError(`no word of the text stands at ${target.start}–${target.end}`);
  let to = from + 1;
  while (to < tokens.length && tokens[to]!.start < target.end) to++;

  const sentences = findSentences(text, tokens, findParts(text, tokens, lexicon));
  const sentence: Sentence = sentences.find((one) => one.from <= from && from < one.to) ?? {
    from,
    to,
    section: 'not-read',
  };
  const context = contextOf({ from, to, sentence, category }, modifiersOf(sentence, tokens, lexicon), tokens);
  return {
    assertion: context.assertion,
    modifiers: context.modifiers.map(({ origin, ...modifier }) => ({
      trigger: modifier.rule.trigger,
      category: modifier.rule.category,
      start: tokens[(origin ?? modifier).from]!.start,
      end: tokens[(origin ?? modifier).to - 1]!.end,
    })),
    section: sentence.section,
    statement: { start: tokens[sentence.from]!.start, end: tokens[sentence.to - 1]!.end },
  };
}
