import type { ContextCategory } from '../lexicon/rows.ts';
import type { Context } from './context.ts';
import type { SaidTreatment } from './said-treatment.ts';

const PROGRESS: readonly ContextCategory[] = ['planned', 'ongoing', 'completed', 'stopped', 'historical'];
const SAYS_MORE: ReadonlySet<ContextCategory> = new Set([...PROGRESS, 'declined', 'negated', 'hypothetical']);

/** Whether words say it, and not only the heading. */
export function isStated({ modifiers }: Context): boolean {
  return modifiers.some(({ rule }) => SAYS_MORE.has(rule.category));
}

export function stateOf({ categories, assertion }: Context): ContextCategory | null {
  if (assertion.certainty !== 'confirmed' || assertion.temporality === 'hypothetical') return null;
  return PROGRESS.find((state) => categories.has(state)) ?? null;
}

const TEMPORALITY = {
  planned: 'planned',
  ongoing: 'current',
  completed: 'completed',
  stopped: 'completed',
  historical: 'historical',
} as const;

/** In place of whatever the heading says. */
export function inState(context: Context, state: ContextCategory): Context {
  // "Marrow Transplant Programme, 2 April": its name, whatever the day.
  if (context.categories.has('attributive')) return context;
  const categories = new Set([...context.categories].filter((one) => !PROGRESS.includes(one)));
  categories.add(state);
  const temporality = TEMPORALITY[state as keyof typeof TEMPORALITY];
  return { ...context, categories, assertion: { ...context.assertion, temporality } };
}

/** "On nivolumab, SRS 22/7": what is said of the treatment before says something of this one only where the two are joined. */
export function reachesOver(earlier: SaidTreatment, { said }: SaidTreatment): boolean {
  const progress = said.modifiers.filter(({ rule }) => SAYS_MORE.has(rule.category));
  return progress.every(({ to, rule }) => to <= earlier.mention.from && PROGRESS.includes(rule.category));
}

/** Said by words such as "on" and "for", that reach a few words only. */
export function isOnlyShort({ said }: SaidTreatment): boolean {
  return said.modifiers.every(({ rule }) => !SAYS_MORE.has(rule.category) || rule.reach !== Number.POSITIVE_INFINITY);
}

/** "WLE and SNB were performed": said behind both. */
export function isSaidBehind({ mention, said }: SaidTreatment): boolean {
  return said.modifiers.some(({ from, rule }) => from >= mention.to && PROGRESS.includes(rule.category));
}
