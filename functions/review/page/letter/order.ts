import type { Category } from '../../../core/answer.ts';
import { CATEGORY_IN_WORDS } from '../../words.ts';
import type { ShownSuggestion } from '../state/change.ts';

export interface Group {
  readonly category: Category;
  readonly suggestions: readonly Numbered[];
}
/** A suggestion with its number on the page, from 1. */
export interface Numbered {
  readonly number: number;
  readonly suggestion: ShownSuggestion;
}

/** By category, in the order in which categories are always listed; numbered through. */
export function grouped(suggestions: readonly ShownSuggestion[]): readonly Group[] {
  let number = 0;
  return (Object.keys(CATEGORY_IN_WORDS) as Category[])
    .map((category) => ({ category, of: suggestions.filter((suggestion) => suggestion.category === category) }))
    .filter(({ of }) => of.length > 0)
    .map(({ category, of }) => ({
      category,
      suggestions: of.map((suggestion) => ({ number: ++number, suggestion })),
    }));
}

/** The suggestion to turn to after `id`: the next without a decision, from there on and then from the top. */
export function nextUndecided(order: readonly Numbered[], id: string | null): string | null {
  const place = order.findIndex(({ suggestion }) => suggestion.id === id);
  const inTurn = [...order.slice(place + 1), ...order.slice(0, place + 1)];
  return inTurn.find(({ suggestion }) => suggestion.decision === undefined)?.suggestion.id ?? null;
}

/** One up or down in the order; the ends hold. */
export function neighbour(order: readonly Numbered[], id: string | null, by: 1 | -1): string | null {
  const place = order.findIndex(({ suggestion }) => suggestion.id === id);
  const to = place === -1 ? 0 : Math.min(Math.max(place + by, 0), order.length - 1);
  return order[to]?.suggestion.id ?? null;
}
