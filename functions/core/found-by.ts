import type { LetterEvent } from './events.ts';

/** What an auditor can know of a letter, and find it by. */
export type FoundBy =
  | { readonly kind: 'concept' | 'suggestion' | 'patient'; readonly value: string }
  /** Who did anything at all to it, service or person, on one day (UTC). */
  | { readonly kind: 'actor'; readonly value: string; readonly day: string };

/**
 * Everything a letter is found by: what its events ever said, also what no longer stands. In the order in which the events
 * first say it, so that a longer chain only ever adds at the end.
 */
export function foundBy(chain: readonly LetterEvent[]): readonly FoundBy[] {
  const found = new Map<string, FoundBy>();
  for (const event of chain) for (const one of saidBy(event)) found.set(nameOf(one), found.get(nameOf(one)) ?? one);
  return [...found.values()];
}

function saidBy({ type, data, actor, at }: LetterEvent): FoundBy[] {
  const by: FoundBy[] = [{ kind: 'actor', value: actor.id, day: at.slice(0, 10) }];
  const concept = (one: { readonly concept: { readonly code: string } | null }): FoundBy[] =>
    one.concept === null ? [] : [{ kind: 'concept', value: one.concept.code }];
  const suggestion = (value: string): FoundBy => ({ kind: 'suggestion', value });
  switch (type) {
    case 'text-extracted':
      return data.patientHash === null ? by : [...by, { kind: 'patient', value: data.patientHash }];
    case 'suggestions-made':
      return [...by, ...[...data.suggestions, ...data.held].flatMap((one) => [suggestion(one.id), ...concept(one)])];
    case 'code-added':
      return [...by, suggestion(data.suggestionId), ...concept(data.coded)];
    case 'suggestion-decided':
      return [...by, ...(data.decision.kind === 'amended' ? concept(data.decision.to) : [])];
    default:
      return by;
  }
}

const nameOf = (one: FoundBy) => `${one.kind}#${one.value}${one.kind === 'actor' ? `#${one.day}` : ''}`;

/** What letters are looked for by; of a person also on which days, both included. */
export interface FindBy {
  readonly kind: FoundBy['kind'];
  readonly value: string;
  readonly fromDay?: string;
  readonly toDay?: string;
}
