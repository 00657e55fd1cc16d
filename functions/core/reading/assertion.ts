import type { Assertion } from '../answer.ts';
import type { ContextCategory } from '../lexicon/rows.ts';
import type { Target } from './context.ts';

export function assertionFrom(categories: ReadonlySet<ContextCategory>, target: Target): Assertion {
  const negated = categories.has('negated') || categories.has('declined');
  return {
    certainty: negated ? 'negated' : categories.has('possible') ? 'suspected' : 'confirmed',
    temporality: temporalityFrom(categories, target),
    subject: categories.has('other-person') ? 'other' : categories.has('family') ? 'family' : 'patient',
  };
}

/** The patient's, there and now: neither denied, doubted, past nor somebody else's. */
export function isOfThePatientNow({ certainty, temporality, subject }: Assertion): boolean {
  return certainty === 'confirmed' && temporality === 'current' && subject === 'patient';
}

function temporalityFrom(
  categories: ReadonlySet<ContextCategory>,
  { category, lasting = false }: Target,
): Assertion['temporality'] {
  if (categories.has('hypothetical') || categories.has('attributive')) return 'hypothetical';
  if (category === 'diagnosis' || category === 'stage' || category === 'family-history' || category === 'status')
    return categories.has('historical') && !categories.has('current') ? 'historical' : 'current';
  if (categories.has('ongoing')) return 'current';
  if (categories.has('planned')) return 'planned';
  if (categories.has('stopped') || categories.has('completed')) return 'completed';
  if (categories.has('historical')) return 'historical';
  return category === 'treatment' && !lasting ? 'completed' : 'current';
}
