import { Category } from '../answer.ts';

/** The kinds of things that a context rule speaks of: a bit for each category. */
export type Kinds = number;

const BITS: ReadonlyMap<string, Kinds> = new Map(Category.options.map((category, i) => [category, 1 << i]));

export const EVERY_KIND: Kinds = (1 << Category.options.length) - 1;

/** @param targets as in context-rules/: `any`, or categories between `|` */
export function kindsOf(targets: string): Kinds {
  if (targets === 'any') return EVERY_KIND;
  return targets.split('|').reduce((kinds, category) => kinds | (BITS.get(category) ?? 0), 0);
}

export function isOfKind(kinds: Kinds, category: Category): boolean {
  return (kinds & BITS.get(category)!) !== 0;
}

export function isOnlyOfKind(kinds: Kinds, category: Category): boolean {
  return kinds === BITS.get(category);
}
