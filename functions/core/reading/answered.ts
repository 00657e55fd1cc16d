import type { Context } from './context.ts';
import type { FormAnswer } from './forms.ts';

/** What is ticked No is denied; what nobody answered says nothing of the patient. */
export function asAnswered(said: Context, answer: FormAnswer | null): Context {
  if (answer === null || answer === 'yes') return said;
  const { assertion, categories } = said;
  return answer === 'no'
    ? { ...said, assertion: { ...assertion, certainty: 'negated' }, categories: new Set([...categories, 'negated']) }
    : {
        ...said,
        assertion: { ...assertion, temporality: 'hypothetical' },
        categories: new Set([...categories, 'hypothetical']),
      };
}

/** `Options: [x] EBRT  [ ] surgery`: of several that were open, the ticked one is meant. */
export function asChosen(said: Context, answer: FormAnswer | null, section: string): Context {
  const { assertion, modifiers, categories } = said;
  const isOpen =
    assertion.temporality === 'hypothetical' && !modifiers.some(({ rule }) => rule.category === 'hypothetical');
  if (answer !== 'yes' || section !== 'options' || !isOpen) return said;
  const chosen = new Set([...categories, 'planned' as const]);
  chosen.delete('hypothetical');
  return { ...said, assertion: { ...assertion, temporality: 'planned' }, categories: chosen };
}
