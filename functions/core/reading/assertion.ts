import type { Assertion } from '../answer.ts';
import type { ContextCategory } from '../lexicon/rows.ts';
import type { Target } from './context.ts';

export function assertionFrom(categories: ReadonlySet<ContextCategory>, target: Target): Assertion {
  const has = (...wanted: ContextCategory[]) => wanted.some((category) => categories.has(category));
  return {
    certainty: has('negated', 'declined') ? 'negated' : has('possible') ? 'suspected' : 'confirmed',
    temporality: temporalityFrom(has, target),
    subject: has('other-person') ? 'other' : has('family') ? 'family' : 'patient',
  };
}

function temporalityFrom(
  has: (...wanted: ContextCategory[]) => boolean,
  { category, lasting = false }: Target,
): Assertion['temporality'] {
  if (has('hypothetical', 'attributive')) return 'hypothetical';
  if (category === 'diagnosis' || category === 'stage' || category === 'family-history' || category === 'status')
    return has('historical') && !has('current') ? 'historical' : 'current';
  if (has('ongoing')) return 'current';
  if (has('planned')) return 'planned';
  if (has('stopped', 'completed')) return 'completed';
  if (has('historical')) return 'historical';
  return category === 'treatment' && !lasting ? 'completed' : 'current';
}
