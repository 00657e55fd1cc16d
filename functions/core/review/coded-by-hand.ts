import type { Category } from '../answer.ts';
import type { Coded } from '../happenings/review.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { ConceptId, SNOMED_CT } from '../sctid.ts';
import { RefusedError } from './refusal.ts';

/**
 * A code as a reviewer chose it, under the name the lexicon gives it: nobody's own text becomes a code's display, no id that
 * the lexicon does not hold becomes a code, and none stands in a category that is not its own: a treatment would be handed
 * over as a diagnosis.
 *
 * @param own the code that is amended: it may stay as it is, whatever the lexicon has become
 * @returns with the lexicon's target: a concept id, or an idea
 * @throws RefusedError for a concept that is in neither, or is of another category
 */
export function codedByHand(
  letterId: string,
  category: Category,
  coded: Coded,
  lexicon: Lexicon,
  own: Pick<Coded, 'concept' | 'display'> | null,
): { readonly coded: Coded; readonly target: string } {
  if (own !== null && isSame(own, coded)) {
    const { concept, display } = own;
    return { coded: { ...coded, concept, display }, target: concept?.code ?? `idea:${display}` };
  }
  const code = coded.concept?.code;
  const known =
    code !== undefined
      ? lexicon.concepts.get(code)
      : [...lexicon.concepts.values()].find(({ id, display }) => id.startsWith('idea:') && display === coded.display);
  if (known === undefined) throw new RefusedError(letterId, 'unknown-concept');
  if (known.category !== category) throw new RefusedError(letterId, 'other-category');
  const { id, display } = known;
  const concept = code === undefined ? null : ({ system: SNOMED_CT, code: ConceptId.parse(id), display } as const);
  return { coded: { ...coded, concept, display }, target: id };
}

function isSame(own: Pick<Coded, 'concept' | 'display'>, other: Coded): boolean {
  return own.concept === null
    ? other.concept === null && own.display === other.display
    : own.concept.code === other.concept?.code;
}
