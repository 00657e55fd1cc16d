import type { Context } from './context.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Modifier } from './modifiers.ts';

/** A treatment as found, with what the words beside it say. */
export interface SaidTreatment {
  readonly mention: Mention;
  readonly said: Context;
  /** The same, by some of those words. */
  readonly saidBy: (counts: (modifier: Modifier) => boolean) => Context;
  /** Given over time, such as a drug; an operation is not. */
  readonly lasting: boolean;
  /** An operation or a like event: over once it is done, so never going on. */
  readonly event: boolean;
  readonly chemotherapy: boolean;
  /** Watching: it begins when it is agreed. */
  readonly monitoring: boolean;
}

export function wordsBefore({ mention }: SaidTreatment, { text, tokens }: LetterRead): string {
  const end = tokens[mention.from]!.start;
  return text.slice(Math.max(end - 40, tokens[mention.sentence.from]!.start), end);
}

export function wordsBehind({ mention }: SaidTreatment, until: number, { text, tokens }: LetterRead): string {
  const start = tokens[mention.to - 1]!.end;
  return text.slice(start, Math.min(start + LONGEST_DETAILS, until));
}
const LONGEST_DETAILS = 60;
