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
  /** Whether a mention of a class stands in the window beside a phrase: `@site`, `@morphology`, `@tumour`, `@drug`, `@number`; `@item`: the phrase stands alone between marks. */
  hasClass(name: string, window: Window, phrase: Window): boolean;
  /** Whether one of a line's phrases stands anywhere in the letter. */
  letterHas(line: Guard): boolean;
  /** Anywhere in the letter; there also tumours of one group of concepts: `@tumour:breast`. */
  letterHasClass(name: string): boolean;
}

/** Whether every line of a guard holds where the phrase stands. */
export function holds(guard: readonly Guard[], phrase: Window, context: GuardContext): boolean {
  for (const line of guard) if (!lineHolds(line, phrase, context)) return false;
  return true;
}

function lineHolds(line: Guard, phrase: Window, context: GuardContext): boolean {
  const { sentence } = context;
  switch (line.condition) {
    case 'needs-before':
      return occursBefore(line, phrase, context);
    case 'needs-after':
      return occursAfter(line, phrase, context);
    case 'needs-near':
      return occursBefore(line, phrase, context) || occursAfter(line, phrase, context);
    case 'forbids-before':
      return !occursBefore(line, phrase, context);
    case 'forbids-after':
      return !occursAfter(line, phrase, context);
    case 'forbids-near':
      return !occursBefore(line, phrase, context) && !occursAfter(line, phrase, context);
    case 'needs-section':
      return line.sections.has(sentence.section);
    case 'forbids-section':
      return !line.sections.has(sentence.section);
    case 'needs-letter':
      return occursInLetter(line, context) || standsAsDiagnosis(line, context);
    case 'forbids-letter':
      return !occursInLetter(line, context);
    default:
      return line.condition satisfies never;
  }
}

/** "Diagnosis: CLL" needs no other word of the letter to tell what is meant. */
function standsAsDiagnosis({ classes }: Guard, { sentence }: GuardContext): boolean {
  return classes.has('@diagnosis-section') && sentence.section === 'diagnosis';
}

function occursInLetter(line: Guard, { letterHas, letterHasClass }: GuardContext): boolean {
  if (letterHas(line)) return true;
  for (const name of line.classes) if (letterHasClass(name)) return true;
  return false;
}

function occursBefore(line: Guard, phrase: Window, context: GuardContext): boolean {
  const from = Math.max(context.sentence.from, phrase.from - line.distance);
  return occurs(line, context, { from, to: phrase.from }, phrase);
}

function occursAfter(line: Guard, phrase: Window, context: GuardContext): boolean {
  const to = Math.min(context.sentence.to, phrase.to + line.distance);
  return occurs(line, context, { from: phrase.to, to }, phrase);
}

function occurs(line: Guard, { hasPhrase, hasClass }: GuardContext, window: Window, phrase: Window): boolean {
  if (hasPhrase(line, window)) return true;
  for (const name of line.classes) if (hasClass(name, window, phrase)) return true;
  return false;
}
