import type * as z from 'zod';
import type { Coded } from '../../../core/happenings/review.ts';
import { assertionInWords, CATEGORY_IN_WORDS } from '../../words.ts';
import type { ShownSuggestion } from '../state/change.ts';
import { codedInWords } from '../words/acts.ts';

/** What a decided suggestion says in the end; null for a rejected or undecided one, and for one not stored yet. */
export function codedOf(shown: ShownSuggestion): z.infer<typeof Coded> | null {
  const { concept, display, assertion, value, date, decision, change } = shown;
  if (decision === undefined || decision.kind === 'rejected' || change !== undefined) return null;
  if (decision.kind === 'amended') return decision.to;
  return { concept, display, assertion, ...(value === undefined ? {} : { value }), ...(date ? { date } : {}) };
}

/** The accepted codes as plain text for a record system: a line each, as the service has stored them. */
export function codedSummary(suggestions: readonly ShownSuggestion[]): string {
  return suggestions
    .flatMap((suggestion) => {
      const coded = codedOf(suggestion);
      if (coded === null) return [];
      const said = assertionInWords(coded.assertion);
      return [
        `${CATEGORY_IN_WORDS[suggestion.category]}: ${codedInWords(coded)}${said === 'confirmed' ? '' : `; ${said}`}`,
      ];
    })
    .join('\n');
}
