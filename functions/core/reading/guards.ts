import type { Guard } from '../lexicon/guards.ts';
import type { MatchToken, PhraseTrie } from '../lexicon/phrase-trie.ts';
import type { Sentence } from './sentences.ts';

/** What an ambiguous phrase's guard may look at. */
export interface GuardContext {
  readonly tokens: readonly MatchToken[];
  readonly sentence: Sentence;
  /** Token indices, half-open, of the phrase itself. */
  readonly from: number;
  readonly to: number;
  /** Whether a token belongs to a mention of a class: `@site`, `@morphology`, `@tumour`, `@drug`, `@number`. */
  isOfClass(index: number, name: string): boolean;
  /** Whether any of the phrases occurs anywhere in the letter. */
  letterHas(phrases: PhraseTrie<true>): boolean;
  letterHasClass(name: string): boolean;
}

/** Whether every line of a guard holds where the phrase stands. */
export function holds(guard: readonly Guard[], context: GuardContext): boolean {
  return guard.every((line) => lineHolds(line, context));
}

function lineHolds(line: Guard, context: GuardContext): boolean {
  const { from, to, sentence } = context;
  const before = { from: Math.max(sentence.from, from - line.distance), to: from };
  const after = { from: to, to: Math.min(sentence.to, to + line.distance) };
  switch (line.condition) {
    case 'needs-before':
      return occurs(line, context, before);
    case 'needs-after':
      return occurs(line, context, after);
    case 'needs-near':
      return occurs(line, context, before) || occurs(line, context, after);
    case 'forbids-before':
      return !occurs(line, context, before);
    case 'forbids-after':
      return !occurs(line, context, after);
    case 'forbids-near':
      return !occurs(line, context, before) && !occurs(line, context, after);
    case 'needs-section':
      return line.sections.has(sentence.section);
    case 'forbids-section':
      return !line.sections.has(sentence.section);
    case 'needs-letter':
      return occursInLetter(line, context);
    case 'forbids-letter':
      return !occursInLetter(line, context);
    default:
      return line.condition satisfies never;
  }
}

function occursInLetter({ phrases, classes }: Guard, { letterHas, letterHasClass }: GuardContext): boolean {
  return letterHas(phrases) || [...classes].some(letterHasClass);
}

function occurs(line: Guard, { tokens, isOfClass }: GuardContext, window: { from: number; to: number }): boolean {
  for (let i = window.from; i < window.to; i++) {
    if (line.phrases.matchesAt(tokens, i).some(({ end }) => end <= window.to)) return true;
    for (const name of line.classes) if (isOfClass(i, name)) return true;
  }
  return false;
}
