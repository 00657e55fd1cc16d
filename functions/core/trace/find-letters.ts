import type { FindBy } from '../found-by.ts';
import type { LetterId } from '../letter.ts';
import type { Worklist } from '../ports.ts';
import type { Question } from './select.ts';

/**
 * The letters that can have anything to do with the question, by the views that are there to find them: the narrowest one.
 * null when there is none for it, or it may not know of every letter: then every letter's events are looked through.
 */
export async function findLetters(
  worklist: Pick<Worklist, 'findLetters'>,
  question: Question,
): Promise<readonly LetterId[] | null> {
  const by = narrowest(question);
  return by === null ? null : worklist.findLetters(by);
}

function narrowest({ suggestionId, patientHash, code, actorId, from, until }: Question): FindBy | null {
  if (suggestionId !== undefined) return { kind: 'suggestion', value: suggestionId };
  if (patientHash !== undefined) return { kind: 'patient', value: patientHash };
  if (code !== undefined) return { kind: 'concept', value: code };
  if (actorId === undefined) return null;
  const days = {
    ...(from === undefined ? {} : { fromDay: from.slice(0, 10) }),
    ...(until === undefined ? {} : { toDay: until.slice(0, 10) }),
  };
  return { kind: 'actor', value: actorId, ...days };
}
