import type { ContextCategory } from '../lexicon/rows.ts';
import type { Context } from './context.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { SaidTreatment } from './said-treatment.ts';

/** What came behind a course is over, too; but a drug taken behind it may still be. */
export function nextAfter(
  state: ContextCategory | null,
  { lasting, chemotherapy }: SaidTreatment,
): ContextCategory | null {
  if (state === 'ongoing') return 'planned';
  return state === 'completed' && lasting && !chemotherapy ? null : state;
}

/** "1. Start bicalutamide": asked for, in a list or a statement of its own. */
export function beginsWithOrder({ sentence, from }: Mention, { tokens }: LetterRead): boolean {
  for (let i = from - 1; i >= Math.max(sentence.from, from - LONGEST_ORDER); i--)
    if (ORDERS.has(tokens[i]!.norm)) return tokens.slice(sentence.from, i).every(({ norm }) => NUMBERING.test(norm));
  return false;
}
const LONGEST_ORDER = 3;
const ORDERS = new Set('start commence begin give add arrange book list proceed restart'.split(' '));
const NUMBERING = /^(?:\d{1,2}|[.)(•-]|and|then|please|also)$/;

/**
 * "Then mastectomy", "… by a week; then weekly paclitaxel": the next step, unless what came before is over. "Thereafter", "next" and
 * "afterwards" tell of the past as well: what they follow must be to come, or going on.
 */
export function comesNext({ sentence, from, to }: Mention, before: Context | null, { tokens }: LetterRead): boolean {
  const ahead =
    before !== null && AHEAD.has(before.assertion.temporality) && before.assertion.certainty === 'confirmed';
  let first = sentence.from;
  for (let i = from - 1; i > Math.max(sentence.from, from - 4); i--) if (tokens[i]!.raw === ';') first = i + 1;
  const opener = tokens[first]!.word;
  if (from - first <= 4 && opener === 'then') return !before?.categories.has('completed');
  if (!ahead) return false;
  if (
    from - first <= 5 &&
    (NEXT.has(opener) ||
      (/^(?:after|following)$/.test(opener) && /^(?:that|this|which)$/.test(tokens[first + 1]!.word)))
  )
    return true;
  for (let i = to; i < Math.min(sentence.to, to + 4); i++) if (AFTERWARDS.has(tokens[i]!.word)) return true;
  return false;
}
const AHEAD: ReadonlySet<string> = new Set(['planned', 'current']);
const NEXT = new Set(['thereafter', 'afterwards', 'subsequently', 'next', 'subsequent']);
const AFTERWARDS = new Set(['afterwards', 'afterward', 'thereafter']);
