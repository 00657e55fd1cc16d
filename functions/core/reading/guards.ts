import type { Guard } from '../lexicon/guards.ts';
import type { Sentence } from './sentences.ts';

/** A stretch of tokens, half-open: the phrase, or what stands beside it. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** What the guards of one statement may look at. */
export interface GuardContext {
  readonly sentence: Sentence;
  /** Whether one of a line's phrases stands in the window. */
  hasPhrase(line: Guard, window: Window): boolean;
  /** Whether a mention of a class stands in the window beside a phrase: `@site`, `@morphology`, `@tumour`, `@drug`, `@number`. */
  hasClass(name: string, window: Window, phrase: Window): boolean;
  /** Whether one of a line's phrases stands anywhere in the letter. */
  letterHas(line: Guard): boolean;
  letterHasClass(name: string): boolean;
}

/** Whether every line of a guard holds where the phrase stands. */
export function holds(guard: readonly Guard[], phrase: Window, context: GuardContext): boolean {
  for (const line of guard) if (!lineHolds(line, phrase, context)) return false;
  return true;
}

function lineHolds(line: Guard, phrase: Window, context: GuardContext): boolean {
  const { from, to } = phrase;
  const { sentence } = context;
  const before = { from: Math.max(sentence.from, from - line.distance), to: from };
  const after = { from: to, to: Math.min(sentence.to, to + line.distance) };
  switch (line.condition) {
    case 'needs-before':
      return occurs(line, context, before, phrase);
    case 'needs-after':
      return occurs(line, context, after, phrase);
    case 'needs-near':
      return occurs(line, context, before, phrase) || occurs(line, context, after, phrase);
    case 'forbids-before':
      return !occurs(line, context, before, phrase);
    case 'forbids-after':
      return !occurs(line, context, after, phrase);
    case 'forbids-near':
      return !occurs(line, context, before, phrase) && !occurs(line, context, after, phrase);
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

function occursInLetter(line: Guard, { letterHas, letterHasClass }: GuardContext): boolean {
  return letterHas(line) || [...line.classes].some(letterHasClass);
}

function occurs(line: Guard, { hasPhrase, hasClass }: GuardContext, window: Window, phrase: Window): boolean {
  if (hasPhrase(line, window)) return true;
  for (const name of line.classes) if (hasClass(name, window, phrase)) return true;
  return false;
}
